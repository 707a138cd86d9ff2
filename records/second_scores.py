"""The same probe scored by somebody else: kept beside it, never in place of it.

A second score is marked on a blank page, as a sitting of its own whose journal takes each tap
(``records/sitting.py``): later, or along with the examiner on a second device
(``records/scored_along.py``). Or it is another probe, which a second device gave at the same time.
What is compared is what each of the two made of it at first, before anything was corrected.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from probes.administration import Administration, UnreadableAdministration
from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Ended, Session
from probes.scoring.agreement import Agreement, agreement, looks_systematic, needed, pooled
from records.device_settings import DeviceSettings
from records.form_library import FormLibrary
from records.history import History
from records.record_store import Clock, RecordStore, Row
from records.scored_along import Why, match
from records.sitting import Head, Sitting
from records.sittings import SECOND_SCORES as TABLE
from records.sittings import Sittings
from records.student_progress import ProbeAgreement
from records.tables import checked, fields_of

_GIVEN = "administrations"
_PROBE_FIELDS = fields_of(_GIVEN).keys()


class CannotScoreTwice(ValueError):
    """A probe can't be scored a second time now; nothing has begun."""


@dataclass(frozen=True, slots=True)
class SecondScore:
    """What a second person made of a probe; ``other`` is the probe that it is, or "".

    ``probe`` is "" while it can't be told which one was scored along; ``why`` says why.
    """

    id: str
    probe: str
    other: str
    scored: Administration
    why: Why = ""

    @property
    def examiner(self) -> str:
        """Who scored it, "" if nobody said."""
        return self.scored.examiner

    @property
    def at(self) -> str:
        """When it was scored, local time with its offset."""
        return self.scored.given_at


@dataclass(frozen=True, slots=True)
class Examiner:
    """How one examiner's probes of some time agree with a second scorer's."""

    name: str
    probes: int
    found: tuple[Agreement, ...]

    @property
    def share(self) -> float:
        """How many of the probes were scored twice, in per cent."""
        return 100 * len(self.found) / self.probes if self.probes else 0

    @property
    def by_item(self) -> float | None:
        """Items agreed on over all of them, in per cent."""
        return pooled(self.found)

    @property
    def below(self) -> int:
        """How many agree on fewer items than they should."""
        return sum(not one.meets_target for one in self.found)

    @property
    def needed(self) -> int:
        """How many more are to be scored twice."""
        return needed(self.probes, len(self.found))

    @property
    def systematic(self) -> bool:
        """Whether so many show a pattern that all are looked at again."""
        return looks_systematic(self.found)

    @classmethod
    def of(cls, name: str, probes: int, found: Iterable[Agreement]) -> Self:
        """Take the figures together."""
        return cls(name, probes, tuple(found))


class SecondScores:
    """All second scores, and how one is made."""

    def __init__(
        self,
        records: RecordStore,
        history: History,
        forms: FormLibrary,
        sittings: Sittings,
        settings: DeviceSettings,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._history = history
        self._forms = forms
        self._sittings = sittings
        self._settings = settings
        self._clock = clock
        self._new_id = new_id

    def of(self, probe: str) -> list[SecondScore]:
        """Return the second scores of a probe that stand and can be read, the latest first."""
        found = [
            one
            for row_id, row in self._records.rows(TABLE).items()
            if row.get("administration") in (probe, "")
            and (one := self._read(row_id, row)) is not None
            and one.probe == probe
        ]
        return sorted(found, key=_latest, reverse=True)

    def waiting(self) -> list[SecondScore]:
        """Return those scored along whose probe can't be told yet, the latest first."""
        found = [
            one
            for row_id, row in self._records.rows(TABLE).items()
            if row.get("administration") == "" and (one := self._read(row_id, row)) is not None
        ]
        return sorted((one for one in found if not one.probe), key=_latest, reverse=True)

    def probe_of(self, row_id: str) -> str:
        """Return the probe that a second score is of, "" where that can't be told yet."""
        row = self._records.row(TABLE, row_id)
        found = None if row is None else self._read(row_id, row)
        return "" if found is None else found.probe

    def begin(self, probe: str, done: Sequence[Event] = ()) -> None:
        """Begin to score a probe a second time, on a blank page whose clock has ended as it did.

        With ``done``, go on where it was put back.

        Raises:
            CannotScoreTwice: it can't be read, its end isn't known, or a sitting is under way.
            OSError: it can't be written; nothing has begun.
        """
        opened = self._history.open(probe)
        if opened is None or self._sittings.giving or self._sittings.journal.read() is not None:
            raise CannotScoreTwice
        given = opened.administration
        now = self._clock.now()
        head = Head(
            administration=self._new_id(),
            student=given.student,
            grade=given.grade,
            form=given.form.id,
            measure=given.measure,
            profile=given.profile,
            profile_version=given.profile_version,
            seconds=given.seconds,
            given_at=now.isoformat(timespec="seconds"),
            examiner=self._settings.now.examiner,
            wall_ms=int(now.timestamp() * 1000),
            input_mode=given.input_mode,
            paper=True,
            second_of=probe,
        )
        self._sittings.current = Sitting.of_paper(
            head,
            given.form,
            self._sittings.journal,
            self._clock,
            head.wall_ms,
            done or _ended_as(given.session()),
        )

    def others(self, probe: str) -> list[Administration]:
        """Return other probes of the student, form and day: a second device may have given one."""
        opened = self._history.open(probe)
        if opened is None:
            return []
        mine = opened.administration
        entries, _ = self._history.entries(mine.student)
        found = [
            self._history.original(entry.id)
            for entry in entries
            if entry.id != probe
            and (entry.form, entry.day) == (mine.form.id, mine.given_at[:10])
            and entry.measure == mine.measure
        ]
        return [one for one in found if one is not None]

    def link(self, probe: str, other: str) -> str:
        """Say that another probe is the second score of one; return the row's id.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        row_id = self._new_id()
        self._records.put((TABLE, row_id, {"administration": probe, "other": other}))
        return row_id

    def along_of(self, probe: str) -> list[SecondScore]:
        """Return those that wait and may be of a probe: of its student, measure and day."""
        opened = self._history.open(probe)
        if opened is None:
            return []
        mine = opened.administration
        parts = self._history.parts(mine.student)
        return [
            one
            for one in self.waiting()
            if one.scored.student in parts
            and (one.scored.measure, one.at[:10]) == (mine.measure, mine.given_at[:10])
        ]

    def say_of(self, row_id: str, probe: str) -> None:
        """Say of which probe one is that was scored along.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put((TABLE, row_id, {"administration": probe}))

    def keep_as_probe(self, row_id: str) -> None:
        """Keep one that waits as the student's probe: it was given here, and nowhere else.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        row = self._records.row(TABLE, row_id)
        if row is None or row.get("removed"):
            return
        fields = {name: value for name, value in row.items() if name in _PROBE_FIELDS}
        self._records.put((_GIVEN, row_id, fields), (TABLE, row_id, {"removed": True}))

    def remove(self, row_id: str, *, removed: bool = True) -> None:
        """Let a second score stand no more, or again.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self._records.put((TABLE, row_id, {"removed": removed}))

    def compare(self, second: SecondScore) -> Agreement | None:
        """Compare a second score with the first; None where they are of two forms.

        With the first as it was kept; only where another form, or another end, was found to be the
        right one and this was scored so, with the first as it counts.
        """
        theirs = second.scored.session()
        original, opened = self._history.original(second.probe), self._history.open(second.probe)
        firsts = [
            first.session()
            for first in (original, opened.administration if opened else None)
            if first is not None and first.form.content == theirs.form.content
        ]
        alike = [mine for mine in firsts if mine.ended is theirs.ended] or firsts
        return agreement(replace(alike[0], form=theirs.form), theirs) if alike else None

    def agreement_of(self, student: str, probes: Collection[str]) -> ProbeAgreement:
        """Return how two people agree on some probes of a student; of each the latest counts."""
        wanted, parts = frozenset(probes), self._history.parts(student)
        seconds: dict[str, SecondScore] = {}
        for row_id, row in self._records.rows(TABLE).items():
            about = str(row.get("administration"))  # whatever a row has there
            if about in wanted or (about == "" and row.get("student") in parts):
                one = self._read(row_id, row)
                if one is not None and one.probe in wanted and self._by_another(one):
                    seconds[one.probe] = max(one, seconds.get(one.probe, one), key=_latest)
        compared = [self.compare(one) for one in seconds.values()]
        known = [one for one in compared if one is not None]
        return ProbeAgreement(len(wanted), len(known), pooled(known))

    def _by_another(self, second: SecondScore) -> bool:
        """Tell whether somebody else scored it: nobody's name tells it from the examiner's."""
        row = self._records.row(_GIVEN, second.probe) or {}
        name = str(row.get("examiner", "")).strip()
        return not name or second.examiner.strip() != name

    def by_examiner(self, since: date, upto: date) -> list[Examiner]:
        """Return how the probes of each examiner from day to day agree, by name.

        A probe that its examiner scored a second time counts as scored by one person.
        """
        probes: dict[str, int] = {}
        names: dict[str, str] = {}
        for row_id, row in self._records.rows(_GIVEN).items():
            if since.isoformat() <= str(row.get("given_at", ""))[:10] <= upto.isoformat():
                names[row_id] = name = str(row.get("examiner", "")).strip()
                probes[name] = probes.get(name, 0) + 1
        found: dict[str, dict[str, Agreement]] = {}
        for row_id, row in self._records.rows(TABLE).items():
            second = self._read(row_id, row)
            if second is None or second.probe not in names:
                continue
            name = names[second.probe]
            compared = self.compare(second)
            if compared is not None and (not name or second.examiner.strip() != name):
                found.setdefault(name, {})[second.probe] = compared
        return [
            Examiner.of(name, probes[name], found.get(name, {}).values()) for name in sorted(probes)
        ]

    def _read(self, row_id: str, row: Row) -> SecondScore | None:
        fields = checked(TABLE, row)
        probe, other = fields.get("administration", ""), fields.get("other", "")
        if fields.get("removed", False):
            return None
        if other:
            scored = self._history.original(other)
            return None if scored is None else SecondScore(row_id, probe, other, scored)
        form = self._forms.get(fields.get("form", ""), fields.get("measure", ""))
        if form is None:
            return None
        try:
            scored = Administration.kept(row_id, fields, form)
            datetime.fromisoformat(scored.given_at)
        except (UnreadableAdministration, ValueError):
            return None
        if probe:
            return SecondScore(row_id, probe, "", scored)
        if scored.session().spoiled is not None:  # interrupted: there is nothing to compare
            return None
        probe, why = match(scored, self._history.entries(scored.student)[0])
        return SecondScore(row_id, probe, "", scored, why)


def _latest(one: SecondScore) -> tuple[str, str]:
    return one.at, one.id


def _ended_as(session: Session) -> list[Event]:
    """Return a blank sitting that ended as a session did.

    Raises:
        CannotScoreTwice: it isn't known how it ended.
    """
    match session.ended:
        case Ended.TIME_UP:
            return [events.Start(), events.TimeUp(at_ms=session.limit_ms)]
        case Ended.FINISHED:
            return [events.Start(), events.Finish(at_ms=session.ended_ms)]
        case Ended.DISCONTINUED:
            return [events.Start(), events.Discontinue(at_ms=session.ended_ms)]
    raise CannotScoreTwice
