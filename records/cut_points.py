"""A publisher's cut points, entered by the school; they hold for that publisher's forms alone.

None come with Aimline. A form is a publisher's only if the school says so of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self, get_args

from probes.measures.measure import MEASURES
from probes.progress.norms import Season
from records.derived_ids import cut_point_id
from records.name_comparison import normalised, sort_key, tidied
from records.record_store import RecordStore, Row
from records.tables import checked

TABLE = "cut_points"
FORMS = "published_forms"
HIGHEST = 1_000
LONGEST_NAME = 60
SEASON_NAMES: tuple[Season, ...] = get_args(Season)

CutStanding = Literal["at benchmark", "below benchmark", "well below benchmark"]


class BadCutPoint(ValueError):
    """Cut points that can't be; ``part`` is "publisher", "benchmark", "risk" or "series"."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPoint:
    """One season of a level: at ``benchmark`` or above; under ``risk`` well below (0 for none).

    In the measure's unit. ``id`` follows from what it is about.
    """

    publisher: str
    measure: str
    level: str
    season: Season
    benchmark: float
    risk: float = 0.0

    @property
    def id(self) -> str:
        """The id of its row, the same on every device."""
        return cut_point_id(self.publisher, self.measure, self.level, self.season)

    @classmethod
    def read(cls, row: Row) -> Self | None:
        """Return the cut points of a row; None if they were removed, or make no sense."""
        fields = checked(TABLE, row)
        season = next((one for one in SEASON_NAMES if one == fields.get("season")), None)
        if season is None or fields.get("removed", False):
            return None
        found = cls(
            publisher=tidied(fields.get("publisher", "")),
            measure=fields.get("measure", ""),
            level=fields.get("level", ""),
            season=season,
            benchmark=float(fields.get("benchmark", 0)),
            risk=float(fields.get("risk", 0)),
        )
        try:
            found.check()
        except BadCutPoint:
            return None
        return found

    def check(self) -> None:
        """See whether they can be.

        Raises:
            BadCutPoint: they can't.
        """
        if not 0 < len(tidied(self.publisher)) <= LONGEST_NAME:
            raise BadCutPoint("publisher")
        if self.measure not in MEASURES or not self.level:
            raise BadCutPoint("series")
        if not 0 < self.benchmark <= HIGHEST:  # NaN, too
            raise BadCutPoint("benchmark")
        if not 0 <= self.risk <= self.benchmark:
            raise BadCutPoint("risk")

    def standing(self, value: float) -> CutStanding:
        """Return where a score stands."""
        if value >= self.benchmark:
            return "at benchmark"
        return "well below benchmark" if value < self.risk else "below benchmark"


class CutPoints:
    """All cut points, and whose each form is."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records

    def all(self) -> list[CutPoint]:
        """Return all, by publisher, measure, level and season."""
        read = [CutPoint.read(row) for row in self._records.rows(TABLE).values()]
        return sorted(
            (one for one in read if one is not None),
            key=lambda c: (
                sort_key(c.publisher),
                c.measure,
                c.level,
                SEASON_NAMES.index(c.season),
            ),
        )

    def set(self, point: CutPoint) -> None:
        """Keep cut points; those of the same publisher, measure, level and season they replace.

        Raises:
            BadCutPoint: they can't be; nothing was written.
            OSError: they could not be written; nothing has changed.
        """
        point.check()
        row: Row = {
            "publisher": tidied(point.publisher),
            "measure": point.measure,
            "level": point.level,
            "season": point.season,
            "benchmark": point.benchmark,
            "risk": point.risk,
            "removed": False,
        }
        self._records.put((TABLE, point.id, row))

    def remove(self, point: CutPoint, *, removed: bool = True) -> None:
        """Take cut points out, or put them back.

        Raises:
            OSError: as of ``set``.
        """
        self._records.put((TABLE, point.id, {"removed": removed}))

    def publishers(self) -> list[str]:
        """Return the publishers that cut points were entered for."""
        named = {normalised(one.publisher): one.publisher for one in self.all()}
        return sorted(named.values(), key=sort_key)

    def publisher_of(self, form: str) -> str:
        """Return whose form it is, by its id; "" where nobody said so."""
        row = checked(FORMS, self._records.row(FORMS, form) or {})
        return tidied(row.get("publisher", ""))[:LONGEST_NAME]

    def mark(self, form: str, publisher: str) -> None:
        """Say whose form it is; "" takes that back.

        Raises:
            BadCutPoint: the name is too long; nothing was written.
            OSError: as of ``set``.
        """
        if len(tidied(publisher)) > LONGEST_NAME:
            raise BadCutPoint("publisher")
        self._records.put((FORMS, form, {"publisher": tidied(publisher)}))

    def for_forms(
        self, forms: Iterable[str], measure: str, level: str, season: Season
    ) -> CutPoint | None:
        """Return what holds for a score on some forms: None unless all are one publisher's."""
        named = {normalised(self.publisher_of(one)) for one in forms}
        if len(named) != 1 or "" in named:
            return None
        [publisher] = named
        row = self._records.row(TABLE, cut_point_id(publisher, measure, level, season))
        return CutPoint.read(row) if row is not None else None
