"""What the school has on its pages, once for everybody who shares its folder."""

import flet as ft

from records.reports.report_texts import SchoolHead
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    page_body,
    primary,
    quiet,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.reports.page_maker import PageMaker
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import say

LONGEST_LINE = 120


class SchoolHeadScreen(Screen):
    """The school's name, its sentences and whom to ask, for each language."""

    def __init__(self, nav: Navigation, maker: PageMaker, back: routes.Route) -> None:
        self._nav = nav
        self._maker = maker
        self._where = back
        self._language = "en"

    def build(self) -> ft.Control:
        """Build the screen."""
        window = self._nav.window
        palette = window.palette
        typed, used = (
            of(self._language) for of in (self._maker.texts.typed, self._maker.texts.head)
        )
        names = {tag: one.name for tag, one in self._maker.languages().items()}
        self._school = field(
            say("reports.head.school"),
            typed.school,
            max_length=LONGEST_LINE,
            hint_text=used.school,
        )
        self._sentences = field(
            say("reports.head.sentences"),
            typed.head,
            multiline=True,
            max_length=400,
            hint_text=used.head,
        )
        self._contact = field(
            say("reports.head.contact"),
            typed.contact,
            helper=say("reports.head.contact.help"),
            max_length=LONGEST_LINE,
            hint_text=used.contact,
        )
        head = page_head(palette, say("reports.head.title"), self._back)
        about = quiet(palette, say("reports.head.about"), 16)
        fields = card(
            palette,
            bold(say("reports.head.language"), 16, palette.title),
            choice(palette, names, self._language, self._pick),
            self._school,
            self._sentences,
            self._contact,
        )
        keep = primary(say("save"), self._keep)
        body = page_body(window.wide, head, about, fields)
        return with_foot(palette, body, keep, wide=window.wide, phone=window.phone)

    def _pick(self, language: str) -> None:
        if self._kept():
            self._language = language
            self._nav.window.draw()

    def _keep(self) -> None:
        if self._kept():
            self._back()
            self._nav.window.notice(say("reports.head.kept"))

    def _kept(self) -> bool:
        """Keep what was typed; tell whether it was."""
        typed = SchoolHead(
            *((one.value or "").strip() for one in (self._school, self._sentences, self._contact))
        )

        return self._nav.window.attempt(lambda: self._maker.texts.set_head(self._language, typed))

    def _back(self) -> None:
        self._nav.go(self._where)

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
