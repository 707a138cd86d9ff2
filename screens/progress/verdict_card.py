"""The verdict: one sentence, its numbers below it in grey, and what to do."""

from collections.abc import Callable

import flet as ft

from probes.progress.look import Verdict
from probes.progress.verdict import Judgement
from records.student_progress import StudentProgress
from screens.parts.controls import bold, quiet, secondary
from screens.parts.theme import GAP, TARGET, Palette
from screens.parts.tones import Tone, edged_card, tone_chip
from screens.words.catalogue import say
from screens.words.days import day_in_words
from screens.words.one_line import one_line
from screens.words.verdict_words import because_text, group_below_text, more_numbers, verdict_text

Step = Callable[[], object]

_TONES = {
    Verdict.ON_TRACK: Tone.GOOD,
    Verdict.GOAL_MET: Tone.GOOD,
    Verdict.GOAL_DAY_MET: Tone.GOOD,
    Verdict.CATCHING_UP: Tone.GOOD,
    Verdict.ABOVE: Tone.RAISE,
    Verdict.BELOW: Tone.ACT,
    Verdict.NOT_MASTERED: Tone.ACT,
    Verdict.GOAL_DAY_NOT_MET: Tone.ACT,
    Verdict.BELOW_LINE: Tone.WATCH,
    Verdict.SLOWING: Tone.WATCH,
}
_NEW_GOAL = frozenset(
    (Verdict.NO_GOAL, Verdict.GOAL_MET, Verdict.GOAL_DAY_MET, Verdict.GOAL_DAY_NOT_MET)
)


def tone_of(judgement: Judgement) -> Tone:
    """Return what a judgement asks for; what can't be told yet asks for patience."""
    return _TONES.get(judgement.verdict, Tone.WAIT)


def verdict_card(
    palette: Palette,
    progress: StudentProgress,
    *,
    details: bool,
    toggle: Step,
    set_goal: Step,
    decide: Step,
) -> ft.Control:
    """Return the card; ``details`` says whether all numbers are shown, which ``toggle`` changes."""
    text = verdict_text(progress)
    head = ft.Row(
        [
            tone_chip(palette, tone_of(progress.judgement), text.name, 16),
            bold(text.sentence, 19, palette.ink),
        ],
        wrap=True,
        spacing=GAP,
        run_spacing=8,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    parts: list[ft.Control] = [head]
    if text.numbers:
        parts.append(quiet(palette, one_line(text.numbers), 16))
    if text.notes:
        parts.append(quiet(palette, " ".join(text.notes)))
    if progress.group is not None:
        first = f"{group_below_text(progress.group)} {say('caseload.below.todo')}"
        parts.append(ft.Text(first, size=17, color=palette.caution))
    more = more_numbers(progress)
    if more and details:
        parts += [quiet(palette, line) for line in more]
    told, steps = _next(progress, text.todo, set_goal, decide)
    buttons: list[ft.Control] = [secondary(name, do) for name, do in steps.items()]
    if more:
        shown = say("more.hide" if details else "more.show")
        buttons.append(ft.TextButton(content=shown, on_click=lambda: toggle(), height=TARGET))
    parts.append(
        ft.Row(
            [ft.Text(told, size=17, color=palette.ink), ft.Row(buttons, tight=True, wrap=True)],
            wrap=True,
            spacing=GAP,
            run_spacing=4,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
    )
    return edged_card(palette, tone_of(progress.judgement), *parts)


def _next(
    progress: StudentProgress, todo: str, set_goal: Step, decide: Step
) -> tuple[str, dict[str, Step]]:
    """Return what to do, and the buttons that do it; what was answered is said.

    A goal that is asked for is set here, whatever else is to be decided on a review day.
    """
    suggestion, answered = progress.judgement.suggestion, progress.answered
    wanted = {say("goal.set"): set_goal} if progress.judgement.verdict in _NEW_GOAL else {}
    if progress.ended is not None:
        return todo, {say("plan.begin"): set_goal}
    if suggestion is not None and answered is not None:
        day = day_in_words(answered.day, progress.day)
        said = say("next.answered", day=day, why=answered.why)
        return said, wanted
    if suggestion is not None and wanted:
        return " ".join([todo, *because_text(progress)]), {**wanted, say("next.open"): decide}
    if suggestion is not None and suggestion.kind == "raise":
        return " ".join(because_text(progress)), {say("next.raise"): set_goal}
    if suggestion is not None:
        return " ".join(because_text(progress)), {say("next.open"): decide}
    if wanted:
        return todo, wanted
    if progress.judgement.verdict is Verdict.NOT_MASTERED:
        return todo, {say("next.open"): decide}
    return todo, {}
