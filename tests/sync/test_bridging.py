"""How much is read again for a gap that stays: nothing, or each line once."""

import pytest
from sync_doubles import ONCE, Device, Memory

from sync.segments.sealing import read_name

RUNS = 30


@pytest.fixture
def gap():
    """A folder from which the runs of events 26 and 27 are gone, its maker, and who lacks them."""
    asked = []
    maker, folder = Device("maker"), Memory()
    lacking = Device("lacking", private=lambda *event: bool(asked.append(event)))
    maker.found(folder)
    for number in range(RUNS):
        maker.put((ONCE, f"r{number}", {"score": number}))
        maker.sync(folder)
    for path in [path for path in folder.files if (name := read_name(path)) and name.hi > 25]:
        if read_name(path).lo < 28:
            del folder.files[path]
    lacking.join(folder)
    lacking.sync(folder)
    assert lacking.sync(folder).gaps == 1
    asked.clear()
    return folder, maker, lacking, asked


def lines_of(maker, *numbers):
    return [line for line in maker.db.lines(maker.db.device) if line[0] in numbers]


def test_where_the_event_before_it_is_not_here_nothing_is_looked_at(gap):
    folder, _, lacking, asked = gap
    assert lacking.sync(folder).gaps == 1
    assert asked == []


def test_where_it_is_each_line_is_looked_at_once(gap):
    folder, maker, lacking, asked = gap
    lacking.db.receive(maker.db.device, lines_of(maker, 27))
    assert lacking.sync(folder).gaps == 1
    assert len(asked) <= RUNS


def test_when_all_between_is_here_the_gap_is_bridged(gap):
    folder, maker, lacking, _ = gap
    lacking.db.receive(maker.db.device, lines_of(maker, 26, 27))
    assert lacking.sync(folder).gaps == 0
    assert lacking.sync(folder).sent + lacking.sync(folder).healed == 0
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == maker.view()
