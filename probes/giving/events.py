"""What an examiner does while a probe runs.

An event says what was done and when, never what it means for the score.
``at_ms`` is whole milliseconds since the start, on a clock that only goes
forward. Items, lines and groups count from 0. Long, because it is one table:
every event there is, and how each is written.
"""

from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, get_args

from probes import json_values
from probes.measures.measure import Reminder

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
DIGIT_KINDS = ("error", "missing", "shifted")
MARK_KINDS = (*ERROR_KINDS, "self_correction", "credit", "missing", "shifted")
WORD_KINDS = ("whole", "after sounds", "again", "none")


class BadEvent(ValueError):
    """An event that no examiner's tap could have made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The clock starts; every ``at_ms`` counts from here."""

    at_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An item is marked; on a marked item this replaces the kind.

    ``kind`` is one of ``MARK_KINDS``. ``through``, for credits and digits, is the
    last of several items: said as one segment, or each marked by itself.
    """

    at_ms: int
    item: int
    kind: str = "error"
    through: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmark:
    """A mark is taken off its item; with ``through``, those of several items."""

    at_ms: int
    item: int
    through: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """How many digits too many stand in a problem's answer; 0 takes it back."""

    at_ms: int
    group: int
    digits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the student wrote as a problem's answer: "23", "3 R2", "4_5", or nothing.

    It is compared with the key and replaces the problem's marks and extra digits.
    """

    at_ms: int
    group: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How many digits of a problem's written steps were right, and how many wrong."""

    at_ms: int
    group: int
    right: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """How a nonsense word was said as a whole: one of ``WORD_KINDS``.

    "whole" is once, not sounded out before; "after sounds" and "again" (more than
    once) are not. Each credits every sound of the word. "none" takes the word
    back and leaves its sounds.
    """

    at_ms: int
    group: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """A reminder that the measure allows once was given. Scores nothing."""

    at_ms: int
    which: str


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
    | Extra
    | Answer
    | Steps
    | Word
    | Remind
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
    "extra": Extra,
    "answer": Answer,
    "steps": Steps,
    "word": Word,
    "remind": Remind,
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
ALLOWED: dict[str, tuple[str, ...]] = {
    "kind": MARK_KINDS,
    "how": WORD_KINDS,
    "which": get_args(Reminder),
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
        shown = json_values.number(value)
        raise BadEvent(f"{what} must be a whole number from 0 to {DAY_MS}, not {shown}")
