"""What is chosen for a family's page: its language, and own words instead of ours."""

from collections.abc import Callable

import flet as ft

from records.reports.family_pages import LONGEST, FamilyChoice
from records.reports.family_report import FamilyReport
from records.reports.home_ideas import fitting
from screens.parts.controls import bold, card, choice, field, quiet, secondary
from screens.parts.theme import TARGET, Palette
from screens.words.catalogue import say
from screens.words.family.language import FamilyLanguage


class FamilyCard:
    """The card. ``choose`` and ``keep`` are given what was chosen, when it has changed.

    ``keep`` is given what was typed, and nothing else about the card changes by it.
    """

    def __init__(
        self,
        palette: Palette,
        report: FamilyReport,
        languages: dict[str, FamilyLanguage],
        usual: Callable[[FamilyLanguage], tuple[str, str]],
        choose: Callable[[FamilyChoice], object],
        keep: Callable[[FamilyChoice], object],
        open_head: Callable[[], object],
        update: Callable[[ft.Control], object],
    ) -> None:
        """``usual`` returns our own words of what is done and what helps, in a language."""
        self._palette = palette
        self._report = report
        self._languages = languages
        self._usual = usual
        self._choose = choose
        self._keep = keep
        self._chosen = report.choice
        self._open_head = open_head
        self._update = update

    def build(self) -> ft.Control:
        """Build the card."""
        palette, chosen = self._palette, self._chosen
        tag = chosen.language if chosen.language in self._languages else "en"
        words = self._languages[tag]
        done, home = self._usual(words)
        names = {tag: one.name for tag, one in self._languages.items()}
        self._done = self._field("reports.family.done", chosen.done or done)
        self._home = self._field("reports.family.home", chosen.home or home)
        parts: list[ft.Control] = [
            bold(say("reports.family.language"), 16, palette.title),
            choice(palette, names, tag, lambda one: self._pick(one, tag)),
            self._done,
            self._home,
            quiet(palette, say("reports.family.ideas"), 14),
            ft.Row(self._ideas(words), wrap=True, spacing=4, run_spacing=0),
        ]
        ours = ft.TextButton(content=say("reports.family.ours"), on_click=self._ours, height=TARGET)
        head = secondary(say("reports.head.open"), self._open_head)
        parts.append(ft.Row([head, ours], wrap=True))
        return card(palette, *parts)

    def _field(self, key: str, value: str) -> ft.TextField:
        def left() -> None:
            self._typed()

        return field(say(key), value, multiline=True, max_length=LONGEST, on_blur=left, min_lines=2)

    def _ideas(self, words: FamilyLanguage) -> list[ft.Control]:
        """Return our ideas for this measure, each to be added with a tap."""

        def add(text: str) -> Callable[[], None]:
            def work() -> None:
                before = (self._home.value or "").strip()
                self._home.value = f"{before}\n{text}".strip()
                self._typed()

            return work

        measure = self._report.progress.series.measure
        return [
            ft.TextButton(
                content=say("reports.family.add", idea=say(f"reports.idea.{idea}")),
                on_click=add(words.say(f"family.idea.{idea}", name=self._report.name)),
                height=TARGET,
            )
            for idea in fitting(measure)
        ]

    def _pick(self, tag: str, before: str) -> None:
        """Choose a language; what was typed in the one before is in that one, and goes."""
        if tag != before:
            self._choose(FamilyChoice(tag))

    def _ours(self) -> None:
        self._choose(FamilyChoice(self._chosen.language))

    def _typed(self) -> None:
        """Keep what stands in the fields, unless it is what we would write."""
        chosen = self._chosen
        words = self._languages.get(chosen.language, self._languages["en"])
        done, home = self._usual(words)
        typed_done, typed_home = ((one.value or "").strip() for one in (self._done, self._home))
        found = FamilyChoice(
            chosen.language,
            "" if typed_done == done else typed_done,
            "" if typed_home == home else typed_home,
        )
        if found != chosen:
            self._chosen = found
            self._keep(found)
            self._update(self._home)
