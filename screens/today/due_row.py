"""One student on today's list: what is due, since when, and what is done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import flet as ft

from records.due import TO_DO, Due
from records.today import Section
from screens.parts.controls import (
    bold,
    primary,
    quiet,
    secondary,
    spoken_of,
    tapped_whole,
)
from screens.parts.score_text import rounded, unit_short
from screens.parts.theme import GAP, TARGET, Palette
from screens.words.catalogue import say
from screens.words.days import DAYS, clock_time, day_in_words
from screens.words.measure_names import level_name, measure_name
from screens.words.one_line import one_line

OFTEN = 2  # refusals since it is due, from which somebody should ask why


@dataclass(frozen=True, slots=True, kw_only=True)
class RowActions:
    """What can be done with a student on the list, each called with what is due."""

    give: Callable[[Due], None]
    open: Callable[[Due], None]
    away: Callable[[Due], None]
    refused: Callable[[Due], None]
    here: Callable[[Due], None]
    probe: Callable[[Due], None]


def due_row(
    palette: Palette,
    one: Due,
    name: str,
    today: date,
    actions: RowActions,
    *,
    next_step: bool,
    phone: bool,
    score: float | None,
) -> ft.Control:
    """Return a row of today's list.

    Args:
        palette: the colours in force.
        one: what is due.
        name: the student's.
        today: the day.
        actions: what its buttons do.
        next_step: it is the first one to give.
        phone: its buttons stand below.
        score: the last score, if it is to be shown.
    """
    waiting = one.state in TO_DO
    about = ft.Column(
        [
            bold(name, 18, palette.ink if waiting else palette.muted),
            quiet(palette, one_line(details(one, today, score))),
        ],
        spacing=2,
        expand=True,
    )
    opened = tapped_whole(ft.Row([about]), lambda: actions.open(one), expand=True)
    parts: list[ft.Control] = [opened]
    if waiting:
        parts.append(_chip(palette, *_since(one, today)))
    buttons = ft.Row(
        _buttons(one, name, actions, next_step=next_step),
        spacing=GAP / 2,
        alignment=ft.MainAxisAlignment.END,
        wrap=phone,
    )
    if phone:
        content: ft.Control = ft.Column(
            [ft.Row(parts), buttons],
            spacing=GAP / 2,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    else:
        content = ft.Row([*parts, buttons], spacing=GAP)
    return ft.Container(content, padding=ft.Padding.symmetric(horizontal=18, vertical=12))


def details(one: Due, today: date, score: float | None = None) -> list[str]:
    """Return what is said below the name: the measure, and whatever there is to know."""
    series = one.plan.series
    said = [f"{measure_name(series.measure)}, {level_name(series.level)}"]
    if one.state in ("absent", "refused", "given", "interrupted"):
        said.append(say(f"today.state.{one.state}"))
    before = {day: why for day, why in one.missed.items() if day < today}
    refusals = sum(why == "refused" for why in one.missed.values())
    if refusals >= OFTEN:
        said.append(say("today.refused_often", count=refusals))
    elif before and one.state in TO_DO:
        last = max(before)
        said.append(say(f"today.{before[last]}_last", day=day_in_words(last, today)))
    if one.baseline_left and one.state in (*TO_DO, "given"):
        said.append(say("today.baseline", count=one.baseline_left))
    elif one.left > 1 and one.state in TO_DO:
        said.append(say("today.left", count=one.left))
    if score is not None:
        said.append(say("today.last", score=rounded(score), unit=unit_short(series.measure)))
    return said


def _since(one: Due, today: date) -> tuple[str, bool]:
    """Return since when it is due, and whether it is new, with nothing given yet."""
    if one.last is None and one.day >= today:
        return say("today.chip.new"), True
    if one.day >= today:
        return say("today.chip.today"), False
    if (today - one.day).days < 7:
        day = say(f"day.{DAYS[one.day.weekday()]}")
    else:
        day = day_in_words(one.day, today)
    return say("today.chip.since", day=day), False


def _chip(palette: Palette, text: str, new: bool) -> ft.Control:
    ink, tint = (
        (palette.accent, palette.accent_tint) if new else (palette.caution, palette.caution_tint)
    )
    return ft.Container(
        ft.Text(text, size=15, color=ink),
        bgcolor=tint,
        border_radius=8,
        padding=ft.Padding.symmetric(horizontal=10, vertical=4),
    )


def _buttons(one: Due, name: str, actions: RowActions, *, next_step: bool) -> list[ft.Control]:
    def text_button(key: str, work: Callable[[Due], None]) -> ft.Control:
        style = ft.ButtonStyle(enable_feedback=False)
        label = ft.Text(say(key), size=16, semantics_label=spoken_of(say(key), name))
        return ft.TextButton(content=label, on_click=lambda: work(one), height=TARGET, style=style)

    opened = [text_button("today.probe", actions.probe)]
    if one.state in TO_DO:
        make = primary if next_step else secondary
        told = say("today.give.to", name=name)
        give = make(say("today.give"), lambda: actions.give(one), spoken=told)
        if one.state != "interrupted":
            opened = []
        return [*opened, text_button("today.absent", actions.away), give]
    if one.state == "given":
        return opened
    if one.state == "absent":
        return [
            text_button("today.refused", actions.refused),
            text_button("today.here", actions.here),
        ]
    if one.state == "refused":
        return [text_button("today.here", actions.here)]
    return []


def called(section: Section) -> str:
    """Return a section's name, with the time at which the group meets today."""
    if section.group is None:
        return say("today.others")
    starts = section.group.settings.starts
    if not (section.meets and starts):
        return section.group.name
    return f"{section.group.name} · {clock_time(starts)}"
