"""A row of the caseload: who, what the numbers allow, the line, the likely range, the goal."""

from collections.abc import Callable, Sequence
from datetime import date

import flet as ft

from probes.progress.look import JUDGED
from records.caseload_reading import CaseloadRow
from screens.parts.controls import bold, card, quiet, tapped_whole
from screens.parts.sparkline import Spark, sparkline
from screens.parts.theme import GAP, Palette
from screens.parts.tones import tone_chip
from screens.progress.verdict_card import tone_of
from screens.words.catalogue import say
from screens.words.figures import percent, tenth
from screens.words.goal_words import series_title
from screens.words.one_line import one_line
from screens.words.verdict_words import likely_range, short_reason

Open = Callable[[CaseloadRow], object]
COLUMNS = (("likely", 108), ("trend", 64), ("goal", 64), ("given", 64))  # px, of numbers


def caseload_table(
    palette: Palette, rows: Sequence[CaseloadRow], day: date, wide: bool, open_row: Open
) -> ft.Control:
    """Return rows with thin lines between them; each opens the student's page."""
    lined: list[ft.Control] = [_header(palette)] if wide else []
    for row in rows:
        if lined:
            lined.append(ft.Divider(height=1, thickness=1, color=palette.line))
        lined.append(_row(palette, row, day, wide, open_row))
    table = card(palette, ft.Column(lined, spacing=0, tight=True))
    table.padding = ft.Padding.symmetric(vertical=4)
    return table


def _header(palette: Palette) -> ft.Control:
    cells: list[ft.Control] = [
        _flex(quiet(palette, say("caseload.student"), 14), 3),
        _flex(quiet(palette, say("caseload.verdict"), 14), 4),
        ft.Container(width=108),
        *(
            ft.Container(quiet(palette, say(f"caseload.{name}"), 14), width=width)
            for name, width in COLUMNS
        ),
    ]
    return ft.Container(
        ft.Row(cells, spacing=GAP), padding=ft.Padding.symmetric(horizontal=18, vertical=10)
    )


def _row(palette: Palette, row: CaseloadRow, day: date, wide: bool, open_row: Open) -> ft.Control:
    judgement, judged = row.judged.judgement, row.judged
    reason = short_reason(judgement, day, answered=judged.answered is not None)
    chip = tone_chip(palette, tone_of(judgement), reason, 14)
    grade, off_grade = row.student.grade, row.student.grade != row.series.level
    about = [say("students.grade", grade=grade)] if grade and off_grade else []
    about.append(series_title(row.series))
    named = ft.Column(
        [bold(row.student.name, 17, palette.ink), quiet(palette, one_line(about), 14)],
        spacing=0,
        tight=True,
    )
    spark = sparkline(palette, _spark(row))
    known = judgement.verdict in JUDGED
    none = say("figure.none")
    numbers = {
        "likely": likely_range(judgement),
        "trend": tenth(judgement.slope) if known and judgement.slope is not None else none,
        "goal": tenth(judgement.goal_slope) if judgement.goal_slope else none,
        "given": _given(row),
    }
    if wide:
        inside: ft.Control = ft.Row(
            [
                _flex(named, 3),
                _flex(ft.Row([chip], wrap=True), 4),
                spark,
                *(
                    ft.Container(ft.Text(numbers[name], size=16, color=palette.ink), width=width)
                    for name, width in COLUMNS
                ),
            ],
            spacing=GAP,
        )
    else:
        told: list[ft.Control] = [
            ft.Row(
                [ft.Container(named, expand=True), spark],
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            ft.Row([chip], wrap=True),
        ]
        if known:
            said = say(
                "caseload.numbers",
                likely=numbers["likely"],
                trend=numbers["trend"],
                goal=numbers["goal"],
            )
            told.append(quiet(palette, said))
        inside = ft.Column(told, spacing=6, tight=True)

    def tap() -> None:
        open_row(row)

    return tapped_whole(inside, tap, padding=ft.Padding.symmetric(horizontal=18, vertical=12))


def _spark(row: CaseloadRow) -> Spark:
    goal = row.judged.goal
    phases = tuple(
        tuple((point.day, point.value) for point in part.points) for part in row.judged.parts
    )
    return Spark(
        tuple(phase for phase in phases if phase),
        ((goal.start, goal.at(goal.start)), (goal.end, goal.target)) if goal else None,
    )


def _given(row: CaseloadRow) -> str:
    """Return how much of the plan was given; "–" while nobody recorded it."""
    dose = row.judged.judgement.dose
    share = dose.share if dose else None
    return say("figure.none") if share is None else percent(100 * share)


def _flex(control: ft.Control, part: int) -> ft.Control:
    return ft.Container(control, expand=part)
