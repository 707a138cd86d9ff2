"""Scores of sessions and of sets. Pure arithmetic: rounding is left to the screens.

docs/scoring.md has each rule and its source.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple, Protocol

from probes.forms.form import Form
from probes.giving.events import ERROR_KINDS, Mark
from probes.giving.session import Ended, Session
from probes.giving.sheet import is_whole_word
from probes.measures.measure import StoppingRule
from probes.measures.profiles import Profile, SetAccuracy
from probes.scoring.counting import count, skipped_lines
from probes.scoring.doubt import Doubt, doubt

SCORING_VERSION = 2
"""Raised whenever the same administration may come to another score.

Scores remembered under another version are then computed anew.
"""


class BadSet(ValueError):
    """Scores that can't form one set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one administration under one profile.

    ``attempted`` and ``errors`` count items, by the profile's rule on skipped
    lines; ``correct`` is their difference and the same under every profile.
    ``seconds`` is the time used. ``rate`` is correct items per minute, ``accuracy``
    a percentage; both are None as long as they are not known.

    The fields after ``kinds`` are None where they don't apply to the measure.
    ``possible`` counts the digits, sounds or phonemes up to the last one, ``missing``
    and ``extra`` the missing and extra digits; ``error_rate`` is errors per minute.
    ``words_whole`` counts nonsense words read once and not sounded out first,
    ``words_recoded`` all that were read as whole words. ``doubt`` says why the result may be
    a slip: it doesn't count until somebody confirms it.
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
    possible: int | None = None
    missing: int | None = None
    extra: int | None = None
    error_rate: float | None = None
    problems_correct: int | None = None
    problems_attempted: int | None = None
    words_whole: int | None = None
    words_recoded: int | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """The score of a set, which is one data point.

    ``attempted``, ``errors``, ``correct`` and ``rate`` are each the median over the
    parts. ``accuracy`` is computed by the profile's rule. ``rate`` and ``accuracy``
    are None if a part has no rate, is spoiled, or is in doubt.
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


def score(session: Session, profile: Profile) -> Score:
    """Return the score of a session by its measure's rules and a profile.

    A form finished early is prorated by the time used. A discontinued probe is not
    prorated unless the profile says so.
    """
    last = session.place if session.last is None else session.last
    counts = count(session, last, profile)
    correct = counts.attempted - counts.errors
    discontinued = session.ended is Ended.DISCONTINUED
    prorates = session.ended is Ended.FINISHED or (discontinued and profile.stopped == "prorated")
    prorated = prorates and 0 < session.ended_ms < session.limit_ms
    over_ms = session.ended_ms if prorated else session.limit_ms
    digits = session.measure.marked == "digits"
    exact = session.complete and counts.gives_accuracy
    rate = correct * 60_000 / over_ms if session.complete else None
    kinds = Counter(
        mark.kind
        for item, mark in session.marks.items()
        if last is not None and item <= last and not session.is_skipped(item)
    )
    return Score(
        measure=session.measure.id,
        profile=profile.id,
        profile_version=profile.version,
        attempted=counts.attempted,
        errors=counts.errors,
        correct=correct,
        seconds=(session.ended_ms if session.ended else session.at_ms) / 1000,
        rate=rate,
        unit=session.measure.unit,
        accuracy=accuracy(correct, counts.errors) if exact else None,
        prorated=prorated,
        discontinued=discontinued,
        spoiled=session.spoiled is not None,
        skipped_lines=len(skipped_lines(session, last)),
        self_corrections=kinds["self_correction"],
        kinds={kind: kinds[kind] for kind in (*ERROR_KINDS, "shifted") if kinds[kind]},
        possible=counts.possible,
        missing=counts.missing,
        extra=counts.extra,
        error_rate=counts.errors * 60_000 / over_ms if session.complete and digits else None,
        problems_correct=counts.problems_correct,
        problems_attempted=counts.problems_attempted,
        words_whole=counts.words_whole,
        words_recoded=counts.words_recoded,
        doubt=doubt(session, rate),
    )


def accuracy(correct: float, errors: float) -> float | None:
    """Return the percentage of attempted items that were correct, None if none were attempted."""
    return 100 * correct / (correct + errors) if correct + errors else None


def so_far(session: Session, scored: Score, at_ms: int) -> float | None:
    """Return a lower bound of the student's rate so far, or None before anything is known.

    ``scored`` is the session's present score.

    On error-marked measures a fluent student causes no taps, so how far the student
    is follows only from the furthest mark or a tap on a line's count: the rate is a
    lower bound until the last item is bracketed.
    """
    if session.place is None or at_ms <= 0:
        return None
    return scored.correct * 60_000 / min(at_ms, session.limit_ms)


def suggests_stopping(session: Session, profile: Profile) -> bool:
    """Return whether the stopping rule, the profile's or else the measure's, is met.

    This is only a suggestion; the examiner confirms it (docs/scoring.md, "Stopping rule").
    """
    rule = profile.stopping_rule(session.measure)
    return rule is not None and (
        _nothing_right(session, _opening(session.form, rule)) or _run_of_errors(session, rule.run)
    )


class SetPartScore(Protocol):
    """What the score of a set is made of; a Score has it."""

    @property
    def attempted(self) -> int: ...
    @property
    def errors(self) -> int: ...
    @property
    def correct(self) -> int: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def accuracy(self) -> float | None: ...


class SetFigures(NamedTuple):
    """The medians of a set's parts, and its accuracy by a rule."""

    attempted: float
    errors: float
    correct: float
    rate: float | None
    accuracy: float | None


def set_figures(
    parts: Sequence[SetPartScore], rule: SetAccuracy, *, stopped: bool = False
) -> SetFigures:
    """Return the medians of at least one part, each by itself.

    Args:
        stopped: the only part is the first, which was stopped by the rule: the set is 0.
    """
    attempted = median(part.attempted for part in parts)
    correct, errors = median(p.correct for p in parts), median(p.errors for p in parts)
    if stopped:
        return SetFigures(attempted, attempted, 0, 0.0, accuracy(0, attempted))
    rates = [part.rate for part in parts if part.rate is not None]
    rate = median(rates) if rates else None
    if rule == "of the medians":
        return SetFigures(attempted, errors, correct, rate, accuracy(correct, errors))
    exact = next((part.accuracy for part in parts if part.rate == rate), None)
    return SetFigures(attempted, errors, correct, rate, exact)


def score_set(parts: Sequence[Score], profile: Profile, *, stopped: bool = False) -> SetScore:
    """Return the score of a set from the scores of its parts.

    Args:
        stopped: as for ``set_figures``.

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
    sure = not spoiled and all(part.doubt is None for part in parts)
    known = len(rates) == len(parts) and sure
    figures = set_figures(parts, profile.set_accuracy, stopped=stopped)
    return SetScore(
        measure=first.measure,
        profile=first.profile,
        profile_version=first.profile_version,
        attempted=figures.attempted,
        errors=figures.errors,
        correct=figures.correct,
        rate=figures.rate if known else None,
        unit=first.unit,
        accuracy=figures.accuracy if known else None,
        prorated=any(part.prorated for part in parts),
        discontinued=any(part.discontinued for part in parts),
        spoiled=spoiled,
        parts=tuple(parts),
    )


def _opening(form: Form, rule: StoppingRule) -> range:
    reach = [rule.items]
    if rule.lines:
        reach.append(form.line(min(rule.lines, len(form.lines)) - 1)[-1] + 1)
    if rule.groups and form.groups:
        reach.append(form.group(min(rule.groups, len(form.groups)) - 1)[-1] + 1)
    return range(min(max(reach), len(form.items)))


def _nothing_right(session: Session, opening: range) -> bool:
    """Return whether the student got through the opening without one correct item."""
    if not opening:
        return False
    if session.measure.marked == "errors":
        return all(_is_error(session, item) for item in opening)
    past = session.place is not None and session.place >= opening[-1]
    credited = any(
        item in opening and mark.kind == "credit" and not _repeated(session, mark)
        for item, mark in session.marks.items()
    )
    return past and not credited


def _repeated(session: Session, mark: Mark) -> bool:
    return session.measure.marked == "segments" and is_whole_word(session.form, mark)


def _run_of_errors(session: Session, run: int) -> bool:
    """Return whether that many items in a row are errors, skipped lines left out."""
    length = 0
    for item in range(len(session.form.items) if run else 0):
        if not session.is_skipped(item):
            length = length + 1 if _is_error(session, item) else 0
            if length == run:
                return True
    return False


def _is_error(session: Session, item: int) -> bool:
    return item in session.marks and session.marks[item].kind in ERROR_KINDS
