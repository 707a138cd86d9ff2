"""An event: one change to one record, and the JSON it is kept as."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any, NamedTuple

Fields = dict[str, Any]

DELETED = "_deleted"
ABSENT: Fields = {DELETED: True}

# Lists and objects in each other. What is deeper is no event on any device: how deep an interpreter
# can read depends on its stack, and a tablet's doesn't survive an attempt to read deeper.
DEEPEST = 200

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))

# How an event begins, as this code writes it, when neither table nor id needs escapes.
_PLAIN = re.compile(rb'\[\d+,"([\w-]*)","([\w-]*)",')


class Event(NamedTuple):
    """One change: the fields it sets in one record. On disk it is a JSON array.

    A delete sets ``_deleted`` to true; a later false takes that back. A field
    is taken away by setting it to ``{"_deleted": true}``.
    """

    stamp: int
    table: str
    id: str
    fields: Fields


def canonical(value: Any) -> str:
    """Return the one text that equal JSON values share. True, 1 and 1.0 are three values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def decode(raw: bytes) -> Event | None:
    """Return an event from its bytes, which are one line; None if they are none."""
    try:
        return None if b"\n" in raw or is_too_deep(raw) else _event(json.loads(raw.decode()))
    except ValueError:
        return None


def decode_many(raws: Sequence[bytes], between: str) -> list[Event | None]:
    """Decode in one go, which is faster and lets the events share their fields' names.

    Args:
        raws: the bytes of each.
        between: a text that no event holds, as a random one. It is put between them: where
            two only make sense together, it isn't found there.
    """
    decoded: list[Event | None] = []
    for some in _groups(raws):
        decoded += _decode_together(some, between)
    return decoded


def _groups(raws: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Yield them in order, as many together as open no more lists and objects than one event may.

    What some leave open would hold those that follow: so they never come to be too deep together.
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


def _decode_together(raws: list[bytes], between: str) -> list[Event | None]:
    values: list[Any] = []
    with suppress(ValueError):
        text = (b',"%s",' % between.encode()).join([b"[0", *raws, b"0]"]).decode()
        values = json.loads(text) if len(raws) > 1 and "\n" not in text else []
    if len(values) != 2 * len(raws) + 3 or values[1::2] != [between] * (len(raws) + 1):
        return [decode(raw) for raw in raws]
    return [_event(value) for value in values[2:-1:2]]


def _opened(raw: bytes) -> int:
    """Return how many lists and objects JSON opens, those that only stand in texts among them."""
    # Taking all of them out tells how many there are in half the time that counting them takes.
    return 2 * len(raw) - len(raw.replace(b"[", b"")) - len(raw.replace(b"{", b""))


def is_too_deep(raw: bytes) -> bool:
    """Tell, without decoding it, whether JSON in UTF-8 is nested deeper than any event may be."""
    if _opened(raw) <= DEEPEST:
        return False  # as nearly all
    brackets = _STRING.sub(b"", raw).translate(None, _OTHERS)
    return max(accumulate(1 if one in b"[{" else -1 for one in brackets), default=0) > DEEPEST


def record_of(raw: bytes) -> tuple[str, str] | None:
    """Return an event's table and its record's id; it is only decoded where that needs it.

    None if it is no event. Of what looks like one, the rest isn't looked at.
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
    # Asked of each of 100,000 at opening, where a match statement takes three times as long.
    if type(stamp) is int and type(table) is type(id_) is str and type(fields) is dict:
        return Event(stamp, table, id_, fields) if stamp >= 0 else None
    return None
