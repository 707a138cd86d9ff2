"""An event: one change to one record, and its JSON in the log."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any, NamedTuple

Fields = dict[str, Any]

DELETED = "_deleted"
ABSENT: Fields = {DELETED: True}

# Levels of nested lists and objects. Deeper JSON is an event on no device: how deep an interpreter
# can parse depends on its stack, and a tablet's crashes on an attempt to parse deeper.
DEEPEST = 200

STAMPS = 2**63  # every stamp of an event that is shown is below
LONGEST_NAME = 64  # characters of a table's name, and of an id
LARGEST = 2**22  # bytes of one event

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))

# The beginning of an event as this code writes it, if neither table nor id needs escapes.
_PLAIN = re.compile(rb'\[\d+,"([\w-]*)","([\w-]*)",')


class Event(NamedTuple):
    """One change: the fields it sets in one record. On disk it is a JSON array.

    A delete sets ``_deleted`` to true; a later false restores the record. A field
    is removed by setting it to ``{"_deleted": true}``.
    """

    stamp: int
    table: str
    id: str
    fields: Fields


def canonical(value: Any) -> str:
    """Return the same text for equal JSON values. True, 1 and 1.0 are three different values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def decode(raw: bytes) -> Event | None:
    """Return the event in one line of bytes, or None if the line is no event."""
    try:
        return None if b"\n" in raw or is_too_deep(raw) else _event(json.loads(raw.decode()))
    except ValueError:
        return None


def decode_many(raws: Sequence[bytes], separator: str) -> list[Event | None]:
    """Decode many events in one parse, which is faster and shares the strings of field names.

    Args:
        raws: the bytes of each event.
        separator: a text that occurs in no event, such as a random one. It is inserted between
            the events: if it is missing from the result, neighbouring lines were parsed as one.
    """
    decoded: list[Event | None] = []
    for group in _groups(raws):
        decoded += _decode_together(group, separator)
    return decoded


def _groups(raws: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Yield the lines in order, in groups that open no more lists and objects than one event may.

    A damaged line may leave brackets open, and the lines after it are then nested inside them:
    the limit keeps a group from ever being nested too deep.
    """
    group, opened = list[bytes](), 0
    for raw in raws:
        more = _opened(raw)
        if opened + more > DEEPEST and group:
            yield group
            group, opened = [], 0
        group.append(raw)
        opened += more
    yield group


def _decode_together(raws: list[bytes], separator: str) -> list[Event | None]:
    values: list[Any] = []
    with suppress(ValueError):
        text = (b',"%s",' % separator.encode()).join([b"[0", *raws, b"0]"]).decode()
        values = json.loads(text) if len(raws) > 1 and "\n" not in text else []
    if len(values) != 2 * len(raws) + 3 or values[1::2] != [separator] * (len(raws) + 1):
        return [decode(raw) for raw in raws]
    return [_event(value) for value in values[2:-1:2]]


def _opened(raw: bytes) -> int:
    """Return how many [ and { the JSON has, including those inside strings."""
    # Removing them and comparing lengths takes half as long as counting them.
    return 2 * len(raw) - len(raw.replace(b"[", b"")) - len(raw.replace(b"{", b""))


def is_too_deep(raw: bytes) -> bool:
    """Return, without decoding it, whether JSON in UTF-8 is nested deeper than an event may be."""
    if _opened(raw) <= DEEPEST:
        return False  # the usual case
    brackets = _STRING.sub(b"", raw).translate(None, _OTHERS)
    return max(accumulate(1 if one in b"[{" else -1 for one in brackets), default=0) > DEEPEST


def is_in_bounds(event: Event, raw: bytes) -> bool:
    """Return whether the view shows an event, given the bytes that it was decoded from.

    One that is out of bounds stays in the log, byte for byte, and is passed on. The bounds belong
    to the format and never change, or devices would show different records: a stamp below 2**63,
    table and id of 1 to 64 characters, at most 4 MiB, no NaN, and no half of a surrogate pair,
    which no text in UTF-8 can hold.
    """
    if len(raw) > LARGEST or not _is_named(event):
        return False
    if not _may_hide(raw):
        return True  # the usual case
    try:
        json.dumps(event[1:], ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return True


def are_in_bounds(events: Sequence[Event | None], raws: Sequence[bytes]) -> list[bool]:
    """Return of many what ``is_in_bounds`` tells of each, and False for what is no event.

    Their bytes are looked at together, so that opening a long log costs hardly more.
    """
    joined = b"".join(raws)
    if max(map(len, raws), default=0) > LARGEST or _may_hide(joined):
        return [
            event is not None and is_in_bounds(event, raw)
            for event, raw in zip(events, raws, strict=True)
        ]
    return [event is not None and _is_named(event) for event in events]


def _is_named(event: Event) -> bool:
    stamp, table, id_, _ = event
    return stamp < STAMPS and 0 < len(table) <= LONGEST_NAME and 0 < len(id_) <= LONGEST_NAME


def _may_hide(raw: bytes) -> bool:
    """Return whether JSON may hold half a surrogate pair, NaN or Infinity."""
    return b"\\u" in raw or b"NaN" in raw or b"Infinity" in raw


def record_of(raw: bytes) -> tuple[str, str] | None:
    """Return an event's table and record id, or None if the bytes are no event.

    Usually the event is not decoded, and then only its beginning is checked.
    """
    plain = _PLAIN.match(raw)
    if plain:
        return plain[1].decode(), plain[2].decode()
    event = decode(raw)
    return None if event is None else (event.table, event.id)


def _event(value: object) -> Event | None:
    if type(value) is not list or len(value) != 4:
        return None
    stamp, table, id_, fields = value
    # Runs for each of 100,000 events at opening; a match statement would take three times as long.
    if type(stamp) is int and type(table) is type(id_) is str and type(fields) is dict:
        return Event(stamp, table, id_, fields) if stamp >= 0 else None
    return None
