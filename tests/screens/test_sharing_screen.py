"""What the Sharing screen says, with a shared folder that has a status and does nothing."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import flet as ft
import pytest
from pypdf import PdfReader
from record_doubles import MORNING, open_records

from screens.paper.join_card_page import print_join_card
from screens.parts.theme import LIGHT
from screens.sharing.sharing_screen import SharingScreen
from screens.words.catalogue import count_of, say


@dataclass(frozen=True)
class Standing:
    joined: bool = True
    belongs: bool = True
    folder_name: str = "~/OneDrive/Aimline"
    keys: str = "The keys are kept in a drawer."
    doing: str = ""
    done: int = 0
    of: int = 0
    at: datetime | None = MORNING - timedelta(days=1)
    sent: int = 1
    received: int = 3
    arrived: int = 0
    out: str = ""
    stuck: bool = False
    offline: bool = False
    problem: str = ""
    advice: tuple[str, ...] = ()
    wants_login: bool = False
    wants_passphrase: bool = False
    wants_permission: bool = False
    picked: bool = False
    by_hand: bool = False
    others: tuple[str, ...] = ()
    known: bool = True


class Sharing:
    """Asked for nothing; ``ahead`` are fast clocks."""

    kinds = ("address", "hand")
    server = ""

    def __init__(self, status):
        self.status = status
        self.ahead = {}

    def watch(self, changed):
        self.changed = changed

    def devices(self):
        return {"0123456789abcdef": 12, "device": 1}

    def fast_clocks(self):
        return self.ahead

    def cancel(self): ...


class Window:
    """Notes what is drawn anew, and what is updated in place."""

    palette, wide, phone, covered = LIGHT, True, False, False

    def __init__(self):
        self.screen = None
        self.drawn = []

    def draw(self):
        self.drawn.append("all")
        self.screen.build()

    def update(self, *controls):
        self.drawn.append("status")


def texts(control):
    """Every text that a control shows."""
    found = []
    if isinstance(control, ft.Text):
        found.append(control.value)
    for name in ("content", "controls", "label", "title", "subtitle"):
        inside = getattr(control, name, None)
        for one in inside if isinstance(inside, list) else [inside]:
            if isinstance(one, ft.Control):
                found += texts(one)
            elif isinstance(one, str):
                found.append(one)
    return found


@pytest.fixture
def window():
    return Window()


@pytest.fixture
def records():
    records = open_records()
    records.devices.name_own("Room 4 tablet")
    return records


@pytest.fixture
def sharing():
    return Sharing(Standing())


def sharing_screen(nav, sharing, records, *, in_browser):
    """A Sharing screen whose folder is open."""
    screen = SharingScreen(
        nav,
        sharing,
        records.store,
        records.devices,
        records.settings,
        records.clock,
        in_browser=in_browser,
    )
    screen._opened = True
    return screen


@pytest.fixture
def show(records, sharing, window):
    """Show a standing; returns what the screen says."""

    def show(status, **ahead):
        sharing.status, sharing.ahead = status, ahead
        nav = SimpleNamespace(window=window)
        window.screen = sharing_screen(nav, sharing, records, in_browser=False)
        return texts(window.screen.build())

    return show


def test_what_was_exchanged_when_by_whom_and_where_the_keys_lie(show):
    said = show(Standing())
    assert "Last exchange yesterday at 9:15 AM: 1 file sent, 3 changes received." in said
    assert say("sharing.well") in said
    for text in ("~/OneDrive/Aimline", "The keys are kept in a drawer.", "Room 4 tablet"):
        assert text in said
    assert "Device 0123" in said


def test_offline_is_said_calmly_and_a_problem_as_it_is(show):
    away = "There is no folder at /x. Is the share or stick connected?"
    said = show(Standing(offline=True, problem=away))
    assert say("sharing.offline") in said
    assert away in said
    assert say("sharing.well") not in said
    said = show(Standing(problem="There is no space left."))
    assert "There is no space left." in said
    assert say("sharing.offline") not in said


def test_every_advice_is_there_and_what_it_asks_for(show):
    said = show(Standing(advice=("Do this.", "Do that."), wants_passphrase=True, wants_login=True))
    for text in ("Do this.", "Do that.", say("sharing.new_passphrase"), say("sharing.login")):
        assert text in said
    assert say("sharing.well") not in said


def test_a_fast_clock_is_pointed_out(show):
    for days in (1, 3):
        said = show(Standing(), device=days * 86_400_000)
        assert count_of("sharing.clock", days, device="Room 4 tablet") in said


@pytest.mark.parametrize("doing", ["waiting", "asking", "reading", "writing"])
def test_what_is_under_way_can_be_cancelled(show, doing):
    said = " ".join(show(Standing(doing=doing, done=3, of=7)))
    assert say(f"sharing.{doing}") in said
    assert (say("sharing.progress", done=3, of=7) in said) is (doing in ("reading", "writing"))
    assert say("cancel") in said
    assert say("sharing.now") not in said


def test_progress_leaves_what_is_being_typed_alone(show, window, sharing):
    show(Standing(doing="asking"))
    sharing.status = replace(sharing.status, doing="reading", done=1, of=9)
    sharing.changed()
    assert window.drawn == ["status"]
    sharing.status = replace(sharing.status, doing="", wants_passphrase=True)
    sharing.changed()
    assert window.drawn == ["status", "all"]  # a card more


def test_who_is_outside_may_join_and_who_left_may_not_start_another(show):
    outside = Standing(joined=False, belongs=False, folder_name="", at=None)
    assert {say("joining.join"), say("joining.start")} <= {*show(outside)}
    left = show(replace(outside, belongs=True))
    assert say("sharing.left") in left
    assert say("joining.start") not in left


def test_the_join_card_has_the_whole_address_and_is_always_the_same():
    folder_name = (
        "davs://cloud.example.org/remote.php/dav/files/" + "a-long-name." * 12 + "/Aimline"
    )
    pdf = print_join_card(folder_name, "letter")
    (page,) = PdfReader(BytesIO(pdf)).pages
    text = page.extract_text()
    assert folder_name in text.replace("\n", "")
    assert say("card.title") in text
    assert print_join_card(folder_name, "letter") == pdf
    assert print_join_card(folder_name, "a4") != pdf


def test_the_time_of_day_as_people_say_it():
    from screens.words.days import time_in_words

    said = [time_in_words(datetime(2026, 11, 24, hour, 5, tzinfo=UTC)) for hour in (0, 9, 12, 23)]
    assert said == ["12:05 AM", "9:05 AM", "12:05 PM", "11:05 PM"]


def test_the_second_tap_on_cancel_does_not_sync(records, sharing, window, show):
    show(Standing(doing="reading", done=1, of=2))
    card, asked = window.screen._status, []

    async def cancel():
        asked.append("cancel")
        return True

    sharing.cancel, sharing.soon = cancel, lambda: asked.append("sync")
    asyncio.run(card._cancel())
    records.clock.pass_ms(300)
    card.sync()  # "Sync now" stands where "Cancel" was
    assert asked == ["cancel"]
    records.clock.pass_ms(200)
    card.sync()
    assert asked == ["cancel", "sync"]


def test_what_is_wanted_of_a_person_comes_first(show):
    said = show(Standing(wants_passphrase=True))
    assert said.index(say("sharing.new_passphrase")) < said.index(say("sharing.folder"))


def test_a_device_with_another_name_says_so_and_syncs(records, sharing, window, show):
    window.attempt = lambda work: work() is None
    show(Standing())
    asked = []
    sharing.soon = lambda: asked.append("sync")
    for name, syncs in [("Room 4 tablet ", 0), (" Office", 1)]:
        typed = SimpleNamespace(control=SimpleNamespace(value=name))
        window.screen._devices._named(typed)
        assert len(asked) == syncs
    assert records.devices.name(records.devices.own) == "Office"
    assert window.drawn == ["status"]
