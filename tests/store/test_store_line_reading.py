"""A file is read in blocks: what is found does not depend on where one ends."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_doubles import Disk

from store import line_reading
from store.line_reading import LineReading, read_lines
from store.lines import MAGIC, NewerLog, UnreadableLog, encode
from store.log import Log

BODY = st.text("[]{}a1 ,", max_size=120).map(str.encode)
APPEND = st.tuples(st.sampled_from(["one", "other"]), st.lists(BODY, min_size=1, max_size=4))
DAMAGE = st.tuples(
    st.sampled_from(["bit", "zeros", "cut", "hole", "twice", "newline"]),
    st.integers(0, 5000),
    st.integers(1, 300),
)


def damaged(data, what, at, size):
    data = bytearray(data)
    at = min(at, len(data) - 1)
    end = min(at + size, len(data))
    if what == "bit":
        data[at] ^= 1 << (size % 8)
    elif what == "zeros":
        data[at:end] = bytes(end - at)
    elif what == "cut":
        del data[max(1, at) :]
    elif what == "hole":
        del data[max(1, at) : end]
    elif what == "twice":
        data[at:at] = data[at:end]
    else:
        data[at:at] = b"\n"
    return bytes(data)


def found(data, kept):
    try:
        index = read_lines(data, "a.log", kept)
    except (NewerLog, UnreadableLog) as refused:
        return str(refused)
    return (
        index.sources,
        [*index.numbers],
        [*index.starts],
        [*index.sizes],
        {source: [*rows] for source, rows in index.rows.items()},
        (index.damage, index.problems, index.end, index.cut),
    )


@settings(max_examples=300)
@given(
    appends=st.lists(APPEND, max_size=8),
    damage=st.lists(DAMAGE, max_size=3),
    block=st.integers(len(MAGIC), 400),
    kept=st.integers(0, 3000),
)
def test_where_a_block_ends_makes_no_difference(appends, damage, block, kept):
    data, number = MAGIC, 1
    for source, bodies in appends:
        data += encode(source, [*enumerate(bodies, start=number)])[0]
        number += len(bodies)
    for one in damage:
        data = damaged(data, *one)
    whole, before = found(data, kept), line_reading.BLOCK
    line_reading.BLOCK = block
    try:
        assert found(data, kept) == whole
    finally:
        line_reading.BLOCK = before


def test_no_more_than_a_block_is_in_memory_and_it_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr(line_reading, "BLOCK", 1000)
    data = MAGIC + b"".join(encode("one", [(n, b"x" * 90)])[0] for n in range(1, 200))
    asked = []
    reading = LineReading(
        lambda at, size: asked.append(size) or data[at : at + size], len(data), "a.log"
    )
    shares = []
    while reading.read_on():
        shares.append(reading.share)
        assert len(reading._data) < 2 * 1000
    assert max(asked) == 1000
    assert shares == sorted(shares)
    assert len(shares) > 20
    assert 0 < shares[0] < 0.1
    assert len(reading.index().numbers) == 199


def test_a_line_longer_than_many_blocks_is_copied_a_few_times_only(monkeypatch):
    monkeypatch.setattr(line_reading, "BLOCK", 100)
    data = MAGIC + encode("one", [(1, b"x" * 100_000)])[0]
    asked = []
    reading = LineReading(
        lambda at, size: asked.append(size) or data[at : at + size], len(data), "a.log"
    )
    while reading.read_on():
        pass
    assert len(asked) < 20
    assert [*reading.index().sizes] == [100_000]


@pytest.mark.parametrize("cut", [0, 500])
def test_a_file_that_another_program_cuts_meanwhile_ends_there(monkeypatch, cut):
    monkeypatch.setattr(line_reading, "BLOCK", 400)
    data = MAGIC + b"".join(encode("one", [(n, b"x" * 90)])[0] for n in range(1, 20))
    reading = LineReading(lambda at, size: data[:cut][at : at + size], len(data), "a.log")
    while reading.read_on():
        pass
    assert len(reading.index().numbers) == (4 if cut else 0)


def test_opening_a_log_lets_others_come_between(monkeypatch):
    monkeypatch.setattr(line_reading, "BLOCK", 400)
    data = MAGIC + b"".join(encode("one", [(n, b"x" * 90)])[0] for n in range(1, 50))
    told = []

    async def tell(share):
        told.append(share)
        await asyncio.sleep(0)

    log = asyncio.run(Log.open(Disk(a_log=data), "a.log", told=tell))
    assert len(log) == 49
    assert len(told) > 10
    assert told == sorted(told)
