"""Protocols: lists of steps that the school writes; a change is a new version."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from records.name_comparison import normalised, sort_key, tidied
from records.record_store import RecordStore, Row
from records.tables import checked

TABLE = "protocols"
LONGEST_NAME = 80
LONGEST_STEP = 160
MOST_STEPS = 30


class BadProtocol(ValueError):
    """A protocol can't be as it was typed. Whoever typed it sees which part, ``part``, and why.

    ``part`` is "name", "steps" (none, or too many) or "step" (one is too long).
    """

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Protocol:
    """One version of a protocol; ``replaces`` is the id of the version before it, or ""."""

    id: str
    name: str
    steps: tuple[str, ...]
    replaces: str = ""
    archived: bool = False

    @classmethod
    def read(cls, protocol_id: str, row: Row) -> Self:
        """Return the protocol of a row; what can't be a step is left out."""
        fields = checked(TABLE, row)
        steps: list[Any] = fields.get("steps", [])
        told = [tidied(step)[:LONGEST_STEP] for step in steps if isinstance(step, str)]
        return cls(
            protocol_id,
            tidied(fields.get("name", ""))[:LONGEST_NAME],
            tuple(filter(None, told))[:MOST_STEPS],
            fields.get("replaces", ""),
            fields.get("archived", False),
        )


class Protocols:
    """All protocols: every version, since a session names the one that it followed."""

    def __init__(self, records: RecordStore, new_id: Callable[[], str]) -> None:
        self._records = records
        self._new_id = new_id

    def get(self, protocol_id: str) -> Protocol | None:
        """Return one version, None if there is none of that id."""
        row = self._records.row(TABLE, protocol_id)
        return None if row is None else Protocol.read(protocol_id, row)

    def current(self, *, archived: bool = False) -> list[Protocol]:
        """Return the versions that none replaces, by name; the archived ones too if asked for.

        Two devices that change one protocol apart make two versions of it, and both stay.
        """
        found = [Protocol.read(i, row) for i, row in self._records.rows(TABLE).items()]
        replaced = {one.replaces for one in found if one.replaces}
        latest = [p for p in found if p.id not in replaced and (archived or not p.archived)]
        return sorted((p for p in latest if p.name), key=lambda p: (sort_key(p.name), p.id))

    def following(self, protocol_id: str) -> Protocol | None:
        """Return the version that a group follows now whose row names an earlier one."""
        after: dict[str, list[str]] = {}
        for row_id, row in self._records.rows(TABLE).items():
            after.setdefault(Protocol.read(row_id, row).replaces, []).append(row_id)
        seen = {protocol_id}
        while later := [one for one in after.get(protocol_id, ()) if one not in seen]:
            protocol_id = min(later)  # the same one on every device
            seen.add(protocol_id)
        return self.get(protocol_id)

    def save(self, name: str, steps: list[str], replaces: str = "") -> str:
        """Keep a protocol, a new version of another if it ``replaces`` one; return its id.

        Raises:
            BadProtocol: it can't be so; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        told = checked_steps(name, steps)
        here = self.get(replaces) if replaces else None
        if here is not None and (here.name, [*here.steps]) == (tidied(name), told):
            return replaces
        new = self._new_id()
        row: Row = {"name": tidied(name), "steps": told, "replaces": replaces, "archived": False}
        self._records.put((TABLE, new, row))
        return new

    def archive(self, protocol_id: str, *, archived: bool = True) -> None:
        """Take a protocol off the list, or put it back.

        Raises:
            OSError: as of ``save``.
        """
        self._records.put((TABLE, protocol_id, {"archived": archived}))


def checked_steps(name: str, steps: Iterable[str]) -> list[str]:
    """Return the steps of a protocol as they would be kept; empty ones are left out.

    Raises:
        BadProtocol: it can't be so.
    """
    told = [tidied(step) for step in steps if normalised(step)]
    if not normalised(name) or len(tidied(name)) > LONGEST_NAME:
        raise BadProtocol("name")
    if not 0 < len(told) <= MOST_STEPS:
        raise BadProtocol("steps")
    if any(len(step) > LONGEST_STEP for step in told):
        raise BadProtocol("step")
    return told
