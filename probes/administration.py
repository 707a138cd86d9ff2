"""An administration: one probe given once, with its exported and its stored layout.

The exported layout is ``format`` 1 (docs/scoring.md, "An exported
administration"). The stored layout has the same fields with two differences: the
form is named by its id, because each form is stored once, and the events are one
JSON text with its quotes swapped, because they are read only when a score is
computed.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Self

from probes import json_values
from probes.forms.form import BadForm, Form
from probes.forms.form_json import checked_form, read_form, written_form
from probes.giving.event_json import BadEvent, written
from probes.giving.event_json import read as read_event
from probes.giving.events import Event
from probes.giving.session import OutOfTurn, Session, new, replay
from probes.json_values import BadValue
from probes.measures.measure import MEASURES, Measure
from probes.measures.profiles import UnknownProfile, profile
from probes.scoring.score import Score, score

FORMAT = 1
MOST_EVENTS = 2_000
_SWAPPED = str.maketrans({'"': "'", "'": '"'})


class UnreadableAdministration(ValueError):
    """An administration that this app can't read, or whose parts contradict each other."""


@dataclass(frozen=True, slots=True)
class PartOfSet:
    """Which part of a benchmark set this is: ``index`` counts from 0 to ``of`` - 1."""

    id: str
    index: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Administration:
    """One student, one form, one sitting; the score is computed, never stored.

    ``given_at`` is local time with its offset, ISO 8601. ``conditions`` lists
    anything unusual ("interrupted"). ``grade`` is the student's grade on that day.
    """

    id: str
    measure: str
    profile: str
    profile_version: int
    form: Form
    seconds: int
    student: str
    grade: str
    given_at: str
    examiner: str
    input_mode: str
    conditions: tuple[str, ...]
    part: PartOfSet | None
    events: tuple[Event, ...]

    def session(self) -> Session:
        """Return what the events come to, replayed once.

        Raises:
            OutOfTurn: they contradict each other.
        """
        return self._session

    def score(self) -> Score:
        """Return the score under this administration's profile, computed once."""
        return self._score

    @cached_property
    def _session(self) -> Session:
        return replay(new(self.form, MEASURES[self.measure], self.seconds), self.events)

    @cached_property
    def _score(self) -> Score:
        return score(self.session(), profile(self.profile, self.profile_version))

    def exported(self) -> dict[str, Any]:
        """Return plain JSON values, in the exported layout."""
        return {
            "format": FORMAT,
            "id": self.id,
            "measure": self.measure,
            "profile": self.profile,
            "profile_version": self.profile_version,
            "form": written_form(self.form),
            "seconds": self.seconds,
            "student": self.student,
            "grade": self.grade,
            "given_at": self.given_at,
            "examiner": self.examiner,
            "input_mode": self.input_mode,
            "conditions": list(self.conditions),
            "set": asdict(self.part) if self.part else None,
            "events": [written(event) for event in self.events],
        }

    def record(self) -> dict[str, Any]:
        """Return the fields of the stored layout, which lacks the administration's id."""
        fields = self.exported()
        fields["form"] = self.form.id
        fields["events"] = swap_quotes(json.dumps(fields["events"], separators=(",", ":")))
        del fields["id"]
        return fields

    @classmethod
    def kept(cls, administration_id: str, fields: Mapping[str, Any], form: Form) -> Self:
        """Return the administration stored in the fields that ``record`` returned.

        Raises:
            UnreadableAdministration: as ``read``.
        """
        try:
            events = json_values.parsed(swap_quotes(str(fields.get("events"))))
        except BadValue as problem:
            raise UnreadableAdministration(f"the events of a kept probe: {problem}") from None
        return cls.read({**fields, "id": administration_id, "form": form, "events": events})

    @classmethod
    def read(cls, data: object) -> Self:
        """Return the administration in an exported layout, after checking its order of events.

        Raises:
            UnreadableAdministration: the layout is newer than this app, a field is
                missing or has a value not allowed, or an event is out of turn.
        """
        try:
            administration = cls._read(data)
            profile(administration.profile, administration.profile_version)
        except (BadValue, BadForm, UnknownProfile) as problem:
            raise UnreadableAdministration(str(problem)) from None
        administration._check_turns()
        return administration

    @classmethod
    def _read(cls, data: object) -> Self:
        if not isinstance(data, Mapping):
            raise BadValue(f"an administration is an object, not {json_values.kind(data)}")
        if data.get("format") != FORMAT or data["format"] is True:
            found = json_values.number(data.get("format"))
            raise BadValue(f"“format” is {found}; this Aimline reads format {FORMAT}")
        measure = MEASURES.get(json_values.text(data, "measure"))
        if measure is None:
            raise BadValue(f"“measure” must be one of {', '.join(MEASURES)}")
        grade = json_values.text(data, "grade", "")
        return cls(
            id=json_values.text(data, "id", ""),
            measure=measure.id,
            profile=json_values.text(data, "profile", "house"),
            profile_version=json_values.whole_number(data, "profile_version", 1, 1, 1_000),
            form=_form(data.get("form"), measure.id),
            seconds=json_values.whole_number(data, "seconds", measure.seconds_at(grade), 1, 3_600),
            student=json_values.text(data, "student", ""),
            grade=grade,
            given_at=json_values.moment(json_values.text(data, "given_at", "")),
            examiner=json_values.text(data, "examiner", ""),
            input_mode=_input_mode(data, measure),
            conditions=json_values.texts(data, "conditions", 50),
            part=_part(data.get("set")),
            events=_events(data.get("events")),
        )

    def under(self, profile_id: str) -> Self:
        """Return the same administration under the newest version of another profile."""
        return replace(self, profile=profile_id, profile_version=profile(profile_id).version)

    def _check_turns(self) -> None:
        try:
            self.session()
        except OutOfTurn:
            self._say_which_is_out_of_turn()

    def _say_which_is_out_of_turn(self) -> None:
        session = new(self.form, MEASURES[self.measure], self.seconds)
        for number, event in enumerate(self.events, start=1):
            try:
                session = replay(session, [event])
            except OutOfTurn as problem:
                raise UnreadableAdministration(f"event {number}: {problem}") from None


def swap_quotes(text: str) -> str:
    """Return a text with its double and single quotes swapped.

    A JSON text with swapped quotes needs almost no escapes inside another JSON text, and is
    read from there in a third of the time.
    """
    return text.translate(_SWAPPED)


def _form(data: object, measure: str) -> Form:
    return checked_form(data, measure) if isinstance(data, Form) else read_form(data, measure)


def _input_mode(data: Mapping[str, Any], measure: Measure) -> str:
    mode = json_values.text(data, "input_mode", measure.modes[0])
    if mode not in measure.modes:
        raise BadValue(f"“input_mode” of {measure.id} must be one of {', '.join(measure.modes)}")
    return mode


def _part(value: object) -> PartOfSet | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise BadValue(f"“set” is an object with id, index and of, not {json_values.kind(value)}")
    of = json_values.whole_number(value, "of", None, 1, 20)
    return PartOfSet(
        json_values.text(value, "id"), json_values.whole_number(value, "index", None, 0, of - 1), of
    )


def _events(value: object) -> tuple[Event, ...]:
    if not isinstance(value, list) or len(value) > MOST_EVENTS:
        raise UnreadableAdministration(f"“events” must be a list of at most {MOST_EVENTS} events")
    events = []
    for number, event in enumerate(value, start=1):
        try:
            events.append(read_event(event))
        except BadEvent as problem:
            raise UnreadableAdministration(f"event {number}: {problem}") from None
    return tuple(events)
