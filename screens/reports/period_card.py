"""What the team says of a goal's progress in a period: typed, warned of, kept with the numbers."""

from collections.abc import Callable

import flet as ft

from records.reports.period_reports import LONGEST_WORDS, PeriodReport, contradictions
from records.student_progress import StudentProgress
from screens.parts.controls import bold, card, field, icon_button, quiet, secondary
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import say
from screens.words.goal_words import goal_day, iep_sentence
from screens.words.one_line import one_line
from screens.words.verdict_words import verdict_text

LONGEST_SENTENCE = 900


class PeriodCard:
    """The card; ``keep`` is given the goal's sentence, the team's words and who they are from."""

    def __init__(
        self,
        palette: Palette,
        progress: StudentProgress,
        name: str,
        kept: list[PeriodReport],
        update: Callable[[ft.Control], object],
        keep: Callable[[str, str, str], object],
        take_back: Callable[[PeriodReport], object],
    ) -> None:
        self._palette = palette
        self._progress = progress
        self._name = name
        self._kept = kept
        self._update = update
        self._keep = keep
        self._take_back = take_back

    def build(self) -> ft.Control:
        """Build the card."""
        palette, progress = self._palette, self._progress
        text = verdict_text(progress)
        sentence = ""
        if progress.goal is not None:
            probes = len(progress.kept_goal.probes) if progress.kept_goal else 0
            sentence = iep_sentence(progress, progress.goal, probes)
            sentence = sentence.replace(say("reports.period.the_student"), self._name, 1)
        self._sentence = field(
            say("reports.period.sentence"), sentence, multiline=True, max_length=LONGEST_SENTENCE
        )

        def left() -> None:
            self._warn()

        self._words = field(
            say("reports.period.words"),
            "",
            multiline=True,
            min_lines=3,
            max_length=LONGEST_WORDS,
            helper=say("reports.period.words.help"),
            on_blur=left,
        )
        self._who = field(say("reports.period.who"), "", max_length=60)
        self._warning = ft.Text("", size=16, color=palette.caution, visible=False)
        numbers = one_line([f"{text.name}: {text.sentence}", *text.numbers])
        rows: list[ft.Control] = [self._row(one) for one in self._kept]
        return card(
            palette,
            bold(say("reports.kind.period"), 16, palette.title),
            ft.Text(numbers, size=16, color=palette.ink),
            self._sentence,
            self._words,
            self._warning,
            self._who,
            ft.Row([secondary(say("reports.period.keep"), self._kept_now)]),
            *rows,
        )

    def _row(self, one: PeriodReport) -> ft.Control:
        day = goal_day(one.day, self._progress.day)

        def back() -> None:
            self._take_back(one)

        return ft.Row(
            [
                quiet(self._palette, say("reports.period.kept", day=day), 16),
                icon_button(ft.Icons.UNDO, say("reports.period.take_back", day=day), back),
            ],
            spacing=GAP,
        )

    def _warn(self) -> None:
        """Say where the words contradict the numbers; they can be kept all the same."""
        found = contradictions(self._words.value or "", self._progress)
        said = [say(f"reports.contradicts.{one.replace(' ', '_')}") for one in found]
        self._warning.value, self._warning.visible = " ".join(said), bool(said)
        self._update(self._warning)

    def _kept_now(self) -> None:
        words = (self._words.value or "").strip()
        if not words:
            self._words.error = say("reports.period.words.missing")
            self._update(self._words)
            return
        self._keep((self._sentence.value or "").strip(), words, (self._who.value or "").strip())
