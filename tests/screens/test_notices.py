"""What is said in passing stands above the foot, goes in time, and takes back what it says."""

import asyncio

import flet as ft
import pytest

from screens.parts.controls import page_body
from screens.parts.page_foot import with_foot
from screens.parts.theme import DARK, LIGHT
from screens.shell import notices
from screens.shell.notices import Notices
from screens.words.catalogue import say


class Shown:
    """Notices on a screen with a foot, or without one."""

    def __init__(self, *, foot=True):
        self.tasks = []
        self.sent = []
        self.notices = Notices(self.tasks.append, lambda *sent: self.sent.extend(sent))
        body = page_body(False, ft.Text("body"))
        self.foot = ft.FilledButton("Next")
        built = with_foot(LIGHT, body, self.foot, wide=False, phone=True) if foot else body
        self.screen = self.notices.above_foot(LIGHT, built)

    def find(self, kind, inside=None):
        return list(_inside(inside or self.screen, kind))


def _inside(control, kind):
    if isinstance(control, kind):
        yield control
    for part in [*(getattr(control, "controls", None) or []), getattr(control, "content", None)]:
        if isinstance(part, ft.Control):
            yield from _inside(part, kind)


def test_it_lies_over_what_scrolls_and_never_over_the_foot():
    shown = Shown()
    shown.notices.say(LIGHT, "Kept", None)
    (stack,) = shown.find(ft.Stack)
    assert "Kept" in [text.value for text in shown.find(ft.Text, stack)]
    assert shown.find(ft.FilledButton) == [shown.foot]
    assert shown.find(ft.FilledButton, stack) == []
    assert shown.sent == [stack.controls[-1]]
    assert stack.controls[-1].top is None  # as high as what it says


def test_a_screen_without_a_foot_has_it_at_its_end():
    shown = Shown(foot=False)
    shown.notices.say(LIGHT, "Kept", None)
    assert isinstance(shown.screen, ft.Stack)
    assert "Kept" in [text.value for text in shown.find(ft.Text)]


def test_undo_takes_back_once_and_what_it_says_comes_after():
    shown = Shown()
    done = []

    def undo():
        done.append(1)
        shown.notices.say(LIGHT, "Taken back", None)

    shown.notices.say(LIGHT, "Kept", undo)
    (button,) = shown.find(ft.TextButton)
    button.on_click()
    button.on_click()  # a second tap on its way
    assert done == [1]
    assert "Taken back" in [text.value for text in shown.find(ft.Text)]


def test_a_screen_drawn_anew_still_says_it_in_its_own_colours():
    shown = Shown()
    shown.notices.say(LIGHT, "Kept", lambda: None)
    shown.screen = shown.notices.above_foot(DARK, page_body(False, ft.Text("body")))
    assert DARK.paper in [text.color for text in shown.find(ft.Text) if text.value == "Kept"]
    assert len(shown.find(ft.TextButton)) == 1


def test_each_goes_at_its_own_time_and_not_while_its_button_has_the_focus(monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 3:
            button.on_blur()

    monkeypatch.setattr(notices.asyncio, "sleep", sleep)
    shown = Shown()
    shown.notices.say(LIGHT, "first", None)
    shown.notices.say(LIGHT, "second", lambda: None)
    first, second = shown.tasks
    asyncio.run(first())
    assert "second" in [text.value for text in shown.find(ft.Text)]
    (button,) = shown.find(ft.TextButton)
    button.on_focus()
    asyncio.run(second())
    assert slept == [notices.SHOWN_S, 2 * notices.SHOWN_S, 1]
    assert "second" not in [text.value for text in shown.find(ft.Text)]


def test_a_screen_drawn_anew_has_a_button_that_nobody_is_on(monkeypatch):
    """The one that had the focus is gone, and nobody is told that it lost it."""
    slept = []

    async def sleep(seconds):
        slept.append(seconds)
        assert len(slept) < 5, "it never goes"

    monkeypatch.setattr(notices.asyncio, "sleep", sleep)
    shown = Shown()
    shown.notices.say(LIGHT, "Kept", lambda: None)
    (button,) = shown.find(ft.TextButton)
    button.on_focus()
    shown.screen = shown.notices.above_foot(LIGHT, page_body(False, ft.Text("body")))
    asyncio.run(shown.tasks[0]())
    assert "Kept" not in [text.value for text in shown.find(ft.Text)]


@pytest.mark.parametrize("undo", [None, lambda: None])
def test_a_screen_reader_hears_it(undo):
    shown = Shown()
    shown.notices.say(LIGHT, "Kept", undo)
    (heard,) = [one for one in shown.find(ft.Semantics) if one.live_region]
    assert heard.content.value == "Kept"
    assert [one.content.value for one in shown.find(ft.TextButton)] == [say("undo")] * (
        undo is not None
    )
