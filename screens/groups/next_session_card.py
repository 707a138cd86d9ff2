"""What a group needs on paper for its next session: one print, each child's own pages."""

from typing import TYPE_CHECKING

import flet as ft

from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.groups import Group
from records.prepared_forms import PreparedForm, PreparedForms
from records.record_store import Clock
from screens.forms.printing import hand_over
from screens.parts.controls import bold, card, quiet, secondary
from screens.shell.navigation import Navigation
from screens.words.catalogue import count_of, say
from screens.words.days import coming_day
from screens.words.measure_names import form_name
from screens.words.one_line import one_line

if TYPE_CHECKING:
    from screens import paper


class NextSessionCard:
    """The card: who is due in the next session, in which form, and the print of all of them."""

    def __init__(
        self,
        nav: Navigation,
        prepared: PreparedForms,
        forms: FormLibrary,
        settings: DeviceSettings,
        clock: Clock,
        group: Group,
    ) -> None:
        self._nav = nav
        self._prepared = prepared
        self._forms = forms
        self._settings = settings
        self._today = clock.now().date()
        self._group = group

    def control(self) -> ft.Control | None:
        """Return the card; None for a group that has no days."""
        palette = self._nav.window.palette
        day = self._prepared.next_session(self._group)
        if day is None:
            return None
        found = self._prepared.for_session(self._group, day)
        title = say("next_session.title", day=coming_day(day, self._today))
        parts: list[ft.Control] = [bold(title, 17, palette.title)]
        if not found:
            return card(palette, *parts, quiet(palette, say("next_session.nobody"), 16))
        said = [f"{one.student.name}: {form_name(one.form)}" for one in found]
        parts.append(quiet(palette, one_line(said), 16))

        async def print_all() -> None:
            await self._print(found)

        many = count_of("next_session.print", len({one.student.id for one in found}))
        parts.append(ft.Row([secondary(many, print_all)]))
        parts.append(quiet(palette, say("next_session.help")))
        return card(palette, *parts)

    async def _print(self, found: list[PreparedForm]) -> None:
        """Print every child's own pages, and remember which form each has."""
        chosen = self._settings.now
        levels = dict.fromkeys((one.form.level, one.form.measure) for one in found)
        alike = [form for level, measure in levels for form in self._forms.of(level, measure)]

        def make() -> "paper.Printed":
            from screens import paper  # slow to import and rarely wanted

            return paper.print_forms(
                [one.form for one in found],
                ["student", "examiner"],
                chosen.paper,
                chosen.rules,
                alike,
                [one.student.name for one in found],
                languages=[one.student.hears(chosen.directions) for one in found],
            )

        if await hand_over(self._nav, make, "aimline-next-session.pdf"):
            self._nav.window.attempt(lambda: self._prepared.keep(found))
