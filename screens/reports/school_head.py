"""What the school has on its pages, once for everybody who shares its folder."""

from collections.abc import Callable

import flet as ft

from records.imports.language_file import BadLanguageFile, language_sheet, read_language
from records.reports.report_texts import OURS, SchoolHead
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    icon_button,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.reports.page_maker import PageMaker
from screens.shell import routes
from screens.shell.file_dialogs import choose_file, save_file
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.page_languages import EVERY_PAGE, EVERY_PAGE_IN_SPANISH

LONGEST_LINE = 120
SHEET = "aimline-page-language.csv"


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
        if self._language not in self._maker.languages():  # taken off on another device
            self._language = "en"
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
        body = page_body(window.wide, head, about, fields, self._languages())
        return with_foot(palette, body, keep, wide=window.wide, phone=window.phone)

    def _languages(self) -> ft.Control:
        """Return the languages that the school brought, and how another one comes in."""
        palette, maker = self._nav.window.palette, self._maker
        own = {tag: one for tag, one in maker.languages().items() if tag not in OURS}

        def remove(tag: str) -> Callable[[], None]:
            return lambda: self._remove(tag)

        rows: list[ft.Control] = [
            ft.Row(
                [
                    ft.Text(one.name, size=17, color=palette.ink, expand=True),
                    icon_button(
                        ft.Icons.DELETE_OUTLINE,
                        say("reports.language.remove", language=one.name),
                        remove(tag),
                    ),
                ]
            )
            for tag, one in own.items()
        ]
        return card(
            palette,
            bold(say("reports.language.title"), 16, palette.title),
            quiet(palette, say("reports.language.help")),
            *rows,
            ft.Row(
                [
                    secondary(say("reports.language.save"), self._save_sheet),
                    secondary(say("reports.language.bring"), self._bring),
                ],
                wrap=True,
            ),
        )

    def _save_sheet(self) -> None:
        window = self._nav.window

        async def save() -> None:
            if await save_file(window, SHEET, language_sheet(EVERY_PAGE, EVERY_PAGE_IN_SPANISH)):
                window.notice(say("reports.language.saved"))

        window.page.run_task(save)

    def _bring(self) -> None:
        window = self._nav.window

        async def bring() -> None:
            chosen = await choose_file(window)
            if chosen is None:
                return
            try:
                found = read_language(chosen.content, EVERY_PAGE)
            except BadLanguageFile as problem:
                window.notice(say("reports.language.refused", why=str(problem)))
                return
            if window.attempt(lambda: self._maker.texts.set_language(found.tag, found.sentences)):
                window.draw()
                name = found.sentences["family.language"]
                window.notice(count_of("reports.language.brought", found.missing, language=name))

        window.page.run_task(bring)

    def _remove(self, tag: str) -> None:
        window, texts = self._nav.window, self._maker.texts
        before = texts.sentences(tag)

        def again() -> None:
            if window.attempt(lambda: texts.set_language(tag, before)):
                window.draw()

        if window.attempt(lambda: texts.remove_language(tag)):
            self._language = "en"
            window.draw()
            window.notice(say("reports.language.removed"), again)

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
