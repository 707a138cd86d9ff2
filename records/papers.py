"""Papers: what several students wrote under one clock, to be scored one by one.

A paper is on record before the clock is shown, so nothing that befalls the device
loses one. Its id is that of the administration it becomes: it is scored once that is
on record, whoever scored it and wherever, and nothing has to be written in two places.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from probes import json_values
from probes.administration import MOST_EVENTS, swap_quotes
from probes.forms.form import Form
from probes.giving import events
from probes.giving.event_json import BadEvent, written
from probes.giving.event_json import read as read_event
from probes.giving.events import Event
from probes.giving.session import OutOfTurn, new, replay
from probes.json_values import BadValue, moment
from probes.measures.measure import MEASURES
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.group_clock import GroupClock
from records.name_comparison import sort_key
from records.record_store import Clock, RecordStore
from records.sitting import Head, Sitting
from records.sittings import Sittings
from records.students import Student, Students
from records.tables import checked

TABLE = "papers"
ABSENT, UNUSABLE, INTERRUPTED = "absent", "unusable", "interrupted"  # why one is left out
_NOT_KEPT = {"administration", "paper", "second_of", "along", "set_id", "set_index", "set_of"}
_FIELDS = Head.__dataclass_fields__.keys() - _NOT_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One student's paper: ids and rules, no name.

    ``used_ms`` is when the student had finished, None where all the time was used.
    ``left_out`` says why there will be no score, "" while there will. ``device`` gave it.
    ``marked`` is what was done when it was put back to be scored later, from its start on.
    """

    head: Head
    device: str
    used_ms: int | None = None
    left_out: str = ""
    marked: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """The id it is kept under, and its administration will be."""
        return self.head.administration

    def record(self) -> dict[str, Any]:
        """Return the fields to keep, without the id."""
        return {
            **{name: value for name, value in asdict(self.head).items() if name in _FIELDS},
            "device": self.device,
            "used_ms": self.used_ms,
            "left_out": self.left_out,
        }

    @classmethod
    def kept(cls, paper_id: str, row: dict[str, Any]) -> Self:
        """Read what ``record`` wrote.

        Raises:
            KeyError, ValueError: it is none, or a newer Aimline's.
        """
        row = checked(TABLE, row)
        head = Head(administration=paper_id, paper=True, **{name: row[name] for name in _FIELDS})
        moment(head.given_at)
        if head.seconds < 1:
            raise ValueError("a paper's clock runs for a second at least")
        used_ms = row["used_ms"]
        if used_ms is not None and not 0 < used_ms < head.seconds * 1000:
            used_ms = None
        return cls(
            head=head,
            device=row["device"],
            used_ms=used_ms,
            left_out=row["left_out"],
            marked=_read_events(row.get("events", "")),
        )

    def begun(self) -> list[Event]:
        """Return what is known of it before anybody has looked at it."""
        limit_ms = self.head.seconds * 1000
        if self.used_ms is None:
            return [events.Start(), events.TimeUp(at_ms=limit_ms)]
        return [events.Start(), events.Finish(at_ms=self.used_ms)]

    def continued(self, form: Form) -> list[Event]:
        """Return what is known of it by now; what was marked under another end still is.

        Marks that contradict the form, which only another device could send, are left out.
        """
        begun = self.begun()
        if list(self.marked[: len(begun)]) == begun:
            done = [*self.marked]
        else:
            at_ms = begun[-1].at_ms
            session = new(form, MEASURES[self.head.measure], self.head.seconds)
            with suppress(OutOfTurn):
                session = replay(session, self.marked)
            stands = [one for one in session.standing if not isinstance(one, _ENDS)]
            if self.used_ms is not None:
                stands = [one for one in stands if not isinstance(one, events.Last)]
            done = [*begun, *(replace(one, at_ms=max(one.at_ms, at_ms)) for one in stands)]
        try:
            replay(new(form, MEASURES[self.head.measure], self.head.seconds), done)
        except OutOfTurn:
            return begun
        return done


_ENDS = (
    events.Start,
    events.TimeUp,
    events.Finish,
    events.Discontinue,
    events.Resume,
    events.Stop,
)


def _read_events(text: str) -> tuple[Event, ...]:
    try:
        found = json_values.parsed(swap_quotes(text)) if text else []
        if isinstance(found, list) and len(found) <= MOST_EVENTS:
            return tuple(map(read_event, found))
    except (BadValue, BadEvent):  # a newer Aimline's, or wrong: the paper itself still waits
        pass
    return ()


class Papers:
    """All papers on record, and what is done with them."""

    def __init__(
        self,
        records: RecordStore,
        students: Students,
        forms: FormLibrary,
        settings: DeviceSettings,
        sittings: Sittings,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._students = students
        self._forms = forms
        self._settings = settings
        self._sittings = sittings
        self._clock = clock
        self._new_id = new_id

    def hand_out(self, students: Iterable[Student], form: Form, seconds: int) -> None:
        """Put one paper a student on record, then start their clock.

        Raises:
            OSError: it can't be written; nothing has begun.
        """
        now = self._clock.now()
        rules = self._settings.now.rules(form.measure)
        papers = [
            Paper(
                head=Head(
                    administration=self._new_id(),
                    student=student.id,
                    grade=student.grade,
                    form=form.id,
                    measure=form.measure,
                    profile=rules.id,
                    profile_version=rules.version,
                    seconds=seconds,
                    given_at=now.isoformat(timespec="seconds"),
                    examiner=self._settings.now.examiner,
                    wall_ms=int(now.timestamp() * 1000),
                    input_mode="paper",
                    paper=True,
                ),
                device=self._records.device,
            )
            for student in students
        ]
        rows = [(TABLE, paper.id, paper.record()) for paper in papers]
        if self._records.row("forms", form.id) is None:
            rows.insert(0, ("forms", form.id, asdict(form)))
        self._records.put(*rows)
        ids = [paper.id for paper in papers]
        self._sittings.group = GroupClock(ids, seconds, self._clock, self._clock.steady_ms())

    def still_running(self) -> GroupClock | None:
        """Return the clock that ran here when Aimline was closed, if it still does by the wall."""
        now_ms = int(self._clock.now().timestamp() * 1000)
        found = [
            paper
            for paper in self._all(self._records.rows(TABLE))
            if paper.device == self._records.device
            and not paper.left_out
            and 0 <= now_ms - paper.head.wall_ms < paper.head.seconds * 1000
        ]
        if found:  # else no probe has to be read, of which there may be many
            scored = self._records.rows("administrations")
            found = [paper for paper in found if paper.id not in scored]
        if all(paper.used_ms is not None for paper in found):
            return None
        latest = max(paper.head.wall_ms for paper in found)
        together = [paper for paper in found if paper.head.wall_ms == latest]
        started_ms = self._clock.steady_ms() - (now_ms - latest)
        ids = [paper.id for paper in together]
        return GroupClock(ids, together[0].head.seconds, self._clock, started_ms)

    def waiting(self) -> list[Paper]:
        """Return the papers to score, those given first at the front, each time's by name.

        Those whose clock still runs are not among them, nor the one that is being scored.
        """
        return [paper for paper in self._at_rest() if not paper.left_out]

    def left_out(self) -> list[Paper]:
        """Return the papers that are left out, in the same order."""
        return [paper for paper in self._at_rest() if paper.left_out]

    def scored(self, since: date) -> list[Paper]:
        """Return the papers given on a day or later that have their score, the latest first."""
        scored = self._records.rows("administrations")
        rows = self._records.rows(TABLE)
        wanted = [
            row_id
            for row_id, row in rows.items()
            if row_id in scored and str(row.get("given_at", ""))[:10] >= since.isoformat()
        ]
        return sorted(self._all(wanted), key=lambda p: (-p.head.wall_ms, p.head.form, p.id))

    def given_together(self) -> list[Paper]:
        """Return the papers under the clock that runs, by name."""
        here = () if self._sittings.group is None else self._sittings.group.papers
        return [paper for paper in self._unscored() if paper.id in here]

    def change(self, papers: Iterable[Paper], **fields: object) -> None:
        """Change papers: ``used_ms`` or ``left_out``; all of them, or none.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put(*((TABLE, paper.id, dict(fields)) for paper in papers))

    def put_back(self) -> None:
        """Put the paper that is being scored back among those that wait, with its marks.

        Raises:
            OSError: it could not be written; it is still being scored.
        """
        sitting = self._sittings.current
        if sitting is not None:
            done = json.dumps([written(one) for one in sitting.session.events])
            self._records.put(
                (TABLE, sitting.head.administration, {"events": swap_quotes(done)}),
            )
            self._sittings.discard()

    def take_up(self, paper: Paper) -> None:
        """Begin to score a paper, or go on where it was put back.

        Raises:
            ValueError: its form isn't here.
            OSError: it can't be written; nothing has begun.
        """
        if self._sittings.journal.read() is not None:
            self._sittings.recover()  # what could not be put on record, or cleared, before
            if self._sittings.current is not None:
                return
        form = self._forms.get(paper.head.form, paper.head.measure)
        if form is None:
            raise ValueError("the form of this paper is not on this device")
        wall_ms = int(self._clock.now().timestamp() * 1000)
        self._sittings.current = Sitting.of_paper(
            paper.head,
            form,
            self._sittings.journal,
            self._clock,
            wall_ms,
            paper.continued(form),
        )

    def _at_rest(self) -> list[Paper]:
        running = () if self._sittings.group is None else self._sittings.group.papers
        scoring = (
            None if self._sittings.current is None else self._sittings.current.head.administration
        )
        return [p for p in self._unscored() if p.id not in running and p.id != scoring]

    def _all(self, ids: Iterable[str]) -> Iterator[Paper]:
        rows = self._records.rows(TABLE)
        for paper_id, row in ((row_id, rows[row_id]) for row_id in ids):
            with suppress(KeyError, ValueError):  # a newer Aimline's
                paper = Paper.kept(paper_id, row)
                if paper.head.measure in MEASURES:
                    yield paper

    def _open(self) -> Iterator[Paper]:
        """Yield the papers that have no score; of most nothing but the id is looked at."""
        scored = self._records.rows("administrations")
        return self._all(row_id for row_id in self._records.rows(TABLE) if row_id not in scored)

    def _unscored(self) -> list[Paper]:
        def order(paper: Paper) -> tuple[int, tuple[str, str, str], str]:
            student = self._students.get(paper.head.student)
            return paper.head.wall_ms, sort_key(student.name if student else ""), paper.id

        return sorted(self._open(), key=order)
