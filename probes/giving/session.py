"""One administration as a state machine: events in, session out.

Only ``apply`` changes a session. Replaying the same events always gives the same
session, so a saved administration can be scored again years later, by the same
code that runs while a probe is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce

from probes.forms.form import Form
from probes.giving.events import (
    NAMES,
    Answer,
    Confirm,
    Discontinue,
    Event,
    Extra,
    Finish,
    Last,
    Mark,
    Note,
    Reached,
    Remind,
    Resume,
    SkipLine,
    Spoil,
    Start,
    Steps,
    Stop,
    TimeUp,
    Undo,
    Unmark,
    UnskipLine,
    Unspoil,
    Wait,
    Word,
)
from probes.giving.sheet import CannotWrite, Sheet, affected_items, write
from probes.measures.measure import Measure


class Phase(StrEnum):
    """The phase of an administration."""

    READY = "before the start"
    RUNNING = "while the clock runs"
    CLOSING = "after the clock has stopped"


class Ended(StrEnum):
    """Why the clock stopped."""

    TIME_UP = "time up"
    FINISHED = "finished"
    DISCONTINUED = "discontinued"


class OutOfTurn(ValueError):
    """An event that can't happen in this phase, or names an item or line not on the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The state of a probe that is being given, or was given before and is replayed.

    ``sheet`` has the marks on the items. ``last`` is the last item attempted, or
    None until the examiner has bracketed it; in a problem it is the last digit.
    ``waiting`` is the event that began the present hesitation. ``at_ms`` is the
    time of the latest event, ``ended_ms`` the time at which the clock stopped.
    ``confirmed`` says that somebody was asked whether the result can be, and that it stands
    since: another end, or another last item, asks anew.
    ``events`` has all events, ``standing`` those that were not undone.
    """

    form: Form
    measure: Measure
    seconds: int
    sheet: Sheet = field(default_factory=Sheet)
    skipped: frozenset[int] = frozenset()
    reached: int | None = None
    waiting: Wait | None = None
    reminded: frozenset[str] = frozenset()
    last: int | None = None
    started: bool = False
    ended: Ended | None = None
    ended_ms: int = 0
    spoiled: str | None = None
    confirmed: bool = False
    notes: tuple[str, ...] = ()
    at_ms: int = 0
    events: tuple[Event, ...] = ()
    standing: tuple[Event, ...] = ()

    @property
    def phase(self) -> Phase:
        """The present phase."""
        if not self.started:
            return Phase.READY
        return Phase.RUNNING if self.ended is None else Phase.CLOSING

    @property
    def limit_ms(self) -> int:
        """The time limit, in milliseconds since the start."""
        return self.seconds * 1000

    @property
    def marks(self) -> Mapping[int, Mark]:
        """The marks by item; a segment's mark is at its first item."""
        return self.sheet.marks

    @property
    def place(self) -> int | None:
        """The furthest item that the student is known to have reached, None before any."""
        known = [self.sheet.furthest(self.form), self.reached]
        return max((item for item in known if item is not None), default=None)

    @property
    def complete(self) -> bool:
        """Whether everything needed for a score is known."""
        if self.ended is None:
            return False
        known = self.last is not None or self.ended is Ended.DISCONTINUED
        return known or self.measure.marked in ("credits", "segments")

    @property
    def undoable(self) -> Event | None:
        """The event that an ``Undo`` would undo, None if there is none."""
        for event in reversed(self.standing):
            if not isinstance(event, Start | TimeUp):
                return event
        return None

    def is_skipped(self, item: int) -> bool:
        """Return whether the item is in a line the student skipped."""
        return bool(self.skipped) and self.form.line_of(item) in self.skipped


def new(form: Form, measure: Measure, seconds: int | None = None) -> Session:
    """Return a session that has not started; ``seconds`` defaults to the measure's."""
    return Session(
        form=form, measure=measure, seconds=measure.seconds if seconds is None else seconds
    )


def replay(session: Session, events: Iterable[Event]) -> Session:
    """Return the session after several events."""
    return reduce(apply, events, session)


def apply(session: Session, event: Event) -> Session:
    """Return the session after one event.

    Raises:
        OutOfTurn: the event can't happen in the session's phase, is earlier than the
            event before it, or names an item or line that is not on the form.
    """
    if event.at_ms < session.at_ms:
        raise OutOfTurn(
            f"“{NAMES[type(event)]}” at {event.at_ms} ms comes after an event at "
            f"{session.at_ms} ms; the clock only goes forward"
        )
    if isinstance(event, Undo):
        changed, standing = _undo(session)
    elif isinstance(event, Stop):
        changed, standing = _advance(session, event.at_ms), session.standing
        if changed.phase is not Phase.RUNNING:
            raise _out_of_turn(changed, event)
    else:
        changed = _step(_advance(session, event.at_ms), event)
        standing = (*session.standing, event)
    changed = _advance(changed, event.at_ms)
    return replace(changed, events=(*session.events, event), standing=standing)


def _undo(session: Session) -> tuple[Session, tuple[Event, ...]]:
    undone = session.undoable
    if undone is None:
        raise OutOfTurn("there is nothing to take back")
    # There may be an equal event before it (two notes in one millisecond): drop the later one.
    at = len(session.standing) - 1 - session.standing[::-1].index(undone)
    standing = session.standing[:at] + session.standing[at + 1 :]
    replayed = new(session.form, session.measure, session.seconds)
    for event in standing:
        replayed = _advance(_step(_advance(replayed, event.at_ms), event), event.at_ms)
    return replayed, standing


def _advance(session: Session, at_ms: int) -> Session:
    """Advance the clock; at its limit the session ends, with or without a ``TimeUp``."""
    over = session.phase is Phase.RUNNING and at_ms > session.limit_ms
    if over:
        session = _end(session, Ended.TIME_UP, session.limit_ms)
    return session if at_ms == session.at_ms else replace(session, at_ms=at_ms)


def _end(session: Session, how: Ended, at_ms: int) -> Session:
    return replace(session, ended=how, ended_ms=at_ms, waiting=None, confirmed=False)


def _step(session: Session, event: Event) -> Session:
    match session.phase, event:
        case Phase.READY, Start(at_ms=0):
            return replace(session, started=True)
        case (Phase.READY, _) | (_, Start()):
            raise _out_of_turn(session, event)
        case _, Mark() | Unmark() | Extra() | Answer() | Steps() | Word():
            return _write(session, event)
        case _, SkipLine(line=line):
            return _skip(session, line)
        case _, UnskipLine(line=line) if line in session.skipped:
            read = replace(session, skipped=session.skipped - {line})
            # "Finished" means the last line that was not skipped, which may be this one.
            return _finish(read, read.ended_ms) if read.ended is Ended.FINISHED else read
        case _, Last(item=item) if session.ended is not Ended.FINISHED:
            _check_open(session, item)
            return replace(session, last=_end_of_attempt(session, item), confirmed=False)
        case _, Note(text=text):
            return replace(session, notes=(*session.notes, text))
        case _, Spoil(reason=reason):
            return replace(session, spoiled=reason)
        case _, Unspoil() if session.spoiled is not None:
            return replace(session, spoiled=None)
        case Phase.CLOSING, Confirm():
            return replace(session, confirmed=True)
        case Phase.RUNNING, Remind(which=which):
            return _remind(session, which)
        case Phase.RUNNING, Reached(item=item):
            _check_open(session, item)
            return replace(session, reached=item)
        case Phase.RUNNING, Wait(item=item):
            if item is not None:
                _check_open(session, item)
            return replace(session, waiting=event)
        case Phase.RUNNING, Finish(at_ms=at_ms) if at_ms > 0:
            return _finish(session, at_ms)
        case _, _:
            return _end_or_resume(session, event)


def _end_or_resume(session: Session, event: Event) -> Session:
    match event:
        case TimeUp(at_ms=at_ms) if at_ms >= session.limit_ms:
            if session.ended is None:
                return _end(session, Ended.TIME_UP, session.limit_ms)
            if session.ended is not Ended.FINISHED:
                return session  # already known, or the stopping rule came first
        case Discontinue(at_ms=at_ms):
            if session.ended is None:
                return _end(session, Ended.DISCONTINUED, at_ms)
            if session.ended is Ended.TIME_UP and session.last is None:
                return _end(session, Ended.DISCONTINUED, session.limit_ms)
        case Resume(at_ms=at_ms) if session.ended is Ended.DISCONTINUED:
            running = replace(session, ended=None, ended_ms=0, confirmed=False)
            over = at_ms >= session.limit_ms  # a "time up" may have come meanwhile
            return _end(running, Ended.TIME_UP, session.limit_ms) if over else running
    raise _out_of_turn(session, event)


def _write(session: Session, event: Mark | Unmark | Extra | Answer | Steps | Word) -> Session:
    try:
        if not isinstance(event, Unmark):
            for item in affected_items(session.form, event):
                _check_open(session, item)
        sheet = write(session.sheet, session.form, session.measure, event)
    except CannotWrite as problem:
        raise OutOfTurn(str(problem)) from None
    waiting = session.waiting if isinstance(event, Unmark) else None
    return replace(session, sheet=sheet, waiting=waiting)


def _remind(session: Session, which: str) -> Session:
    if which not in session.measure.reminders:
        raise OutOfTurn(f"the measure {session.measure.id} has no reminder “{which}”")
    if which in session.reminded:
        raise OutOfTurn(f"the reminder “{which}” was given already; it is given once")
    return replace(session, reminded=session.reminded | {which})


def _end_of_attempt(session: Session, item: int) -> int:
    """Return the last item of an attempt: an unfinished problem counts up to its last digit."""
    form = session.form
    if session.measure.marked != "digits" or not form.groups:
        return item
    return form.group(form.group_of(item))[-1]


def _skip(session: Session, line: int) -> Session:
    if not session.measure.line_skips:
        raise OutOfTurn(f"the measure {session.measure.id} has no lines to leave out")
    if not 0 <= line < len(session.form.lines):
        raise OutOfTurn(
            f"line {line} is not on this form (lines 0 to {len(session.form.lines) - 1})"
        )
    if line in session.skipped:
        raise OutOfTurn(f"line {line} is marked as skipped already")
    if session.last is not None and session.last in session.form.line(line):
        raise OutOfTurn(f"line {line} holds the last item; a skipped line can't")
    return replace(session, skipped=session.skipped | {line}, waiting=None)


def _finish(session: Session, at_ms: int) -> Session:
    read = [line for line in range(len(session.form.lines)) if line not in session.skipped]
    if not read:
        raise OutOfTurn("every line is marked as skipped; there is nothing to finish")
    ended = _end(session, Ended.FINISHED, at_ms)
    return replace(ended, last=session.form.line(read[-1])[-1])


def _check_open(session: Session, item: int) -> None:
    if not 0 <= item < len(session.form.items):
        raise OutOfTurn(
            f"item {item} is not on this form (items 0 to {len(session.form.items) - 1})"
        )
    if session.is_skipped(item):
        raise OutOfTurn(f"item {item} stands in a skipped line; take the skip back first")


def _out_of_turn(session: Session, event: Event) -> OutOfTurn:
    how = f" ({session.ended})" if session.ended else ""
    return OutOfTurn(f"“{NAMES[type(event)]}” is out of turn {session.phase}{how}")
