import asyncio
import zlib
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from store_doubles import Disk

from store.lines import MAGIC, LogLine, NewerLog, UnreadableLog
from store.log import Log, NotKept

NAME = "a.log"
END = "a.end"
ME = "00000000000000aa"


def opened(disk):
    return asyncio.run(Log.open(disk, NAME, end=END))


def disk_with(data):
    return Disk(a_log=data)


def read(log):
    return [line for chunk in log.chunks() for line in chunk]


def batch(log, *bodies, source=ME):
    first = log.next_number(source)
    lines = [*enumerate(bodies, start=first)]
    log.append(source, lines)
    return [LogLine(source, *line) for line in lines]


BATCHES = [
    [b'{"a":1}'],
    [b"[2]", b'["\\u00e9 three"]', b"[4,4]"],
    [b"[5]"],
    [b"[6]", b"[7,[]]", b"[8]"],
]


def example():
    """Return a small log's bytes, its lines, and the file's length after each append."""
    disk = Disk()
    log = opened(disk)
    lines, ends = [], [0]
    for bodies in BATCHES:
        lines.append(batch(log, *bodies))
        ends.append(len(disk.now[NAME]))
    return disk.now[NAME], lines, ends


DATA, APPENDS, ENDS = example()
ALL = [line for lines in APPENDS for line in lines]


def test_what_was_appended_is_read_back_with_its_exact_bytes():
    log = opened(disk_with(DATA))
    assert read(log) == ALL
    assert list(log.lines(ME, after=4)) == ALL[4:]
    assert list(log.lines("other")) == []
    assert log.problems == ()
    assert log.next_number(ME) == 9
    assert log.next_number("other") == 1


def test_a_line_reads_as_docs_format_says():
    rest = b'00000000000000aa 1 1/1 {"a":1}'
    checked = b"1 %d %s" % (len(rest), rest)
    assert DATA[: ENDS[1]] == b"Aimline log\n%08x %s\n" % (zlib.crc32(checked), checked)


def test_the_example_in_docs_format_is_a_log():
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_bytes()
    example = page[page.index(MAGIC) :]
    log = opened(disk_with(example[: example.index(b"```")]))
    assert log.problems == ()
    assert [(line.number, line.json[:6]) for line in read(log)] == [(0, b'{"own"'), (1, b"[11765")]


@pytest.mark.parametrize("zeros", [0, 1, 700])
def test_a_tail_torn_at_any_byte_takes_only_its_own_append_and_is_written_over(zeros):
    for cut in range(len(DATA)):
        kept = [line for end, a in zip(ENDS[1:], APPENDS, strict=True) if end <= cut for line in a]
        if zeros and cut + 1 in ENDS:
            continue  # only its newline is missing: it may be kept
        # The first line is flushed alone, so nothing follows it while it is torn.
        torn = DATA[:cut] + bytes(zeros if cut >= len(MAGIC) else min(zeros, len(MAGIC) - cut))
        disk = disk_with(torn)
        log = opened(disk)
        assert read(log) == kept, cut
        assert log.problems == (), cut
        assert disk.now[NAME] == torn, "opening wrote"
        new = batch(log, b'"new"', b'"newer"')
        assert new[0].number == len(kept) + 1
        assert read(log) == kept + new
        again = opened(disk)
        assert read(again) == kept + new, cut
        assert again.problems == (), cut


def damaged_bytes(byte):
    flips = {byte ^ (1 << bit) for bit in range(8)}
    return (flips | {0, 10, 32, 48, 57, 255}) - {byte}


def test_one_damaged_byte_loses_at_most_its_own_line_and_is_reported():
    starts = [len(MAGIC)]
    starts += [at + 1 for at in range(len(MAGIC), len(DATA)) if DATA[at] == 10]
    for at in range(len(DATA)):
        hit = next((n for n, (a, b) in enumerate(pairwise(starts)) if a <= at < b), None)
        for byte in damaged_bytes(DATA[at]):
            data = DATA[:at] + bytes([byte]) + DATA[at + 1 :]
            disk = disk_with(data)
            log = opened(disk)
            where = (at, byte)
            others = [line for n, line in enumerate(ALL) if n != hit]
            left = read(log)
            assert left in (others, ALL), where
            assert log.problems, where
            assert disk.now[NAME] == data, "opening wrote"
            new = batch(log, b'"new"')
            assert new[0].number > len(ALL), (where, "a number was given twice")
            assert disk.now[NAME].startswith(data), (where, "something was cut off")
            assert read(opened(disk)) == left + new, where


def test_a_damaged_line_is_reported_by_file_and_line_without_its_content():
    at = DATA.index(b"three")
    log = opened(disk_with(DATA[:at] + b"T" + DATA[at + 1 :]))
    (problem,) = log.problems
    assert (problem.file, problem.line) == (NAME, 4)
    assert "hree" not in problem.reason
    assert read(log) == ALL[:2] + ALL[3:]


def test_a_block_of_zeros_inside_the_last_append_tears_all_of_it_and_nothing_else():
    for begin in range(ENDS[-2], len(DATA) - 3):
        for end in (begin + 3, len(DATA) - 1):
            data = DATA[:begin] + bytes(end - begin) + DATA[end:]
            log = opened(disk_with(data))
            assert read(log) == ALL[:5], (begin, end)


def test_a_block_of_zeros_further_up_is_damage_and_never_tears_what_follows():
    for begin in range(len(MAGIC), ENDS[-2] - 8):
        disk = disk_with(DATA[:begin] + bytes(8) + DATA[begin + 8 :])
        log = opened(disk)
        left = read(log)
        assert left[-3:] == ALL[-3:]
        assert len(left) >= len(ALL) - 2
        assert log.problems
        new = batch(log, b"[8]")
        assert read(opened(disk)) == left + new


def test_damage_at_the_end_keeps_the_numbers_it_may_hide():
    disk = disk_with(DATA[: ENDS[-2]] + b"x" * 400 + b"\n")
    log = opened(disk)
    assert log.next_number(ME) > 5 + 400 // len(b"00000000 1 9 a 1 1/1 0\n")
    number = batch(log, b"[8]")[0].number
    assert opened(disk).next_number(ME) == number + 1


bodies_of_appends = st.lists(
    st.lists(st.integers().map(b"[%d]".__mod__), min_size=1, max_size=4), min_size=1, max_size=6
)


@given(bodies_of_appends, st.data())
def test_a_power_cut_at_any_moment_loses_nothing_acknowledged(appends, data):
    disk, kept, random = Disk(), [], Random(data.draw(st.integers()))
    for bodies in appends:
        log = opened(disk)
        flushes = data.draw(st.none() | st.integers(0, 2))
        disk.flushes = flushes
        if flushes is not None:
            disk.broken = {"truncate"}  # the program is killed before it can truncate anything
        new = [*enumerate(bodies, start=log.next_number(ME))]
        attempt = [LogLine(ME, *line) for line in new]
        try:
            log.append(ME, new)
            acknowledged = True
        except NotKept:
            acknowledged = False
        disk.flushes, disk.broken = None, set()
        disk.power_cut(random)
        found = opened(disk)
        if not acknowledged:
            # One or two zeros at a sector's end look like damage, which is allowed.
            assume(not found.problems)
        assert found.problems == ()
        assert read(found) in ([kept + attempt] if acknowledged else [kept, kept + attempt])
        kept = read(found)


# An end that was kept, and is lost


def appended():
    """Return a disk on which the example was kept line by line, its end noted."""
    disk = Disk()
    for bodies in BATCHES:
        batch(opened(disk), *bodies)
    assert disk.now[NAME] == DATA
    return disk


@pytest.mark.parametrize("zeros", [False, True])
def test_a_lost_end_is_reported_and_costs_only_the_lines_that_are_damaged(zeros):
    ends = [DATA.index(line.json + b"\n", len(MAGIC)) + len(line.json) for line in ALL]
    for cut in range(len(MAGIC) + 1 if zeros else 0, len(DATA)):
        disk = appended()
        disk.now[NAME] = data = DATA[:cut] + bytes((len(DATA) - cut) * zeros)
        if zeros and cut < ends[0]:
            continue  # as no line is left, it may be refused
        log = opened(disk)
        left = read(log)
        assert left == [line for line, end in zip(ALL, ends, strict=True) if end < cut + zeros]
        assert log.problems
        assert not left or log.next_number(ME) > ALL[-1].number
        new = batch(log, b"[9]", b"[10]")
        again = opened(disk)
        left += [line for line, end in zip(ALL, ends, strict=True) if end == cut and not zeros]
        assert read(again) == left + new  # also a line that lacked nothing but its end
        assert again.problems
        assert disk.now[NAME].startswith(data)


def test_zeros_in_what_was_kept_are_damage_and_tear_nothing():
    for begin in range(len(MAGIC), len(DATA) - 8):
        disk = appended()
        disk.now[NAME] = DATA[:begin] + bytes(8) + DATA[begin + 8 :]
        log = opened(disk)
        left = read(log)
        assert len(left) >= len(ALL) - 2
        assert log.problems
        new = batch(log, b"[9]")
        assert read(opened(disk)) == left + new


@pytest.mark.parametrize("note", [b"", b"\0" * 25, b"00000000 000000000000999\n", b"?" * 40])
def test_a_note_that_is_damaged_is_none(note):
    disk = appended()
    disk.now[END] = note
    assert opened(disk).problems == ()
    disk.now[NAME] = DATA[: ENDS[-2]]
    assert opened(disk).problems == ()
    batch(opened(disk), b"[9]")
    disk.now[NAME] = DATA[: ENDS[-2]]
    assert opened(disk).problems != ()


def test_a_note_that_cannot_be_written_stops_no_append():
    disk = appended()
    log = opened(disk)
    log._log_end._file.write_at = refuse
    new = batch(log, b"[9]")
    assert read(opened(disk)) == ALL + new
    assert opened(disk).problems == ()


def refuse(*_):
    raise OSError("no")


def test_a_full_disk_refuses_the_append_and_keeps_everything_else():
    bodies = b'"' + b"x" * 70 + b'"', b"[9]"
    disk = disk_with(DATA)
    batch(opened(disk), *bodies)
    for room in range(len(disk.now[NAME]) - len(DATA)):
        disk = disk_with(DATA)
        log = opened(disk)
        disk.room = room
        with pytest.raises(NotKept, match=r"^This could not be kept: the disk is full\. .*Free"):
            batch(log, *bodies)
        assert disk.now[NAME] == DATA
        assert read(log) == read(opened(disk)) == ALL
        disk.room = None
        new = batch(log, b"[10]")
        assert new[0].number == 9
        assert read(log) == read(opened(disk)) == ALL + new


@pytest.mark.parametrize("broken", [{"flush"}, {"flush", "truncate"}])
def test_a_failing_disk_refuses_the_append_and_the_next_one_works(broken):
    disk = disk_with(DATA)
    log = opened(disk)
    disk.broken = broken
    with pytest.raises(NotKept, match=r"^This could not be kept: Input/output error\. "):
        batch(log, b"[8]", b"[9]")
    assert read(log) == ALL
    if "truncate" not in broken:
        assert read(opened(disk)) == ALL
    disk.broken = set()
    new = batch(log, b"[10]")
    assert read(log) == read(opened(disk)) == ALL + new


def line_of(version, rest):
    checked = b"%d %d %s" % (version, len(rest), rest)
    return b"%08x %s\n" % (zlib.crc32(checked), checked)


@pytest.mark.parametrize("rest", [b"aa 1 1/1 {}", b"anything\nat all"])
@pytest.mark.parametrize("before", [MAGIC, DATA])
def test_a_newer_format_is_refused_and_nothing_is_written(before, rest):
    data = before + line_of(2, rest) + b"torn"
    disk = disk_with(data)
    with pytest.raises(NewerLog, match=r"newer Aimline \(format 2; this one reads up to 1\)"):
        opened(disk)
    assert disk.now[NAME] == data
    assert disk.open_files == 0


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" * 9, b"{}", b"x", b"Aimline Log\nzz\n", bytes(99)]
)
def test_a_file_that_is_no_log_is_not_an_empty_log(data):
    disk = disk_with(data)
    with pytest.raises(UnreadableLog, match="Nothing was changed"):
        opened(disk)
    assert disk.now[NAME] == data
    assert disk.open_files == 0


def test_a_second_program_on_the_same_file_is_noticed_before_it_does_harm():
    disk = disk_with(DATA)
    one, other = opened(disk), opened(disk)
    kept = ALL + batch(one, b"[8]")
    with pytest.raises(NotKept, match=r"Another program has written to a\.log"):
        batch(other, b"[9]")
    assert read(opened(disk)) == kept


def test_numbers_that_come_late_are_not_given_again():
    disk = Disk()
    log = opened(disk)
    log.append("bb", [(7, b"7")])
    log.append("bb", [(2, b"2"), (3, b"3")])
    assert log.next_number("bb") == opened(disk).next_number("bb") == 8


def test_sources_count_for_themselves():
    disk = Disk()
    log = opened(disk)
    mine = batch(log, b"1") + batch(log, b"2")
    theirs = batch(log, b"1", b"2", source="bb")
    mine += batch(log, b"3")
    for kept in (log, opened(disk)):
        assert list(kept.lines(ME)) == mine
        assert list(kept.lines("bb")) == theirs
        assert (kept.next_number(ME), kept.next_number("bb")) == (4, 3)


def test_a_body_that_is_not_one_line_is_refused():
    disk = Disk()
    with pytest.raises(ValueError, match="not one line"):
        batch(opened(disk), b"[1,\n2]")
    assert NAME not in disk.now


def test_a_cleared_log_is_empty_and_counts_from_one():
    disk = disk_with(DATA)
    log = opened(disk)
    log.clear()
    assert read(opened(disk)) == read(log) == []
    assert batch(log, b"[1]")[0].number == 1
    assert len(read(opened(disk))) == 1


def test_a_log_is_known_again_from_how_far_it_went():
    places = [opened(disk_with(DATA[:end])).position() for end in ENDS]
    assert places == [(end, zlib.crc32(DATA[:end])) for end in ENDS]
    for many, end in enumerate(ENDS):
        log = opened(disk_with(DATA[:end] + (b"torn" if end else b"")))
        for few, position in enumerate(places):
            assert log.went_on_from(position) == (few <= many)
            if few <= many:
                assert log.position(after=position) == places[many]
    other = opened(disk_with(DATA[: ENDS[1]]))
    batch(
        other, b"[9]", b'["\\u00e9 three"]', b"[4,4]"
    )  # of the same length, with the same last line
    assert [other.went_on_from(position) for position in places] == [
        True,
        True,
        False,
        False,
        False,
    ]
