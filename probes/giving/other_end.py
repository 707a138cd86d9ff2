"""A session with another end than was kept: stopped, finished or timed out at another moment.

It is what a replay of its events with that end comes to, without one. The marks and the skipped
lines stand as they are, since an end changes neither: so a probe with hundreds of corrections
opens at once.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended, OutOfTurn, Session, apply

ENDING = (events.Finish, events.TimeUp, events.Discontinue, events.Resume, events.Stop)
WHILE_RUNNING = (events.Reached, events.Wait, events.Remind)
_REPLACED = frozenset({*ENDING, events.Last, events.Confirm})
_at_ms = attrgetter("at_ms")


def with_end(session: Session, how: Ended, at_ms: int, seconds: int) -> Session:
    """Return a session that was started, under a clock of ``seconds``, with another end.

    The last item stays the one that is known. Marks keep their order. What only a running clock
    allows, and now comes after its end, scores nothing and is let go; so is the answer to a
    question that another end asks anew. ``at_ms`` is within the clock's time; a time-up is at
    its limit.

    Raises:
        OutOfTurn: it was finished then, and no line was read, or the last one was skipped later.
    """
    ends: dict[Ended, Event] = {
        Ended.TIME_UP: events.TimeUp(at_ms=seconds * 1000),
        Ended.FINISHED: events.Finish(at_ms=max(at_ms, 1)),
        Ended.DISCONTINUED: events.Discontinue(at_ms=at_ms),
    }
    end = ends[how]
    rest = [event for event in session.standing if type(event) not in _REPLACED]
    at = bisect_right(rest, end.at_ms, key=_at_ms)
    ran_until = len(rest)
    if session.ended is not None:  # what only a running clock allows came before
        ran_until = max(at, bisect_right(rest, session.ended_ms, key=_at_ms))
    before = rest[:at]
    between = [event for event in rest[at:ran_until] if not isinstance(event, WHILE_RUNNING)]
    if len(between) < ran_until - at:
        session = _without_later(session, before)
    after = [*between, *rest[ran_until:]]
    standing = (*before, end, *after)
    last = session.last
    found = replace(
        session,
        seconds=seconds,
        waiting=None,
        last=_last_read(session, before, after) if how is Ended.FINISHED else None,
        ended=how,
        ended_ms=end.at_ms,
        confirmed=False,
        at_ms=standing[-1].at_ms,
        events=standing,
        standing=standing,
    )
    if how is Ended.FINISHED or last is None:
        return found
    return apply(found, events.Last(at_ms=found.at_ms, item=last))


def _without_later(session: Session, before: Sequence[Event]) -> Session:
    """Return the session with what happened only while the clock ran as it was at the end."""
    reached = [event.item for event in before if isinstance(event, events.Reached)]
    reminded = frozenset(event.which for event in before if isinstance(event, events.Remind))
    return replace(session, reached=reached[-1] if reached else None, reminded=reminded)


def _last_read(session: Session, before: Sequence[Event], after: Sequence[Event]) -> int:
    """Return the last item of the last line that was read, by which "finished" is meant."""
    form = session.form
    skipped: set[int] = set()

    def last_item() -> int:
        read = [line for line in range(len(form.lines)) if line not in skipped]
        if not read:
            raise OutOfTurn("every line is marked as skipped; there is nothing to finish")
        return form.line(read[-1])[-1]

    for event in before:
        _skip(skipped, event)
    last = last_item()
    for event in after:
        if isinstance(event, events.SkipLine) and last in form.line(event.line):
            raise OutOfTurn(f"line {event.line} holds the last item; a skipped line can't")
        if _skip(skipped, event) and isinstance(event, events.UnskipLine):
            last = last_item()
    return last


def _skip(skipped: set[int], event: Event) -> bool:
    """Note a line that was skipped, or read after all; return whether the event says so."""
    if isinstance(event, events.SkipLine):
        skipped.add(event.line)
    elif isinstance(event, events.UnskipLine):
        skipped.discard(event.line)
    else:
        return False
    return True
