"""The scoring sheet: the examiner's marks on a form's items.

How an item is marked depends on the measure: as an error, as a credit, as part of
a segment of several items with one credit, or by what is wrong with a digit of an
answer. The order and times of events are checked in ``session``.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from probes.forms import digits
from probes.forms.form import Form
from probes.giving.events import (
    DIGIT_KINDS,
    ERROR_KINDS,
    NAMES,
    Answer,
    Extra,
    Mark,
    Steps,
    Unmark,
    Word,
)
from probes.measures.measure import Measure

MOST_DIGITS = 99  # extra in an answer, or wrong in its steps; more is a typing error

KINDS = {
    "errors": (*ERROR_KINDS, "self_correction"),
    "credits": ("credit", "error", "supplied"),
    "segments": ("credit", "error", "supplied"),
    "digits": DIGIT_KINDS,
}

Written = Mark | Unmark | Extra | Answer | Steps | Word
T = TypeVar("T")


class CannotWrite(ValueError):
    """The measure has no such mark, or the form has no such item or group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All marks on one form.

    ``marks`` maps an item to its mark, and a segment's first item to the segment; of two
    segments neither lies within the other, so that the one that begins later ends later.
    The other fields are by group: ``words`` says how a nonsense word was read as one
    word, ``extras`` counts extra digits, ``steps`` has the digits of written steps, and
    ``answers`` the text of an answer as long as none of its digits is marked by hand.
    ``entered`` are the problems of which an answer was entered, by hand marked since or not.
    """

    marks: Mapping[int, Mark] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)
    extras: Mapping[int, int] = field(default_factory=dict)
    steps: Mapping[int, Steps] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)
    entered: frozenset[int] = frozenset()

    def furthest(self, form: Form) -> int | None:
        """Return the furthest item with a mark, None if there is no mark."""
        groups = [*self.words, *self.extras, *self.steps, *self.answers]
        ends = [form.group(max(groups))[-1]] if groups else []
        if self.marks:  # none lies within another, so the one that begins last ends last
            ends.append(_span(self.marks[max(self.marks)])[-1])
        return max(ends, default=None)

    def touched(self, form: Form, problem: int) -> bool:
        """Tell whether anything is noted of a problem."""
        noted = (self.entered, self.answers, self.extras, self.steps)
        return any(problem in one for one in noted) or any(
            item in self.marks for item in form.group(problem)
        )


def is_whole_word(form: Form, mark: Mark) -> bool:
    """Tell whether a segment is all of a word of several phonemes: repeated, not taken apart."""
    word = form.group(form.group_of(mark.item))
    return len(word) > 1 and _span(mark) == word


def affected_items(form: Form, event: Mark | Extra | Answer | Steps | Word) -> range:
    """Return the items that an event marks.

    Raises:
        CannotWrite: the last item comes before the first, or the form has no such group.
    """
    if isinstance(event, Mark):
        if event.through is not None and event.through < event.item:
            raise CannotWrite(f"“through” {event.through} comes before item {event.item}")
        return _span(event)
    if not 0 <= event.group < len(form.groups):
        raise CannotWrite(
            f"group {event.group} is not on this form (groups 0 to {len(form.groups) - 1})"
            if form.groups
            else "the items of this form have no groups"
        )
    return form.group(event.group)


def write(sheet: Sheet, form: Form, measure: Measure, event: Written) -> Sheet:
    """Return the sheet after one event, whose items must be on the form.

    Raises:
        CannotWrite: the measure has no such mark, or there is no mark to remove.
    """
    match event:
        case Mark():
            return _mark(sheet, form, measure, event)
        case Unmark():
            return _unmark(sheet, form, measure, event)
        case Word():
            return _word(sheet, form, measure, event)
    if measure.marked != "digits":
        raise CannotWrite(f"“{NAMES[type(event)]}” is for digits; {measure.id} has none")
    match event:
        case Extra():
            return _extra(sheet, event)
        case Answer():
            return _answer(sheet, form, event)
        case Steps():
            return _steps(sheet, form, event)


def _mark(sheet: Sheet, form: Form, measure: Measure, event: Mark) -> Sheet:
    through = event.through is not None
    if event.kind not in KINDS[measure.marked] or (through and measure.marked == "errors"):
        raise CannotWrite(
            f"the measure {measure.id} is marked with {measure.marked}; "
            f"it takes no “{event.kind}”" + (" with “through”" if through else "")
        )
    span = _span(event)
    if measure.marked == "segments":
        if form.group_of(span[0]) != form.group_of(span[-1]):
            raise CannotWrite("a segment can't reach from one word into another")
        beside = {i: m for i, m in sheet.marks.items() if not _within(_span(m), span)}
        return replace(sheet, marks=beside | {event.item: event})
    if measure.marked == "errors":
        return replace(sheet, marks={**sheet.marks, event.item: event})
    each = {item: Mark(at_ms=event.at_ms, item=item, kind=event.kind) for item in span}
    changed = replace(sheet, marks={**sheet.marks, **each})
    return changed if event.kind == "credit" else _marked_by_hand(changed, form, span)


def _unmark(sheet: Sheet, form: Form, measure: Measure, event: Unmark) -> Sheet:
    if event.through is not None and measure.marked == "errors":
        raise CannotWrite(f"the measure {measure.id} takes no “unmark” with “through”")
    span = _span(event)
    if not span:
        raise CannotWrite(f"“through” {event.through} comes before item {event.item}")
    left = _without_marks(sheet.marks, span)
    if measure.marked == "segments" and event.through is None:
        over = segment_over(sheet.marks, event.item)
        left = {i: m for i, m in sheet.marks.items() if m is not over}
    if len(left) == len(sheet.marks):
        raise CannotWrite(f"item {event.item} carries no mark")
    return _marked_by_hand(replace(sheet, marks=left), form, span)


def _word(sheet: Sheet, form: Form, measure: Measure, event: Word) -> Sheet:
    if measure.marked != "credits":
        raise CannotWrite(f"“word” is for nonsense words; {measure.id} has none")
    if event.how == "none":
        if event.group not in sheet.words:
            raise CannotWrite(f"word {event.group} was not said as a whole")
        return replace(sheet, words=_without_groups(sheet.words, (event.group,)))
    lacking = [
        item
        for item in form.group(event.group)
        if item not in sheet.marks or sheet.marks[item].kind != "credit"
    ]
    credited = {item: Mark(at_ms=event.at_ms, item=item, kind="credit") for item in lacking}
    return replace(
        sheet,
        words={**sheet.words, event.group: event.how},
        marks={**sheet.marks, **credited},
    )


def _extra(sheet: Sheet, event: Extra) -> Sheet:
    if event.digits > MOST_DIGITS:
        raise CannotWrite(f"an answer has at most {MOST_DIGITS} digits too many")
    extras = _without_groups(sheet.extras, (event.group,))
    if event.digits:
        extras[event.group] = event.digits
    return replace(sheet, extras=extras, answers=_without_groups(sheet.answers, (event.group,)))


def _answer(sheet: Sheet, form: Form, event: Answer) -> Sheet:
    span = form.group(event.group)
    key = [form.items[item] for item in span]
    try:
        found = digits.compare(form.prompt(event.group), key, event.text)
    except digits.BadAnswer as problem:
        raise CannotWrite(str(problem)) from None
    wrong = {
        item: Mark(at_ms=event.at_ms, item=item, kind=kind)
        for item, kind in zip(span, found.marks, strict=True)
        if kind is not None
    }
    extras = {event.group: found.extra} if found.extra else {}
    written = frozenset({event.group} if event.text.strip(" _./") else ())
    return replace(
        sheet,
        entered=sheet.entered - {event.group} | written,
        marks=_without_marks(sheet.marks, span) | wrong,
        extras=_without_groups(sheet.extras, (event.group,)) | extras,
        answers={**sheet.answers, event.group: event.text},
    )


def _steps(sheet: Sheet, form: Form, event: Steps) -> Sheet:
    most = digits.possible_steps(form.prompt(event.group))
    if event.right > most or event.wrong > MOST_DIGITS:
        raise CannotWrite(
            f"the steps of problem {event.group} have at most {most} right digits "
            f"and {MOST_DIGITS} wrong ones"
        )
    steps = _without_groups(sheet.steps, (event.group,))
    if event.right or event.wrong:
        steps[event.group] = event
    return replace(sheet, steps=steps)


def _marked_by_hand(sheet: Sheet, form: Form, span: range) -> Sheet:
    """Remove words and answers of the marked items' groups, as the marks may contradict them."""
    if not sheet.words and not sheet.answers:
        return sheet
    groups = range(form.group_of(span[0]), form.group_of(span[-1]) + 1)
    words = _without_groups(sheet.words, groups)
    return replace(sheet, words=words, answers=_without_groups(sheet.answers, groups))


def segment_over(marks: Mapping[int, Mark], item: int) -> Mark | None:
    """Return the segment that lies over an item; of two, the one that begins later."""
    first = max((begins for begins in marks if begins <= item), default=None)
    if first is None or item not in _span(marks[first]):
        return None
    return marks[first]


def _within(one: range, other: range) -> bool:
    """Tell whether one of two spans lies within the other."""
    return (one[0] - other[0]) * (one[-1] - other[-1]) <= 0


def _span(mark: Mark | Unmark) -> range:
    last = mark.item if mark.through is None else mark.through
    return range(mark.item, last + 1)


def _without_marks(marks: Mapping[int, Mark], span: range) -> dict[int, Mark]:
    """Return the marks that don't overlap the items."""
    return {
        item: mark for item, mark in marks.items() if item > span[-1] or _span(mark)[-1] < span[0]
    }


def _without_groups(by_group: Mapping[int, T], groups: Container[int]) -> dict[int, T]:
    return {group: value for group, value in by_group.items() if group not in groups}
