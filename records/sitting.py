"""One administration under way: the shell around the pure session.

It stamps what the examiner does, applies it, and writes it to the journal
before anything is shown. The session changes first, so an event that is out of
turn is never written; then it is written, so a crash loses nothing shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol, Self

from probes.administration import Administration, PartOfSet
from probes.forms.form import Form
from probes.giving import events
from probes.giving.event_json import read, written
from probes.giving.events import Event
from probes.giving.session import OutOfTurn, Phase, Session, apply, new, replay
from probes.measures.measure import MEASURES
from probes.measures.profiles import Profile, profile
from records.record_store import Clock

INTERRUPTED = "interrupted"
DAMAGED = "damaged"
SLEPT = "slept"
_CONDITION = "condition"  # the field of a journal's line that is no event


class JournalContents(Protocol):
    """What a journal holds of a sitting; ``head`` is None if its line is damaged."""

    @property
    def head(self) -> dict[str, Any] | None: ...
    @property
    def events(self) -> Sequence[dict[str, Any]]: ...
    @property
    def damaged(self) -> bool: ...


class Journal(Protocol):
    """Where the sitting under way is written; each call is durable when it returns."""

    def begin(self, head: dict[str, Any], *events: dict[str, Any]) -> None: ...
    def append(self, event: dict[str, Any]) -> None: ...
    def read(self) -> JournalContents | None: ...
    def clear(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known when the clock starts: ids and rules, no name.

    ``wall_ms`` is the wall clock at the start, because the clock that only goes
    forward doesn't survive a restart. ``input_mode`` is one of the measure's;
    journals of before oral was not the only one lack it. ``paper`` says that it is one
    that a group wrote, whose time had passed before this sitting began. It is part ``set_index``
    of the ``set_of`` of a benchmark's ``set_id``, or of none, "". ``second_of`` is the kept probe
    that a second person scores here; ``along`` says that one scores here what another device gives
    at the same time.
    """

    administration: str
    student: str
    grade: str
    form: str
    measure: str
    profile: str
    profile_version: int
    seconds: int
    given_at: str
    examiner: str
    wall_ms: int
    input_mode: str = "oral"
    paper: bool = False
    set_id: str = ""
    set_index: int = 0
    set_of: int = 0
    second_of: str = ""
    along: bool = False

    @property
    def second(self) -> bool:
        """Whether it will be a second score, and no probe of its own."""
        return self.along or bool(self.second_of)

    @property
    def part(self) -> PartOfSet | None:
        """The part of a benchmark set that it is, None for none."""
        return PartOfSet(self.set_id, self.set_index, self.set_of) if self.set_id else None


class Sitting:
    """A probe being given.

    A device that slept while the clock ran is a condition of the probe, on record before
    anything else is done. ``stopped_ms`` is the instant Stop was
    tapped, while the examiner says why; the clock's end is held back meanwhile.
    """

    def __init__(
        self,
        head: Head,
        session: Session,
        journal: Journal,
        clock: Clock,
        started_ms: int,
        conditions: tuple[str, ...] = (),
    ) -> None:
        self.head = head
        self.session = session
        self.conditions = conditions
        self.stopped_ms: int | None = None
        self._let_go = False
        self._journal = journal
        self._clock = clock
        self._slept_ms = clock.slept_ms()
        self._started_ms = started_ms

    @classmethod
    def start(
        cls,
        head: Head,
        form: Form,
        journal: Journal,
        clock: Clock,
        first: Sequence[Event] = (),
    ) -> Self:
        """Start the clock now; ``first`` is what was done before it ran, all at 0 ms.

        Raises:
            OSError: the journal can't be written; nothing has begun.
        """
        ready = new(form, MEASURES[head.measure], head.seconds)
        session = replay(ready, (events.Start(), *first))
        journal.begin(asdict(head), *map(written, session.events))
        return cls(head, session, journal, clock, clock.steady_ms())

    @classmethod
    def of_paper(
        cls,
        head: Head,
        form: Form,
        journal: Journal,
        clock: Clock,
        wall_ms: int,
        done: Sequence[Event],
    ) -> Self:
        """Begin to score a paper; ``done`` is what is known of it, from its start on.

        What is marked now is stamped as if the clock had run on since its time was over.

        Raises:
            OutOfTurn: the events contradict each other.
            OSError: the journal can't be written; nothing has begun.
        """
        profile(head.profile, head.profile_version)  # or it could be shown on no screen
        session = replay(new(form, MEASURES[head.measure], head.seconds), done)
        passed_ms = max(session.limit_ms, session.at_ms)
        head = replace(head, wall_ms=wall_ms - passed_ms)
        journal.begin(asdict(head), *map(written, done))
        return cls(head, session, journal, clock, clock.steady_ms() - passed_ms)

    @classmethod
    def recovered(
        cls,
        find_form: Callable[[str, str], Form | None],
        journal: Journal,
        clock: Clock,
        wall_ms: int,
    ) -> Self | None:
        """Take up the sitting that the journal holds, or None when it holds none.

        The clock has run on by the wall, and at least to the last event; if the
        seconds have passed meanwhile, the time is up. Damaged at its head, a
        sitting is none.

        Raises:
            KeyError, TypeError, ValueError: it isn't one that this app can go on with.
        """
        found = journal.read()
        if found is None or found.head is None or not found.events:
            return None
        head = Head(**found.head)
        form = find_form(head.form, head.measure)
        if form is None:
            raise KeyError("form")
        ready = new(form, MEASURES[head.measure], head.seconds)
        done = [read(line) for line in found.events if _CONDITION not in line]
        session = replay(ready, done)
        passed_ms = max(wall_ms - head.wall_ms, session.at_ms)
        if head.paper:
            passed_ms = max(passed_ms, session.limit_ms)
        profile(head.profile, head.profile_version)  # or it could be shown on no screen
        taken_up = cls(head, session, journal, clock, clock.steady_ms() - passed_ms)
        if len(done) < len(found.events):
            taken_up.conditions = (SLEPT,)
        if found.damaged:
            taken_up.conditions += (DAMAGED,)
        elif not taken_up.done and not head.paper:
            taken_up.conditions += (INTERRUPTED,)
        if session.events and isinstance(session.events[-1], events.Stop):
            taken_up.stopped_ms = session.at_ms
        return taken_up

    @property
    def done(self) -> bool:
        """Whether it can be kept as it is: it has its score, or isn't to count."""
        return self.session.complete or self.session.spoiled is not None

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds since the start; a day at most, which is all an event can say."""
        passed_ms = max(self._clock.steady_ms() - self._started_ms, self.session.at_ms)
        return min(passed_ms, events.DAY_MS)

    @property
    def left_ms(self) -> int:
        """Milliseconds until the time is up; 0 when the clock has stopped."""
        if self.session.phase is not Phase.RUNNING:
            return 0
        return max(0, self.session.limit_ms - self.elapsed_ms)

    def do(self, what: type[Event], /, **fields: Any) -> None:
        """Do one thing now.

        Raises:
            OutOfTurn: it doesn't fit where the session stands.
            OSError: it could not be written; nothing has changed.
        """
        if self.stopped_ms is not None:
            raise OutOfTurn("the examiner is saying what the stop was")
        self.tick()
        self._keep(what(at_ms=self.elapsed_ms, **fields))

    def tick(self) -> bool:
        """End the minute if it has passed, and note a sleep; return whether it just ended."""
        if self._let_go or self.session.phase is not Phase.RUNNING or self.stopped_ms is not None:
            return False
        if SLEPT not in self.conditions and self._clock.slept_ms() > self._slept_ms:
            self._journal.append({_CONDITION: SLEPT})
            self.conditions += (SLEPT,)
        if self.elapsed_ms < self.session.limit_ms:
            return False
        self._keep(events.TimeUp(at_ms=max(self.session.limit_ms, self.session.at_ms)))
        return True

    def stop(self) -> None:
        """Stamp this instant, until the examiner has said what it was. Twice does no harm."""
        self.tick()
        if self.stopped_ms is None and self.session.phase is Phase.RUNNING:
            at_ms = self.elapsed_ms
            self._keep(events.Stop(at_ms=at_ms))
            self.stopped_ms = at_ms

    def go_on(self) -> None:
        """It was nothing; the clock ran all the while."""
        self.stopped_ms = None
        self.tick()

    def end(self, what: type[Event], /, **fields: Any) -> None:
        """Say what the stop was: finished, the stopping rule, or an interruption."""
        at_ms = self.elapsed_ms if self.stopped_ms is None else self.stopped_ms
        self._keep(what(at_ms=max(at_ms, self.session.at_ms), **fields))
        self.stopped_ms = None

    def administration(self) -> Administration:
        """Return what is to be kept."""
        return Administration(
            id=self.head.administration,
            measure=self.head.measure,
            profile=self.head.profile,
            profile_version=self.head.profile_version,
            form=self.session.form,
            seconds=self.head.seconds,
            student=self.head.student,
            grade=self.head.grade,
            given_at=self.head.given_at,
            examiner=self.head.examiner,
            input_mode=self.head.input_mode,
            conditions=self.conditions,
            part=self.head.part,
            events=self.session.events,
        )

    def let_go(self) -> None:
        """Take nothing more: it was kept, or discarded, perhaps in another tab."""
        self._let_go = True

    def _keep(self, event: Event) -> None:
        if self._let_go:
            raise OutOfTurn("this sitting is over")
        changed = apply(self.session, event)
        self._journal.append(written(event))
        self.session = changed


def silent_at_first(form: Form, rules: Profile) -> events.Mark:
    """Return the mark of the first item, for which the student was helped before the clock."""
    supplied = rules.help_at_wait(MEASURES[form.measure]) in ("supply", "supply once")
    return events.Mark(at_ms=0, item=0, kind="supplied" if supplied else "omission")
