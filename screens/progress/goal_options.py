"""Goals that could be set, side by side, each with what it asks a week and where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import flet as ft

from probes.progress.baseline import Baseline
from probes.progress.goal import GoalKind
from probes.progress.proposals import Proposal
from probes.progress.trend import weeks_between
from screens.parts.controls import bold, quiet, tapped_whole
from screens.parts.theme import GAP, Palette
from screens.parts.tones import Tone, tone_chip
from screens.words.catalogue import say
from screens.words.figures import tenth, whole
from screens.words.goal_words import proposal_name, source_text


@dataclass(frozen=True, slots=True)
class GoalOption:
    """A goal to choose: its kind, score and source; ``asks`` is units a week, 0 to hold a level."""

    kind: GoalKind
    name: str
    target: float
    source: str
    asks: float
    faster: bool = False
    fits: bool = False


def options_of(proposals: tuple[Proposal, ...]) -> list[GoalOption]:
    """Return the goals that the numbers propose."""
    return [
        GoalOption(
            one.goal.kind,
            proposal_name(one),
            one.goal.target,
            one.goal.source,
            one.goal.slope,
            one.faster,
            one.proposed,
        )
        for one in proposals
    ]


def typed_option(target: float, start: Baseline, end: date, *, level: bool) -> GoalOption:
    """Return the goal that was typed: a line to it, or a level to reach and hold."""
    weeks = weeks_between(start.day, end)
    asks = 0.0 if level or weeks <= 0 else (target - start.value) / weeks
    kind: GoalKind = "mastery" if level else "typed"
    name = say("goal.option.level" if level else "goal.option.typed")
    return GoalOption(kind, name, target, "", asks)


def option_cards(
    palette: Palette,
    options: list[GoalOption],
    chosen: GoalOption | None,
    wide: bool,
    choose: Callable[[GoalOption], object],
) -> ft.Control:
    """Return the goals as cards to choose from; beside each other where there is room."""
    cards = [_card(palette, one, one == chosen, choose) for one in options]
    if not wide:
        stretch = ft.CrossAxisAlignment.STRETCH
        return ft.Column(cards, spacing=GAP, tight=True, horizontal_alignment=stretch)
    for one in cards:
        one.expand = True
    return ft.Row(cards, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)


def _card(
    palette: Palette,
    option: GoalOption,
    chosen: bool,
    choose: Callable[[GoalOption], object],
) -> ft.Control:
    said: list[ft.Control] = [
        bold(f"{option.name[:1].upper()}{option.name[1:]}", 16, palette.title),
        ft.Row(
            [
                bold(whole(option.target), 30, palette.ink),
                ft.Text(
                    say("goal.option.asks", slope=tenth(option.asks))
                    if option.kind != "mastery"
                    else say("goal.option.hold"),
                    size=16,
                    color=palette.ink,
                ),
            ],
            spacing=GAP,
            wrap=True,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
    ]
    source = source_text(option.kind, option.source)
    if source != option.name:  # a student's own growth has no other source
        said.append(quiet(palette, source))
    if option.fits:
        said.append(ft.Row([tone_chip(palette, Tone.GOOD, say("goal.option.fits"), 14)]))
    if option.faster:
        said.append(ft.Text(say("goal.option.faster"), size=15, color=palette.caution))

    def tap() -> None:
        choose(option)

    return tapped_whole(
        ft.Column(said, spacing=6, tight=True),
        tap,
        chosen=chosen,
        padding=14,
        bgcolor=palette.accent_tint if chosen else palette.surface,
        edge=ft.BorderSide(2, palette.accent if chosen else palette.line),
    )
