"""Exporting: who, which days, as what; then one file is written, with a way to break it off."""

import asyncio
from collections.abc import Iterator

import flet as ft

from records.exports.json_export import Everything
from records.exports.parquet_tables import can_write_parquet
from records.exports.people_tables import Chosen
from records.exports.table_file import TABLE_NAMES, TableFile, TableFormat, write_tables
from records.instructional_days import Span
from records.open_records import OpenRecords
from screens.parts.controls import bold, card, choice, page_body, primary, quiet
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.shell import routes
from screens.shell.file_dialogs import save_file
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say

SHOWN_AFTER_MS = 300  # what is written sooner shows no progress
EVERY = 200  # rows of JSON between two steps
_TABLE_FORMATS: dict[str, TableFormat] = {"xlsx": "xlsx", "csv": "csv", "parquet": "parquet"}


class ExportScreen(Screen):
    """What goes out is chosen; the file's name says nobody's name unless that is asked for."""

    foot = True

    def __init__(
        self, nav: Navigation, records: OpenRecords, *, in_browser: bool, asked: routes.ExportRoute
    ) -> None:
        """``in_browser`` is a tablet's, which has no Parquet; ``asked`` is where it comes from."""
        self._nav = nav
        self._records = records
        self._asked = asked
        self._who = "student" if asked.student else f"group {asked.group}" if asked.group else ""
        self._windows = self._seasons()
        self._when = _key(asked.season) if asked.season in self._windows.values() else ""
        self._format = "json" if asked.student else "xlsx"
        self._formats = ["xlsx", "csv", "json"]
        if not in_browser and can_write_parquet():
            self._formats.append("parquet")
        self._table = ""
        self._named = False
        self._said: ft.Text | None = None  # while it is written and shown
        self._run = 0  # what began before the last run stops

    def _seasons(self) -> dict[str, Span]:
        """Return the benchmark windows that have begun, the latest first."""
        today = self._records.clock.now().date()
        spans = [one for one in self._records.calendar.days().spans if one.kind == "window"]
        begun = [one for one in spans if one.first <= today or one == self._asked.season]
        return {_key(one): one for one in sorted(begun, key=lambda one: one.first, reverse=True)}

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        head = page_head(palette, say("export.title"), self._back)
        if self._said is not None:
            bar = ft.ProgressBar(color=palette.accent, bgcolor=palette.line)
            body = page_body(window.wide, head, self._said, bar)
            step = primary(say("export.cancel"), self._cancel)
        elif not self._records.students.all():
            told = ft.Text(say("export.nobody"), size=18, color=palette.ink)
            body = page_body(window.wide, head, card(palette, told))
            step = primary(say("export.students"), self._to_students)
        else:
            body = page_body(window.wide, head, *self._cards())
            step = primary(say("export.go"), self._write)
        return with_foot(palette, body, step, wide=window.wide, phone=window.phone)

    def leave(self) -> None:
        """Stop what is under way; nothing was saved."""
        self._run += 1

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape breaks off, or goes back."""
        if event.key == "Escape":
            if self._said is not None:
                self._cancel()
            else:
                self._back()

    # Choosing

    def _cards(self) -> list[ft.Control]:
        palette = self._nav.window.palette
        formats = {one: say(f"export.format.{one}") for one in self._formats}
        cards: list[ft.Control] = [
            self._card("export.format", formats, self._format, "_format"),
            self._card("export.who", self._people(), self._who, "_who"),
        ]
        about = cards[0]
        assert isinstance(about, ft.Container)
        assert isinstance(about.content, ft.Column)
        about.content.controls.append(quiet(palette, say(f"export.format.{self._format}.help")))
        if self._format in ("csv", "parquet"):
            tables = {"": say("export.table.all")}
            tables |= {name: say(f"export.table.{name}") for name in TABLE_NAMES}
            cards.append(self._card("export.table", tables, self._table, "_table"))
        if self._windows and self._format != "json":
            days = {"": say("export.when.all")}
            days |= {key: _window_name(span) for key, span in self._windows.items()}
            cards.append(self._card("export.when", days, self._when, "_when", "export.when.help"))
        elif self._windows:
            cards.append(quiet(palette, say("export.when.whole")))
        parts: list[ft.Control] = [
            bold(say("export.file"), 17, palette.title),
            ft.Text(self._file_name(), size=16, color=palette.ink, selectable=True),
        ]
        if self._who:
            parts.append(
                ft.Switch(
                    label=say("export.file.named"),
                    label_text_style=ft.TextStyle(size=17),
                    value=self._named,
                    on_change=self._turn_named,
                )
            )
        parts.append(quiet(palette, say("export.file.care")))
        return [*cards, card(palette, *parts)]

    def _card(
        self, title: str, options: dict[str, str], chosen: str, field: str, help_key: str = ""
    ) -> ft.Control:
        palette = self._nav.window.palette

        def choose(value: str) -> None:
            setattr(self, field, value)
            self._nav.window.draw()

        parts = [bold(say(title), 17, palette.title), choice(palette, options, chosen, choose)]
        if help_key:
            parts.append(quiet(palette, say(help_key)))
        return card(palette, *parts)

    def _people(self) -> dict[str, str]:
        found = {"": say("export.who.all")}
        if self._asked.student:
            found["student"] = self._name("student") or say("export.who.student")
        found |= {f"group {one.id}": one.name for one in self._records.groups.all() if one.members}
        if self._who not in found:
            found[self._who] = self._name(self._who)
        return found

    def _name(self, who: str) -> str:
        if who == "student":
            student = self._records.students.get(self._asked.student)
            return "" if student is None else student.name
        group = self._records.groups.get(who.removeprefix("group "))
        return "" if group is None else group.name

    def _turn_named(self, event: ft.Event[ft.Switch]) -> None:
        self._named = bool(event.control.value)
        self._nav.window.draw()

    def _file_name(self) -> str:
        """Return the file's name: what it has and the day; whose it is only where that is asked."""
        day = self._records.clock.now().date().isoformat()
        what = self._table or (self._who.partition(" ")[0] or "export")
        if self._named and self._who:
            name = "".join(one if one.isalnum() else "-" for one in self._name(self._who))
            what = "-".join([*filter(None, name.split("-"))][:8]) or what
        ending = self._format
        if self._format in ("csv", "parquet") and not self._table:
            ending = "zip"
        return f"aimline-{what}-{day}.{ending}"

    # Writing

    def _students(self) -> frozenset[str] | None:
        if self._who == "student":
            return frozenset({self._asked.student})
        if not self._who:
            return None
        group = self._records.groups.get(self._who.removeprefix("group "))
        return frozenset() if group is None else group.members

    async def _write(self) -> None:
        """Write what was chosen, and save it; said while it takes long, and broken off at once."""
        self._run += 1
        name, mark = self._file_name(), self._records.store.mark()
        everything = self._format == "json" and not self._who
        found: tuple[bytes, str] | None = None
        run, clock = self._run, self._records.clock
        begun = clock.steady_ms()
        for step in self._steps():
            if isinstance(step, tuple):
                found = step
            elif clock.steady_ms() - begun >= SHOWN_AFTER_MS:
                self._shown(step)
            await asyncio.sleep(0)
            if run != self._run:
                return  # broken off, or left
        assert found is not None
        self._said = None
        window = self._nav.window
        if not await save_file(window, name, found[0]):
            window.draw()
            return
        if everything:
            self._records.settings.went_out(mark)
        window.draw()
        window.notice(found[1])

    def _steps(self) -> Iterator[str | tuple[bytes, str]]:
        """Yield how far it is, in words, and at the end the file and what is in it, in words."""
        if self._format == "json":
            yield from self._json_steps()
            return
        span = self._windows.get(self._when)
        chosen = Chosen(self._students())
        if span is not None:
            chosen = Chosen(self._students(), span.first, span.last)
        table = "" if self._format == "xlsx" else self._table
        for step in write_tables(self._records, chosen, _TABLE_FORMATS[self._format], table):
            if isinstance(step, TableFile):
                students = count_of("export.count.students", step.students)
                scores = count_of("export.count.scores", step.scores)
                yield step.data, say("export.saved", students=students, scores=scores)
            else:
                yield say("export.working", percent=round(step * 100))

    def _json_steps(self) -> Iterator[str | tuple[bytes, str]]:
        whole, pieces = Everything(self._records, self._students()), []
        for number, piece in enumerate(whole):
            pieces.append(piece)
            if number % EVERY == 0:
                yield say("export.working.rows", count=number)
        students = count_of("export.count.students", whole.students)
        probes = count_of("export.count.probes", whole.probes)
        yield "".join(pieces).encode(), say("export.saved", students=students, scores=probes)

    def _shown(self, told: str) -> None:
        """Show how far it is."""
        if self._said is None:
            self._said = ft.Text(told, size=18, color=self._nav.window.palette.ink)
            self._nav.window.draw()
        else:
            self._said.value = told
            self._nav.window.update(self._said)

    def _cancel(self) -> None:
        self._run += 1
        self._said = None
        self._nav.window.draw()
        self._nav.window.notice(say("export.cancelled"))

    def _to_students(self) -> None:
        self._nav.go(routes.StudentListRoute())

    def _back(self) -> None:
        asked = self._asked
        if asked.student:
            self._nav.go(routes.StudentRoute(asked.student))
        elif asked.group:
            self._nav.go(routes.EditGroupRoute(asked.group))
        elif asked.season is not None:
            self._nav.go(routes.SeasonRoute())
        else:
            self._nav.go(routes.SettingsRoute())


def _key(span: Span | None) -> str:
    return "" if span is None else f"{span.first} {span.last} {span.name}"


def _window_name(span: Span) -> str:
    return f"{span.name or say('today.window.unnamed')} {span.first.year}"
