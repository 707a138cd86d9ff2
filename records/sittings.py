"""The sitting under way on this device: begun, kept or discarded, and taken up after a restart."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict

from probes.administration import PartOfSet
from probes.forms.form import Form
from probes.measures.measure import MEASURES, Mode
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.group_clock import GroupClock
from records.record_store import Clock, RecordStore
from records.sitting import DAMAGED, Head, Journal, Sitting, silent_at_first
from records.students import Student

THREE = 3  # passages of a benchmark


SECOND_SCORES = "second_scores"


class Sittings:
    """The one sitting that may be under way, or the one clock of a group.

    ``holder`` is the tab that takes the sitting's taps. ``recovered`` says that the sitting came
    from an earlier run and nobody has decided about it yet, ``settled`` that one of an earlier
    run was complete and has been kept, ``set_aside`` that one could not be read, ``lost`` that
    nothing is left of one; nobody has been told yet. ``group`` is the clock that runs for several
    papers. ``after_keep`` is called when something was put on record.
    """

    def __init__(
        self,
        records: RecordStore,
        forms: FormLibrary,
        settings: DeviceSettings,
        journal: Journal,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._forms = forms
        self._settings = settings
        self._clock = clock
        self._new_id = new_id
        self.journal = journal
        self.current: Sitting | None = None
        self.group: GroupClock | None = None
        self.holder: object = None
        self.recovered = False
        self.settled = False
        self.set_aside = False
        self.lost = False
        self.after_keep: Callable[[], object] = lambda: None

    @property
    def giving(self) -> bool:
        """Whether a probe is under way: nothing else may take time then."""
        return self.current is not None or self.group is not None

    def start(
        self,
        student: Student,
        form: Form,
        *,
        seconds: int | None = None,
        mode: Mode | None = None,
        silent: bool = False,
        part: PartOfSet | None = None,
        along: bool = False,
    ) -> Sitting:
        """Start the clock; ``silent`` says that help was given for the first item before.

        ``part`` is the part of a benchmark set that it will be; ``along`` says that another device
        gives it, and this is a second score.

        For as long as is usual in the student's grade, and in the measure's first mode,
        where nothing else is said. The form is kept first, so that the sitting can be
        read whatever forms a later version has.

        Raises:
            OSError: it can't be written; nothing has begun.
        """
        if self.journal.read() is not None:
            self.recover()  # what could not be put on record, or cleared, before
            if self.current is not None:
                return self.current
        if self._records.row("forms", form.id) is None:
            self._records.put(("forms", form.id, asdict(form)))
        now = self._clock.now()
        measure, rules = MEASURES[form.measure], self._settings.now.rules(form.measure)
        head = Head(
            administration=self._new_id(),
            student=student.id,
            grade=student.grade,
            form=form.id,
            measure=form.measure,
            profile=rules.id,
            profile_version=rules.version,
            seconds=measure.seconds_at(student.grade) if seconds is None else seconds,
            given_at=now.isoformat(timespec="seconds"),
            examiner=self._settings.now.examiner,
            wall_ms=int(now.timestamp() * 1000),
            input_mode=measure.modes[0] if mode is None else mode,
            set_id=part.id if part else "",
            set_index=part.index if part else 0,
            set_of=part.of if part else 0,
            along=along,
        )
        first = [silent_at_first(form, rules)] if silent else []
        self.current = Sitting.start(head, form, self.journal, self._clock, first)
        return self.current

    def new_set(self) -> PartOfSet:
        """Return the first part of a new benchmark set of three."""
        return PartOfSet(self._new_id(), 0, THREE)

    def recover(self) -> None:
        """Take up what a journal of an earlier run holds.

        A sitting that needs nothing more is kept at once; one that was kept
        already is let go; one that can't be read is set aside among the records.

        Raises:
            OSError: it could not be kept; the journal still holds it.
        """
        wall_ms = int(self._clock.now().timestamp() * 1000)
        found = self.journal.read()
        try:
            self.current = Sitting.recovered(self._forms.get, self.journal, self._clock, wall_ms)
        except (KeyError, TypeError, ValueError):  # its form, head or events: none of ours
            self.current = None
        if found is None:
            return
        if self.current is None:
            if found.events:
                unread = {"head": found.head, "events": list(found.events)}
                self._records.put(("set_aside", self._new_id(), unread))
                self.set_aside = True
            else:
                self.lost = True
            self.journal.clear()
        elif self._is_kept(self.current):
            self.discard()
        elif self.current.head.paper and DAMAGED not in self.current.conditions:
            pass  # there is no haste: it is taken up where it was
        elif _needs_nothing(self.current):
            self.keep()
            self.settled = True
        else:
            self.recovered = True

    def keep(self) -> None:
        """Put the sitting's administration on record, then let its journal go.

        Raises:
            OSError: it could not be written; the journal still holds it.
        """
        if self.current is None:
            return
        given, head = self.current.administration(), self.current.head
        if head.second:
            row = {**given.record(), "administration": head.second_of, "removed": False}
            self._records.put((SECOND_SCORES, given.id, row))
        else:
            self._records.put(("administrations", given.id, given.record()))
        with suppress(OSError):  # it is on record: the next start clears the journal
            self.journal.clear()
        self._let_go()
        self.after_keep()

    def discard(self) -> None:
        """Let the sitting go.

        Raises:
            OSError: the journal can't be cleared; the sitting is still there.
        """
        self.journal.clear()
        self._let_go()

    def _is_kept(self, sitting: Sitting) -> bool:
        table = SECOND_SCORES if sitting.head.second else "administrations"
        return self._records.row(table, sitting.head.administration) is not None

    def _let_go(self) -> None:
        if self.current is not None:
            self.current.let_go()
        self.current = None
        self.holder = None
        self.recovered = False


def _needs_nothing(sitting: Sitting) -> bool:
    """Whether a sitting of an earlier run can be kept as it is.

    Digits are marked after the last problem is known: only the examiner knows when all are.
    """
    marked = sitting.session.measure.marked != "digits" or sitting.session.spoiled is not None
    return sitting.done and marked and DAMAGED not in sitting.conditions
