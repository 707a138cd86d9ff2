"""What is written over a form's items while a probe is given and scored.

How a mark is written depends on how the measure is marked: one error an item, a
credit for each item, one credit for a segment of several, or what is wrong with
each digit of an answer. Nothing here knows of turns or time; ``session`` does.
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

MOST_DIGITS = 99  # too many in an answer, or wrong in its steps: more is a slip of the finger

KINDS = {
    "errors": (*ERROR_KINDS, "self_correction"),
    "credits": ("credit", "error", "supplied"),
    "segments": ("credit", "error", "supplied"),
    "digits": DIGIT_KINDS,
}

Written = Mark | Unmark | Extra | Answer | Steps | Word
T = TypeVar("T")


class CannotWrite(ValueError):
    """The measure takes no such mark, or the form lacks what it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything written.

    ``marks`` maps an item to its mark, a segment's first item to the segment.
    The others are by group: ``words`` how a nonsense word was said as a whole,
    ``extras`` the digits too many, ``steps`` what the written steps came to,
    ``answers`` the text of an answer while nothing was marked by hand since.
    """

    marks: Mapping[int, Mark] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)
    extras: Mapping[int, int] = field(default_factory=dict)
    steps: Mapping[int, Steps] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)

    def furthest(self, form: Form) -> int | None:
        """Return the furthest item that anything is written over."""
        groups = [*self.words, *self.extras, *self.steps, *self.answers]
        ends = [form.group(max(groups))[-1]] if groups else []
        if self.marks:  # no two overlap, so the one that begins last ends last
            ends.append(_span(self.marks[max(self.marks)])[-1])
        return max(ends, default=None)


def touched(form: Form, event: Mark | Extra | Answer | Steps | Word) -> range:
    """Return the items that an event writes over.

    Raises:
        CannotWrite: it ends before it begins, or the form lacks the group.
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
    """Return the sheet after one event, whose items are on the form.

    Raises:
        CannotWrite: the measure takes no such mark, or there is none to take off.
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
        return replace(sheet, marks=_without(sheet.marks, span) | {event.item: event})
    if measure.marked == "errors":
        return replace(sheet, marks={**sheet.marks, event.item: event})
    each = {item: Mark(at_ms=event.at_ms, item=item, kind=event.kind) for item in span}
    changed = replace(sheet, marks={**sheet.marks, **each})
    return changed if event.kind == "credit" else _by_hand(changed, form, span)


def _unmark(sheet: Sheet, form: Form, measure: Measure, event: Unmark) -> Sheet:
    if event.through is not None and measure.marked == "errors":
        raise CannotWrite(f"the measure {measure.id} takes no “unmark” with “through”")
    span = _span(event)
    if not span:
        raise CannotWrite(f"“through” {event.through} comes before item {event.item}")
    left = _without(sheet.marks, span)
    if len(left) == len(sheet.marks):
        raise CannotWrite(f"item {event.item} carries no mark")
    return _by_hand(replace(sheet, marks=left), form, span)


def _word(sheet: Sheet, form: Form, measure: Measure, event: Word) -> Sheet:
    if measure.marked != "credits":
        raise CannotWrite(f"“word” is for nonsense words; {measure.id} has none")
    if event.how == "none":
        if event.group not in sheet.words:
            raise CannotWrite(f"word {event.group} was not said as a whole")
        return replace(sheet, words=_but(sheet.words, (event.group,)))
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
    extras = _but(sheet.extras, (event.group,))
    if event.digits:
        extras[event.group] = event.digits
    return replace(sheet, extras=extras, answers=_but(sheet.answers, (event.group,)))


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
    return replace(
        sheet,
        marks=_without(sheet.marks, span) | wrong,
        extras=_but(sheet.extras, (event.group,)) | extras,
        answers={**sheet.answers, event.group: event.text},
    )


def _steps(sheet: Sheet, form: Form, event: Steps) -> Sheet:
    most = digits.possible_steps(form.prompt(event.group))
    if event.right > most or event.wrong > MOST_DIGITS:
        raise CannotWrite(
            f"the steps of problem {event.group} have at most {most} right digits "
            f"and {MOST_DIGITS} wrong ones"
        )
    steps = _but(sheet.steps, (event.group,))
    if event.right or event.wrong:
        steps[event.group] = event
    return replace(sheet, steps=steps)


def _by_hand(sheet: Sheet, form: Form, span: range) -> Sheet:
    """Take back what was said of the groups as a whole: it no longer holds."""
    if not sheet.words and not sheet.answers:
        return sheet
    groups = range(form.group_of(span[0]), form.group_of(span[-1]) + 1)
    return replace(sheet, words=_but(sheet.words, groups), answers=_but(sheet.answers, groups))


def _span(mark: Mark | Unmark) -> range:
    last = mark.item if mark.through is None else mark.through
    return range(mark.item, last + 1)


def _without(marks: Mapping[int, Mark], span: range) -> dict[int, Mark]:
    """Return the marks that lie nowhere within the items."""
    return {
        item: mark for item, mark in marks.items() if item > span[-1] or _span(mark)[-1] < span[0]
    }


def _but(by_group: Mapping[int, T], groups: Container[int]) -> dict[int, T]:
    return {group: value for group, value in by_group.items() if group not in groups}
