"""Counts of correct items and errors up to the last item, by each measure's rules.

docs/scoring.md has each rule and its source. ``score`` computes rates and
percentages from these counts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from probes.forms import digits
from probes.giving.events import ERROR_KINDS
from probes.giving.session import Session
from probes.giving.sheet import is_whole_word
from probes.measures.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of items up to the last one.

    ``attempted`` is the sum of errors and correct items. ``gives_accuracy`` is False
    if items that are not correct are not errors either, so that a percentage would mean
    nothing. The remaining counts are None where they don't apply to the measure.
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
    """Return the counts of a session up to and including item ``last``; all are 0 for None."""
    return COUNTERS[session.measure.scorer](session, last, profile)


def skipped_lines(session: Session, last: int | None) -> list[range]:
    """Return the skipped lines that begin at or before ``last``; later ones were not reached."""
    if last is None:
        return []
    form = session.form
    return [form.line(line) for line in session.skipped if form.lines[line] <= last]


def _items_to_the_last(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count items that are read in order and marked when wrong.

    A mark after ``last`` or in a skipped line is not an error, nor is a self-correction.
    """
    read = items_read(session, last)
    errors = sum(mark.kind in ERROR_KINDS for item, mark in session.marks.items() if item in read)
    return _with_skips(session, last, profile, len(read), errors)


def _segments(session: Session, last: int | None, _profile: Profile) -> Counts:
    """Count credits: one for each segment, however many phonemes it covers.

    Segments that overlap are two different parts. All of a word as one segment is the
    word repeated, which earns nothing and is no error. Nor is a phoneme without credit,
    unless it was marked as one.
    """
    upto = -1 if last is None else last
    kinds = [
        mark.kind
        for item, mark in session.marks.items()
        if item <= upto and not (mark.kind == "credit" and is_whole_word(session.form, mark))
    ]
    right = kinds.count("credit")
    errors = len(kinds) - right
    return Counts(attempted=right + errors, errors=errors, gives_accuracy=False, possible=upto + 1)


def _sounds_and_words(session: Session, last: int | None, profile: Profile) -> Counts:
    """Count letter sounds and, as separate counts, words read as whole words.

    A sound up to ``last`` without a credit is an error.
    """
    read = items_read(session, last)
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

    A missing digit is neither correct nor an error; an extra digit is an error. Once an
    answer was entered, a problem of which nothing is noted was left out: all of it is missing.
    If steps count, the digits of the longest written method are possible as well: as
    many of them are correct as were marked, or all of them if the answer is correct and
    no steps were marked.
    """
    form, sheet = session.form, session.sheet
    problems = range(0 if last is None else form.group_of(last) + 1)
    correct = errors = possible = missing = extra = right_problems = begun = 0
    for problem in problems:
        span = form.group(problem)
        kinds = [sheet.marks[item].kind for item in span if item in sheet.marks]
        if left_out(session, problem):
            kinds = ["missing"] * len(span)
        more = sheet.extras.get(problem, 0)
        blank = kinds.count("missing")
        possible += len(span)
        correct += len(span) - len(kinds)
        errors += len(kinds) - blank + more
        missing += blank
        extra += more
        right_problems += not kinds and not more
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
        problems_correct=right_problems,
        problems_attempted=begun,
    )


def left_out(session: Session, problem: int) -> bool:
    """Tell whether a problem up to the last one was left out, as nothing is noted of it.

    On a sheet whose answers are entered, that is; where only what is wrong is marked, it is right.
    """
    return bool(session.sheet.entered) and not session.sheet.touched(session.form, problem)


def items_read(session: Session, last: int | None) -> set[int]:
    """Return the items up to ``last`` that are in no skipped line."""
    skipped = {item for line in skipped_lines(session, last) for item in line}
    return set(range(0 if last is None else last + 1)) - skipped


def _with_skips(
    session: Session, last: int | None, profile: Profile, read: int, errors: int
) -> Counts:
    """Return the counts with skipped lines added by the profile's rule."""
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
