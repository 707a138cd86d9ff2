"""A language that families read: its sentences, and how it says days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from screens.words.family.english import SENTENCES as ENGLISH
from screens.words.family.spanish import SENTENCES as SPANISH
from screens.words.no_break import with_units

OURS = (ENGLISH, SPANISH)


@dataclass(frozen=True, slots=True)
class FamilyLanguage:
    """A language's sentences, each with the places that the English one has."""

    sentences: Mapping[str, str]

    @property
    def tag(self) -> str:
        """Its tag: "en"."""
        return self.sentences["family.lang"]

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self.sentences["family.language"]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in; a number isn't parted from its unit.

        Raises:
            KeyError: there is no such sentence, or a value is missing.
        """
        return with_units(self.sentences[key].format(**values))

    def knows(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return key in self.sentences

    def long_day(self, day: date) -> str:
        """Return a day with its month and year in full."""
        month = self.say(f"family.month.{day.month}")
        return self.say("family.date", day=day.day, month=month, year=day.year)

    def short_day(self, day: date) -> str:
        """Return a day as it stands below a chart."""
        return self.say("family.day", day=day.day, month=self.short_month(day))

    def short_month(self, day: date) -> str:
        """Return a month as it stands below a chart."""
        return self.say(f"family.short.{day.month}")


def family_languages(own: Mapping[str, Mapping[str, str]]) -> dict[str, FamilyLanguage]:
    """Return every language by its tag: ours, and what the school brought, else in English."""
    found = {one["family.lang"]: FamilyLanguage(one) for one in OURS}
    for tag, sentences in own.items():
        found.setdefault(tag, FamilyLanguage({**ENGLISH, **sentences, "family.lang": tag}))
    return found
