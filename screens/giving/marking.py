"""Which event a tap, a drag or a long press makes, by how the measure is marked.

The same touch again takes back what the first one wrote; on a sound's credit it first
makes a slash. Nothing here is drawn or kept.
"""

from typing import NamedTuple

from probes.giving import events
from probes.giving.events import WORD_KINDS, Event, Mark
from probes.giving.session import Session
from probes.giving.sheet import segment_over
from screens.giving.tap_modes import Taps

MOST_EXTRA = 3  # digits too many by tapping; more are entered as what the student wrote

DIGIT_KINDS = {Taps.MARK: "error", Taps.MISSING: "missing", Taps.SHIFTED: "shifted"}


class Step(NamedTuple):
    """An event to be made, and its fields but the time."""

    what: type[Event]
    fields: dict[str, object]


def spanned(mark: Mark) -> range:
    """Return the items that a mark lies over."""
    return range(mark.item, (mark.item if mark.through is None else mark.through) + 1)


def mark_at(session: Session, item: int) -> Mark | None:
    """Return the mark over an item; of a segment also where it began before the item.

    Of two segments that overlap, it is the one that begins later.
    """
    if session.measure.marked != "segments":
        return session.marks.get(item)
    return segment_over(session.marks, item)


def in_two_parts(session: Session, item: int) -> bool:
    """Tell whether two segments lie over a phoneme, which the student said in both."""
    if session.measure.marked != "segments":
        return False
    later = segment_over(session.marks, item)
    return later is not None and any(
        item in spanned(mark) for mark in session.marks.values() if mark is not later
    )


def of_item(session: Session, item: int, taps: Taps, kind: str) -> Step:
    """Return what a tap on an item does; ``kind`` is how an error is marked now.

    A sound is credited; tapped again it is slashed, the whole of a segment at once; a
    third tap leaves it blank.
    """
    marked, mark = session.measure.marked, mark_at(session, item)
    if marked == "digits":
        return of_digit(session, item, taps)
    if mark is None:
        return Step(events.Mark, {"item": item, "kind": kind if marked == "errors" else "credit"})
    if mark.kind != "credit":
        return Step(events.Unmark, {"item": item})
    through = {} if mark.through is None else {"through": mark.through}
    return Step(events.Mark, {"item": mark.item, **through, "kind": "error"})


def of_digit(session: Session, item: int, taps: Taps) -> Step:
    """Return what a tap on a digit does."""
    if taps is Taps.EXTRA:
        return _one_more(session, session.form.group_of(item))
    mark, kind = session.marks.get(item), DIGIT_KINDS[taps]
    if mark is not None and mark.kind == kind:
        return Step(events.Unmark, {"item": item})
    return Step(events.Mark, {"item": item, "kind": kind})


def of_drag(first: int, last: int) -> Step:
    """Return what a drag over several sounds does: one segment, or a credit for each."""
    return Step(events.Mark, {"item": first, "through": last, "kind": "credit"})


def of_word(session: Session, group: int) -> Step:
    """Return what a tap on a word does.

    A nonsense word is said as a whole in the next of the ways there are. Of a word to
    take apart it says that the student is there.
    """
    if session.measure.marked == "segments":
        return Step(events.Reached, {"item": session.form.group(group)[-1]})
    here = WORD_KINDS.index(session.sheet.words.get(group, "none"))
    return Step(events.Word, {"group": group, "how": WORD_KINDS[(here + 1) % len(WORD_KINDS)]})


def of_problem(session: Session, group: int, taps: Taps) -> Step:
    """Return what a tap on a problem's number does: all its digits at once, or none left out."""
    if taps is Taps.EXTRA:
        return _one_more(session, group)
    span, kind = session.form.group(group), DIGIT_KINDS[taps]
    if all(i in session.marks and session.marks[i].kind == kind for i in span):
        return Step(events.Unmark, {"item": span[0], "through": span[-1]})
    if taps is Taps.MISSING:
        return Step(events.Answer, {"group": group, "text": ""})
    return Step(events.Mark, {"item": span[0], "through": span[-1], "kind": kind})


def _one_more(session: Session, group: int) -> Step:
    digits = (session.sheet.extras.get(group, 0) + 1) % (MOST_EXTRA + 1)
    return Step(events.Extra, {"group": group, "digits": digits})
