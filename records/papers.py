"""Papers: what several students wrote under one clock, to be scored one by one.

A paper is on record before the clock is shown, so nothing that befalls the device
loses one. Its id is that of the administration it becomes: it is scored once that is
on record, whoever scored it and wherever, and nothing has to be written in two places.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from probes.forms.form import Form
from probes.giving import events
from probes.giving.events import Event
from probes.measures.measure import MEASURES
from records.sitting import Head, Sitting

if TYPE_CHECKING:
    from screens.desk import Desk, Student

TABLE = "papers"
ABSENT, UNUSABLE, INTERRUPTED = "absent", "unusable", "interrupted"  # why one is left out
_FIELDS = Head.__dataclass_fields__.keys() - {"administration", "paper"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One student's paper: ids and rules, no name.

    ``used_ms`` is when the student had finished, None where all the time was used.
    ``left_out`` says why there will be no score, "" while there will. ``device`` gave it.
    """

    head: Head
    device: str
    used_ms: int | None = None
    left_out: str = ""

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
            KeyError, TypeError: it is none, or a newer Aimline's.
        """
        head = Head(administration=paper_id, paper=True, **{name: row[name] for name in _FIELDS})
        used_ms = row["used_ms"]
        if used_ms is not None and not 0 < used_ms < head.seconds * 1000:
            used_ms = None
        return cls(head=head, device=row["device"], used_ms=used_ms, left_out=str(row["left_out"]))

    def begun(self) -> list[Event]:
        """Return what is known of it before anybody has looked at it."""
        limit_ms = self.head.seconds * 1000
        if self.used_ms is None:
            return [events.Start(), events.TimeUp(at_ms=limit_ms)]
        return [events.Start(), events.Finish(at_ms=self.used_ms)]


class GroupSitting:
    """The one clock of several papers, whose ids are ``papers``.

    ``stopped_ms`` is the instant Stop was tapped, while the examiner says why.
    """

    def __init__(
        self, papers: Sequence[str], seconds: int, clock_ms: Callable[[], int], started_ms: int
    ) -> None:
        self.papers = tuple(papers)
        self.seconds = seconds
        self.stopped_ms: int | None = None
        self._clock_ms = clock_ms
        self._started_ms = started_ms

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds since the start."""
        return max(self._clock_ms() - self._started_ms, 0)

    @property
    def left_ms(self) -> int:
        """Milliseconds until the time is up."""
        return max(self.seconds * 1000 - self.elapsed_ms, 0)

    def stop(self) -> None:
        """Stamp this instant, until the examiner has said what it was. Twice does no harm."""
        if self.stopped_ms is None and self.left_ms:
            self.stopped_ms = max(self.elapsed_ms, 1)

    def go_on(self) -> None:
        """It was nothing; the clock ran all the while."""
        self.stopped_ms = None


def hand_out(desk: "Desk", students: Iterable["Student"], form: Form, seconds: int) -> None:
    """Put one paper a student on record, then start their clock.

    Raises:
        OSError: it can't be written; nothing has begun.
    """
    now = desk.clock.now()
    rules = desk.settings.rules(form.measure)
    papers = [
        Paper(
            head=Head(
                administration=desk.new_id(),
                student=student.id,
                grade=student.grade,
                form=form.id,
                measure=form.measure,
                profile=rules.id,
                profile_version=rules.version,
                seconds=seconds,
                given_at=now.isoformat(timespec="seconds"),
                examiner=desk.settings.examiner,
                wall_ms=int(now.timestamp() * 1000),
                input_mode="paper",
                paper=True,
            ),
            device=desk.records.device,
        )
        for student in students
    ]
    rows = [(TABLE, paper.id, paper.record()) for paper in papers]
    if desk.records.row("forms", form.id) is None:
        rows.insert(0, ("forms", form.id, asdict(form)))
    desk.records.put(*rows)
    ids = [paper.id for paper in papers]
    desk.group = GroupSitting(ids, seconds, desk.clock.steady_ms, desk.clock.steady_ms())


def still_running(desk: "Desk") -> GroupSitting | None:
    """Return the clock that ran here when Aimline was closed, if it still does by the wall."""
    now_ms = int(desk.clock.now().timestamp() * 1000)
    found = [
        paper
        for paper in _all(desk)
        if paper.device == desk.records.device
        and not paper.left_out
        and 0 <= now_ms - paper.head.wall_ms < paper.head.seconds * 1000
        and not _is_scored(desk, paper)
    ]
    if all(paper.used_ms is not None for paper in found):
        return None
    latest = max(paper.head.wall_ms for paper in found)
    together = [paper for paper in found if paper.head.wall_ms == latest]
    started_ms = desk.clock.steady_ms() - (now_ms - latest)
    ids = [paper.id for paper in together]
    return GroupSitting(ids, together[0].head.seconds, desk.clock.steady_ms, started_ms)


def waiting(desk: "Desk") -> list[Paper]:
    """Return the papers to score, those given first at the front, each time's by name.

    Those whose clock still runs are not among them, nor the one that is being scored.
    """
    return [paper for paper in _at_rest(desk) if not paper.left_out]


def left_out(desk: "Desk") -> list[Paper]:
    """Return the papers that are left out, in the same order."""
    return [paper for paper in _at_rest(desk) if paper.left_out]


def given_together(desk: "Desk") -> list[Paper]:
    """Return the papers under the clock that runs, by name."""
    here = () if desk.group is None else desk.group.papers
    return [paper for paper in _unscored(desk) if paper.id in here]


def change(desk: "Desk", papers: Iterable[Paper], **fields: object) -> None:
    """Change papers: ``used_ms`` or ``left_out``; all of them, or none.

    Raises:
        OSError: it could not be written; nothing has changed.
    """
    desk.records.put(*((TABLE, paper.id, dict(fields)) for paper in papers))


def take_up(desk: "Desk", paper: Paper, done: Sequence[Event] = ()) -> None:
    """Begin to score a paper; with ``done``, where it was put back.

    Raises:
        ValueError: its form isn't here.
        OSError: it can't be written; nothing has begun.
    """
    if desk.journal.read() is not None:
        desk.recover()  # what could not be put on record, or cleared, before
        if desk.sitting is not None:
            return
    form = desk.form(paper.head.form)
    if form is None:
        raise ValueError("the form of this paper is not on this device")
    wall_ms = int(desk.clock.now().timestamp() * 1000)
    desk.sitting = Sitting.of_paper(
        paper.head,
        form,
        desk.journal,
        desk.clock.steady_ms,
        wall_ms,
        done or paper.begun(),
    )


def _at_rest(desk: "Desk") -> list[Paper]:
    running = () if desk.group is None else desk.group.papers
    scoring = None if desk.sitting is None else desk.sitting.head.administration
    return [p for p in _unscored(desk) if p.id not in running and p.id != scoring]


def _all(desk: "Desk") -> Iterator[Paper]:
    for paper_id, row in desk.records.rows(TABLE).items():
        with suppress(KeyError, TypeError):  # a newer Aimline's
            paper = Paper.kept(paper_id, row)
            if paper.head.measure in MEASURES:
                yield paper


def _is_scored(desk: "Desk", paper: Paper) -> bool:
    return desk.records.row("administrations", paper.id) is not None


def _unscored(desk: "Desk") -> list[Paper]:
    def order(paper: Paper) -> tuple[int, str, str]:
        student = desk.student(paper.head.student)
        return paper.head.wall_ms, student.name.casefold() if student else "", paper.id

    return sorted((p for p in _all(desk) if not _is_scored(desk, p)), key=order)
