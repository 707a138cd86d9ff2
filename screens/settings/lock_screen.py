"""What a locked tab shows: a field for the code, and nothing of the records."""

import flet as ft

from records.record_store import Clock
from records.screen_code import LONGEST
from records.screen_lock import Lock
from screens.parts.controls import heading, primary, quiet, secondary, sheet, text_button
from screens.parts.theme import GAP
from screens.sharing.passphrase_field import secret
from screens.shell.navigation import Navigation
from screens.shell.window import Screen, Window
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words, time_in_words


def code_field(
    window: Window, label: str, value: str, *, in_front: bool = False, **more: object
) -> ft.TextField:
    """Return a field for a code: digits alone."""
    return secret(
        window,
        label,
        value,
        in_front=in_front,
        keyboard_type=ft.KeyboardType.NUMBER,
        input_filter=ft.InputFilter(r"^[0-9]*$"),
        max_length=LONGEST,
        counter="",
        **more,
    )


class LockScreen(Screen):
    """Asks for the code; says what to do if it is forgotten."""

    def __init__(self, nav: Navigation, lock: Lock, clock: Clock) -> None:
        self._nav = nav
        self._lock = lock
        self._clock = clock
        self._asked = False  # whether somebody tapped "forgotten"

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        self._code = code_field(
            self._nav.window,
            say("lock.code"),
            "",
            in_front=True,
            autofocus=True,
            on_submit=self._unlock,
        )
        self._below = ft.Column(
            self._forgotten(),
            spacing=GAP,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return sheet(
            heading(palette, say("lock.title"), 24),
            self._code,
            primary(say("lock.unlock"), self._unlock),
            self._below,
        )

    def _forgotten(self) -> list[ft.Control]:
        palette, ends = self._nav.window.palette, self._lock.ends
        if ends is not None:
            day = day_in_words(ends.date(), self._clock.now().date())
            return [quiet(palette, say("lock.ends", day=day, time=time_in_words(ends)), 16)]
        if self._asked:
            return [
                quiet(palette, say("lock.forgotten.text"), 16),
                secondary(say("lock.forgotten.do"), self._forget),
            ]
        return [text_button(say("lock.forgotten"), self._ask)]

    def _unlock(self) -> None:
        window, lock = self._nav.window, self._lock
        tried = lock.unlock(self._code.value or "")
        if tried == "right":
            stopped = lock.ends is not None and window.attempt(lock.stop_forgetting)
            window.uncover()
            if stopped:
                window.notice(say("lock.stopped"))
            return
        wait = lock.wait_s
        self._code.error = count_of("lock.wait", wait) if wait else say("lock.wrong")
        self._code.value = ""
        window.update(self._code, in_front=True)

    def _ask(self) -> None:
        self._asked = True
        self._show_below()

    def _forget(self) -> None:
        self._nav.window.attempt(self._lock.forget)
        self._show_below()

    def _show_below(self) -> None:
        self._below.controls = self._forgotten()
        self._nav.window.update(self._below, in_front=True)
