"""A session into a score. Pure arithmetic; rounding is the screen's job.

Each rule and its source: docs/scoring.md.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from probes.events import ERROR_KINDS
from probes.profiles import Profile
from probes.session import Ended, Session


class BadSet(ValueError):
    """Scores that can't be one set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one administration counts for, under one profile.

    ``attempted`` and ``errors`` count items, by the profile's rule on skipped
    lines; ``correct`` is their difference and the same under every profile.
    ``seconds`` is the time used. ``rate`` is correct items a minute, ``accuracy``
    a percentage; both are None while they can't be known.
    """

    measure: str
    profile: str
    profile_version: int
    attempted: int
    errors: int
    correct: int
    seconds: float
    rate: float | None
    unit: str
    accuracy: float | None
    prorated: bool
    discontinued: bool
    spoiled: bool
    skipped_lines: int
    self_corrections: int
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """What the parts of a set count for together: one point.

    ``attempted``, ``errors``, ``correct`` and ``rate`` are medians over the
    parts, each by itself. ``accuracy`` follows the profile. ``rate`` and
    ``accuracy`` are None while a part has no rate or isn't to be counted.
    """

    measure: str
    profile: str
    profile_version: int
    attempted: float
    errors: float
    correct: float
    rate: float | None
    unit: str
    accuracy: float | None
    prorated: bool
    discontinued: bool
    spoiled: bool
    parts: tuple[Score, ...]


class Counts(NamedTuple):
    """Items up to a place, by a profile's rule on skipped lines."""

    attempted: int
    errors: int


def score(session: Session, profile: Profile) -> Score:
    """Score a session by its measure's scorer and a profile."""
    return SCORERS[session.measure.scorer](session, profile)


def accuracy(correct: float, errors: float) -> float | None:
    """Return the percentage of attempted items that were correct, None for no items."""
    return 100 * correct / (correct + errors) if correct + errors else None


def counts(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count the items up to and including ``last`` (none at all for None).

    A mark past ``last``, in a skipped line, or of a self-correction is no error.
    A line counts as skipped only if it begins before ``last``.
    """
    if last is None:
        return Counts(0, 0)
    form = session.form
    lines = [form.line(line) for line in session.skipped if form.lines[line] <= last]
    skipped = {item for line in lines for item in line}
    errors = sum(
        mark.kind in ERROR_KINDS and item <= last and item not in skipped
        for item, mark in session.marks.items()
    )
    read = last + 1 - sum(item <= last for item in skipped)
    match profile.skipped_line:
        case "left out":
            return Counts(read, errors)
        case "one error":
            return Counts(read + len(lines), errors + len(lines))
        case "each word an error":
            return Counts(read + len(skipped), errors + len(skipped))


def so_far(session: Session, profile: Profile, at_ms: int) -> float | None:
    """Return the least rate the student can have by now, or None while nothing is known.

    On error-marked measures a fluent student causes no taps, so the place is
    known only from the furthest mark or a tap on a line's count: this is a
    lower bound until the last item is bracketed.
    """
    if session.place is None or at_ms <= 0:
        return None
    known = counts(session, session.place, profile)
    return (known.attempted - known.errors) * 60_000 / min(at_ms, session.limit_ms)


def suggests_stopping(session: Session, profile: Profile) -> bool:
    """Whether every item of the opening is an error: the first line, or more if it is short.

    A suggestion only; the examiner confirms (docs/scoring.md, "Stopping rule").
    """
    opening = range(
        min(max(len(session.form.line(0)), profile.opening_items), len(session.form.items))
    )
    marks = session.marks
    return all(item in marks and marks[item].kind in ERROR_KINDS for item in opening)


def score_set(parts: Sequence[Score], profile: Profile) -> SetScore:
    """Score the parts of a set as one.

    Raises:
        BadSet: there are no parts, or they are not of one measure and profile.
    """
    if not parts:
        raise BadSet("a set needs at least one administration; this list is empty")
    first = parts[0]
    for name in ("measure", "profile", "profile_version"):
        if len({getattr(part, name) for part in parts}) > 1:
            raise BadSet(f"the parts of a set must share one {name.replace('_', ' ')}")
    spoiled = any(part.spoiled for part in parts)
    rates = [part.rate for part in parts if part.rate is not None]
    known = len(rates) == len(parts) and not spoiled
    correct, errors = median(p.correct for p in parts), median(p.errors for p in parts)
    rate = median(rates) if known else None
    exact: float | None = None
    if known and profile.set_accuracy == "of the medians":
        exact = accuracy(correct, errors)
    elif known:
        exact = next((part.accuracy for part in parts if part.rate == rate), None)
    return SetScore(
        measure=first.measure,
        profile=first.profile,
        profile_version=first.profile_version,
        attempted=median(part.attempted for part in parts),
        errors=errors,
        correct=correct,
        rate=rate,
        unit=first.unit,
        accuracy=exact,
        prorated=any(part.prorated for part in parts),
        discontinued=any(part.discontinued for part in parts),
        spoiled=spoiled,
        parts=tuple(parts),
    )


def _items_to_the_last(session: Session, profile: Profile) -> Score:
    """Score a measure whose items are read in order and marked when wrong.

    A stopped probe counts what is known to be correct and is not prorated; one
    finished early is prorated by the time used.
    """
    discontinued = session.ended is Ended.DISCONTINUED
    last = session.place if session.last is None else session.last
    attempted, errors = counts(session, last, profile)
    correct = attempted - errors
    prorated = session.ended is Ended.FINISHED and session.ended_ms < session.limit_ms
    over_ms = session.ended_ms if prorated else session.limit_ms
    kinds = Counter(
        mark.kind
        for item, mark in session.marks.items()
        if last is not None and item <= last and not session.is_skipped(item)
    )
    return Score(
        measure=session.measure.id,
        profile=profile.id,
        profile_version=profile.version,
        attempted=attempted,
        errors=errors,
        correct=correct,
        seconds=(session.ended_ms if session.ended else session.at_ms) / 1000,
        rate=correct * 60_000 / over_ms if session.complete else None,
        unit=session.measure.unit,
        accuracy=accuracy(correct, errors) if session.complete else None,
        prorated=prorated,
        discontinued=discontinued,
        spoiled=session.spoiled is not None,
        skipped_lines=sum(
            last is not None and session.form.lines[n] <= last for n in session.skipped
        ),
        self_corrections=kinds["self_correction"],
        kinds={kind: kinds[kind] for kind in ERROR_KINDS if kinds[kind]},
    )


SCORERS: dict[str, Callable[[Session, Profile], Score]] = {
    "items to the last": _items_to_the_last,
}
