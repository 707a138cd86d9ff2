"""What a group is beside its members: where and when it meets, for how long, what it follows."""

import re
from dataclasses import dataclass
from typing import Self

from records.name_comparison import normalised, tidied
from records.record_store import Row
from records.tables import checked

GROUPS = "groups"
LONGEST_NAME = 60
LONGEST_SESSION = 240  # minutes
AREAS = ("", "reading", "math")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class BadGroup(ValueError):
    """A group can't be as it was typed. Whoever typed it sees which field, ``field``, and why."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSettings:
    """What a group is: ``weekdays`` from 0, Monday; ``starts`` such as "09:15", or "".

    ``minutes`` are those of a session, 0 while nobody said. ``protocol`` is the id of the one it
    follows, or "".
    """

    name: str
    area: str = ""
    room: str = ""
    weekdays: tuple[int, ...] = ()
    starts: str = ""
    minutes: int = 0
    protocol: str = ""

    @classmethod
    def read(cls, row: Row) -> Self:
        """Return what a row says; what can't be reads as its default."""
        fields = checked(GROUPS, row)
        days = {day for day in fields.get("weekdays", ()) if type(day) is int and 0 <= day <= 6}
        starts, minutes = fields.get("starts", ""), fields.get("minutes", 0)
        area = fields.get("area", "")
        return cls(
            name=tidied(fields.get("name", "")),
            area=area if area in AREAS else "",
            room=tidied(fields.get("room", ""))[:LONGEST_NAME],
            weekdays=tuple(sorted(days)),
            starts=starts if _TIME.fullmatch(starts) else "",
            minutes=minutes if 0 <= minutes <= LONGEST_SESSION else 0,
            protocol=fields.get("protocol", ""),
        )

    def check(self) -> None:
        """See whether a group can be so.

        Raises:
            BadGroup: the name is empty or too long, or another field isn't what it may be.
        """
        if not normalised(self.name) or len(self.name) > LONGEST_NAME:
            raise BadGroup("name")
        if self.area not in AREAS:
            raise BadGroup("area")
        if len(self.room) > LONGEST_NAME:
            raise BadGroup("room")
        if self.starts and not _TIME.fullmatch(self.starts):
            raise BadGroup("starts")
        if not 0 <= self.minutes <= LONGEST_SESSION:
            raise BadGroup("minutes")

    def row(self) -> Row:
        """Return the fields to keep."""
        return {
            "name": tidied(self.name),
            "area": self.area,
            "room": tidied(self.room),
            "weekdays": sorted({*self.weekdays}),
            "starts": self.starts,
            "minutes": self.minutes,
            "protocol": self.protocol,
        }
