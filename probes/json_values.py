"""Plain JSON values from outside, bounded and checked one by one.

A sentence names the field and what was allowed; of the value it shows only the
kind, because a child's name may stand where a number belongs, and a number
where an id does.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

DEEPEST = 20  # lists and objects within each other; an export has six
LONGEST = 200  # characters of a name, an id, an item
MOST_ITEMS = 2_000

# A text that never ends is matched to the end, so that none is looked at twice.
_TEXT_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{\]}]', re.DOTALL)


class BadValue(ValueError):
    """A field is missing, or holds what it can't."""


def parsed(text: str) -> object:
    """Return the value of a JSON text.

    Deep nesting ends the tablet's interpreter for good, where no exception comes
    back from: so it is looked for before reading.

    Raises:
        BadValue: it is no JSON, or nested deeper than anything of ours.
    """
    depth = 0
    for found in _TEXT_OR_BRACKET.finditer(text):
        match found[0]:
            case "[" | "{":
                depth += 1
                if depth > DEEPEST:
                    raise BadValue(f"this is nested more than {DEEPEST} deep; nothing of ours is")
            case "]" | "}":
                depth -= 1
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise BadValue("this is not JSON") from None
    return value


def kind(value: object) -> str:
    """Show a foreign value without letting it, or a child's name in it, into the sentence."""
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"


def number(value: object) -> str:
    """Show a number that is not allowed; of anything else only the kind."""
    small = isinstance(value, int) and abs(value) < 10**15  # Python refuses to write a huge one
    plain = isinstance(value, float) or (small and not isinstance(value, bool))
    return str(value) if plain else kind(value)


def is_text(value: object, longest: int) -> bool:
    """Whether it is a text that can be written again: half a character can't be."""
    if not isinstance(value, str) or len(value) > longest:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a text, or the default where there is one."""
    value = data.get(name, default)
    if not isinstance(value, str) or not is_text(value, LONGEST):
        raise BadValue(f"“{name}” must be a text of at most {LONGEST} characters{_not(value)}")
    return value


def texts(data: Mapping[str, Any], name: str, most: int) -> tuple[str, ...]:
    """Return a list of at most ``most`` texts."""
    value = data.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        raise BadValue(f"“{name}” must be a list of at most {most} texts")
    for place, one in enumerate(value):
        if not is_text(one, LONGEST):
            raise BadValue(
                f"“{name}” {place} must be a text of at most {LONGEST} characters{_not(one)}"
            )
    return tuple(value)


def starts(data: Mapping[str, Any], name: str) -> tuple[int, ...]:
    """Return a list of item indexes."""
    value = data.get(name, [])
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise BadValue(f"“{name}” must be a list of at most {MOST_ITEMS} numbers")
    return tuple(whole_number({name: start}, name, None, 0, MOST_ITEMS) for start in value)


def whole_number(
    data: Mapping[str, Any], name: str, default: int | None, least: int, most: int
) -> int:
    """Return a whole number in bounds, or the default where there is one."""
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadValue(
            f"“{name}” must be a whole number from {least} to {most}, not {number(value)}"
        )
    return value


def moment(text: str) -> str:
    """Return a date and time with its offset, or nothing for nothing."""
    if text:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = None
        # 20261124T0915 is ISO 8601 too, but its first ten characters are no day.
        if found is None or found.utcoffset() is None or text[:10] != found.date().isoformat():
            raise BadValue(
                "“given_at” must be a date and time with its offset from UTC, such as "
                "2026-11-24T09:15:00-05:00"
            )
    return text


def _not(value: object) -> str:
    return "" if isinstance(value, str) else f", not {kind(value)}"
