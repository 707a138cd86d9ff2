"""Two apps with a data folder each, and one shared folder between them."""

import re
import socket

import pytest
from playwright.sync_api import expect

from screens.parts.double_tap import SECOND_TAP_MS
from tests.browser.conftest import go_on, write
from tests.browser.test_probe import add_student, button, figure, start_probe, word

pytestmark = pytest.mark.full

PASSPHRASE = "four quiet otters dance"
SYNCED = "Everything is in the folder, and everything in it is here."
SYNC_MS = 30_000


@pytest.fixture(autouse=True)
def no_key_store(monkeypatch):
    """Never touch the key store of whoever runs the tests."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def shared(tmp_path):
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


def tab(page, name):
    """Go to one of the screens of the navigation; a student's screen has none."""
    there = button(page, re.compile(f"^{name}"))
    back = button(page, re.compile(r"^Back\s*(Back)?$"))
    expect(there.or_(back).first).to_be_visible()
    for _ in range(3):  # a tap while the screen is being drawn anew is lost
        if there.count():
            break
        back.click()
        page.wait_for_timeout(1000)
    page.wait_for_timeout(SECOND_TAP_MS)  # sooner, it would be the second one of a double tap
    there.click()


def click_below(page, name):
    """Click a button as far down as it is."""
    shown = button(page, name)
    page.mouse.move(500, 400)
    for _ in range(10):
        if shown.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    shown.click()


def open_sharing(page):
    tab(page, "Settings")
    click_below(page, "Open sharing")


def start_sharing(page, shared):
    open_sharing(page)
    button(page, "Start a shared folder").click()
    write(page, "The folder's address", str(shared))
    write(page, "New passphrase", PASSPHRASE)
    write(page, "Repeat passphrase", PASSPHRASE)
    expect(page.get_by_text("Good, if chosen by chance")).to_be_visible()
    button(page, "Start sharing").click()
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)


def join(page, shared, passphrase=PASSPHRASE):
    open_sharing(page)
    button(page, "Join a folder").click()
    write(page, "The folder's address", str(shared))
    write(page, "Passphrase", passphrase)
    button(page, "Join", exact=True).click()


def sync(page):
    """Sync on the button, and wait until it is done."""
    open_sharing(page)
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    button(page, "Sync now").click()
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)


def open_student(page, name):
    tab(page, "Students")
    button(page, re.compile(f"^{re.escape(name)}")).first.click()
    expect(button(page, "Edit")).to_be_visible()


@pytest.fixture
def team(start, visit, shared):
    """Two tabs, each of an app of its own: the first began sharing, the second has joined."""
    one, two = visit(start().url), visit(start().url)
    add_student(one)
    start_sharing(one, shared)
    join(two, shared)
    expect(two.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    return one, two


def test_what_is_kept_on_one_is_seen_on_the_other(team):
    one, two = team
    open_student(two, "R. T.")
    start_probe(two)
    word(two, 3).click()
    button(two, "Stop").click()
    button(two, re.compile("^Finished")).click()
    go_on(two, "Done")  # kept, and so sent
    expect(button(two, "Add a student")).to_be_visible()
    sync(two)
    sync(one)
    open_student(one, "R. T.")
    expect(one.get_by_text(re.compile(r"WCPM"))).to_be_visible()

    # Both edit the same student; both edits stand, and the history has them.
    button(one, "Edit").click()
    write(one, "Group", "Robins")
    button(one, "Save").click()
    open_student(two, "R. T.")
    button(two, "Edit").click()
    button(two, "3", exact=True).click()
    button(two, "Save").click()
    for page in (one, two, one):
        sync(page)
    for page in (one, two):
        open_student(page, "R. T.")
        expect(page.get_by_text("Grade 3 · Robins")).to_be_visible()
        button(page, "Change log").click()
        for said in ("Added as “R. T.”", "Group: Robins", "Grade: 2, now 3"):
            expect(page.get_by_text(said)).to_be_visible()


def stopped(page, *marked):
    """Mark some words of the probe under way, and stop: it was finished."""
    for number in marked:
        word(page, number).click()
    go_on(page, "Stop")
    button(page, re.compile("^Finished")).click()


def test_two_devices_score_one_probe_at_the_same_time_and_compare(team):
    one, two = team
    for page in team:
        open_student(page, "R. T.")
        button(page, "Give a probe").click()
    go_on(two, "I score along")
    expect(two.get_by_text(re.compile("Somebody else gives it"))).to_be_visible()
    go_on(one, "Start")
    go_on(two, "Start")
    expect(two.get_by_text(re.compile("second score"))).to_be_visible()
    stopped(one, 3, 7)
    stopped(two, 3)
    go_on(one, "Yes, count it")  # it took seconds
    go_on(one, "Done")
    go_on(two, "Keep as second score")
    for page in (one, two, one):
        sync(page)
    for page in team:  # either has both, and only one of them is the student's
        open_student(page, "R. T.")
        page.wait_for_timeout(SECOND_TAP_MS)
        expect(button(page, re.compile("WCPM"))).to_have_count(1)
        button(page, re.compile("WCPM")).click()
        expect(figure(page, "score")).to_be_visible()
        go_on(page, "Second scorer")
        button(page, "Compare (1)").click()
        expect(page.get_by_text(re.compile("% of items agree"))).to_be_visible()
        expect(page.get_by_text(re.compile("first: error; second: correct"))).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(button(page, "Edit")).to_be_visible()


def test_entered_twice_merged_and_taken_apart(team):
    one, two = team
    tab(two, "Students")
    add_student(two, "R T")
    sync(two)
    sync(one)
    open_student(one, "R. T.")
    button(one, "Merge duplicates").click()
    button(one, re.compile("^Merge: ")).click()
    expect(button(one, "Take the merge back")).to_be_visible()
    sync(one)
    sync(two)
    tab(two, "Students")
    expect(button(two, re.compile(r"^R\. T\."))).to_be_visible()
    expect(button(two, re.compile(r"^R T\b"))).to_have_count(0)
    open_student(two, "R. T.")
    button(two, "Take the merge back").click()
    tab(two, "Students")
    expect(button(two, re.compile(r"^R T\b")).first).to_be_visible()


def test_joining_with_students_asks_first_and_a_wrong_passphrase_is_said(start, visit, shared):
    first = start()
    one, two = visit(first.url), visit(start().url)
    add_student(one)
    start_sharing(one, shared)
    add_student(two, "B. L.")
    join(two, shared, "quite another one")
    expect(two.get_by_text("Check its spelling", exact=False)).to_be_visible(timeout=SYNC_MS)
    write(two, "Passphrase", PASSPHRASE)
    button(two, "Join", exact=True).click()
    expect(two.get_by_text("Bring the student along?", exact=False)).to_be_visible(timeout=SYNC_MS)
    button(two, "Bring along and join").click()
    expect(two.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    beside = visit(first.url)  # shows the list while the other's student comes in
    expect(button(beside, re.compile(r"^B\. L\."))).to_be_visible(timeout=SYNC_MS)


def test_a_folder_that_is_away_is_said_calmly(team, shared):
    one, _ = team
    away = shared.rename(shared.with_name("away"))
    button(one, "Sync now").click()
    expect(one.get_by_text("That is all right: go on as usual", exact=False)).to_be_visible()
    away.rename(shared)
    button(one, "Sync now").click()
    expect(one.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)


def test_the_list_says_that_a_new_passphrase_is_wanted(start, visit, shared):
    second = start()
    one, two = visit(start().url), visit(second.url)
    add_student(one)
    start_sharing(one, shared)
    join(two, shared)
    expect(two.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    beside = visit(second.url)  # shows the list all the while
    expect(button(beside, re.compile(r"^R\. T\."))).to_be_visible()
    new = f"{PASSPHRASE} again"
    click_below(one, "Change the passphrase")
    write(one, "New passphrase", new)
    write(one, "Repeat passphrase", new)
    click_below(one, "Set the passphrase")
    expect(one.get_by_text("The new passphrase holds").last).to_be_visible(timeout=SYNC_MS)
    waits = beside.get_by_text("Until then nothing new is shared", exact=False)
    expect(waits).to_have_count(0)
    button(two, "Sync now").click()
    expect(two.get_by_text("The folder has a new passphrase", exact=False)).to_be_visible()
    expect(waits).to_be_visible()
    write(two, "Passphrase", new)
    button(two, "Try it").click()
    expect(two.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    expect(waits).to_have_count(0)
    expect(button(beside, re.compile(r"^R\. T\."))).to_be_visible()


@pytest.fixture
def mute():
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_place_that_hangs_is_not_felt_in_a_probe(app, page, mute):
    add_student(page)
    join(page, f"dav://127.0.0.1:{mute}/Aimline")
    expect(page.get_by_text("One moment", exact=False)).to_be_visible()
    tab(page, "Students")
    button(page, "Give a probe").click()
    go_on(page, "Start")
    for number in range(1, 11):
        word(page, number).click()
    expect(figure(page, "errors")).to_have_text("10 errors")
    expect(figure(page, "clock")).to_contain_text("seconds left")


def test_cancel_takes_back_a_join_that_hangs(page, mute, shared):
    join(page, f"dav://127.0.0.1:{mute}/Aimline")
    expect(page.get_by_text("One moment", exact=False)).to_be_visible()
    button(page, "Cancel").click()
    expect(button(page, "Join a folder")).to_be_visible()
    page.wait_for_timeout(SECOND_TAP_MS)
    button(page, "Start a shared folder").click()
    write(page, "The folder's address", str(shared))
    write(page, "New passphrase", PASSPHRASE)
    write(page, "Repeat passphrase", PASSPHRASE)
    button(page, "Start sharing").click()
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
