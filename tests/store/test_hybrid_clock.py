from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.hybrid_clock import HybridClock, is_wall

HOUR_MS = 3_600_000
walls = st.integers(0, 2**45)


@given(st.lists(st.tuples(walls, st.none() | st.integers(0, 2**64)), min_size=2))
def test_stamps_rise_above_all_seen_whatever_the_wall_clock_does(steps):
    wall = 0
    clock = HybridClock(lambda: wall)
    stamps = []
    for wall, seen in steps:
        if seen is not None:
            clock.observe(seen)
        stamps.append(clock.stamp())
        assert seen is None or stamps[-1] > seen
        assert stamps[-1] >= wall << 16
    assert all(a < b for a, b in pairwise(stamps))


def test_a_stamp_is_the_wall_clock_in_milliseconds_shifted_by_16_bits():
    clock = HybridClock(lambda: 1_795_000_000_000)
    assert clock.stamp() == 1_795_000_000_000 << 16
    assert clock.stamp() == (1_795_000_000_000 << 16) + 1


def test_only_the_device_whose_clock_is_fast_is_called_fast():
    fast, right = HybridClock(lambda: 30 * HOUR_MS), HybridClock(lambda: HOUR_MS)
    stamp = fast.stamp()
    assert is_wall(stamp)
    assert right.ahead_ms(stamp) == 29 * HOUR_MS
    assert fast.ahead_ms(right.stamp()) == 0
    right.observe(stamp)
    assert not is_wall(right.stamp())
