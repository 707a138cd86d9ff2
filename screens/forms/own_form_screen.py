"""Bringing a form of one's own: pasted or from a file, looked at, then kept."""

from pathlib import PurePath

import flet as ft

from probes.forms.form import BadForm, Form
from probes.measures.measure import MEASURES, ORAL_READING
from records.form_library import Brought, FormLibrary
from screens.forms.form_doubts import doubts_card
from screens.forms.level_choice import LevelChoice
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.font_coverage import unprinted, unseen_in_form
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP, PASSAGE_FONT
from screens.shell import routes
from screens.shell.file_dialogs import choose_file
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.measure_names import form_name, kind_name, kinds_of, level_name, measure_name

LARGEST_FILE = 1_000_000  # bytes; more is no form
SEEN_LINES = 4  # of what was understood
LONGEST_TITLE = 100
TABLES = (".csv", ".tsv")  # other text may be a passage, in which a comma parts no cells


class OwnFormScreen(Screen):
    """A title and a box; below them what was understood, and then it is kept."""

    tab = "forms"

    def __init__(self, nav: Navigation, forms: FormLibrary, measure: str, level: str) -> None:
        self._nav = nav
        self._library = forms
        self._measure = MEASURES[measure]
        self._level = level
        self._title_text = ""
        self._text = ""
        self._otherwise: set[str] = set()  # hyphenated words that count the other way
        self._wrong = ""  # why the file chosen last can't be read
        self._form: Form | None = None
        self._levels = LevelChoice(nav, forms, self._choose_level)

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        kind = "passage" if self._measure is ORAL_READING else "cells"
        self._title = field(
            say("own.name"), self._title_text, max_length=LONGEST_TITLE, on_change=self._typed
        )
        self._box = field(
            say(f"own.text.{kind}"),
            self._text,
            helper=say(f"own.text.{kind}.help"),
            multiline=True,
            min_lines=6,
            max_lines=12,
            on_change=self._typed,
        )
        self._below = ft.Column(
            spacing=GAP, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True
        )
        self._keep = primary(
            say("own.keep"),
            self._keep_it,
            width=None if window.phone else 320,
        )
        self._understand()
        body = page_body(
            window.wide,
            page_head(palette, say("own.title"), self._back, measure_name(self._measure.id)),
            self._level_chips(),
            self._title,
            self._box,
            ft.Row([secondary(say("own.file"), self._choose_file)]),
            self._below,
        )
        return with_foot(palette, body, self._keep, wide=window.wide, phone=window.phone)

    def _level_chips(self) -> ft.Control:
        """Return the levels: grades, or in math the skills."""
        from probes.forms.passages import LEVELS

        levels = self._library.levels(self._measure.id)
        if any(kind_name(kind) for kind in kinds_of([*levels]) if kind):
            self._levels.show(self._measure.id, self._level)
            return self._levels.control()
        grades = {level: level_name(level) for level in LEVELS}
        return choice(self._nav.window.palette, grades, self._level, self._choose_grade)

    # What was understood

    def _understand(self) -> None:
        """Read the text again, and say what was understood."""
        palette = self._nav.window.palette
        self._form = None
        if not self._text.strip() and not self._wrong:
            self._below.controls = [quiet(palette, say("own.empty"), 16)]
            return
        wrong = self._wrong
        if not wrong:
            try:
                self._form, self._below.controls = self._read()
            except BadForm as problem:
                wrong = str(problem)
        if wrong:
            title = bold(say("own.change"), 16, palette.error)
            told = ft.Text(wrong, size=16, color=palette.ink)
            self._below.controls = [card(palette, title, told)]

    def _read(self) -> tuple[Form, list[ft.Control]]:
        """Return the form of what was typed, and what is said of it.

        Raises:
            BadForm: it is none.
        """
        # slow to import and rarely wanted
        from probes.forms import own_forms, own_passages

        palette, title = self._nav.window.palette, " ".join(self._title_text.split())
        if self._measure is ORAL_READING and not self._text.lstrip().lower().startswith("measure"):
            read = own_passages.read(
                self._text, self._level, title, unseen_in_form, self._otherwise
            )
            form, doubtful = read
        else:
            form = own_forms.identified(
                own_forms.read(self._text, self._measure.id, self._level, title, unseen_in_form)
            )
            doubtful = ()
        parts: list[ft.Control] = [self._summary(form)]
        told = doubts_card(palette, doubtful, self._count_otherwise)
        if told is not None:
            parts.append(told)
        if missing := unprinted(form.title + "".join((*form.items, *form.prompts))):
            said = say("own.unprinted", letters=" ".join(missing))
            parts.append(ft.Text(said, size=16, color=palette.caution))
        return form, parts

    def _summary(self, form: Form) -> ft.Control:
        palette = self._nav.window.palette
        kind = "words" if MEASURES[form.measure].item == "word" else "items"
        count = len(form.items)
        if form.groups:
            kind = "problems" if MEASURES[form.measure].marked == "digits" else "words"
            count = len(form.groups)
        lines = count_of("own.rows", len(form.lines))
        said = say("own.lines", places=count_of(f"own.{kind}", count), lines=lines)
        first = [self._line(form, line) for line in range(min(SEEN_LINES, len(form.lines)))]
        more = ["…"] if len(form.lines) > SEEN_LINES else []
        level = f"{measure_name(form.measure)} · {level_name(form.level)}"
        return card(
            palette,
            bold(said, 18, palette.ink),
            quiet(palette, level),
            *(
                ft.Text(text, size=17, color=palette.ink, font_family=PASSAGE_FONT)
                for text in [*first, *more]
            ),
        )

    @staticmethod
    def _line(form: Form, line: int) -> str:
        if not form.groups:
            return form.text_of(line)
        here = [g for g, start in enumerate(form.groups) if start in form.line(line)]
        return "   ".join(form.prompt(group) for group in here)

    # What the examiner does

    def _typed(self) -> None:
        self._title_text, self._text = self._title.value or "", self._box.value or ""
        self._wrong = ""
        self._show_again()

    def _show_again(self) -> None:
        self._understand()
        self._nav.window.update(self._below)

    def _count_otherwise(self, word: str) -> None:
        self._otherwise ^= {word}
        self._show_again()

    def _choose_level(self, level: str) -> None:
        self._level = level

    def _choose_grade(self, level: str) -> None:
        self._level = level
        self._nav.window.draw()

    async def _choose_file(self) -> None:
        chosen = await choose_file(self._nav.window)
        if chosen is not None:
            self._take(chosen.name, chosen.content)
            self._nav.window.draw()

    def _take(self, name: str, content: bytes) -> None:
        """Put a file's text, or its table, into the box, and its name, where no title is yet."""
        from probes.forms.own_passages import from_table
        from probes.table_text import BadTable, decoded, table_as_text
        from records.imports.file_source import is_zip, longest_table

        path = PurePath(name)
        self._wrong = say("forms.bring.large") if len(content) > LARGEST_FILE else ""
        if self._wrong:
            return
        try:
            if is_zip(content) or path.suffix.lower() in TABLES:
                rows = longest_table(content)
                text = from_table(rows) if self._measure is ORAL_READING else table_as_text(rows)
            else:
                text = decoded(content).removeprefix("\ufeff")
        except BadTable as problem:
            self._wrong = str(problem)
            return
        self._text = text
        self._title_text = self._title_text or path.stem[:LONGEST_TITLE]

    def _keep_it(self) -> None:
        window, form = self._nav.window, self._form
        if form is None:
            self._show_again()
            return
        brought: Brought | None = None

        def bring() -> None:
            nonlocal brought
            brought = self._library.bring(form)

        if not window.attempt(bring) or brought is None:
            return
        self._nav.go(routes.FormListRoute(brought.form))
        if not brought.changed:
            window.notice(say("forms.here"))
            return
        key, done = "forms.brought" if brought.before is None else "forms.corrected", brought

        def take_back() -> None:
            if window.attempt(lambda: self._library.take_back(done)):
                self._nav.go(routes.FormListRoute())

        window.notice(say(key, name=form_name(brought.form)), undo=take_back)

    def _back(self) -> None:
        self._nav.go(routes.FormListRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; letters belong to the fields."""
        if event.key == "Escape":
            self._back()
