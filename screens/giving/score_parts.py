"""What a result says of a probe: its scores, what was marked, and what stands beside them."""

from collections.abc import Callable, Sequence

import flet as ft

from probes.giving.session import Session
from probes.scoring.doubt import MOST_A_MINUTE, MOST_DIGITS
from probes.scoring.score import Score
from records.benchmark_sets import BenchmarkSet
from records.sitting import SLEPT, Sitting
from screens.giving.marked_form import marked
from screens.parts.controls import bold, quiet, secondary
from screens.parts.score_text import (
    accuracy_text,
    counted,
    error_rate_text,
    rate_text,
    rounded,
    unit_name,
)
from screens.parts.theme import GAP, PASSAGE_FONT, RADIUS, Palette
from screens.words.catalogue import count_of, say
from screens.words.one_line import one_line

DOUBTS: dict[str, str] = {
    "too soon": "result.doubt.too_soon",
    "too fast": "result.doubt.too_fast",
    "end is blank": "result.doubt.end_is_blank",
}
BIG = 84  # px of a score's digits


def doubt_parts(
    palette: Palette,
    session: Session,
    result: Score,
    on_right: Callable[[], object],
    on_leave_out: Callable[[], object],
) -> list[ft.Control]:
    """Return the question that a result asks before it counts; nothing where it asks none."""
    if result.doubt is None:
        return []
    seconds = f"{session.ended_ms / 1000:.1f}".removesuffix(".0")
    most = MOST_DIGITS if session.measure.marked == "digits" else MOST_A_MINUTE
    told = say(DOUBTS[result.doubt], seconds=seconds, most=most)
    answers: list[ft.Control] = [
        secondary(say("result.doubt.yes"), on_right),
        secondary(say("result.spoil"), on_leave_out),
    ]
    return [
        ft.Container(
            ft.Column(
                [
                    bold(told, 18, palette.ink),
                    quiet(palette, say("result.doubt.until"), 15),
                    ft.Row(answers, wrap=True, spacing=8, run_spacing=8),
                ],
                spacing=GAP,
                tight=True,
            ),
            bgcolor=palette.caution_tint,
            border=ft.Border.all(1, palette.caution),
            border_radius=RADIUS,
            padding=18,
            width=520,
        )
    ]


def set_parts(palette: Palette, whole: BenchmarkSet) -> list[ft.Control]:
    """Return what a complete benchmark set came to."""
    point = whole.point
    assert point is not None
    assert point.rate is not None
    each = one_line(rate_text(part) for _, part in sorted(whole.parts.items()))
    parts: list[ft.Control] = [
        ft.Semantics(identifier="rate", content=_big(rate_text(point), palette.title)),
        ft.Text(unit_name(point.measure), size=18, color=palette.ink),
    ]
    if whole.stopped:
        parts.append(quiet(palette, say("result.set.stopped"), 16))
    else:
        parts.append(quiet(palette, say("result.set.middle", each=each), 16))
    figures = [("result.errors", str(point.errors), palette.error)]
    if point.accuracy is not None:
        figures.insert(0, ("result.accuracy", accuracy_text(point), palette.ink))
    return [*parts, _row(palette, figures)]


def score_parts(
    palette: Palette,
    sitting: Sitting,
    result: Score,
    on_kind: Callable[[int, str], object],
    *,
    picked: int | None,
    on_pick: Callable[[int], object],
) -> list[ft.Control]:
    """Return what the card of a score has; as for ``marked``."""
    session = sitting.session
    parts: list[ft.Control] = []
    if result.rate is None:
        parts.append(bold(say("result.no_score"), 34, palette.title))
        parts.append(quiet(palette, say("result.no_score.why"), 17))
    else:
        parts += _rate(palette, result)
    parts.append(marked(palette, session, on_kind, picked=picked, on_pick=on_pick))
    last = session.last
    beyond = sum(last is not None and item > last for item in session.marks)
    if beyond:
        parts.append(bold(count_of("result.beyond", beyond), 15, palette.caution))
    if result.skipped_lines:
        parts.append(quiet(palette, count_of("result.skipped", result.skipped_lines)))
    if result.self_corrections:
        parts.append(quiet(palette, count_of("result.self", result.self_corrections)))
    if SLEPT in sitting.conditions:
        parts.append(bold(say("result.slept"), 15, palette.caution))
    if {*sitting.conditions} - {SLEPT}:
        parts.append(quiet(palette, say("result.interrupted")))
    parts += [quiet(palette, f"“{note}”") for note in session.notes]
    if result.profile != "house":
        rules = say(f"profile.{result.profile}")
        parts.append(quiet(palette, say("result.profile", profile=rules)))
    return parts


def _rate(palette: Palette, result: Score) -> list[ft.Control]:
    """Return the rate, and what there is to say of it."""
    what = counted(result.measure)
    assert result.rate is not None
    ink = palette.muted if result.spoiled else palette.title
    big = _big(rate_text(result), ink)
    unit = unit_name(result.measure)
    parts: list[ft.Control] = []
    if result.prorated:
        seconds = f"{result.seconds:.1f}".removesuffix(".0")
        told = say(
            "result.prorated",
            counted=what.capitalize(),
            correct=result.correct,
            seconds=seconds,
        )
        parts.append(quiet(palette, told, 16))
    main: list[ft.Control] = [
        ft.Semantics(identifier="rate", content=big),
        ft.Text(unit, size=18, color=palette.ink),
    ]
    if result.words_whole is None:
        parts += main
    else:  # a score of its own, beside the sounds
        parts.append(
            ft.Row(
                [ft.Column(main, spacing=0, tight=True), _words(palette, result, ink)],
                wrap=True,
                spacing=40,
                vertical_alignment=ft.CrossAxisAlignment.START,
            )
        )
    if result.discontinued:
        stopped = say("result.discontinued", correct=rounded(result.rate))
        parts.append(quiet(palette, stopped, 16))
    parts.append(_figures(palette, result))
    if result.missing:
        parts.append(quiet(palette, count_of("result.missing", result.missing)))
    if result.extra:
        parts.append(quiet(palette, count_of("result.extra", result.extra)))
    return parts


def _big(number: str, ink: str) -> ft.Text:
    """Return a score, as near to what it counts as its digits allow.

    In the passages' font: the other one's zero has a slash, which at this size looks struck out.
    """
    style = ft.TextStyle(height=1.1)
    return ft.Text(number, size=BIG, color=ink, font_family=PASSAGE_FONT, style=style)


def _words(palette: Palette, result: Score, ink: str) -> ft.Control:
    """Return the words of a probe whose rate counts sounds."""
    return ft.Column(
        [
            ft.Semantics(identifier="words", content=_big(str(result.words_whole), ink)),
            ft.Text(say("result.words_whole"), size=18, color=palette.ink),
            quiet(palette, say("result.words_whole.help"), 14),
            quiet(palette, count_of("result.words_recoded", result.words_recoded or 0), 14),
        ],
        spacing=0,
        tight=True,
    )


def _figures(palette: Palette, result: Score) -> ft.Control:
    """Return the smaller figures, those that the measure has."""
    figures: list[tuple[str, str, str]] = []
    if result.problems_correct is not None:  # digits
        digits = say("result.digits.of", correct=result.correct, possible=result.possible)
        problems = say(
            "result.digits.of",
            correct=result.problems_correct,
            possible=result.problems_attempted,
        )
        figures += [
            ("result.digits", digits, palette.ink),
            ("result.problems", problems, palette.ink),
            ("result.epm", error_rate_text(result), palette.error),
        ]
    if result.accuracy is not None:
        figures.append(("result.accuracy", accuracy_text(result), palette.ink))
    if result.problems_correct is None and result.words_whole is None:
        figures.append(("result.errors", str(result.errors), palette.error))
    return _row(palette, figures)


def _row(palette: Palette, figures: Sequence[tuple[str, str, str]]) -> ft.Control:
    return ft.Row(
        [
            ft.Column([quiet(palette, say(key), 14), bold(text, 28, color)], spacing=0, tight=True)
            for key, text, color in figures
        ],
        wrap=True,
        spacing=32,
        run_spacing=8,
    )
