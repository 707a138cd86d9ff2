"""What was decided about a plan: each change and each "no change", with its reason."""

from collections.abc import Callable

import flet as ft

from records.devices import Devices
from records.plan_phases import KeptPhase
from records.student_progress import StudentProgress
from screens.parts.controls import bold, card, icon_button, quiet, secondary
from screens.parts.theme import GAP, Palette
from screens.sharing.device_names import named_makers
from screens.words.catalogue import say
from screens.words.goal_words import goal_day
from screens.words.one_line import one_line


def decisions_card(
    palette: Palette,
    progress: StudentProgress,
    devices: Devices,
    decide: Callable[[], object],
    take_back: Callable[[KeptPhase], object],
) -> ft.Container:
    """Return the card of the decisions, the latest first."""
    parts: list[ft.Control] = [bold(say("phase.title"), 16, palette.title)]
    latest = sorted(progress.decisions, key=lambda one: (one.day, one.when), reverse=True)
    by = named_makers(devices, [("phases", one.id, one.who) for one in latest])
    parts += [_row(palette, progress, one, by[one.id], take_back) for one in latest]
    if not latest:
        parts.append(quiet(palette, say("phase.none")))
    if progress.plan is not None:
        parts.append(ft.Row([secondary(say("phase.add"), decide)]))
    return card(palette, *parts)


def _row(
    palette: Palette,
    progress: StudentProgress,
    one: KeptPhase,
    who: str,
    take_back: Callable[[KeptPhase], object],
) -> ft.Control:
    label = one.label if one.breaks else say("phase.no_change")
    day = goal_day(one.day, progress.day)
    about = [say("phase.why", why=one.why), who]
    told = ft.Column(
        [
            ft.Text(say("chart.phase", day=day, label=label), size=17, color=palette.ink),
            quiet(palette, one_line(about)),
        ],
        spacing=2,
        expand=True,
    )
    back = icon_button(ft.Icons.UNDO, say("phase.take_back", label=label), lambda: take_back(one))
    return ft.Row([told, back], spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)
