"""One probe given once: what is exported, kept, read back and scored.

The exported layout is ``format`` 1 (docs/scoring.md, "An exported
administration"). What is kept on the device is the same, flat: the form by its
id, because forms are kept once, and the events as one JSON text, its quotes
turned, because nobody looks into them until a score is asked for. Long, because both
layouts and all that may be wrong with them belong side by side.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Self

from probes import json_values
from probes.forms import digits
from probes.forms.form import BadForm, Form
from probes.giving.events import BadEvent, Event, written
from probes.giving.events import read as read_event
from probes.giving.session import OutOfTurn, Session, new, replay
from probes.json_values import BadValue
from probes.measures.measure import MEASURES, Measure
from probes.measures.profiles import UnknownProfile, profile
from probes.scoring.score import BadSet, Score, SetScore, score, score_set

FORMAT = 1
MOST_EVENTS = 2_000
_TURNED = str.maketrans({'"': "'", "'": '"'})
FORM_FIELDS = ("id", "level", "title", "genre", "items", "lines", "groups", "key", "prompts")


class UnreadableAdministration(ValueError):
    """An administration this app can't read, or whose parts contradict each other."""


@dataclass(frozen=True, slots=True)
class PartOfSet:
    """Which part of a benchmark set this is: ``index`` counts from 0 to ``of`` - 1."""

    id: str
    index: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Administration:
    """One student, one form, one sitting; the score is computed, never kept.

    ``given_at`` is local time with its offset, ISO 8601. ``conditions`` says
    what was unusual ("interrupted"). ``grade`` is the student's on that day.
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
        """Replay the events.

        Raises:
            OutOfTurn: they contradict each other.
        """
        return replay(new(self.form, MEASURES[self.measure], self.seconds), self.events)

    def score(self) -> Score:
        """Return the score under the profile it was given with, worked out once."""
        return self._score

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
        """Return the fields to keep, without the id and with the form by its id."""
        fields = self.exported()
        fields["form"] = self.form.id
        fields["events"] = turned(json.dumps(fields["events"], separators=(",", ":")))
        del fields["id"]
        return fields

    @classmethod
    def kept(cls, administration_id: str, fields: Mapping[str, Any], form: Form) -> Self:
        """Read what ``record`` wrote.

        Raises:
            UnreadableAdministration: as ``read``.
        """
        try:
            events = json_values.parsed(turned(str(fields.get("events"))))
        except BadValue as problem:
            raise UnreadableAdministration(f"the events of a kept probe: {problem}") from None
        return cls.read({**fields, "id": administration_id, "form": form, "events": events})

    @classmethod
    def read(cls, data: object) -> Self:
        """Read the exported layout, and check that its events fit together.

        Raises:
            UnreadableAdministration: the layout is newer than this app, a part is
                missing or no such value, or an event is out of turn.
        """
        try:
            found = cls._read(data)
            profile(found.profile, found.profile_version)
        except (BadValue, BadForm, UnknownProfile) as problem:
            raise UnreadableAdministration(str(problem)) from None
        found._check_turns()
        return found

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
        """Return the same administration, to be scored under another profile."""
        return replace(self, profile=profile_id, profile_version=profile(profile_id).version)

    def _check_turns(self) -> None:
        session = new(self.form, MEASURES[self.measure], self.seconds)
        for number, event in enumerate(self.events, start=1):
            try:
                session = replay(session, [event])
            except OutOfTurn as problem:
                raise UnreadableAdministration(f"event {number}: {problem}") from None


def turned(text: str) -> str:
    """Return a text with its double and single quotes changed for each other.

    JSON so turned needs hardly an escape where it stands in JSON again, and is read there
    in a third of the time.
    """
    return text.translate(_TURNED)


def score_exported(data: object) -> Score | SetScore:
    """Score one exported administration, or a list of them as a set.

    Raises:
        UnreadableAdministration: one can't be read, or they are no set.
    """
    if not isinstance(data, list):
        return Administration.read(data).score()
    parts = []
    for number, part in enumerate(data, start=1):
        try:
            parts.append(Administration.read(part))
        except UnreadableAdministration as problem:
            raise UnreadableAdministration(f"administration {number}: {problem}") from None
    _check_set(parts)
    try:
        return score_set(
            [part.score() for part in parts],
            profile(parts[0].profile, parts[0].profile_version) if parts else profile("house"),
        )
    except BadSet as problem:
        raise UnreadableAdministration(str(problem)) from None


def written_form(form: Form) -> dict[str, Any]:
    """Return a form as plain JSON values, without its measure and what it lacks."""
    fields = {name: _list_or_text(getattr(form, name)) for name in FORM_FIELDS}
    return {name: value for name, value in fields.items() if value}


def read_form(data: object, measure: str) -> Form:
    """Read what ``written_form`` returned.

    Raises:
        BadValue, BadForm: a part is missing or no such value, or the parts don't fit together.
    """
    if not isinstance(data, Mapping):
        raise BadValue(f"“form” is an object with items and lines, not {json_values.kind(data)}")
    form = Form(
        id=json_values.text(data, "id", ""),
        measure=measure,
        level=json_values.text(data, "level", ""),
        title=json_values.text(data, "title", ""),
        genre=json_values.text(data, "genre", ""),
        items=json_values.texts(data, "items", json_values.MOST_ITEMS),
        lines=json_values.starts(data, "lines"),
        groups=json_values.starts(data, "groups"),
        key=json_values.texts(data, "key", json_values.MOST_ITEMS),
        prompts=json_values.texts(data, "prompts", json_values.MOST_ITEMS),
    )
    if MEASURES[measure].marked == "digits":
        digits.check(form)
    return form


def sound(form: Form, measure: str) -> Form:
    """Check a form that was kept: another device may have put anything there.

    Raises:
        BadValue, BadForm: it is none of that measure, as ``read_form``.
    """
    try:
        hash(form)
    except TypeError:
        raise BadValue("“form” has something else than texts and numbers") from None
    return _sound(form, measure)


@lru_cache(maxsize=256)  # many probes of one student are on the same few forms
def _sound(form: Form, measure: str) -> Form:
    return read_form({name: _list_or_text(getattr(form, name)) for name in FORM_FIELDS}, measure)


def _form(data: object, measure: str) -> Form:
    return sound(data, measure) if isinstance(data, Form) else read_form(data, measure)


def _input_mode(data: Mapping[str, Any], measure: Measure) -> str:
    mode = json_values.text(data, "input_mode", measure.modes[0])
    if mode not in measure.modes:
        raise BadValue(f"“input_mode” of {measure.id} must be one of {', '.join(measure.modes)}")
    return mode


def _list_or_text(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _check_set(parts: Sequence[Administration]) -> None:
    """See that a set is one student's, whole, and has each part once.

    Unnumbered parts are taken as they come.
    """
    if len({part.student for part in parts}) > 1:
        raise UnreadableAdministration("the parts of a set must be of one student")
    if len({part.input_mode for part in parts}) > 1:
        raise UnreadableAdministration(
            "the parts of a set must have one input mode; digits written on paper and typed "
            "on a tablet are two scores"
        )
    numbered = [part.part for part in parts if part.part is not None]
    if not numbered:
        return
    first = numbered[0]
    places = sorted(part.index for part in numbered)
    if len(numbered) != len(parts) or any((p.id, p.of) != (first.id, first.of) for p in numbered):
        raise UnreadableAdministration("these administrations belong to different sets")
    if places != list(range(first.of)):
        raise UnreadableAdministration(
            f"the set has {first.of} parts, 0 to {first.of - 1}; this list has {places}"
        )


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
