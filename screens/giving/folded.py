"""A result while its number is folded away, as the student sits beside: that it is kept, and where.

What the last word was is said with its line, so that a slip is seen before the next student.
"""

from collections.abc import Sequence

import flet as ft

from probes.giving.session import Ended, Session
from screens.parts.controls import bold, quiet
from screens.parts.theme import GAP, PASSAGE_FONT, Palette
from screens.words.catalogue import say
from screens.words.nouns import noun

BEFORE = 5  # words of the line that are shown before the last one


def folded(
    palette: Palette,
    session: Session,
    said: Sequence[ft.Control],
    below: Sequence[ft.Control],
    *,
    phone: bool,
    asks: bool,
) -> ft.Control:
    """Return what stands in the middle of the screen; ``below`` is what can be done there.

    ``asks`` says that a question is among it, which says how the probe ended itself.
    """
    left_out = session.spoiled is not None
    color = palette.caution if left_out else palette.last
    icon = ft.Icons.REMOVE_CIRCLE_OUTLINE if left_out else ft.Icons.CHECK_CIRCLE_OUTLINE
    kept = say("result.kept.left_out") if left_out else say("result.kept")
    column = ft.Column(
        [
            ft.Icon(icon, color=color, size=40 if phone else 72),
            bold(kept, 22 if phone else 28, color, text_align=ft.TextAlign.CENTER),
            *said,
            *([] if asks else [end_said(palette, session)]),
            *below,
        ],
        spacing=GAP if phone else 2 * GAP,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Container(column, padding=ft.Padding.only(top=0 if phone else 56))


def kept_line(palette: Palette, about: str, *, left_out: bool) -> ft.Control:
    """Return the line that says of an unfolded result that it is kept, and what it is of."""
    kept = say("result.kept.left_out" if left_out else "result.kept")
    color = palette.caution if left_out else palette.last
    icon = ft.Icon(ft.Icons.CHECK_CIRCLE_OUTLINE, color=color, size=20)
    parts: list[ft.Control] = [icon, bold(kept, 16, color), quiet(palette, about)]
    return ft.Row(parts, wrap=True, spacing=8, run_spacing=2)


def end_said(palette: Palette, session: Session) -> ft.Control:
    """Return how the probe ended: with its last word, in its line, or finished, or stopped."""
    if session.ended is Ended.DISCONTINUED:
        return quiet(palette, say("result.end.stopped"), 17)
    if session.ended is Ended.FINISHED:
        seconds = f"{session.ended_ms / 1000:.1f}".removesuffix(".0")
        return quiet(palette, say("result.end.finished", seconds=seconds), 17)
    if session.last is None:
        return ft.Container()
    measure, form = session.measure, session.form
    name = say(f"give.last.{noun(measure)}")
    if measure.marked == "digits":
        return quiet(palette, f"{name}: {form.prompt(form.group_of(session.last))}", 17)
    last = session.last
    line = form.line(form.line_of(last))
    words = [form.items[item] for item in line if last - BEFORE <= item < last]
    before = " ".join((["…"] if line[0] < last - BEFORE else []) + words)
    side = ft.BorderSide(3, palette.last)
    bracketed = ft.Container(
        ft.Text(form.items[last], size=22, font_family=PASSAGE_FONT, color=palette.ink),
        border=ft.Border(right=side, top=side, bottom=side),
        bgcolor=palette.last_tint,
        padding=ft.Padding.symmetric(horizontal=6, vertical=2),
    )
    shown: list[ft.Control] = [quiet(palette, f"{name}:", 17)]
    if measure.layout == "passage" and before:
        text = ft.Text(before, size=22, font_family=PASSAGE_FONT, color=palette.muted)
        shown.append(text)
    shown += [bracketed, quiet(palette, say("result.end.place", number=last + 1), 17)]
    return ft.Semantics(
        label=say("result.end.label", name=name, text=form.items[last], number=last + 1),
        exclude_semantics=True,
        content=ft.Row(
            shown,
            wrap=True,
            spacing=8,
            run_spacing=6,
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
    )
