"""Events as plain JSON values: written, and read back with every value checked.

docs/scoring.md, "An exported administration", has the layout.
"""

from dataclasses import MISSING, asdict, fields
from typing import Any, get_args

from probes import json_values
from probes.giving.events import DAY_MS, KINDS, MARK_KINDS, NAMES, WORD_KINDS, Event
from probes.measures.measure import Reminder

LONGEST_TEXT = 2_000  # characters of a note or a reason
ALLOWED: dict[str, tuple[str, ...]] = {
    "kind": MARK_KINDS,
    "how": WORD_KINDS,
    "which": get_args(Reminder),
}


class BadEvent(ValueError):
    """An event that no examiner's tap could have made."""


def written(event: Event) -> dict[str, Any]:
    """Return the event as plain JSON values, without the fields that are None."""
    values = {name: value for name, value in asdict(event).items() if value is not None}
    return {"do": NAMES[type(event)], **values}


def read(data: object) -> Event:
    """Return the event described by plain JSON values.

    Raises:
        BadEvent: ``do`` is unknown, or a field is missing, unknown or has a value not allowed.
    """
    if not isinstance(data, dict):
        raise BadEvent(f"an event is an object with “do” and “at_ms”, not {json_values.kind(data)}")
    do = data.get("do")
    kind = KINDS.get(do) if isinstance(do, str) else None
    if kind is None:
        raise BadEvent(f"“do” must be one of {', '.join(KINDS)}, not {json_values.kind(do)}")
    known = {field.name: field for field in fields(kind)}
    if not data.keys() <= {"do", *known}:
        raise BadEvent(f"“{do}” has a field it can't have; it has {', '.join(sorted(known))}")
    given = {name: data[name] for name in known if data.get(name) is not None}
    for name, field in known.items():
        if name in given:
            _check(f"“{name}” of “{do}”", name, given[name])
        elif name == "at_ms" or field.default is MISSING:
            raise BadEvent(f"“{do}” needs “{name}”")
    return kind(**given)


def _check(what: str, name: str, value: object) -> None:
    if name in ALLOWED:
        if value not in ALLOWED[name]:
            known = ", ".join(ALLOWED[name])
            raise BadEvent(f"{what} must be one of {known}, not {json_values.kind(value)}")
    elif name in ("text", "reason"):
        if not json_values.is_text(value, LONGEST_TEXT):
            raise BadEvent(f"{what} must be a text of at most {LONGEST_TEXT} characters")
    elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= DAY_MS:
        found = json_values.number(value)
        raise BadEvent(f"{what} must be a whole number from 0 to {DAY_MS}, not {found}")
