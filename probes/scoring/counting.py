"""What is counted up to a place, by the rules of each kind of measure.

Each rule and its source: docs/scoring.md. Time, rates and percentages are made
of these counts in ``scoring``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from probes.forms import digits
from probes.giving.events import ERROR_KINDS
from probes.giving.session import Session
from probes.measures.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Items up to a place.

    ``attempted`` is ``errors`` and what was correct together. ``gives_accuracy`` is
    False where what was not correct isn't an error, so that no percentage has a
    meaning. The rest is None where the measure has no such thing.
    """

    attempted: int
    errors: int
    gives_accuracy: bool = True
    possible: int | None = None
    missing: int | None = None
    extra: int | None = None
    problems_correct: int | None = None
    problems_attempted: int | None = None
    words_whole: int | None = None
    words_recoded: int | None = None


def count(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count a session up to and including the item ``last`` (nothing at all for None)."""
    return COUNTERS[session.measure.scorer](session, last, profile)


def skipped_lines(session: Session, last: int | None) -> list[range]:
    """Return the skipped lines that begin up to ``last``; one that begins later wasn't skipped."""
    if last is None:
        return []
    form = session.form
    return [form.line(line) for line in session.skipped if form.lines[line] <= last]


def _items_to_the_last(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count items read in order and marked when wrong.

    A mark past ``last``, in a skipped line, or of a self-correction is no error.
    """
    read = _read(session, last)
    errors = sum(mark.kind in ERROR_KINDS for item, mark in session.marks.items() if item in read)
    return _with_skips(session, last, profile, len(read), errors)


def _segments(session: Session, last: int | None, _profile: Profile) -> Counts:
    """Count credits: one for each segment, however many phonemes it covers.

    What got no credit is blank, and no error unless it was marked as one.
    """
    upto = -1 if last is None else last
    kinds = [mark.kind for item, mark in session.marks.items() if item <= upto]
    right = kinds.count("credit")
    errors = len(kinds) - right
    return Counts(attempted=right + errors, errors=errors, gives_accuracy=False, possible=upto + 1)


def _sounds_and_words(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count letter sounds, and beside them, never mixed, words said as a whole.

    A sound up to ``last`` without a credit is an error.
    """
    read = _read(session, last)
    right = sum(mark.kind == "credit" for item, mark in session.marks.items() if item in read)
    words = [
        how for group, how in session.sheet.words.items() if session.form.group(group)[0] in read
    ]
    found = _with_skips(session, last, profile, len(read), len(read) - right)
    return Counts(
        attempted=found.attempted,
        errors=found.errors,
        gives_accuracy=session.last is not None,
        possible=len(read),
        words_whole=words.count("whole"),
        words_recoded=len(words),
    )


def _digits(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count the digits of every problem up to the last one attempted.

    A digit missing is neither correct nor an error; a digit too many is an error.
    With steps, the longest method's digits are possible too: as many are right as
    were marked, and all of them where a right answer has no work.
    """
    form, sheet = session.form, session.sheet
    problems = range(0 if last is None else form.group_of(last) + 1)
    correct = errors = possible = missing = extra = whole = begun = 0
    for problem in problems:
        span = form.group(problem)
        kinds = [sheet.marks[item].kind for item in span if item in sheet.marks]
        more = sheet.extras.get(problem, 0)
        blank = kinds.count("missing")
        possible += len(span)
        correct += len(span) - len(kinds)
        errors += len(kinds) - blank + more
        missing += blank
        extra += more
        whole += not kinds and not more
        begun += blank < len(span) or more > 0
        if profile.digits_of == "answer and steps":
            steps = digits.possible_steps(form.prompt(problem))
            marked = sheet.steps.get(problem)
            done = steps if not kinds and not more else 0
            right, wrong = (done, 0) if marked is None else (marked.right, marked.wrong)
            possible += steps
            correct += right
            errors += wrong
            missing += max(0, steps - right - wrong)
    return Counts(
        attempted=correct + errors,
        errors=errors,
        possible=possible,
        missing=missing,
        extra=extra,
        problems_correct=whole,
        problems_attempted=begun,
    )


def _read(session: Session, last: int | None) -> set[int]:
    """Return the items up to ``last`` that stand in no skipped line."""
    skipped = {item for line in skipped_lines(session, last) for item in line}
    return set(range(0 if last is None else last + 1)) - skipped


def _with_skips(
    session: Session, last: int | None, profile: Profile, read: int, errors: int
) -> Counts:
    """Add the skipped lines by the profile's rule."""
    lines = skipped_lines(session, last)
    match profile.skipped_line:
        case "left out":
            more = 0
        case "one error":
            more = len(lines)
        case "each word an error":
            more = sum(len(line) for line in lines)
    return Counts(attempted=read + more, errors=errors + more)


COUNTERS: dict[str, Callable[[Session, int | None, Profile], Counts]] = {
    "items to the last": _items_to_the_last,
    "segments": _segments,
    "sounds and words": _sounds_and_words,
    "digits": _digits,
}
