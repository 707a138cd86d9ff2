"""Students who were entered twice: who is the same as whom, from the records that say so.

A merge is a record ``{"from": id, "into": id}``; another record ``{"undoes": id}``
takes it back. Two devices may merge at once, also the same student into two
others, or two into each other. Whatever the records are, the same ones give the
same answer everywhere, in whatever order they came.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from records.tables import checked

TABLE = "merges"


class Merge(NamedTuple):
    """A merge that stands: its record, and the two students."""

    id: str
    from_: str
    into: str


@dataclass(frozen=True, slots=True)
class Merges:
    """The merges that stand. A student nobody merged is the one they are."""

    in_force: tuple[Merge, ...]
    _resolved: Mapping[str, str] = field(repr=False)  # of each part, the student it is shown under
    _parts: Mapping[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def read(cls, rows: Mapping[str, Mapping[str, Any]], known: Collection[str]) -> Self:
        """Take the records; one that makes no sense says nothing.

        Args:
            rows: the records, by id.
            known: the students that are here. One may be merged into another who
                has not arrived yet, and is shown until then.
        """
        rows = {row_id: checked(TABLE, row) for row_id, row in rows.items()}
        undone = {row.get("undoes") for row in rows.values()}
        found = [
            Merge(merge_id, row["from"], row["into"])
            for merge_id, row in sorted(rows.items())
            if merge_id not in undone
            and "from" in row
            and "into" in row
            and row["from"] != row["into"]
        ]
        together: dict[str, set[str]] = {}
        for merge in found:
            joined = together.get(merge.from_, {merge.from_}) | together.get(
                merge.into, {merge.into}
            )
            together.update(dict.fromkeys(joined, joined))
        gone = {merge.from_ for merge in found}
        whole, parts = {}, {}
        for group in together.values():
            # Merged in a circle nobody is left over; then any one will do, if it is the same.
            here = group.intersection(known)
            name = min(here - gone or here or group)
            parts[name] = tuple(sorted(group))
            whole.update(dict.fromkeys(group, name))
        return cls(tuple(found), whole, parts)

    def resolve(self, student: str) -> str:
        """Return the student under whom one is shown."""
        return self._resolved.get(student, student)

    def parts(self, student: str) -> tuple[str, ...]:
        """Return all the ids under which a student's probes were given."""
        return self._parts.get(self.resolve(student), (student,))

    def of(self, student: str) -> list[Merge]:
        """Return the merges that made a student."""
        parts = set(self.parts(student))
        return [merge for merge in self.in_force if merge.from_ in parts]
