"""The school's calendar: years, breaks and benchmark windows, typed or from a file."""

from datetime import date

import flet as ft

from records.imports.calendar_file import BadCalendarFile, read_calendar_file
from records.instructional_days import DAY, Span, SpanKind
from records.record_store import Clock
from records.school_calendar import LONGEST_NAME, BadSpan, SchoolCalendar, check
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    icon_button,
    page_body,
    primary,
    quiet,
    rows_card,
    secondary,
    ticked,
)
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.shell import routes
from screens.shell.file_dialogs import choose_file
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.typed_days import day_to_type, school_day_typed, typed_day

KINDS: tuple[SpanKind, ...] = ("break", "window", "year")


class CalendarScreen(Screen):
    """What there is, by its days; one form to add to it, and a file that is looked at first."""

    tab = "settings"

    def __init__(
        self, nav: Navigation, calendar: SchoolCalendar, clock: Clock, *, window: bool = False
    ) -> None:
        self._nav = nav
        self._calendar = calendar
        self._clock = clock
        self._kind: SpanKind = "window" if window else "break" if calendar.spans() else "year"
        self._name = self._first = self._last = ""
        self._wrong: dict[str, str] = {}
        self._found: tuple[Span, ...] = ()  # in a file, before it counts
        self._taken: set[Span] = set()
        self._of_file = ""

    def build(self) -> ft.Control:
        """Build the screen."""
        palette = self._nav.window.palette
        spans = self._calendar.spans()
        title = page_head(palette, say("calendar.title"), self._back)
        parts: list[ft.Control] = [title, quiet(palette, say("calendar.help"), 16)]
        if self._of_file:
            parts.append(self._preview())
        if spans:
            rows = [self._row(row_id, span) for row_id, span in spans.items()]
            parts.append(rows_card(palette, rows))
        parts += [
            self._form(),
            ft.Row([secondary(say("calendar.file"), self._open_file)]),
        ]
        return page_body(self._nav.window.wide, *parts)

    def _row(self, row_id: str, span: Span) -> ft.Control:
        palette, window = self._nav.window.palette, self._nav.window

        def remove() -> None:
            if window.attempt(lambda: self._calendar.remove([row_id])):
                window.draw()

                def undo() -> None:
                    if window.attempt(lambda: self._calendar.remove([row_id], removed=False)):
                        window.draw()

                window.notice(say("calendar.removed"), undo)

        return ft.Container(
            ft.Row(
                [
                    ft.Column(
                        [
                            bold(_called(span), 17, palette.ink),
                            quiet(palette, _days(span)),
                        ],
                        spacing=2,
                        expand=True,
                    ),
                    icon_button(ft.Icons.CLOSE, say("calendar.remove", name=_called(span)), remove),
                ]
            ),
            padding=ft.Padding.symmetric(horizontal=18, vertical=8),
        )

    def _form(self) -> ft.Control:
        palette = self._nav.window.palette
        today = self._clock.now().date()
        self._fields = {
            "name": field(
                say("calendar.name"), self._name, max_length=LONGEST_NAME, on_change=self._typed
            ),
            "first": field(
                say("calendar.first"),
                self._first,
                hint_text=day_to_type(today),
                error=self._wrong.get("first"),
                on_change=self._typed,
            ),
            "last": field(
                say("calendar.last"),
                self._last,
                hint_text=day_to_type(today),
                error=self._wrong.get("last"),
                on_change=self._typed,
            ),
        }
        kinds: dict[str, str] = {kind: say(f"calendar.kind.{kind}") for kind in KINDS}
        return card(
            palette,
            bold(say("calendar.add.title"), 17, palette.title),
            choice(palette, kinds, self._kind, self._choose_kind),
            *self._fields.values(),
            ft.Row([primary(say("calendar.add"), self._add)]),
        )

    def _preview(self) -> ft.Control:
        """Return what a file says, each with a box, before any of it counts."""
        palette = self._nav.window.palette

        def box(span: Span) -> ft.Control:
            def turn(_: ft.Event[ft.Checkbox]) -> None:
                self._taken ^= {span}
                self._nav.window.draw()

            return ticked(
                palette,
                f"{_called(span)} · {say(f'calendar.kind.{span.kind}')} · {_days(span)}",
                self._nav.window.room,
                value=span in self._taken,
                on_change=turn,
            )

        take = primary(count_of("calendar.take", len(self._taken)), self._take)
        take.disabled = not self._taken
        return card(
            palette,
            bold(say("calendar.found"), 17, palette.title),
            quiet(palette, self._of_file, 16),
            *(box(span) for span in self._found),
            ft.Row(
                [take, secondary(say("cancel"), self._put_away)],
                wrap=True,
                spacing=GAP,
                run_spacing=GAP,
            ),
        )

    # What is tapped

    def _typed(self) -> None:
        typed = {name: one.value or "" for name, one in self._fields.items()}
        self._name, self._first, self._last = typed["name"], typed["first"], typed["last"]

    def _choose_kind(self, kind: str) -> None:
        self._kind = next(one for one in KINDS if one == kind)
        self._nav.window.draw()

    def _add(self) -> None:
        self._typed()
        today = self._clock.now().date()
        first = school_day_typed(self._first, today)
        last = first
        if self._last.strip():  # the first such day that is not before the other
            last = typed_day(self._last, (first or today) - DAY, ahead=True)
        self._wrong = {}
        if first is None:
            self._wrong["first"] = say("calendar.wrong.day", example=day_to_type(today))
        if last is None and self._last.strip():
            self._wrong["last"] = say("calendar.wrong.day", example=day_to_type(today))
        if first is not None and last is not None and not self._wrong:
            self._keep(Span(self._kind, self._name, first, last))
        self._nav.window.draw()

    def _keep(self, span: Span) -> None:
        window = self._nav.window
        try:
            check(span)
        except BadSpan as refused:
            self._wrong["last"] = say(_WRONG[refused.why])
            return
        if window.attempt(lambda: self._calendar.add(span)):
            self._name = self._first = self._last = ""
            self._kind = "break"

    async def _open_file(self) -> None:
        chosen = await choose_file(self._nav.window)
        if chosen is None:
            return
        try:
            found = read_calendar_file(chosen.content)
        except BadCalendarFile as refused:
            self._nav.window.notice(say(_REFUSED[refused.why]))
            return
        self._found = found.spans
        self._taken = {span for span in found.spans if self._matters(span.last)}
        said = [count_of("calendar.of_file", len(found.spans))]
        said += [count_of("calendar.others", found.others)] * bool(found.others)
        said += [count_of("calendar.repeating", found.repeating)] * bool(found.repeating)
        self._of_file = " ".join(said)
        self._nav.window.draw()

    def _matters(self, last: date) -> bool:
        """Tell whether days still matter: they are not more than a year past."""
        return (self._clock.now().date() - last).days <= 366

    def _take(self) -> None:
        window, taken = self._nav.window, [one for one in self._found if one in self._taken]
        added: list[str] = []
        if window.attempt(lambda: added.extend(self._calendar.add(*taken))):
            self._put_away()

            def undo() -> None:
                if window.attempt(lambda: self._calendar.remove(added)):
                    window.draw()

            window.notice(count_of("calendar.taken", len(added)), undo)

    def _put_away(self) -> None:
        self._found, self._taken, self._of_file = (), set(), ""
        self._nav.window.draw()

    def _back(self) -> None:
        self._nav.go(routes.SettingsRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()


_WRONG = {
    "order": "calendar.wrong.order",
    "range": "calendar.wrong.range",
    "long": "calendar.wrong.long",
}
_REFUSED = {
    "large": "calendar.refused.large",
    "kind": "calendar.refused.kind",
    "missing": "calendar.refused.missing",
}


def _called(span: Span) -> str:
    return span.name or say(f"calendar.kind.{span.kind}")


def _days(span: Span) -> str:
    first = day_to_type(span.first)
    return first if span.first == span.last else f"{first} – {day_to_type(span.last)}"
