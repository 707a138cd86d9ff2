"""A file on its way in: what will happen, what is asked, its columns, cells not taken."""

from collections.abc import Callable, Mapping, Sequence

import flet as ft

from probes.measures.measure import MEASURES
from records.brought_in import Import
from records.imports.bringing import Bringing
from records.imports.columns import Columns, examples
from records.imports.found_rows import Answers, Found
from records.imports.header_words import KINDS, Use
from records.imports.import_plan import ImportPlan, counts_of
from screens.parts.controls import (
    bold,
    card,
    choice,
    heading,
    quiet,
    rows_card,
    secondary,
    spoken_of,
)
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import count_of, say
from screens.words.measure_names import level_name, measure_name
from screens.words.one_line import one_line

MOST_DRAWN = 200
FEW = 12  # columns of a table none of whose is known
SHOWN = 5  # refused cells
LONGEST_CELL = 40  # letters of an example
_HIDDEN = (
    "phase",
    "study",
    "unit",
    "aimline id",
    "mode",
)  # of published series: kept as they are found


def earlier_card(
    palette: Palette, imports: Sequence[Import], take_back: Callable[[str], object]
) -> ft.Control:
    """Return what came in before, each with the button that takes it back."""

    back = say("bring.take_back")

    def line(one: Import) -> ft.Control:
        name = one.name or say("bring.pasted")
        told = say("bring.before.row", name=name, students=one.students, scores=one.scores)
        row = ft.Row(
            [
                ft.Container(ft.Text(told, size=16, color=palette.ink), expand=True),
                secondary(back, lambda: take_back(one.id), spoken=spoken_of(back, name)),
            ]
        )
        return ft.Container(row, padding=ft.Padding.symmetric(horizontal=18, vertical=8))

    return rows_card(palette, [line(one) for one in imports])


def outcome_card(palette: Palette, plan: ImportPlan, bringing: Bringing) -> ft.Control:
    """Return what will happen, in counts."""
    lines: list[ft.Control] = []
    columns = bringing.columns
    if columns is not None and not columns.names_students:
        lines.append(bold(say("bring.nobody"), 17, palette.error))
    elif plan.is_nothing and not plan.refused:
        lines.append(bold(say("bring.nothing"), 17, palette.ink))
    for key, count in counts_of(plan).items():
        lines.append(ft.Text(count_of(f"bring.{key}", count), size=17, color=palette.ink))
        if key == "scores":
            lines += [_measured(palette, *one) for one in plan.found.by_measure().items()]
    if columns is not None and not plan.found.number_of_scores and not columns.has_scores:
        lines.append(quiet(palette, say("bring.no_scores")))
    for note, count in plan.found.notes.items():
        lines.append(quiet(palette, say(f"bring.note.{keyed(note)}", count=count)))
    return card(palette, heading(palette, say("bring.will"), 20), *lines)


def _measured(palette: Palette, told: tuple[str, str], count: int) -> ft.Control:
    measure, level = told
    key = "bring.of" if level else "bring.of.plain"
    named = say(key, measure=measure_name(measure), level=level_name(level), count=count)
    return quiet(palette, named, 16)


def question_parts(
    palette: Palette,
    plan: ImportPlan,
    answers: Answers,
    answer: Callable[[str, str], object],
    *,
    first: bool,
) -> list[ft.Control]:
    """Return questions, each with its chips: those to answer first, or all others.

    Days are asked elsewhere.
    """
    parts: list[ft.Control] = []

    def ask(title: str, name: str, options: Mapping[str, str], chosen: str) -> None:
        if (name in plan.asks) != first:
            return
        parts.append(bold(title, 16, palette.ink))
        parts.append(choice(palette, dict(options), chosen, lambda value: answer(name, value)))

    def told(name: str, *values: str) -> dict[str, str]:
        return {value: say(f"bring.ask.{name}.{keyed(value)}") for value in values}

    if "dates" in plan.asks or answers.dates:
        ask(
            say("bring.ask.dates"),
            "dates",
            told("dates", "month first", "day first"),
            answers.dates,
        )
    if "measure" in plan.asks or (answers.measure and plan.found.number_of_scores):
        names = {one: measure_name(one) for one in MEASURES}
        ask(say("bring.ask.measure"), "measure", names, answers.measure)
    if plan.likely:
        title = count_of("bring.ask.same", len(plan.likely))
        ask(title, "same", told("same", "same", "new"), answers.same)
    if plan.differing:
        students = len({student for student, _ in plan.differing})
        title = say("bring.ask.differs", count=students)
        ask(title, "differs", told("differs", "keep", "take"), answers.differs)
    if plan.left:
        title = say("bring.ask.left", count=len(plan.left))
        ask(title, "left", told("left", "keep", "archive"), answers.left)
    if any(one.groups for one in plan.found.students):
        title = say("bring.ask.classes")
        ask(title, "classes", told("classes", "groups", "none"), answers.classes)
    return parts


def refused_card(palette: Palette, plan: ImportPlan, keep: Callable[[], object]) -> ft.Control:
    """Return the cells that can't be taken: the first few, and a way to keep the list."""
    count = len(plan.refused) + plan.more_refused
    lines: list[ft.Control] = [
        ft.Text(str(one), size=15, color=palette.ink) for one in plan.refused[:SHOWN]
    ]
    if count > SHOWN:
        lines.append(quiet(palette, say("bring.refused.more", count=count - SHOWN)))
    title = bold(count_of("bring.refused", count), 18, palette.error)
    return card(palette, title, *lines, ft.Row([secondary(say("bring.refused.keep"), keep)]))


class ColumnsCard:
    """The columns: what each is, by three examples. A tap opens what it could be instead."""

    def __init__(
        self,
        palette: Palette,
        bringing: Bringing,
        change: Callable[[int, Use], object],
        redraw: Callable[[], object],
    ) -> None:
        """``change`` makes a column something else; ``redraw`` shows the card anew."""
        self.palette = palette
        self.of = bringing
        self._change = change
        self._redraw = redraw
        self.opened: int | None = None
        self.all_shown = False

    def control(self) -> ft.Control:
        """Return the card."""
        columns = self.of.columns
        assert columns is not None
        used = [i for i, use in enumerate(columns.uses) if use.kind != "ignore"]
        shown = used or [*range(min(len(columns.uses), FEW))]
        if self.all_shown:
            shown = [*range(len(columns.uses))]
        rows: list[ft.Control] = [self._row(columns, place) for place in shown[:MOST_DRAWN]]
        title = heading(self.palette, say("bring.columns"), 20)
        left = len(columns.uses) - len(shown)
        if left:
            told = count_of("bring.columns.others", left)
            rows.append(ft.Row([secondary(told, self._show_all)]))
        return card(self.palette, title, *rows)

    def _row(self, columns: Columns, place: int) -> ft.Control:
        palette, use = self.palette, columns.uses[place]
        header = columns.headers[place] or say("bring.column.none", number=place + 1)
        rows = self.of.source.tables[self.of.table].rows
        cells = one_line(one[:LONGEST_CELL] for one in examples(rows, columns, place))

        def toggle() -> None:
            self.opened = None if self.opened == place else place
            self._redraw()

        about = ft.Column(
            [bold(header[:80], 16, palette.ink), quiet(palette, cells)], spacing=2, tight=True
        )
        line = ft.Row(
            [
                ft.Container(about, expand=True),
                secondary(use_name(use), toggle, spoken=spoken_of(use_name(use), header[:80])),
            ],
            spacing=GAP,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
        parts: list[ft.Control] = [line]
        if self.opened == place:
            parts.append(self._choices(place, use))
        return ft.Column(parts, spacing=GAP, tight=True)

    def _choices(self, place: int, use: Use) -> ft.Control:
        kinds: dict[str, str] = {
            one: say(f"use.{keyed(one)}") for one in KINDS if one not in ("score", *_HIDDEN)
        }
        measures = {f"score {one}": measure_name(one) for one in MEASURES}
        chosen = f"score {use.measure}" if use.kind == "score" else use.kind

        def choose(told: str) -> None:
            self.opened = None
            if told.startswith("score "):
                # what the header says of season and date stays
                changed = Use("score", told.removeprefix("score "), use.level, use.season, use.date)
                self._change(place, changed)
                return
            for kind in KINDS:
                if kind == told:
                    self._change(place, Use(kind))

        return choice(self.palette, {**kinds, **measures}, chosen, choose)

    def _show_all(self) -> None:
        self.all_shown = True
        self._redraw()


def keyed(name: str) -> str:
    """Return a name of several words as a sentence's key has it."""
    return name.replace(" ", "_")


def use_name(use: Use) -> str:
    """Return what a column is, in words: "Oral reading, 2, fall"."""
    if use.kind != "score":
        return say(f"use.{keyed(use.kind)}")
    told = [measure_name(use.measure) if use.measure else say("use.score")]
    if use.level:
        told.append(level_name(use.level))
    if use.season:
        told.append(say(f"use.season.{use.season}"))
    return ", ".join(told)


def go_text(plan: ImportPlan) -> str:
    """Return what the next step is called."""
    if plan.new:
        told = count_of("bring.go", plan.new)
    elif plan.scores:
        told = count_of("bring.go.scores", plan.scores)
    else:
        return say("bring.go.changes")
    if plan.refused or plan.more_refused:
        return say("bring.go.without", count=plan.new or plan.scores)
    return told


def report_text(plan: ImportPlan) -> str:
    """Return the cells that can't be taken, a line each."""
    lines = [str(one) for one in plan.refused]
    if plan.more_refused:
        lines.append(say("bring.refused.more", count=plan.more_refused))
    return "\n".join([*lines, ""])


def is_counted(found: Found) -> bool:
    """Tell whether days were counted from a first one, which can be changed."""
    return found.counted and bool(found.scores)
