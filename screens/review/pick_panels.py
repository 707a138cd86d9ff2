"""Whose probe it was, or which form was on the table: one of many, found by typing or scrolling."""

from collections.abc import Callable, Sequence

import flet as ft

from probes.forms.form import Form
from records.name_comparison import found_by
from records.students import Student
from screens.parts.controls import choice, field, quiet
from screens.parts.theme import Palette
from screens.review.panel import Choices
from screens.words.catalogue import say
from screens.words.measure_names import form_name

SHOWN = 24  # students at once; more are found by typing


def form_panel(
    palette: Palette,
    now: Form,
    forms: Sequence[Form],
    on_choose: Callable[[str], object],
    on_close: Callable[[], object],
) -> Choices:
    """Return the choice of another form of the same level."""
    options = {form.id: form_name(form) for form in forms}
    parts: list[ft.Control] = [
        quiet(palette, say("review.form.help"), 16),
        choice(palette, options, now.id, on_choose),
    ]
    return Choices(palette, say("review.form.title"), parts, on_close, tall=len(options) > 8)


def student_panel(
    palette: Palette,
    students: Sequence[Student],
    on_choose: Callable[[str], object],
    update: Callable[[ft.Control], object],
    on_close: Callable[[], object],
) -> Choices:
    """Return the choice of another student, found by a part of the name."""
    found = ft.Column(spacing=8, tight=True)
    typed = field(say("students.search"), "", autofocus=True)

    def fill() -> None:
        fitting = [one for one in students if found_by(one.name, typed.value or "")]
        options = {one.id: one.name for one in fitting[:SHOWN]}
        found.controls = [choice(palette, options, "", on_choose)]
        if not fitting:
            found.controls = [quiet(palette, say("students.none_found"), 16)]
        elif len(fitting) > SHOWN:
            found.controls.append(quiet(palette, say("review.student.more"), 16))

    def search() -> None:
        fill()
        update(found)

    typed.on_change = search
    fill()
    parts: list[ft.Control] = [typed, found]
    tall = len(students) > 8
    return Choices(palette, say("review.student.title"), parts, on_close, types=True, tall=tall)
