"""How a student went through a form: where they were at each moment, as far as taps show it.

On measures where errors are marked a fluent student causes no taps, so between two known places
the pace is taken as even. ``known`` says how many places there were to go by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from probes.giving import events
from probes.giving.events import ERROR_KINDS
from probes.giving.session import Ended, Session

STEP_MS = 10_000
FEWEST_KNOWN = 3  # places between the start and the end, fewer say nothing of a change of pace


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some ten seconds of a probe, fewer at the end: items gone through, and errors marked."""

    from_ms: int
    to_ms: int
    items: float
    errors: int

    @property
    def rate(self) -> float:
        """Items a minute."""
        return self.items * 60_000 / (self.to_ms - self.from_ms)


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of one probe. ``places`` are times in ms, and how many items were done by then.

    ``errors`` are the items marked as errors, up to the last of ``items``.
    """

    stretches: tuple[Stretch, ...]
    places: tuple[tuple[int, int], ...]
    errors: tuple[int, ...]
    items: int

    @property
    def known(self) -> int:
        """How many places are known between the start and the end."""
        return max(len(self.places) - 2, 0)

    @property
    def says_something(self) -> bool:
        """Whether enough is known to say how the pace changed."""
        return self.known >= FEWEST_KNOWN


def pace(session: Session) -> Pace | None:
    """Return the pace of a probe; None while its end or its last item isn't known."""
    last = session.place if session.last is None else session.last
    if session.ended is None or last is None or session.ended_ms <= 0:
        return None
    end_ms = session.ended_ms
    places = _places(session, end_ms, last)
    wrong = sorted(
        (mark.at_ms, item)
        for item, mark in session.marks.items()
        if mark.kind in ERROR_KINDS and item <= last and not session.is_skipped(item)
    )
    stretches = []
    for from_ms in range(0, end_ms, STEP_MS):
        to_ms = min(from_ms + STEP_MS, end_ms)
        gone = _at(places, to_ms) - _at(places, from_ms)
        last_one = to_ms == end_ms  # what is marked after the bell belongs to it
        errors = sum(from_ms <= at and (at < to_ms or last_one) for at, _ in wrong)
        stretches.append(Stretch(from_ms, to_ms, gone, errors))
    return Pace(tuple(stretches), places, tuple(sorted(item for _, item in wrong)), last + 1)


def _places(session: Session, end_ms: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return where the student is known to have been: ever further, ever later."""
    seen = [
        (event.at_ms, _end(event))
        for event in session.standing
        if isinstance(event, events.Reached)
        or (isinstance(event, events.Mark) and event.item in session.marks)
    ]
    found = [(0, 0)]
    for at_ms, item in seen:
        if found[-1][0] < at_ms < end_ms and found[-1][1] < item + 1 <= last:
            found.append((at_ms, item + 1))
    return (*found, (end_ms, last + 1))


def _end(event: events.Mark | events.Reached) -> int:
    through = event.through if isinstance(event, events.Mark) else None
    return event.item if through is None else through


def _at(places: Sequence[tuple[int, int]], ms: int) -> float:
    """Return how many items were done at a time, evenly between two known places."""
    for (from_ms, before), (to_ms, after) in pairwise(places):
        if ms <= to_ms:
            return before + (after - before) * (ms - from_ms) / (to_ms - from_ms)
    return places[-1][1]


def plays_until(session: Session) -> int:
    """Return the time in ms up to which there is something to watch: the end of the clock."""
    if session.ended is None:
        return session.at_ms
    return session.limit_ms if session.ended is Ended.TIME_UP else session.ended_ms
