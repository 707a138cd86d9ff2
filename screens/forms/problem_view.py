"""A problem as a student reads it on a screen: in columns, or on one line with fraction bars."""

import flet as ft

from probes.forms.written_problem import BadProblem, WrittenProblem, problem_of
from screens.parts.theme import PASSAGE_FONT

PART = 0.85  # size of a numerator's letters


def read_problem(text: str) -> WrittenProblem | None:
    """Return the problem that a text is, None if it is none."""
    try:
        return problem_of(text)
    except BadProblem:
        return None


def problem_view(problem: WrittenProblem, size: int, color: str) -> ft.Control:
    """Draw a problem in letters of ``size`` px."""
    if problem.shape == "fraction":
        return _line(
            [
                *_number(problem.one, size, color),
                _text(problem.sign, size, color),
                *_number(problem.other, size, color),
                _text("=", size, color),
            ]
        )
    if problem.sign == "÷":
        return _text(f"{' '.join(problem)} =", size, color)
    return _stacked(problem, size, color)


def letters(problem: WrittenProblem) -> float:
    """Return how many letters wide a problem is."""
    if problem.shape == "fraction":
        widths = (max(map(len, number.replace(" ", "/").split("/"))) + 0.5 for number in problem)
        mixed = sum(" " in number for number in problem)
        return sum(widths) + mixed + 2.5
    if problem.sign == "÷":
        return len(" ".join(problem)) + 2
    return max(len(problem.one), len(problem.other) + 2)


def _stacked(problem: WrittenProblem, size: int, color: str) -> ft.Control:
    """One number under the other; what is added has its points under each other."""
    texts = [problem.one, f"{problem.sign} {problem.other}"]
    aligned = problem.shape == "decimal" and problem.sign != "×"
    parts = [text.partition(".") if aligned else (text, "", "") for text in texts]
    columns = [
        _column([whole for whole, _, _ in parts], size, color, ft.CrossAxisAlignment.END),
        _column([dot + after for _, dot, after in parts], size, color, ft.CrossAxisAlignment.START),
    ]
    line = ft.Border(bottom=ft.BorderSide(2, color))
    return ft.Row([ft.Container(ft.Row(columns, spacing=0, tight=True), border=line)])


def _column(texts: list[str], size: int, color: str, align: ft.CrossAxisAlignment) -> ft.Control:
    return ft.Column(
        [_text(text, size, color) for text in texts],
        spacing=0,
        tight=True,
        horizontal_alignment=align,
    )


def _number(number: str, size: int, color: str) -> list[ft.Control]:
    """Return a whole number, a fraction with its bar, or both."""
    whole, space, fraction = number.rpartition(" ")
    if "/" not in number:
        return [_text(number, size, color)]
    above, _, below = fraction.partition("/")
    small = round(size * PART)
    bar = ft.Border(bottom=ft.BorderSide(2, color))
    stacked = ft.Column(
        [
            ft.Container(
                _text(above, small, color),
                border=bar,
                width=small * max(len(above), len(below)) * 0.75,
                alignment=ft.Alignment.CENTER,
            ),
            _text(below, small, color),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return [_text(whole, size, color), stacked] if space else [stacked]


def _line(parts: list[ft.Control]) -> ft.Control:
    return ft.Row(parts, spacing=6, tight=True, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def _text(text: str, size: int, color: str) -> ft.Text:
    return ft.Text(text, size=size, font_family=PASSAGE_FONT, color=color, no_wrap=True)
