"""What every tab of one Aimline shares: records, forms, clocks, the sitting under way.

The desk knows what records mean and not how they are stored: ``main.py`` hands
it something that keeps rows in tables. Long, because it is all that tabs share.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, Protocol, Self

from probes.administration import Administration, UnreadableAdministration
from probes.forms.form import Form
from probes.forms.form_json import checked_form
from probes.forms.passages import LEVELS
from probes.forms.rotation import FormUse
from probes.measures.directions import LANGUAGES, Language
from probes.measures.measure import MEASURES, ORAL_READING, Mode
from probes.measures.profiles import HOUSE, Profile, profiles_for
from records.merges import TABLE as MERGES
from records.merges import Merges
from records.papers import ABSENT, GroupSitting, still_running
from records.papers import TABLE as PAPERS
from records.probes_given import ProbesGiven
from records.screen_lock import MINUTES, Lock, readable
from records.sitting import DAMAGED, Head, Journal, Sitting
from screens.giving.help_due import silent_at_first
from screens.parts.theme import PASSAGE_SIZES
from screens.sharing.sharing_client import SharingClient
from screens.shell.host_browser import HostBrowser

GRADES = ("K", "1", "2", "3", "4", "5", "6", "7", "8")
LONGEST_NAME = 60
SETTINGS = ("settings", "here")  # not under the device's id, which a copy of it may change

Row = dict[str, Any]


class Records(Protocol):
    """Rows of JSON values in tables, by opaque id; each write is durable when it returns.

    What ``rows`` returns is not to be changed; those written last are at its end.

    ``mark`` stands for now; ``made_since`` has the ids of the probes that were put on record
    on this device after a mark, of all of them after "".

    Until they are ``loaded``, asking for probes, and every write, waits for all of them to be
    read, which takes seconds where there are many.

    ``past`` has every change of a row, oldest first: the device, when by its clock in
    milliseconds since 1970 UTC, and the fields it set. It reads all there is.
    """

    @property
    def device(self) -> str: ...
    @property
    def problems(self) -> list[str]: ...
    @property
    def loaded(self) -> bool: ...
    def rows(self, table: str) -> Mapping[str, Row]: ...
    def row(self, table: str, row_id: str) -> Row | None: ...
    def past(self, table: str, row_id: str) -> Sequence[tuple[str, int, Row]]: ...
    def put(self, *rows: tuple[str, str, Row]) -> None: ...
    def mark(self) -> str: ...
    def made_since(self, mark: str) -> Sequence[str]: ...


class Clock(Protocol):
    """The time: one that only goes forward, and the wall's."""

    def steady_ms(self) -> int: ...
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the examiner has chosen on this device.

    ``profiles`` has the rule profile of each measure for which one was chosen;
    ``directions`` is the language they are said in. ``lock`` is the lock's code as it is
    kept, ``lock_ends`` when it is gone because it was forgotten, in seconds since 1970 UTC,
    0 if it wasn't. ``out`` is the records' mark up to which everything that was made here
    also lies elsewhere.
    """

    passage_size: int = PASSAGE_SIZES[1]
    theme: Literal["system", "light", "dark"] = "system"
    discreet: bool = True
    live_rate: bool = True
    profiles: Mapping[str, str] = field(default_factory=dict)
    directions: Language = "en"
    examiner: str = ""
    paper: Literal["letter", "a4"] = "letter"
    lock: Mapping[str, Any] | None = None
    lock_minutes: int = MINUTES[1]
    lock_ends: int = 0
    out: str = ""

    @classmethod
    def read(cls, row: Row | None) -> Self:
        """Take what is known of a kept row; what isn't keeps its default."""
        row = row or {}
        known = {f.name: row.get(f.name, f.default) for f in fields(cls) if f.name != "profiles"}
        if known["directions"] not in LANGUAGES:
            known["directions"] = "en"
        if known["lock_minutes"] not in MINUTES:
            known["lock_minutes"] = MINUTES[1]
        known["lock"] = readable(known["lock"])
        if type(known["lock_ends"]) is not int or not 0 <= known["lock_ends"] < 2**33:
            known["lock_ends"] = 0
        chosen = {measure: row.get(profile_field(measure)) for measure in MEASURES}
        known["profiles"] = {m: p for m, p in chosen.items() if p in profiles_for(m)}
        return cls(**known)

    def rules(self, measure: str) -> Profile:
        """Return the rule profile for a measure's next probe."""
        return profiles_for(measure)[self.profiles.get(measure, HOUSE.id)]

    @property
    def profile(self) -> str:
        """The profile of oral reading."""
        return self.rules(ORAL_READING.id).id


def profile_field(measure: str) -> str:
    """Return the field in which a measure's profile is kept; oral reading's was there first."""
    return "profile" if measure == ORAL_READING.id else f"profile_{measure}"


@dataclass(frozen=True, slots=True)
class Student:
    """One student as the records have it; ``name`` is whatever the examiner chose."""

    id: str
    name: str
    grade: str
    group: str
    archived: bool = False
    sample: bool = False

    @classmethod
    def read(cls, student_id: str, row: Row) -> Self:
        """Take a kept row."""
        return cls(
            student_id,
            str(row.get("name", "")),
            str(row.get("grade", "")),
            str(row.get("group", "")),
            bool(row.get("archived", False)),
            bool(row.get("sample", False)),
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What a student was given last of a measure, to begin the next one with."""

    measure: str
    level: str
    seconds: int
    mode: Mode
    at: datetime

    @classmethod
    def read(cls, row: Row, form: Form | None) -> Self:
        """Take a kept probe's row.

        Raises:
            KeyError, TypeError, ValueError: it can't be read, or its form isn't here.
        """
        modes = MEASURES[row["measure"]].modes
        if form is None or row["input_mode"] not in modes:
            raise ValueError
        at = datetime.fromisoformat(row["given_at"]).astimezone()
        return cls(row["measure"], form.level, int(row["seconds"]), row["input_mode"], at)


@dataclass(slots=True, kw_only=True)
class Desk:
    """The shared state behind all tabs.

    ``forms`` are the passages that come with Aimline; other forms are made when they are
    asked for, out of the word lists that ``texts`` reads. ``folder`` is the data folder
    as people may read it, ``shared`` what is shared with others, None where there can be
    nothing. ``holder`` is the tab that takes the sitting's taps. ``recovered`` says that
    the sitting came from an earlier run and nobody has decided about it yet, ``settled``
    that one of an earlier run was complete and has been kept, ``set_aside`` that one could
    not be read; nobody has been told yet. ``group`` is the clock that runs for several
    papers. ``browser`` is the one that keeps the records on a tablet, and may lose them.
    """

    records: Records
    journal: Journal
    forms: dict[str, Form]
    clock: Clock
    new_id: Callable[[], str]
    folder: str
    version: str
    sample: Callable[[date], list[tuple[str, str, Row]]]
    texts: Callable[[], Mapping[str, str]] = dict
    sitting: Sitting | None = None
    shared: SharingClient | None = None
    browser: HostBrowser | None = None
    holder: object = None
    recovered: bool = False
    settled: bool = False
    set_aside: bool = False
    group: GroupSitting | None = field(init=False)
    settings: Settings = field(init=False)
    lock: Lock = field(init=False)
    _given: ProbesGiven = field(init=False)
    _made: dict[tuple[str, str], tuple[Form, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.settings = Settings.read(self.records.row(*SETTINGS))
        self._given = ProbesGiven(self.records)
        self.group = still_running(self)
        self.lock = Lock(self)

    def change(self, **values: object) -> None:
        """Change settings and keep them.

        Raises:
            OSError: they could not be written; nothing has changed.
        """
        self.records.put((*SETTINGS, values))
        self.settings = Settings.read(self.records.row(*SETTINGS))

    def went_out(self, mark: str) -> None:
        """Remember that everything made before a mark of the records lies elsewhere, too."""
        if self.records.made_since(self.settings.out) != self.records.made_since(mark):
            with suppress(OSError):  # it is pointed out once more, then
                self.change(out=mark)

    def students(self) -> list[Student]:
        """Return all students, archived ones too, by group and name; merged ones once."""
        rows, merges = self.records.rows("students"), self.merges()
        found = [Student.read(i, row) for i, row in rows.items() if merges.resolve(i) == i]
        return sorted(found, key=lambda s: (s.group == "", s.group.casefold(), s.name.casefold()))

    def student(self, student_id: str) -> Student | None:
        """Return one student; of one who was merged into another, the other."""
        resolved = self.merges().resolve(student_id)
        row = self.records.row("students", resolved)
        return None if row is None else Student.read(resolved, row)

    def merges(self) -> Merges:
        """Return who is the same as whom."""
        return Merges.read(self.records.rows(MERGES), self.records.rows("students").keys())

    def probes(self, student_id: str) -> Mapping[str, Row]:
        """Return the rows of a student's probes, also those given under a merged id."""
        return self._given.of(self.merges().parts(student_id))

    def form(self, form_id: str) -> Form | None:
        """Return a form by id: one of ours, or one kept with a probe that can be read here."""
        if form_id in self.forms:
            return self.forms[form_id]
        row = self.records.row("forms", form_id)
        try:
            return None if row is None else kept_form(form_id, row)
        except (KeyError, TypeError, ValueError):  # another device's, which is newer, or wrong
            return None

    def has_form(self, form_id: str) -> bool:
        """Tell whether there is a form of an id, though it may be one that can't be read here."""
        return form_id in self.forms or self.records.row("forms", form_id) is not None

    def forms_of(self, level: str, measure: str = ORAL_READING.id) -> list[Form]:
        """Return the forms of one level, one's own too, by title; made where none are kept."""
        found = [f for f in self.forms.values() if (f.measure, f.level) == (measure, level)]
        found += self._made_of(measure, level)
        found += self.own_forms(measure, level)
        return sorted(found, key=lambda form: form.title)

    def _made_of(self, measure: str, level: str) -> Sequence[Form]:
        if (measure, level) not in self._made and level in _made_levels(measure):
            from probes.forms import generators

            self._made[measure, level] = generators.forms(measure, level, self.texts())
        return self._made.get((measure, level), ())

    def levels(self, measure: str = ORAL_READING.id) -> dict[str, tuple[str, ...]]:
        """Return the levels there are forms for, each with the grades it is usual in."""
        found = _made_levels(measure)
        read = [form.level for form in self.forms.values() if form.measure == measure]
        own = [row["level"] for _, row in self._own() if row["measure"] == measure]
        for level in sorted({*read, *own} - {*found}, key=LEVELS.index):
            found[level] = (level,)
        if read:  # whoever is beyond the passages reads the hardest
            hardest = max(read, key=LEVELS.index)
            found[hardest] = LEVELS[LEVELS.index(hardest) :]
        return found

    def own_forms(self, measure: str, level: str) -> list[Form]:
        """Return the forms of one's own that are on the list."""
        wanted = [i for i, row in self._own() if (row["measure"], row["level"]) == (measure, level)]
        return [form for form in map(self.form, wanted) if form is not None]

    def bring(self, form: Form) -> None:
        """Keep a form of one's own, and put it on the list.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self.records.put(*self.listing(form))

    def listing(self, form: Form) -> list[tuple[str, str, Row]]:
        """Return the rows that keep a form of one's own and put it on the list."""
        listed = {"measure": form.measure, "level": form.level, "listed": True}
        kept = [] if self.form(form.id) else [("forms", form.id, asdict(form))]
        return [*kept, ("own_forms", form.id, listed)]

    def all_own_forms(self) -> tuple[list[Form], int]:
        """Return the forms of one's own that are on the list, and how many could not be read."""
        found = [self.form(form_id) for form_id, _ in self._own()]
        forms = [form for form in found if form is not None]
        return forms, len(found) - len(forms)

    def put_away(self, form: Form, *, listed: bool = False) -> None:
        """Take a form of one's own off the list, or put it back; probes given keep theirs.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self.records.put(("own_forms", form.id, {"listed": listed}))

    def _own(self) -> list[tuple[str, Row]]:
        rows = self.records.rows("own_forms").items()
        return [(i, row) for i, row in rows if row.get("listed") is True and _has_level(row)]

    def history(self, student_id: str) -> tuple[list[Administration], int]:
        """Return a student's probes, oldest first, and how many could not be read."""
        found, unreadable = [], 0
        for row_id, row in self.probes(student_id).items():
            form = self.form(str(row.get("form", "")))
            if form is None:
                unreadable += 1
                continue
            try:
                found.append(Administration.kept(row_id, row, form))
            except UnreadableAdministration:
                unreadable += 1
        return sorted(found, key=lambda a: (datetime.fromisoformat(a.given_at), a.id)), unreadable

    def last_days(self) -> dict[str, date]:
        """Return the day of each student's latest probe."""
        latest: dict[str, str] = {}
        merges = self.merges()
        for part, day in self._given.last_days().items():
            student = merges.resolve(part)
            latest[student] = max(day, latest.get(student, ""))
        return {student: date.fromisoformat(day) for student, day in latest.items() if day}

    def given_last(self, student_id: str) -> dict[str, Given]:
        """Return what the student was given last of each measure, the latest at the end."""
        found = []
        for row in self.probes(student_id).values():
            form = self.form(str(row.get("form", "")))
            with suppress(KeyError, TypeError, ValueError):  # a newer Aimline's
                found.append(Given.read(row, form))
        latest: dict[str, Given] = {}
        for given in sorted(found, key=lambda given: given.at):
            latest.pop(given.measure, None)
            latest[given.measure] = given
        return latest

    def readings(self, student: Student) -> list[FormUse]:
        """Return which forms the student has read, and the group heard.

        What a group-mate answered on paper nobody heard.
        """
        merges = self.merges()
        mates = {s.id for s in self.students() if s.group and s.group == student.group}
        mates = {part for mate in (*mates, student.id) for part in merges.parts(mate)}
        own = merges.parts(student.id)
        return [
            FormUse(
                str(row["form"]),
                date.fromisoformat(str(row["given_at"])[:10]),
                by_student=row["student"] in own,
            )
            for row in (
                *self._given.of({*own, *mates}).values(),
                *self.records.rows(PAPERS).values(),
            )
            if row.get("student") in own
            or (row.get("student") in mates and row.get("input_mode") == "oral")
            if row.get("left_out") != ABSENT
        ]

    def start(
        self,
        student: Student,
        form: Form,
        *,
        seconds: int | None = None,
        mode: Mode | None = None,
        silent: bool = False,
    ) -> Sitting:
        """Start the clock; ``silent`` says that help was given for the first item before.

        For as long as is usual in the student's grade, and in the measure's first mode,
        where nothing else is said. The form is kept first, so that the sitting can be
        read whatever forms a later version has.

        Raises:
            OSError: it can't be written; nothing has begun.
        """
        if self.journal.read() is not None:
            self.recover()  # what could not be put on record, or cleared, before
            if self.sitting is not None:
                return self.sitting
        if self.records.row("forms", form.id) is None:
            self.records.put(("forms", form.id, asdict(form)))
        now = self.clock.now()
        measure, rules = MEASURES[form.measure], self.settings.rules(form.measure)
        head = Head(
            administration=self.new_id(),
            student=student.id,
            grade=student.grade,
            form=form.id,
            measure=form.measure,
            profile=rules.id,
            profile_version=rules.version,
            seconds=measure.seconds_at(student.grade) if seconds is None else seconds,
            given_at=now.isoformat(timespec="seconds"),
            examiner=self.settings.examiner,
            wall_ms=int(now.timestamp() * 1000),
            input_mode=measure.modes[0] if mode is None else mode,
        )
        first = [silent_at_first(form, rules)] if silent else []
        self.sitting = Sitting.start(head, form, self.journal, self.clock.steady_ms, first)
        return self.sitting

    def recover(self) -> None:
        """Take up what a journal of an earlier run holds.

        A sitting that needs nothing more is kept at once; one that was kept
        already is let go; one that can't be read is set aside among the records.

        Raises:
            OSError: it could not be kept; the journal still holds it.
        """
        wall_ms = int(self.clock.now().timestamp() * 1000)
        found = self.journal.read()
        try:
            self.sitting = Sitting.recovered(self.form, self.journal, self.clock.steady_ms, wall_ms)
        except (KeyError, TypeError, ValueError):  # its form, head or events: none of ours
            self.sitting = None
        if found is None:
            return
        if self.sitting is None:
            if found.events:
                aside = {"head": found.head, "events": list(found.events)}
                self.records.put(("set_aside", self.new_id(), aside))
                self.set_aside = True
            self.journal.clear()
        elif self.records.row("administrations", self.sitting.head.administration) is not None:
            self.discard()
        elif self.sitting.head.paper and DAMAGED not in self.sitting.conditions:
            pass  # there is no haste: it is taken up where it was
        elif self._needs_nothing(self.sitting):
            self.keep()
            self.settled = True
        else:
            self.recovered = True

    @staticmethod
    def _needs_nothing(sitting: Sitting) -> bool:
        """Whether a sitting of an earlier run can be kept as it is.

        Digits are marked after the last problem is known: only the examiner knows when all are.
        """
        marked = sitting.session.measure.marked != "digits" or sitting.session.spoiled is not None
        return sitting.done and marked and DAMAGED not in sitting.conditions

    @property
    def giving(self) -> bool:
        """Whether a probe is under way: nothing else may take time then."""
        return self.sitting is not None or self.group is not None

    def keep(self) -> None:
        """Put the sitting's administration on record, then let its journal go.

        Raises:
            OSError: it could not be written; the journal still holds it.
        """
        if self.sitting is None:
            return
        given = self.sitting.administration()
        self.records.put(("administrations", given.id, given.record()))
        with suppress(OSError):  # it is on record: the next start clears the journal
            self.journal.clear()
        self._let_go()
        if self.shared is not None:
            self.shared.soon()

    def discard(self) -> None:
        """Let the sitting go.

        Raises:
            OSError: the journal can't be cleared; the sitting is still there.
        """
        self.journal.clear()
        self._let_go()

    def _let_go(self) -> None:
        if self.sitting is not None:
            self.sitting.let_go()
        self.sitting = None
        self.holder = None
        self.recovered = False


def _made_levels(measure: str) -> dict[str, tuple[str, ...]]:
    from probes.forms import (
        generators,  # a twentieth of a second that the first screen can do without
    )

    return generators.levels(measure)


def _has_level(row: Row) -> bool:
    """Whether a form's measure and level are known here; another device may be newer."""
    measure, level = row.get("measure"), row.get("level")
    return measure in MEASURES and (level in LEVELS or level in _made_levels(measure))


def kept_form(form_id: str, row: Row) -> Form:
    """Read a form that was kept with a probe.

    Raises:
        KeyError, TypeError, ValueError: it is none that this Aimline can read.
    """
    fields: Row = {name: tuple(row[name]) for name in ("items", "lines", "groups", "key")}
    fields["prompts"] = tuple(row.get("prompts", ()))  # Aimline 0.1 kept none
    fields |= {name: row[name] for name in ("measure", "level", "title", "genre")}
    return checked_form(Form(id=form_id, **fields), row["measure"])
