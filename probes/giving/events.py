"""The events of an administration: what the examiner did, and when.

An event says nothing about what it means for the score. ``at_ms`` is whole
milliseconds since the start, on a clock that only goes forward. Items, lines
and groups count from 0. ``event_json`` reads and writes events as JSON values.
"""

from dataclasses import dataclass

DAY_MS = 86_400_000

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The clock starts; every ``at_ms`` is counted from here."""

    at_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An item is marked; on an item already marked this replaces the kind.

    ``kind`` is one of ``MARK_KINDS``. ``through``, for credits and digits, is the
    last of several items, either said as one segment or each marked separately.
    """

    at_ms: int
    item: int
    kind: str = "error"
    through: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmark:
    """The mark on an item is removed; with ``through``, the marks on several items."""

    at_ms: int
    item: int
    through: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """The number of extra digits in a problem's answer; 0 withdraws an earlier number."""

    at_ms: int
    group: int
    digits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The student's answer to a problem, as written: "23", "3 R2", "4_5", or empty.

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

    "whole" is once, without sounding it out first; "after sounds" and "again" (more
    than once) are recoded. Each credits every sound of the word. "none" withdraws
    the word and leaves its sounds credited.
    """

    at_ms: int
    group: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """A reminder was given, which the measure allows once. Not scored."""

    at_ms: int
    which: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The examiner tapped the item the student has reached. Not scored."""

    at_ms: int
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The student hesitates, at ``item`` if the examiner named one. Not scored."""

    at_ms: int
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipLine:
    """The student skipped a line and did not come back to it."""

    at_ms: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnskipLine:
    """The line was read after all, so it is no longer skipped."""

    at_ms: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeUp:
    """The measure's seconds have passed."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last item attempted is bracketed; a later bracket replaces it."""

    at_ms: int
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The student finished every item before time was up."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discontinue:
    """The examiner confirmed that the stopping rule is met, and the probe ends."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The examiner withdraws a ``Discontinue``; the clock has run on in the meantime."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The examiner's note about the administration."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoil:
    """Don't count this administration; it is still kept."""

    at_ms: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspoil:
    """Count it after all."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Asked whether a result that can hardly be is right, the examiner said that it is."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The examiner tapped Stop; the next event says why. Not scored, and can't be undone."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The latest event still in effect is undone.

    Never a ``Start``, a ``TimeUp`` or another ``Undo``.
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
    | Confirm
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
    "confirm": Confirm,
    "stop": Stop,
    "undo": Undo,
}
NAMES: dict[type[Event], str] = {kind: name for name, kind in KINDS.items()}
