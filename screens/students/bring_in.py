"""Bringing a school's list or file in: chosen or pasted, looked at, then kept as one."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date
from typing import Any

import flet as ft

from probes.table_text import BadTable
from records.brought_in import Imports
from records.imports.bringing import Bringing, content_of, opened
from records.imports.file_source import Source, read_folder, read_source
from records.imports.found_rows import Answers
from records.imports.header_words import Use
from records.imports.import_plan import ImportPlan
from records.open_records import OpenRecords
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    heading,
    page_body,
    primary,
    quiet,
    secondary,
)
from screens.parts.page_foot import above_foot, foot, with_foot
from screens.parts.page_head import page_head
from screens.sharing.sharing_client import SharingClient
from screens.shell import routes
from screens.shell.file_dialogs import DROPPED, choose_files, save_file
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.students.bring_in_cards import (
    ColumnsCard,
    earlier_card,
    go_text,
    is_counted,
    outcome_card,
    question_parts,
    refused_card,
    report_text,
)
from screens.words.catalogue import count_of, say
from screens.words.typed_days import day_to_type, typed_day

LONGEST_PASTED = 500_000  # letters
EARLIER = 5  # imports that can be taken back
SCHOOL_BEGINS = (9, 1)  # month and day from which weeks are counted, unless it is changed
MANY_ROWS = 5_000  # of a plan, whose writing takes long enough to say so
ABOUT_A_TABLE = ("measure", "level", "day")  # answers that another sheet may not share
STEPS_DRAWN = 8  # steps between two drawings of the progress


class BringIn(Screen):
    """Choose or paste; then what will happen, what is asked, and what the columns are."""

    foot = True

    def __init__(
        self, nav: Navigation, records: OpenRecords, sharing: SharingClient | None
    ) -> None:
        """``sharing`` is None where nothing can be shared."""
        self._nav = nav
        self._records = records
        self._sharing = sharing
        self._imports = Imports(records.store)
        self._pasted = ""
        self._wrong = ""
        self._busy = ""  # what is said while it works
        self._keeping = False
        self._bringing: Bringing | None = None
        self._plan: ImportPlan | None = None
        self._given: dict[str, Any] = {}
        self._columns: ColumnsCard | None = None
        self._day_texts: dict[str, str] = {}
        self._run = 0  # what began before the last run stops

    def build(self) -> ft.Control:
        """Build the screen."""
        if self._busy:
            return self._working()
        if self._bringing is None or self._plan is None:
            return self._choosing()
        return self._looking(self._bringing, self._plan)

    def leave(self) -> None:
        """Stop what is under way; nothing has changed."""
        self._run += 1

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back; a file that was dropped on the page is read."""
        if event.key == "Escape":
            self._back()
        elif event.key == DROPPED:
            self._nav.window.page.run_task(self._choose_file)

    # Choosing

    def _choosing(self) -> ft.Control:
        window, palette = self._nav.window, self._nav.window.palette
        self._box = field(
            say("bring.paste"),
            self._pasted,
            helper=say("bring.paste.help"),
            multiline=True,
            min_lines=6,
            max_lines=12,
            on_change=self._typed,
        )
        about = ft.Text(say("bring.what"), size=17, color=palette.ink)
        parts = [self._title(say("bring.title")), about]
        if self._wrong:
            cannot = bold(say("bring.cannot"), 17, palette.error)
            parts.append(card(palette, cannot, ft.Text(self._wrong, size=16, color=palette.ink)))
        parts.append(self._box)
        if window.page.web:
            parts.append(ft.Row([secondary(say("bring.folder"), self._choose_folder)]))
            if not window.phone:
                parts.append(quiet(palette, say("bring.drop"), 16))
        earlier = self._imports.all()[:EARLIER]
        if earlier:
            parts.append(bold(say("bring.before"), 17, palette.title))
            parts.append(earlier_card(palette, earlier, self._take_back))
        self._column = above_foot(page_body(window.wide, *parts), self._foot())
        return self._column

    def _foot(self) -> ft.Control:
        window, self._has_list = self._nav.window, bool(self._pasted.strip())
        steps: list[ft.Control] = [primary(say("bring.file"), self._choose_file)]
        if self._has_list:
            steps = [secondary(say("bring.file"), self._choose_file)]
            steps.append(primary(say("bring.look"), self._look_at_pasted))
        return foot(window.palette, *steps, wide=window.wide, phone=window.phone)

    def _title(self, text: str, about: str = "") -> ft.Control:
        return page_head(self._nav.window.palette, text, self._back, about)

    def _typed(self) -> None:
        self._pasted = (self._box.value or "")[:LONGEST_PASTED]
        if self._has_list != bool(self._pasted.strip()):
            self._column.controls[-1] = self._foot()
            self._nav.window.update(self._column)

    async def _look_at_pasted(self) -> None:
        await self._read({"": self._pasted.encode("utf-8", "replace")})

    async def _choose_file(self) -> None:
        files = await choose_files(self._nav.window)
        if files:
            await self._read(files)

    async def _choose_folder(self) -> None:
        files = await choose_files(self._nav.window, folder=True)
        if files:
            await self._read(files)

    async def _read(self, files: Mapping[str, bytes]) -> None:
        """Read what was chosen or pasted, and look at it; what can't be read is said."""
        name = next(iter(files)) if len(files) == 1 else ""
        self._wrong = ""
        source: Source | None = None
        run = self._begin(say("bring.reading", rows=0))
        await self._nav_draw()
        try:
            steps = read_source(files[name]) if len(files) == 1 else read_folder(files)
            async for step in self._stepping(steps, run):
                if isinstance(step, int):
                    self._say_progress(say("bring.reading", rows=step))
                elif isinstance(step, Source):
                    source = step
        except BadTable as problem:
            self._wrong = str(problem)[:1].upper() + str(problem)[1:] + "."
        if run != self._run:
            return
        if source is None:
            self._busy = ""
            self._nav.window.draw()
            return
        self._given = {"first_day": self._school_begins()}
        self._day_texts = {"first_day": day_to_type(self._given["first_day"])}
        self._bringing = opened(self._records, source, name, content_of(files))
        await self._plan_again()

    def _school_begins(self) -> date:
        today = self._records.clock.now().date()
        begun = date(today.year, *SCHOOL_BEGINS)
        return begun if begun <= today else date(today.year - 1, *SCHOOL_BEGINS)

    # Working

    def _begin(self, told: str) -> int:
        self._run += 1
        self._busy = told
        return self._run

    def _working(self) -> ft.Control:
        window, palette = self._nav.window, self._nav.window.palette
        self._said = ft.Text(self._busy, size=18, color=palette.ink)
        self._bar = ft.ProgressBar(color=palette.accent, bgcolor=palette.line)
        parts = [self._title(say("bring.title")), self._said, self._bar]
        if self._keeping:  # all at once, or nothing: there is nothing to break off
            return page_body(window.wide, *parts)
        body = page_body(window.wide, *parts)
        step = primary(say("bring.cancel"), self._cancel)
        return with_foot(palette, body, step, wide=window.wide, phone=window.phone)

    def _say_progress(self, told: str) -> None:
        self._busy = told
        self._said.value = told
        self._nav.window.update(self._said)

    def _cancel(self) -> None:
        self._run += 1
        self._busy = ""
        self._bringing = self._plan = None
        self._nav.window.draw()

    async def _stepping(self, steps: Iterator[Any], run: int) -> AsyncIterator[Any]:
        """Yield each step, and let the screen live between two; stops if another run began."""
        for number, step in enumerate(steps):
            yield step
            if number % STEPS_DRAWN == 0:
                await asyncio.sleep(0)
            if run != self._run:
                return

    async def _nav_draw(self) -> None:
        self._nav.window.draw()
        await asyncio.sleep(0)

    async def _plan_again(self) -> None:
        """Look what will happen, as the columns and answers are now."""
        bringing = self._bringing
        assert bringing is not None
        run = self._begin(say("bring.looking", percent=0))
        await self._nav_draw()
        found: ImportPlan | None = None
        steps = bringing.plan(self._answers(), self._records.settings.now.examiner)
        async for step in self._stepping(steps, run):
            if isinstance(step, ImportPlan):
                found = step
            else:
                self._say_progress(say("bring.looking", percent=round(step * 100)))
        if run != self._run:
            return
        self._plan, self._busy = found, ""
        self._nav.window.draw()

    # Looking

    def _answers(self) -> Answers:
        assert self._bringing is not None
        return self._bringing.answers(self._records.clock.now().date(), **self._given)

    def _looking(self, bringing: Bringing, plan: ImportPlan) -> ft.Control:
        window, palette = self._nav.window, self._nav.window.palette
        layout = bringing.source.layout
        about = "" if layout is None else say("bring.set", name=layout.name)
        parts: list[ft.Control] = [self._title(bringing.name or say("bring.pasted"), about)]
        if layout is None and len(bringing.source.tables) > 1:
            names = {
                str(n): say("bring.table.in", name=one.name) if n in bringing.brought else one.name
                for n, one in enumerate(bringing.source.tables)
            }
            parts.append(bold(say("bring.tables"), 16, palette.ink))
            parts.append(choice(palette, names, str(bringing.table), self._choose_table))
        if asked := self._questions(plan, first=True):
            parts.append(card(palette, heading(palette, say("bring.ask"), 20), *asked))
        parts.append(outcome_card(palette, plan, bringing))
        if others := self._questions(plan, first=False):
            parts.append(card(palette, *others))
        if plan.refused:
            parts.append(refused_card(palette, plan, self._keep_report))
        if bringing.columns is not None:
            if self._columns is None or self._columns.of is not bringing:
                self._columns = ColumnsCard(palette, bringing, self._change, window.draw)
            self._columns.palette = palette
            parts.append(self._columns.control())
        parts.append(ft.Row([secondary(say("bring.other"), self._cancel)]))
        body = page_body(window.wide, *parts)
        return with_foot(
            palette, body, self._step(plan, bringing), wide=window.wide, phone=window.phone
        )

    def _step(self, plan: ImportPlan, bringing: Bringing) -> ft.FilledButton:
        """Return the next step: bring it in, or back where there is nothing to do."""
        columns = bringing.columns
        if columns is not None and not columns.names_students:
            return primary(say("bring.go.changes"), self._carry_out, disabled=True)
        if plan.is_nothing and not plan.asks:
            return primary(say("bring.go.back"), self._back)
        if plan.asks:
            return primary(say("bring.go.asked"), self._carry_out, disabled=True)
        return primary(go_text(plan), self._carry_out, disabled=plan.is_nothing)

    def _questions(self, plan: ImportPlan, *, first: bool) -> list[ft.Control]:
        palette = self._nav.window.palette
        parts = question_parts(palette, plan, self._answers(), self._answer, first=first)
        if "day" in plan.asks if first else ("day" not in plan.asks and self._given.get("day")):
            parts += [bold(say("bring.ask.day"), 16, palette.ink), self._day_field("day")]
        if not first and is_counted(plan.found):
            parts += [bold(say("bring.counted"), 16, palette.ink), self._day_field("first_day")]
        return parts

    def _day_field(self, name: str) -> ft.Control:
        """Return a field for a day; what is typed counts when it is done."""

        async def done(event: ft.Event[ft.TextField]) -> None:
            text = event.control.value or ""
            today = self._records.clock.now().date()
            day = typed_day(text, today, ahead=False)
            self._day_texts[name] = text
            if day is None:
                event.control.error = say("bring.day.wrong")
                self._nav.window.update(event.control)
            elif day != self._given.get(name):
                self._given[name] = day
                await self._plan_again()

        return field(say("bring.day"), self._day_texts.get(name, ""), on_submit=done, on_blur=done)

    def _answer(self, name: str, value: str) -> None:
        self._given[name] = value
        self._nav.window.page.run_task(self._plan_again)

    def _choose_table(self, table: str) -> None:
        self._look_at(int(table))
        self._nav.window.page.run_task(self._plan_again)

    def _look_at(self, table: int) -> None:
        assert self._bringing is not None
        self._bringing.choose(table)
        self._columns = None

    def _change(self, place: int, use: Use) -> None:
        bringing = self._bringing
        assert bringing is not None
        assert bringing.columns is not None
        bringing.columns = bringing.columns.changed(place, use)
        self._nav.window.page.run_task(self._plan_again)

    async def _keep_report(self) -> None:
        assert self._plan is not None
        raw = report_text(self._plan).encode()
        await save_file(self._nav.window, say("bring.file_name"), raw)

    # Keeping

    async def _carry_out(self) -> None:
        bringing, plan = self._bringing, self._plan
        assert bringing is not None
        assert plan is not None
        if len(plan.rows) > MANY_ROWS:
            self._begin(say("bring.keeping"))
            self._keeping = True
            await self._nav_draw()
        kept = self._nav.window.attempt(lambda: bringing.carry_out(plan))
        self._busy, self._keeping = "", False
        if not kept:
            self._nav.window.draw()
            return
        if self._sharing is not None:
            self._sharing.soon()
        following = bringing.next_table()
        if following is None:
            self._nav.go(routes.StudentListRoute())
            self._nav.window.notice(say("bring.done"), lambda: self._take_back(plan.import_id))
            return
        name = bringing.source.tables[following].name
        for one in ABOUT_A_TABLE:
            self._given.pop(one, None)
        self._day_texts.pop("day", None)
        self._look_at(following)
        await self._plan_again()
        self._nav.window.notice(
            say("bring.done.next", name=name), lambda: self._take_back(plan.import_id)
        )

    def _take_back(self, import_id: str) -> None:
        window = self._nav.window

        def bring_back() -> None:
            if window.attempt(lambda: self._imports.bring_back(import_id)):
                window.draw()

        def take_back() -> None:
            self._imports.take_back(import_id)

        built = self._imports.built_on(import_id)
        if built:
            window.notice(count_of("bring.built_on", built))
        elif window.attempt(take_back):
            window.draw()
            window.notice(say("bring.taken_back"), bring_back)

    def _back(self) -> None:
        self._nav.go(routes.StudentListRoute())
