"""What a student's errors have in common, over several probes, with the words.

Nothing is named that didn't happen three times. What errors are made on is only named if it goes
wrong half as often again as the rest: long words are missed more often by everybody who reads them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from probes.forms.readability import syllables

LEAST = 3
TIMES = 1.5

Common = Literal["kind", "same item", "long words", "look-alikes", "vowels", "zeros", "sign"]

_VOWELS, _LOOK_ALIKES = frozenset("aeiou"), frozenset("bdpq")
_SIGNS = "+−×÷"
_LONG = 3  # syllables
_PLAIN = "error"  # a tap that says no kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadForm:
    """What was read of a form on a day, and what was wrong.

    ``items`` are the texts up to the last one that count: words, letters, sounds, or for each digit
    its problem, such as "7 × 8". ``errors`` has the kind of each error by the item's place.
    """

    day: date
    measure: str
    items: tuple[str, ...]
    errors: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPattern:
    """What at least three errors have in common; the same item, on two days at least.

    ``detail`` says which kind, item or sign. ``items`` are the texts, each with how often it went
    wrong, most often first. ``days`` has how many there were on each day. ``of`` is how many such
    items were read, None for a kind of error.
    """

    common: Common
    detail: str
    count: int
    of: int | None
    items: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int], ...]


def error_patterns(read: Iterable[ReadForm]) -> tuple[ErrorPattern, ...]:
    """Return the patterns in what was read of one measure, most frequent first."""
    forms = sorted(read, key=lambda one: one.day)
    found = [
        _pattern(forms, "kind", kind, _of_kind(kind), exposed=False)
        for kind in sorted({how for one in forms for how in one.errors.values()} - {_PLAIN})
    ]
    missed = Counter(_bare(one.items[at]) for one in forms for at in _errors(one))
    again = [text for text, times in missed.items() if times >= LEAST and text]
    same = [_pattern(forms, "same item", text, _among(text.__eq__)) for text in again]
    found += [one for one in same if len(one.days) > 1]
    alike = [
        _pattern(forms, common, detail, _among(is_one))
        for common, detail, is_one in _classes(forms)
    ]
    found += [one for one in alike if _stands_out(forms, one)]
    named = [one for one in found if one.count >= LEAST]
    return tuple(sorted(named, key=lambda one: (-one.count, one.common, one.detail)))


def _of_kind(kind: str) -> Callable[[str, str], bool]:
    return lambda _, how: how == kind


def _among(is_one: Callable[[str], bool]) -> Callable[[str, str], bool]:
    return lambda item, _: is_one(item)


def _classes(forms: Sequence[ReadForm]) -> list[tuple[Common, str, Callable[[str], bool]]]:
    """Return what items may have in common in the measures that were read."""
    measures = {one.measure for one in forms}
    classes: list[tuple[Common, str, Callable[[str], bool]]] = []
    if measures & {"orf", "wrf"}:
        classes.append(("long words", "", lambda item: item != "" and syllables(item) >= _LONG))
    if measures & {"lnf", "lsf", "nwf"}:
        classes.append(("look-alikes", "", _LOOK_ALIKES.__contains__))
    if measures & {"lsf", "nwf"}:
        classes.append(("vowels", "", _VOWELS.__contains__))
    if measures & {"facts", "comp"}:
        classes.append(("zeros", "", _has("0")))
        classes += [("sign", sign, _has(sign)) for sign in _SIGNS]
    return classes


def _has(part: str) -> Callable[[str], bool]:
    return lambda item: part in item


def _pattern(
    forms: Sequence[ReadForm],
    common: Common,
    detail: str,
    is_one: Callable[[str, str], bool],
    *,
    exposed: bool = True,
) -> ErrorPattern:
    items: Counter[str] = Counter()
    days: Counter[date] = Counter()
    of = 0
    for one in forms:
        for at, how in _errors(one).items():
            if is_one(_bare(one.items[at]), how):
                items[_bare(one.items[at])] += 1
                days[one.day] += 1
        of += sum(is_one(_bare(item), "") for item in one.items) if exposed else 0
    return ErrorPattern(
        common=common,
        detail=detail,
        count=items.total(),
        of=of if exposed else None,
        items=tuple(sorted(items.items(), key=lambda each: (-each[1], each[0]))),
        days=tuple(sorted(days.items())),
    )


def _stands_out(forms: Sequence[ReadForm], pattern: ErrorPattern) -> bool:
    of = pattern.of or 0
    others = sum(len(one.items) for one in forms) - of
    errors = sum(len(_errors(one)) for one in forms) - pattern.count
    return of > 0 and others > 0 and pattern.count / of >= TIMES * errors / others


def _errors(one: ReadForm) -> dict[int, str]:
    return {at: how for at, how in one.errors.items() if 0 <= at < len(one.items)}


def _bare(item: str) -> str:
    """Return an item without the punctuation around it, in small letters."""
    return item.strip(" .,;:!?\"'()[]…“”‘’–—-").casefold() or item.strip()
