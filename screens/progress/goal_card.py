"""The goal: from where to where by when, where it comes from, and the sentence for an IEP."""

from collections.abc import Callable

import flet as ft

from probes.progress.baseline import Baseline
from probes.progress.look import Verdict
from records.devices import Devices
from records.plan_goals import KeptGoal
from records.student_progress import StudentProgress
from screens.parts.controls import bold, card, quiet, secondary
from screens.parts.theme import GAP, TARGET, Palette
from screens.sharing.device_names import named_makers
from screens.words.catalogue import count_of, say
from screens.words.figures import tenth, whole
from screens.words.goal_words import every_text, goal_day, measured_text, source_text
from screens.words.one_line import one_line

Step = Callable[[], object]


def goal_card(
    palette: Palette,
    progress: StudentProgress,
    devices: Devices,
    *,
    set_goal: Step,
    copy: Step,
    end: Step,
    sentence: str,
) -> ft.Container:
    """Return the card; ``copy`` puts the goal's sentence where it can be pasted from.

    ``end`` ends the plan that goes on. ``sentence`` is what was copied, "" before.
    """
    goal, plan = progress.goal, progress.plan
    title = bold(say("goal.title"), 16, palette.title)
    ends: list[ft.Control] = []
    if progress.is_monitored:
        ends.append(ft.TextButton(content=say("plan.end"), on_click=lambda: end(), height=TARGET))
    if goal is None:
        parts: list[ft.Control] = [title, *_missing(palette, progress)]
        if progress.judgement.verdict is not Verdict.NO_GOAL:  # else the verdict's card has it
            ends.insert(0, secondary(say("goal.set"), set_goal))
        if ends:
            parts.append(ft.Row(ends, wrap=True, spacing=GAP, run_spacing=8))
        return card(palette, *parts)
    unit = say(f"goal.unit.{progress.series.measure}")
    line = say(
        "goal.line",
        baseline=whole(goal.baseline),
        goal=whole(goal.target),
        unit=unit,
        day=goal_day(goal.end, progress.day),
    )
    about = [say("goal.asks", slope=tenth(goal.slope))] if goal.slope else [say("goal.level")]
    about.append(source_text(goal.kind, goal.source))
    if plan is not None:
        about.append(say("goal.every", every=every_text(plan.every).lower()))
    by = named_makers(devices, [("goals", one.id, one.who) for one in progress.goals])
    set_on = _measured(progress)
    if progress.kept_goal is not None:
        set_on.append(by[progress.kept_goal.id])
    replaced: list[ft.Control] = [
        quiet(palette, one_line([_replaced(one, progress), by[one.id]]))
        for one in progress.goals[-2:-1]
    ]
    buttons: list[ft.Control] = [
        secondary(say("goal.new"), set_goal),
        ft.TextButton(content=say("goal.copy"), on_click=lambda: copy(), height=TARGET),
        *ends,
    ]
    copied = [ft.Text(sentence, size=16, color=palette.ink, selectable=True)] if sentence else []
    return card(
        palette,
        title,
        ft.Text(line, size=17, color=palette.ink),
        quiet(palette, one_line(about)),
        quiet(palette, one_line(set_on)),
        *replaced,
        ft.Row(buttons, wrap=True, spacing=GAP, run_spacing=8),
        *copied,
    )


def _replaced(one: KeptGoal, progress: StudentProgress) -> str:
    """Return what the goal was before: a colleague's perhaps, set while the devices were apart."""
    day = goal_day(one.day, progress.day)
    return say("goal.replaced", baseline=whole(one.baseline), goal=whole(one.target), day=day)


def _measured(progress: StudentProgress) -> list[str]:
    """Return where the goal line begins, and what that is the median of."""
    found = progress.baseline
    if not isinstance(found, Baseline):
        return []
    return [say("reports.baseline", measured=measured_text(found, progress.day))]


def _missing(palette: Palette, progress: StudentProgress) -> list[ft.Control]:
    """Return what there is to set a goal from, or what is needed first."""
    found = progress.baseline
    if isinstance(found, Baseline):
        said: list[ft.Control] = [
            ft.Text(measured_text(found, progress.day), size=17, color=palette.ink)
        ]
        if found.wide:
            said.append(ft.Text(say("goal.baseline.wide"), size=16, color=palette.caution))
        return said
    return [
        ft.Text(count_of("goal.missing", found.more), size=17, color=palette.ink),
        quiet(palette, say("goal.missing.why")),
    ]
