"""Kinds of place, sync files, and what is pointed out where a browser keeps the records."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from test_ready import Page
from test_sharing_screen import Shared, Standing, Window, texts
from test_sitting import MORNING, Clock, Records, new_desk

from screens.settings import whole_export
from screens.settings.whole_export import open_export, save_export
from screens.sharing import joining, sync_file_cards
from screens.sharing.change_passphrase import Repassphrase
from screens.sharing.joining import Joining
from screens.sharing.sharing_client import BY_HAND
from screens.sharing.sharing_screen import SharingScreen
from screens.sharing.sync_file_cards import SyncFiles
from screens.shell.navigation import Navigation
from screens.students.reminders import alone, reminders
from screens.words.catalogue import say

OTHERS = ("0123456789abcdef", "device")
NEITHER = Standing(joined=False, folder_name="", at=None)


class Kinds(Shared):
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


@pytest.fixture
def nav():
    """A way on a tablet, with nothing shared."""
    desk = new_desk(Clock(), records=Records())
    desk.browser = object()
    desk.shared = Kinds(NEITHER)
    went = []
    return SimpleNamespace(
        desk=desk,
        window=Told(),
        went=went,
        settings=None,
        sharing=lambda: went.append("sharing"),
        joining=None,
    )


@pytest.fixture
def files(monkeypatch):
    """What is handed out, and what is handed in next."""
    files = SimpleNamespace(out=[], next=None, takes=True)

    async def hand_out(nav, name, raw):
        if files.takes:
            files.out.append((name, raw))
        return files.takes

    async def hand_in():
        return files.next

    for module in (joining, sync_file_cards, whole_export):
        if hasattr(module, "hand_out"):
            monkeypatch.setattr(module, "hand_out", hand_out)
        monkeypatch.setattr(module, "hand_in", hand_in)
    return files


def shown(nav, screen):
    nav.window.screen = screen
    return texts(screen.build())


def show_joining(nav, *, founding):
    screen = Joining(nav, nav.desk.shared, founding=founding)
    shown(nav, screen)
    return screen


def go(screen):
    asyncio.run(screen._go())


@pytest.mark.parametrize("screen", [Joining, Repassphrase])
@pytest.mark.parametrize("ends", [True, False])
def test_cancel_goes_back_unless_it_has_begun(nav, screen, ends):
    shared = nav.desk.shared
    screen = screen(nav, shared, founding=True) if screen is Joining else screen(nav, shared)
    shown(nav, screen)

    async def cancel():
        shared.asked.append("cancel")
        return ends

    shared.cancel = cancel
    asyncio.run(screen._cancel())
    assert (nav.went, shared.asked) == (["sharing"], [])  # nothing was under way
    screen._say("", working=True)
    assert screen._foot.controls[0].controls[0].disabled  # the buttons stay where they were
    screen.key(SimpleNamespace(key="Escape"))  # pressed by habit, it takes nothing back
    assert nav.went == ["sharing"]
    asyncio.run(screen._cancel())
    assert shared.asked == ["cancel"]
    assert nav.went == ["sharing"] * (2 if ends else 1)
    assert (say("joining.begun") in texts(screen._foot)) != ends


def test_every_kind_that_there_is_is_offered(nav):
    screen = show_joining(nav, founding=True)
    said = shown(nav, screen)
    for kind in nav.desk.shared.kinds:
        assert say(f"joining.kind.{kind}") in said
    assert say("joining.kind.address") not in said


def test_a_folder_is_picked_before_it_is_used(nav):
    screen = show_joining(nav, founding=False)
    screen._passphrase_text = "four quiet otters"
    go(screen)
    assert screen._problem == say("joining.not_picked")
    asyncio.run(screen._pick())
    assert say("joining.picked", name="Our folder") in shown(nav, screen)
    go(screen)
    assert nav.desk.shared.asked == [("picked:Our folder", None)]
    assert nav.went == ["sharing"]


def test_webdav_asks_for_a_path_and_a_login(nav):
    screen = show_joining(nav, founding=False)
    screen._choose_kind("dav")
    said = shown(nav, screen)
    assert [text for text in said if text.startswith("On davs://cloud.example.org, ")]
    assert say("sharing.password") in said
    screen._passphrase_text = "four quiet otters"
    go(screen)
    assert screen._problem == say("joining.no_address")
    screen._address_text, screen._user_text, screen._password_text = "/dav/x", "anna", "pass"
    go(screen)
    assert nav.desk.shared.asked == [("/dav/x", ("anna", "pass"))]


def test_who_joins_by_hand_opens_a_sync_file_first(nav, files):
    screen = show_joining(nav, founding=False)
    screen._choose_kind("hand")
    screen._passphrase_text = "four quiet otters"
    go(screen)
    assert screen._problem == say("joining.not_opened")
    asyncio.run(screen._open())  # and chose none
    assert nav.desk.shared.asked == []
    files.next = b"file"
    nav.desk.shared.answer = "This is no sync file."
    asyncio.run(screen._open())
    assert "This is no sync file." in shown(nav, screen)
    nav.desk.shared.answer = ""
    asyncio.run(screen._open())
    assert say("joining.hand.opened") in shown(nav, screen)
    go(screen)
    assert nav.desk.shared.asked == [b"file", b"file", (BY_HAND, None)]


def test_who_begins_by_hand_needs_nothing_else(nav):
    screen = show_joining(nav, founding=True)
    screen._choose_kind("hand")
    assert say("joining.hand.start") in shown(nav, screen)
    assert screen._place()[0] == BY_HAND


def test_a_tablet_is_not_told_of_the_command_line(nav):
    nav.desk.records.put(("students", "s1", {"name": "R. T."}))
    screen = show_joining(nav, founding=False)
    screen._asking = True
    said = shown(nav, screen)
    assert say("joining.bring.empty.browser") in said
    left = SharingScreen(nav)
    left._opened = True
    nav.desk.shared.status = replace(NEITHER, belongs=True)
    said += shown(nav, left)
    assert not [text for text in said if "main.py" in text]


def show_sharing(nav, status):
    nav.desk.shared.status = status
    screen = SharingScreen(nav)
    screen._opened = True
    return shown(nav, screen)


def test_who_shares_by_hand_has_files_and_no_sync_button(nav):
    said = show_sharing(nav, Standing(folder_name="", by_hand=True))
    assert {say("sharing.by_hand"), say("sync_files.make"), say("sync_files.open")} <= {*said}
    for text in (say("sharing.now"), say("sharing.well"), say("sharing.card")):
        assert text not in said


def test_who_has_a_folder_can_carry_files_as_well(nav):
    said = show_sharing(nav, Standing())
    assert {say("sharing.now"), say("sync_files.make"), say("sync_files.beside")} <= {*said}


def test_a_folder_that_was_picked_is_allowed_or_chosen_again(nav):
    asks = Standing(picked=True, problem="The browser asks again.", wants_permission=True)
    said = show_sharing(nav, asks)
    assert {say("sharing.allow"), say("sharing.choose_again")} <= {*said}
    assert say("sharing.now") not in said
    said = show_sharing(nav, Standing(picked=True))
    assert say("sharing.allow") not in said
    assert say("sharing.choose_again") not in said


def test_a_file_is_made_for_the_device_heard_of_last_unless_another_is_chosen(nav, files):
    nav.desk.shared.status = Standing(others=OTHERS)
    card = SyncFiles(nav, nav.desk.shared)
    nav.window.screen = card
    assert say("sync_files.lacking") in texts(card.build())
    asyncio.run(card._make())
    card._choose(sync_file_cards.ANYBODY)
    assert say("sync_files.all") in texts(card.build())
    asyncio.run(card._make())
    assert nav.desk.shared.asked == [OTHERS[0], None]
    assert files.out == [("aimline-sync-2026-11-24.bin", b"sealed")] * 2
    assert nav.window.said == [say("sync_files.made")] * 2
    nav.desk.shared.answer = "It can't be."
    asyncio.run(card._make())
    assert len(files.out) == 2
    assert nav.window.said[-1] == "It can't be."


def probe(nav, student="s1"):
    rows = nav.desk.records.tables.setdefault("administrations", {})
    rows[f"a{len(rows)}"] = {"student": student, "given_at": MORNING.isoformat()}


def pointed_out(nav):
    return [text for one in reminders(nav) for text in texts(one)]


def test_what_is_on_the_device_alone_is_pointed_out_until_it_is_elsewhere(nav):
    desk = nav.desk
    desk.records.put(("students", "s1", {"name": "R. T."}), ("students", "s2", {"sample": True}))
    assert reminders(nav) == []
    probe(nav)
    probe(nav)
    probe(nav, "s2")  # made up
    assert alone(desk) == 2
    assert "2 probes are on this device alone" in pointed_out(nav)
    desk.records.loaded = False
    assert say("reminder.counting") in pointed_out(nav)
    desk.records.loaded = True
    mark = desk.records.mark()
    probe(nav)
    desk.went_out(mark)
    assert "1 probe is on this device alone" in pointed_out(nav)

    by_hand = Standing(folder_name="", by_hand=True, at=MORNING + timedelta(minutes=90))
    desk.shared.status = by_hand  # a file was opened: nothing of ours went out by that
    assert alone(desk) == 1
    assert len(reminders(nav)) == 1

    desk.shared.status = Standing()  # a folder, and all is well: it goes out by itself
    assert reminders(nav) == []
    desk.shared.status = Standing(stuck=True)  # no space there, say
    assert len(reminders(nav)) == 1
    desk.shared.status = Standing(problem="away", offline=True)
    assert len(reminders(nav)) == 1
    desk.shared.status = Standing(problem="asks", wants_permission=True)
    assert say("reminder.allow") in pointed_out(nav)
    desk.shared.status = replace(NEITHER, known=False)
    assert reminders(nav) == []
    desk.shared.status = NEITHER
    desk.browser = None
    assert reminders(nav) == []


@pytest.mark.parametrize("browser", [None, object()])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"wants_passphrase": True, "stuck": True}, "sharing.new_passphrase"),
        ({"wants_login": True, "problem": "no"}, "sharing.login"),
    ],
)
def test_what_the_folder_asks_for_is_pointed_out_on_every_device(nav, browser, asked, said):
    desk = nav.desk
    desk.browser = browser
    desk.shared.status = Standing(**asked)
    assert say(said) in pointed_out(nav)
    probe(nav)
    shown = pointed_out(nav)
    assert shown.count(say("settings.sharing")) == 1  # one way there
    assert (say("whole.export") in shown) is (browser is not None)
    desk.shared.status = Standing(**asked, joined=False)
    assert say(said) not in pointed_out(nav)
    desk.shared.status = Standing()
    assert reminders(nav) == []


@pytest.mark.parametrize("browser", [None, object()])
def test_the_list_is_filled_anew_when_what_it_points_out_changes(nav, browser, monkeypatch):
    desk = nav.desk
    desk.browser = browser
    filled, out = [], []
    monkeypatch.setattr(Navigation, "refresh", lambda self: filled.append(self))
    monkeypatch.setattr(type(desk), "went_out", lambda self, mark: out.append(mark))
    desk.shared.status = Standing()
    Navigation(Page(), desk)
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
        desk.shared.status = Standing(**now)
        desk.shared.changed()
        assert bool(filled) is fills, now
    assert out == ([] if browser is None else ["a mark"])


def test_what_went_out_is_written_down_once(nav):
    desk = nav.desk
    probe(nav)
    mark = desk.records.mark()
    desk.records.puts.clear()
    desk.went_out(mark)
    desk.went_out(mark)
    assert desk.records.puts == ["settings"]


@pytest.mark.parametrize("row", [{"student": "s1"}, {"student": "s1", "given_at": "soon"}, {}])
def test_a_row_that_is_none_of_ours_stops_no_screen(nav, row):
    desk = nav.desk
    desk.records.put(("students", "s1", {"name": "R. T."}), ("administrations", "a1", row))
    assert alone(desk) == 1
    assert desk.last_days() == {}


def test_an_export_is_handed_out_and_remembered(nav, files):
    nav.desk.records.put(("students", "s1", {"name": "R. T."}))
    nav.desk.records.mark = lambda: "1"
    nav.desk.records.made_since = lambda mark: [] if mark else ["a1"]
    files.takes = False
    asyncio.run(save_export(nav))
    assert alone(nav.desk) == 1
    files.takes = True
    nav.window.screen = SimpleNamespace(build=lambda: None)
    asyncio.run(save_export(nav))
    ((name, raw),) = files.out
    assert name == "aimline-export-2026-11-24.json"
    assert [student["name"] for student in json.loads(raw)["students"]] == ["R. T."]
    assert alone(nav.desk) == 0
    assert nav.window.said == [say("whole.exported")]


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": 9}', b"null", b"1" * 9_999]
)
def test_what_is_no_export_is_refused_whole(nav, files, raw):
    files.next = raw
    asyncio.run(open_export(nav))
    (said,) = nav.window.said
    assert said.startswith("Nothing was imported: ")
    assert nav.desk.records.puts == []


def test_an_export_comes_in(nav, files):
    other = new_desk(Clock(), records=Records())
    other.records.put(("students", "s1", {"name": "R. T.", "grade": "2", "group": ""}))
    files.next = json.dumps(whole_export.everything(other)).encode()
    asyncio.run(open_export(nav))
    assert nav.window.said == ["Imported 1 student and 0 probes."]
    assert [student.name for student in nav.desk.students()] == ["R. T."]


def test_too_large_a_file_is_refused_before_it_is_read(nav, files, monkeypatch):
    monkeypatch.setattr(whole_export, "LARGEST", 3)
    files.next = b"{}{}"
    asyncio.run(open_export(nav))
    assert "larger than" in nav.window.said[0]
