"""Plain JSON values from outside, checked one by one.

A message names the field and what is allowed. Of the value it tells only the
type, because a child's name may be where a number belongs, and a number where an
id belongs.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

DEEPEST = 20  # levels of nested lists and objects; an export has six
LONGEST = 200  # characters of a name, an id, an item
FIRST_YEAR, LAST_YEAR = 1970, 2100  # of what a clock says
MOST_ITEMS = 2_000

# An unterminated string is matched to the end, so that no character is scanned again.
_TEXT_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{\]}]', re.DOTALL)


class BadValue(ValueError):
    """A field is missing, or has a value not allowed."""


def parsed(text: str) -> object:
    """Return the value of a JSON text.

    Deep nesting crashes the tablet's interpreter without an exception, so the depth is
    checked before parsing.

    Raises:
        BadValue: the text is not JSON, or nested deeper than any layout of Aimline.
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
    """Return the type of a value in words, for a message that must not quote a child's name."""
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
    """Return a number as text, for a message; of any other value only its type."""
    small = isinstance(value, int) and abs(value) < 10**15  # Python refuses to print huge integers
    plain = isinstance(value, float) or (small and not isinstance(value, bool))
    return str(value) if plain else kind(value)


def is_text(value: object, longest: int) -> bool:
    """Return whether a value is a text that UTF-8 can encode: half a surrogate pair can't be."""
    if not isinstance(value, str) or len(value) > longest:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a text; if the field is missing, the default, unless that is None."""
    value = data.get(name, default)
    if not isinstance(value, str) or not is_text(value, LONGEST):
        raise BadValue(f"“{name}” must be a text of at most {LONGEST} characters{_but_not(value)}")
    return value


def texts(data: Mapping[str, Any], name: str, most: int) -> tuple[str, ...]:
    """Return a list of at most ``most`` texts."""
    value = data.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        raise BadValue(f"“{name}” must be a list of at most {most} texts")
    for index, one in enumerate(value):
        if not is_text(one, LONGEST):
            raise BadValue(
                f"“{name}” {index} must be a text of at most {LONGEST} characters{_but_not(one)}"
            )
    return tuple(value)


def starts(data: Mapping[str, Any], name: str) -> tuple[int, ...]:
    """Return the list of item indexes at which lines or groups start."""
    value = data.get(name, [])
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise BadValue(f"“{name}” must be a list of at most {MOST_ITEMS} numbers")
    return tuple(whole_number({name: start}, name, None, 0, MOST_ITEMS) for start in value)


def whole_number(
    data: Mapping[str, Any], name: str, default: int | None, least: int, most: int
) -> int:
    """Return a whole number within bounds; if the field is missing, the default, unless None."""
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadValue(
            f"“{name}” must be a whole number from {least} to {most}, not {number(value)}"
        )
    return value


def moment(text: str) -> str:
    """Return a date and time with its offset from UTC, or an empty text unchanged.

    In years that a device's clock can say: others are of no use to anybody, and some of what
    computes with days can't.
    """
    if text:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = None
        # 20261124T0915 is ISO 8601 as well, but its first ten characters are not a date.
        if (
            found is None
            or found.utcoffset() is None
            or text[:10] != found.date().isoformat()
            or not FIRST_YEAR <= found.year <= LAST_YEAR
        ):
            raise BadValue(
                "“given_at” must be a date and time with its offset from UTC, such as "
                f"2026-11-24T09:15:00-05:00, from {FIRST_YEAR} to {LAST_YEAR}"
            )
    return text


def _but_not(value: object) -> str:
    return "" if isinstance(value, str) else f", not {kind(value)}"
