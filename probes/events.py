"""What an examiner does while a probe runs.

An event says what was done and when, never what it means for the score.
``at_ms`` is whole milliseconds since the start, on a clock that only goes
forward. Items and lines count from 0.
"""

from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any

from probes import plain

DAY_MS = 86_400_000
LONGEST_TEXT = 2_000

ERROR_KINDS = (
    "error",
    "substitution",
    "mispronunciation",
    "omission",
    "reversal",
    "supplied",
)
MARK_KINDS = (*ERROR_KINDS, "self_correction", "credit")


class BadEvent(ValueError):
    """An event that no examiner's tap could have made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The clock starts; every ``at_ms`` counts from here."""

    at_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An item is marked; on a marked item this replaces the kind.

    ``kind`` is one of ``MARK_KINDS``. ``through`` belongs to credits only: the
    last of several items said as one.
    """

    at_ms: int
    item: int
    kind: str = "error"
    through: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmark:
    """A mark is taken off its item."""

    at_ms: int
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The examiner showed where the student is. Scores nothing."""

    at_ms: int
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A stall began, at an item where the examiner named one. Scores nothing."""

    at_ms: int
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipLine:
    """The student left a line out and did not come back to it."""

    at_ms: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnskipLine:
    """The line was read after all."""

    at_ms: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeUp:
    """The measure's seconds have passed."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last item read is bracketed; a later one replaces it."""

    at_ms: int
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """Every item was done before the time was up."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discontinue:
    """The stopping rule was confirmed."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The stopping rule is taken back; the clock had never paused."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A word about the administration."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoil:
    """Don't count this administration; it is kept all the same."""

    at_ms: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspoil:
    """Count it after all."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Stop was tapped; what it was comes next. Scores nothing, and can't be undone."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The latest event that still stands is taken back.

    Never the start, the time being up, or another undo.
    """

    at_ms: int


Event = (
    Start
    | Mark
    | Unmark
    | Reached
    | Wait
    | SkipLine
    | UnskipLine
    | TimeUp
    | Last
    | Finish
    | Discontinue
    | Resume
    | Note
    | Spoil
    | Unspoil
    | Stop
    | Undo
)

KINDS: dict[str, type[Event]] = {
    "start": Start,
    "mark": Mark,
    "unmark": Unmark,
    "reached": Reached,
    "wait": Wait,
    "skip_line": SkipLine,
    "unskip_line": UnskipLine,
    "time_up": TimeUp,
    "last": Last,
    "finish": Finish,
    "discontinue": Discontinue,
    "resume": Resume,
    "note": Note,
    "spoil": Spoil,
    "unspoil": Unspoil,
    "stop": Stop,
    "undo": Undo,
}
NAMES: dict[type[Event], str] = {kind: name for name, kind in KINDS.items()}


def written(event: Event) -> dict[str, Any]:
    """Return the event as plain JSON values, without the fields nobody set."""
    values = {name: value for name, value in asdict(event).items() if value is not None}
    return {"do": NAMES[type(event)], **values}


def read(data: object) -> Event:
    """Return the event that plain JSON values describe.

    Raises:
        BadEvent: ``do`` is unknown, a field is missing, unknown, or no such value.
    """
    if not isinstance(data, dict):
        raise BadEvent(f"an event is an object with “do” and “at_ms”, not {plain.kind(data)}")
    do = data.get("do")
    kind = KINDS.get(do) if isinstance(do, str) else None
    if kind is None:
        raise BadEvent(f"“do” must be one of {', '.join(KINDS)}, not {plain.kind(do)}")
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
    if name == "kind":
        if value not in MARK_KINDS:
            known = ", ".join(MARK_KINDS)
            raise BadEvent(f"{what} must be one of {known}, not {plain.kind(value)}")
    elif name in ("text", "reason"):
        if not plain.is_text(value, LONGEST_TEXT):
            raise BadEvent(f"{what} must be a text of at most {LONGEST_TEXT} characters")
    elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= DAY_MS:
        shown = plain.number(value)
        raise BadEvent(f"{what} must be a whole number from 0 to {DAY_MS}, not {shown}")
