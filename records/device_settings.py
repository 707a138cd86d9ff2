"""What the examiner has chosen on this device. It never leaves it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

from probes.measures.directions import LANGUAGES, Language
from probes.measures.measure import MEASURES, ORAL_READING
from probes.measures.profiles import HOUSE, Profile, profiles_for
from records.record_store import RecordStore, Row
from records.screen_code import MINUTES, readable

KEPT = ("settings", "here")  # not under the device's id, which a copy of it may change
PASSAGE_SIZES = (24, 28, 32)  # px
_SHOWN = ("shown_group", "today_group", "season")
_ALLOWED: Mapping[str, list[object]] = {
    "passage_size": [*PASSAGE_SIZES],
    "theme": ["system", "light", "dark"],
    "directions": [*LANGUAGES],
    "paper": ["letter", "a4"],
    "lock_minutes": [*MINUTES],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the examiner has chosen on this device.

    ``profiles`` has the rule profile of each measure for which one was chosen;
    ``directions`` is the language they are said in. ``lock`` is the lock's code as it is
    kept, ``lock_wrong`` how many wrong ones were tried in a row. ``lock_left`` is how many
    seconds a code that was said to be forgotten still stands, -1 if nobody said so, counted up
    to ``lock_counted``, in milliseconds of the clock that only goes forward. ``out`` is the
    records' mark up to which everything that was made here also lies elsewhere. ``shown_group``
    is the group whose students are listed, ``today_group`` the day and the group of today's list,
    ``season`` the grade and the measure of a benchmark season, "" while nobody chose.
    """

    passage_size: int = PASSAGE_SIZES[1]
    theme: Literal["system", "light", "dark"] = "system"
    discreet: bool = True
    live_rate: bool = True
    profiles: Mapping[str, str] = field(default_factory=dict)
    directions: Language = "en"
    examiner: str = ""
    paper: Literal["letter", "a4"] = "letter"
    lock: Mapping[str, Any] | None = None
    lock_minutes: int = MINUTES[1]
    lock_wrong: int = 0
    lock_left: int = -1
    lock_counted: int = 0
    out: str = ""
    shown_group: str = ""
    today_group: str = ""
    season: str = ""

    @classmethod
    def read(cls, row: Row | None) -> Self:
        """Return the settings stored in ``row``; unknown values fall back to defaults."""
        row = row or {}
        known = {f.name: row.get(f.name, f.default) for f in fields(cls) if f.name != "profiles"}
        for name, allowed in _ALLOWED.items():
            if known[name] not in allowed:
                known[name] = getattr(cls(), name)
        for name in ("discreet", "live_rate", "examiner", "out", *_SHOWN):
            if type(known[name]) is not type(getattr(cls(), name)):
                known[name] = getattr(cls(), name)
        known["lock"] = readable(known["lock"])
        for name in ("lock_wrong", "lock_left", "lock_counted"):
            if type(known[name]) is not int or not 0 <= known[name] < 2**53:
                known[name] = getattr(cls(), name)
        chosen = {measure: str(row.get(profile_field(measure))) for measure in MEASURES}
        known["profiles"] = {m: p for m, p in chosen.items() if p in profiles_for(m)}
        return cls(**known)

    def rules(self, measure: str) -> Profile:
        """Return the rule profile for a measure's next probe."""
        return profiles_for(measure)[self.profiles.get(measure, HOUSE.id)]

    @property
    def profile(self) -> str:
        """The profile of oral reading."""
        return self.rules(ORAL_READING.id).id


def profile_field(measure: str) -> str:
    """Return the field in which a measure's profile is kept; oral reading's was there first."""
    return "profile" if measure == ORAL_READING.id else f"profile_{measure}"


class DeviceSettings:
    """The settings in force, and how they are changed."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records
        self.now = Settings.read(records.row(*KEPT))

    def change(self, **values: object) -> None:
        """Change settings and keep them.

        Raises:
            OSError: they could not be written; nothing has changed.
        """
        self._records.put((*KEPT, values))
        self.now = Settings.read(self._records.row(*KEPT))

    def went_out(self, mark: str) -> None:
        """Remember that everything made before a mark of the records lies elsewhere, too."""
        if self._records.made_since(self.now.out) != self._records.made_since(mark):
            with suppress(OSError):  # it is pointed out once more, then
                self.change(out=mark)
