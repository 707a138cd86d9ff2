"""Who was told what of a student, and when; noted beside the page that was given out."""

from collections.abc import Callable, Mapping
from datetime import date

import flet as ft

from records.reports.contacts import HOWS, LONGEST_NAME, LONGEST_NOTE, Contact, How
from screens.parts.controls import bold, card, choice, field, icon_button, quiet, secondary
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import say
from screens.words.goal_words import goal_day
from screens.words.one_line import one_line

SHOWN = 8


class ToldCard:
    """The card. ``languages`` has what each calls itself, by its tag.

    ``note`` is given how, whom and what else; ``take_back`` a contact.
    """

    def __init__(
        self,
        palette: Palette,
        contacts: list[Contact],
        today: date,
        kind: str,
        languages: Mapping[str, str],
        update: Callable[[ft.Control], object],
        note: Callable[[How, str, str], object],
        take_back: Callable[[Contact], object],
    ) -> None:
        self._palette = palette
        self._contacts = contacts
        self._today = today
        self._kind = kind
        self._languages = languages
        self._update = update
        self._note = note
        self._take_back = take_back
        self._how: How = "letter"

    def build(self) -> ft.Control:
        """Build the card."""
        palette = self._palette
        usual = say("reports.told.family" if self._kind == "family" else "reports.told.team")
        self._whom = field(say("reports.told.whom"), usual, max_length=LONGEST_NAME)
        self._more = field(say("reports.told.note"), "", multiline=True, max_length=LONGEST_NOTE)
        self._hows = ft.Container(self._ways())
        rows: list[ft.Control] = [self._row(one) for one in self._contacts[:SHOWN]]
        if not rows:
            rows = [quiet(palette, say("reports.told.none"), 16)]
        return card(
            palette,
            bold(say("reports.told.title"), 16, palette.title),
            *rows,
            self._hows,
            self._whom,
            self._more,
            ft.Row([secondary(say("reports.told.keep"), self._keep)]),
        )

    def _row(self, one: Contact) -> ft.Control:
        told = [goal_day(one.day, self._today), one.whom, say(f"reports.how.{one.how}")]
        if one.page:
            told.append(say(f"reports.kind.{one.page}"))
        if one.language and one.language != "en":
            told.append(self._languages.get(one.language, one.language))
        told += [part for part in (one.note, one.who) if part]

        def back() -> None:
            self._take_back(one)

        text = ft.Text(one_line(told), size=16, color=self._palette.ink, expand=True)
        undo = icon_button(ft.Icons.UNDO, say("reports.told.take_back", whom=one.whom), back)
        return ft.Row([text, undo], spacing=GAP)

    def _ways(self) -> ft.Control:
        ways: dict[str, str] = {how: say(f"reports.how.{how}") for how in HOWS}
        return choice(self._palette, ways, self._how, self._pick)

    def _pick(self, how: str) -> None:
        self._how = next(one for one in HOWS if one == how)
        self._hows.content = self._ways()
        self._update(self._hows)

    def _keep(self) -> None:
        whom = (self._whom.value or "").strip()
        if not whom:
            self._whom.error = say("reports.told.whom.missing")
            self._update(self._whom)
            return
        self._note(self._how, whom, (self._more.value or "").strip())
