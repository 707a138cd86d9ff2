"""Kinds of place, sync files, and what is pointed out where a browser keeps the records."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from record_doubles import MORNING, open_records
from test_ready import Page
from test_sharing_screen import Sharing, Standing, Window, sharing_screen, texts

from records.device_settings import DeviceSettings
from records.exports.json_export import everything
from records.unshared import unshared
from screens.app import Tab
from screens.running_app import App
from screens.settings import transfer
from screens.settings.transfer import Transfer
from screens.sharing import joining, sync_file_cards
from screens.sharing.change_passphrase import ChangePassphrase
from screens.sharing.joining import Joining
from screens.sharing.sharing_client import BY_HAND
from screens.sharing.sync_file_cards import SyncFileCards
from screens.shell import routes
from screens.shell.host_browser import ChosenFile
from screens.students.reminders import Reminders
from screens.words.catalogue import say

OTHERS = ("0123456789abcdef", "device")
SHARING = routes.SharingRoute()
NEITHER = Standing(joined=False, folder_name="", at=None)


class Kinds(Sharing):
    """Answers what it was told to, and notes what it was asked."""

    kinds = ("pick", "dav", "hand")
    server = "davs://cloud.example.org"

    def __init__(self, status):
        super().__init__(status)
        self.asked = []
        self.answer = ""

    def asks_login(self, address):
        return "://" in address

    def name_of(self, address):
        return address.removeprefix("picked:")

    async def pick(self):
        return "picked:Our folder", ""

    async def begin(self, address, passphrase, login=None):
        self.asked.append((address, login))
        return self.answer

    async def try_to_join(self, address, passphrase, login=None):
        self.asked.append(("try", address, login))
        return self.answer

    join = begin

    async def make_file(self, other):
        self.asked.append(other)
        return b"sealed", self.answer

    async def open_file(self, raw):
        self.asked.append(raw)
        return self.answer

    async def permit(self): ...

    def soon(self): ...


class Told(Window):
    """Notes what is said in passing."""

    def __init__(self):
        super().__init__()
        self.said = []

    def notice(self, text):
        self.said.append(text)

    def attempt(self, work):
        work()
        return True


class Tablet:
    """Records that a browser keeps, and nothing shared; ``went`` are the routes gone."""

    def __init__(self):
        self.records = open_records()
        self.browser = object()
        self.sharing = Kinds(NEITHER)
        self.window = Told()
        self.went = []
        self.nav = SimpleNamespace(window=self.window, go=self.went.append)
        self.transfer = Transfer(self.nav, self.records, self.sharing)

    @property
    def store(self):
        return self.records.store

    @property
    def unshared(self):
        return unshared(self.store, self.records.settings)

    def shown(self, screen):
        """What a screen says."""
        self.window.screen = screen
        return texts(screen.build())

    def joining(self, *, founding):
        screen = Joining(
            self.nav, self.sharing, self.records.students, founding=founding, in_browser=True
        )
        self.shown(screen)
        return screen

    def change_passphrase(self):
        screen = ChangePassphrase(self.nav, self.sharing)
        self.shown(screen)
        return screen

    def probe(self, student="s1"):
        """Keep a row of a probe."""
        rows = self.store.tables.setdefault("administrations", {})
        rows[f"a{len(rows)}"] = {"student": student, "given_at": MORNING.isoformat()}

    def reminders(self):
        found = Reminders(
            self.nav,
            self.store,
            self.records.settings,
            self.sharing,
            self.browser,
            self.transfer.save,
        )
        return found.cards()

    def pointed_out(self):
        return [text for one in self.reminders() for text in texts(one)]


@pytest.fixture
def tablet():
    return Tablet()


@pytest.fixture
def files(monkeypatch):
    """What is saved, and what is picked next."""
    files = SimpleNamespace(out=[], next=None, takes=True)

    async def save_file(window, name, raw):
        if files.takes:
            files.out.append((name, raw))
        return files.takes

    async def choose_file(window):
        return None if files.next is None else ChosenFile("file", files.next)

    for module in (joining, sync_file_cards, transfer):
        if hasattr(module, "save_file"):
            monkeypatch.setattr(module, "save_file", save_file)
        monkeypatch.setattr(module, "choose_file", choose_file)
    return files


def go(screen):
    asyncio.run(screen._go())


@pytest.mark.parametrize("make", [lambda t: t.joining(founding=True), Tablet.change_passphrase])
@pytest.mark.parametrize("ends", [True, False])
def test_cancel_goes_back_unless_it_has_begun(tablet, make, ends):
    sharing, screen = tablet.sharing, make(tablet)

    async def cancel():
        sharing.asked.append("cancel")
        return ends

    sharing.cancel = cancel
    asyncio.run(screen._cancel())
    assert (tablet.went, sharing.asked) == ([SHARING], [])  # nothing was under way
    screen._say("", working=True)
    assert screen._foot.controls[0].controls[0].disabled  # the buttons stay where they were
    screen.key(SimpleNamespace(key="Escape"))  # pressed by habit, it takes nothing back
    assert tablet.went == [SHARING]
    asyncio.run(screen._cancel())
    assert sharing.asked == ["cancel"]
    assert tablet.went == [SHARING] * (2 if ends else 1)
    assert (say("joining.begun") in texts(screen._foot)) != ends


def test_every_kind_that_there_is_is_offered(tablet):
    screen = tablet.joining(founding=True)
    said = tablet.shown(screen)
    for kind in tablet.sharing.kinds:
        assert say(f"joining.kind.{kind}") in said
    assert say("joining.kind.address") not in said


def test_a_folder_is_picked_before_it_is_used(tablet):
    screen = tablet.joining(founding=False)
    screen._passphrase_text = "four quiet otters"
    go(screen)
    assert screen._problem == say("joining.not_picked")
    asyncio.run(screen._pick())
    assert say("joining.picked", name="Our folder") in tablet.shown(screen)
    go(screen)
    assert tablet.sharing.asked == [("picked:Our folder", None)]
    assert tablet.went == [SHARING]


def test_webdav_asks_for_a_path_and_a_login(tablet):
    screen = tablet.joining(founding=False)
    screen._choose_kind("dav")
    said = tablet.shown(screen)
    assert [text for text in said if text.startswith("On davs://cloud.example.org, ")]
    assert say("sharing.password") in said
    screen._passphrase_text = "four quiet otters"
    go(screen)
    assert screen._problem == say("joining.no_address")
    screen._address_text, screen._user_text, screen._password_text = "/dav/x", "anna", "pass"
    go(screen)
    assert tablet.sharing.asked == [("/dav/x", ("anna", "pass"))]


def test_who_joins_by_hand_opens_a_sync_file_first(tablet, files):
    screen = tablet.joining(founding=False)
    screen._choose_kind("hand")
    screen._passphrase_text = "four quiet otters"
    go(screen)
    assert screen._problem == say("joining.not_opened")
    asyncio.run(screen._open())  # and chose none
    assert tablet.sharing.asked == []
    files.next = b"file"
    tablet.sharing.answer = "This is no sync file."
    asyncio.run(screen._open())
    assert "This is no sync file." in tablet.shown(screen)
    tablet.sharing.answer = ""
    asyncio.run(screen._open())
    assert say("joining.hand.opened") in tablet.shown(screen)
    go(screen)
    assert tablet.sharing.asked == [b"file", b"file", (BY_HAND, None)]


def test_who_begins_by_hand_needs_nothing_else(tablet):
    screen = tablet.joining(founding=True)
    screen._choose_kind("hand")
    assert say("joining.hand.start") in tablet.shown(screen)
    assert screen._place()[0] == BY_HAND


def test_a_tablet_is_not_told_of_the_command_line(tablet):
    tablet.store.put(("students", "s1", {"name": "R. T."}))
    screen = tablet.joining(founding=False)
    screen._asking = True
    said = tablet.shown(screen)
    assert say("joining.bring.empty.browser") in said
    tablet.sharing.status = replace(NEITHER, belongs=True)
    said += tablet.shown(
        sharing_screen(tablet.nav, tablet.sharing, tablet.records, in_browser=True)
    )
    assert not [text for text in said if "main.py" in text]


def show_sharing(tablet, status):
    tablet.sharing.status = status
    screen = sharing_screen(tablet.nav, tablet.sharing, tablet.records, in_browser=True)
    return tablet.shown(screen)


def test_who_shares_by_hand_has_files_and_no_sync_button(tablet):
    said = show_sharing(tablet, Standing(folder_name="", by_hand=True))
    assert {say("sharing.by_hand"), say("sync_files.make"), say("sync_files.open")} <= {*said}
    for text in (say("sharing.now"), say("sharing.well"), say("sharing.card")):
        assert text not in said


def test_who_has_a_folder_can_carry_files_as_well(tablet):
    said = show_sharing(tablet, Standing())
    assert {say("sharing.now"), say("sync_files.make"), say("sync_files.beside")} <= {*said}


def test_a_folder_that_was_picked_is_allowed_or_chosen_again(tablet):
    asks = Standing(picked=True, problem="The browser asks again.", wants_permission=True)
    said = show_sharing(tablet, asks)
    assert {say("sharing.allow"), say("sharing.choose_again")} <= {*said}
    assert say("sharing.now") not in said
    said = show_sharing(tablet, Standing(picked=True))
    assert say("sharing.allow") not in said
    assert say("sharing.choose_again") not in said


def test_a_file_is_made_for_the_device_heard_of_last_unless_another_is_chosen(tablet, files):
    tablet.sharing.status = Standing(others=OTHERS)
    records = tablet.records
    card = SyncFileCards(
        tablet.nav,
        tablet.sharing,
        records.store,
        records.devices,
        records.settings,
        records.clock,
    )
    tablet.window.screen = card
    assert say("sync_files.lacking") in texts(card.build())
    asyncio.run(card._make())
    card._choose(sync_file_cards.ANYBODY)
    assert say("sync_files.all") in texts(card.build())
    asyncio.run(card._make())
    assert tablet.sharing.asked == [OTHERS[0], None]
    assert files.out == [("aimline-sync-2026-11-24.bin", b"sealed")] * 2
    assert tablet.window.said == [say("sync_files.made")] * 2
    tablet.sharing.answer = "It can't be."
    asyncio.run(card._make())
    assert len(files.out) == 2
    assert tablet.window.said[-1] == "It can't be."


def test_what_is_on_the_device_alone_is_pointed_out_until_it_is_elsewhere(tablet):
    tablet.store.put(("students", "s1", {"name": "R. T."}), ("students", "s2", {"sample": True}))
    assert tablet.reminders() == []
    tablet.probe()
    tablet.probe()
    tablet.probe("s2")  # made up
    assert tablet.unshared == 2
    assert "2 probes are on this device alone" in tablet.pointed_out()
    tablet.store.loaded = False
    assert say("reminder.counting") in tablet.pointed_out()
    tablet.store.loaded = True
    mark = tablet.store.mark()
    tablet.probe()
    tablet.records.settings.went_out(mark)
    assert "1 probe is on this device alone" in tablet.pointed_out()

    by_hand = Standing(folder_name="", by_hand=True, at=MORNING + timedelta(minutes=90))
    tablet.sharing.status = by_hand  # a file was opened: nothing of ours went out by that
    assert tablet.unshared == 1
    assert len(tablet.reminders()) == 1

    tablet.sharing.status = Standing()  # a folder, and all is well: it goes out by itself
    assert tablet.reminders() == []
    tablet.sharing.status = Standing(stuck=True)  # no space there, say
    assert len(tablet.reminders()) == 1
    tablet.sharing.status = Standing(problem="away", offline=True)
    assert len(tablet.reminders()) == 1
    tablet.sharing.status = Standing(problem="asks", wants_permission=True)
    assert say("reminder.allow") in tablet.pointed_out()
    tablet.sharing.status = replace(NEITHER, known=False)
    assert tablet.reminders() == []
    tablet.sharing.status = NEITHER
    tablet.browser = None
    assert tablet.reminders() == []


@pytest.mark.parametrize("browser", [None, object()])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"wants_passphrase": True, "stuck": True}, "sharing.new_passphrase"),
        ({"wants_login": True, "problem": "no"}, "sharing.login"),
    ],
)
def test_what_the_folder_asks_for_is_pointed_out_on_every_device(tablet, browser, asked, said):
    tablet.browser = browser
    tablet.sharing.status = Standing(**asked)
    assert say(said) in tablet.pointed_out()
    tablet.probe()
    shown = tablet.pointed_out()
    assert shown.count(say("settings.sharing")) == 1  # one way there
    assert (say("whole.export") in shown) is (browser is not None)
    tablet.sharing.status = Standing(**asked, joined=False)
    assert say(said) not in tablet.pointed_out()
    tablet.sharing.status = Standing()
    assert tablet.reminders() == []


@pytest.mark.parametrize("browser", [None, object()])
def test_the_list_is_filled_anew_when_what_it_points_out_changes(tablet, browser, monkeypatch):
    tablet.browser = browser
    filled, out = [], []
    monkeypatch.setattr(Tab, "refresh", lambda self: filled.append(self))
    monkeypatch.setattr(DeviceSettings, "went_out", lambda self, mark: out.append(mark))
    tablet.sharing.status = Standing()
    Tab(Page(), App(records=tablet.records, sharing=tablet.sharing, browser=browser))
    for now, fills in [
        ({"doing": "reading"}, False),
        ({"wants_passphrase": True}, True),
        ({"wants_passphrase": True, "doing": "asking"}, False),
        ({"wants_login": True}, True),
        ({}, True),
        ({"known": False}, browser is not None),
        ({"wants_login": True, "out": "a mark"}, True),
    ]:
        filled.clear()
        tablet.sharing.status = Standing(**now)
        tablet.sharing.changed()
        assert bool(filled) is fills, now
    assert out == ([] if browser is None else ["a mark"])


def test_what_went_out_is_written_down_once(tablet):
    tablet.probe()
    mark = tablet.store.mark()
    tablet.store.puts.clear()
    tablet.records.settings.went_out(mark)
    tablet.records.settings.went_out(mark)
    assert tablet.store.puts == ["settings"]


@pytest.mark.parametrize("row", [{"student": "s1"}, {"student": "s1", "given_at": "soon"}, {}])
def test_a_row_that_is_none_of_ours_stops_no_screen(tablet, row):
    tablet.store.put(("students", "s1", {"name": "R. T."}), ("administrations", "a1", row))
    assert tablet.unshared == 1
    assert tablet.records.history.last_days() == {}


def test_an_export_is_handed_out_and_remembered(tablet, files):
    tablet.store.put(("students", "s1", {"name": "R. T."}))
    tablet.store.mark = lambda: "1"
    tablet.store.made_since = lambda mark: [] if mark else ["a1"]
    files.takes = False
    asyncio.run(tablet.transfer.save())
    assert tablet.unshared == 1
    files.takes = True
    tablet.window.screen = SimpleNamespace(build=lambda: None)
    asyncio.run(tablet.transfer.save())
    ((name, raw),) = files.out
    assert name == "aimline-export-2026-11-24.json"
    assert [student["name"] for student in json.loads(raw)["students"]] == ["R. T."]
    assert tablet.unshared == 0
    assert tablet.window.said == [say("whole.exported")]


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": 9}', b"null", b"1" * 9_999]
)
def test_what_is_no_export_is_refused_whole(tablet, files, raw):
    files.next = raw
    asyncio.run(tablet.transfer.open())
    (said,) = tablet.window.said
    assert said.startswith("Nothing was imported: ")
    assert tablet.store.puts == []


def test_an_export_comes_in(tablet, files):
    other = open_records()
    other.students.add(name="R. T.", grade="2", group="")
    files.next = json.dumps(everything(other)).encode()
    asyncio.run(tablet.transfer.open())
    assert tablet.window.said == ["Imported 1 student and 0 probes."]
    assert [student.name for student in tablet.records.students.all()] == ["R. T."]


def test_too_large_a_file_is_refused_before_it_is_read(tablet, files, monkeypatch):
    monkeypatch.setattr(transfer, "LARGEST", 3)
    files.next = b"{}{}"
    asyncio.run(tablet.transfer.open())
    assert "larger than" in tablet.window.said[0]
