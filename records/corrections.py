"""What somebody may change about a kept probe: each change is one amendment, taken back by another.

A change is tried on the probe as it stands before it is written, so what can't be is refused and
leaves no trace. The kept administration never changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Literal

from probes.administration import Administration
from probes.forms.form import Form
from probes.giving.session import Ended
from records.amended import DoesNotFit, applied_to
from records.amendments import TABLE, Amendments
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.history import History
from records.record_store import Clock, RecordStore, Row
from records.students import Students
from records.taken_back import standing, undone

End = Literal["time_up", "finished", "discontinued"]
END_OF: dict[Ended, End] = {
    Ended.TIME_UP: "time_up",
    Ended.FINISHED: "finished",
    Ended.DISCONTINUED: "discontinued",
}
EARLIEST = date(2000, 1, 1)


class Corrections:
    """Changes to kept probes.

    Each method takes the id of an administration, writes one amendment, and returns its id.

    Raises:
        DoesNotFit: the probe can't be so; nothing was written.
        OSError: it could not be written; nothing has changed.
    """

    def __init__(
        self,
        records: RecordStore,
        amendments: Amendments,
        history: History,
        students: Students,
        forms: FormLibrary,
        settings: DeviceSettings,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._amendments = amendments
        self._history = history
        self._students = students
        self._forms = forms
        self._settings = settings
        self._clock = clock
        self._new_id = new_id

    # The sheet

    def mark(self, probe: str, item: int, kind: str, through: int | None = None) -> str:
        """Mark an item, or change the kind of its mark; with ``through``, several items."""
        before = self._kind_of(probe, item)
        return self._change(probe, "item", before, kind, item=item, through=through)

    def unmark(self, probe: str, item: int, through: int | None = None) -> str:
        """Remove the mark of an item; with ``through``, of several."""
        before = self._kind_of(probe, item)
        return self._change(probe, "item", before, None, item=item, through=through)

    def say_word(self, probe: str, group: int, how: str) -> str:
        """Say how a nonsense word was read as a whole: one of ``WORD_KINDS``."""
        before = self._given(probe).session().sheet.words.get(group, "none")
        return self._change(probe, "word", before, how, item=group)

    def answer(self, probe: str, group: int, text: str) -> str:
        """Say what was written as the answer to a problem; "" for nothing."""
        before = self._given(probe).session().sheet.answers.get(group)
        return self._change(probe, "answer", before, text, item=group)

    def extra(self, probe: str, group: int, digits: int) -> str:
        """Say how many digits too many an answer has."""
        before = self._given(probe).session().sheet.extras.get(group, 0)
        return self._change(probe, "extra", before, digits, item=group)

    def steps(self, probe: str, group: int, right: int, wrong: int) -> str:
        """Say how many digits of a problem's written steps were right, and how many wrong."""
        noted = self._given(probe).session().sheet.steps.get(group)
        before = None if noted is None else f"{noted.right} {noted.wrong}"
        return self._change(probe, "steps", before, f"{right} {wrong}", item=group)

    def skip_line(self, probe: str, line: int, *, skipped: bool) -> str:
        """Say that a line was skipped, or that it was read."""
        before = line in self._given(probe).session().skipped
        return self._change(probe, "line", before, skipped, item=line)

    def last(self, probe: str, item: int) -> str:
        """Say which item was the last one attempted."""
        session = self._given(probe).session()
        if session.ended is None:
            raise DoesNotFit("not ended")
        if session.ended is Ended.FINISHED:
            raise DoesNotFit("finished")
        return self._change(probe, "last", session.last, item)

    # How it was given

    def end(self, probe: str, how: End) -> str:
        """Say how it ended: the time ran out, the student had finished, or it was stopped."""
        ended = self._given(probe).session().ended
        return self._change(probe, "end", None if ended is None else END_OF[ended], how)

    def used(self, probe: str, ms: int) -> str:
        """Say after how many milliseconds the student had finished, or was stopped."""
        return self._change(probe, "used", self._given(probe).session().ended_ms, ms)

    def seconds(self, probe: str, seconds: int) -> str:
        """Say for how many seconds the clock was set."""
        return self._change(probe, "seconds", self._given(probe).seconds, seconds)

    def form(self, probe: str, form: Form) -> str:
        """Say that another form of the measure was given; marks stay by their position."""
        kept = self._records.row("forms", form.id) is not None
        before = self._given(probe).form.id
        return self._change(probe, "form", before, form.id, form=None if kept else form)

    def student(self, probe: str, student_id: str) -> str:
        """Say that it was another student's.

        What is a sample student's never leaves this device, so it can't become a real one's.
        """
        given = self._given(probe)
        other, mine = self._students.get(student_id), self._students.get(given.student)
        if other is None or (mine is not None and mine.sample != other.sample):
            raise DoesNotFit("no student")
        return self._change(probe, "student", given.student, other.id)

    def day(self, probe: str, day: date) -> str:
        """Say that it was given on another day, not one still to come."""
        if not EARLIEST <= day <= self._clock.now().date() + timedelta(days=1):
            raise DoesNotFit("no such day")  # a day more: devices stand in several time zones
        return self._change(probe, "day", self._given(probe).given_at[:10], day.isoformat())

    # Whether it counts, and what is said of it

    def leave_out(self, probe: str, why: str) -> str:
        """Let it count no more, for a reason."""
        if not why.strip():
            raise DoesNotFit("no reason")
        counted = self._given(probe).session().spoiled is None
        return self._change(probe, "counts", counted, False, why=why.strip())

    def count_again(self, probe: str) -> str:
        """Let it count: again, or though its result asks whether it can be."""
        counted = self._given(probe).session().spoiled is None
        return self._change(probe, "counts", counted, True)

    def note(self, probe: str, text: str) -> str:
        """Add a note."""
        if not text.strip():
            raise DoesNotFit("no text")
        return self._change(probe, "note", None, None, why=text.strip())

    def take_back(self, probe: str, amendment: str) -> str:
        """Take a change back, or the taking back of one: as if it had never been."""
        rows = self._amendments.of(probe)
        if amendment not in rows or amendment in undone(rows):
            raise DoesNotFit("taken back")
        return self._write({"administration": probe, "undoes": amendment})

    def latest(self, probe: str) -> str | None:
        """Return the latest change that stands, which "undo" would take back; None for none."""
        found = standing(self._amendments.of(probe))
        return found[0][0] if found else None

    def _given(self, probe: str) -> Administration:
        opened = self._history.open(probe)
        if opened is None:
            raise DoesNotFit("unreadable")
        return opened.administration

    def _kind_of(self, probe: str, item: int) -> str | None:
        mark = self._given(probe).session().marks.get(item)
        return None if mark is None else mark.kind

    def _change(
        self,
        probe: str,
        what: str,
        before: object,
        after: object,
        *,
        item: int | None = None,
        through: int | None = None,
        why: str = "",
        form: Form | None = None,
    ) -> str:
        """Try a change, then write it; ``form`` is one that goes on record with it."""
        row: Row = {
            "administration": probe,
            "what": what,
            "before": before,
            "after": after,
            "why": why,
        }
        places = {"item": item, "through": through}
        row |= {name: place for name, place in places.items() if place is not None}

        def find_form(form_id: str) -> Form | None:
            return form if form is not None and form.id == form_id else self._forms.get(form_id)

        given = self._given(probe)
        if _meaning(applied_to(given, row, find_form)) == _meaning(given):
            raise DoesNotFit("no change")
        return self._write(row, () if form is None else (("forms", form.id, asdict(form)),))

    def _write(self, row: Row, along: Sequence[tuple[str, str, Row]] = ()) -> str:
        row_id = self._new_id()
        who, when = self._settings.now.examiner, self._amendments.next_when(self._clock.now())
        self._records.put(*along, (TABLE, row_id, {**row, "who": who, "when": when}))
        return row_id


def _meaning(given: Administration) -> tuple[object, ...]:
    """Return all that a change can change, without the times at which it was marked."""
    session = given.session()
    sheet = session.sheet
    return (
        given.student,
        given.given_at,
        given.form,
        given.seconds,
        session.ended,
        session.ended_ms,
        session.last,
        session.skipped,
        session.spoiled,
        session.confirmed,
        session.notes,
        {item: (mark.kind, mark.through) for item, mark in sheet.marks.items()},
        sheet.words,
        sheet.extras,
        sheet.answers,
        sheet.entered,
        {group: (steps.right, steps.wrong) for group, steps in sheet.steps.items()},
    )
