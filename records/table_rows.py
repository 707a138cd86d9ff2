"""What the rows of each table hold: their fields and types; ``records/tables.py`` declares them.

Only a field's type is checked, when a row is read or written; what its values mean is checked by
the file that reads them.
"""

from typing import Any, TypedDict


class StudentRow(TypedDict, total=False):
    """A student. ``group`` is the free text from before groups had ids.

    ``language`` is the one directions are said in, "" for the device's. ``entered_wrongly`` takes
    an entry off every list, as long as it has no probe.
    ``district_id`` is the school's number, ``roster_id`` its roster's; ``brought`` is the import.
    """

    name: str
    grade: str
    group: str
    language: str
    entered_wrongly: bool
    school: str
    district_id: str
    roster_id: str
    archived: bool
    sample: bool
    brought: str


class GroupRow(TypedDict, total=False):
    """A group; its id says nothing. ``sample`` groups never leave the device.

    ``weekdays`` are numbers from 0, Monday; ``starts`` is a time such as "09:15"; ``minutes`` are
    those of a session.
    """

    name: str
    area: str
    sample: bool
    room: str
    weekdays: list[Any]
    starts: str
    minutes: int
    protocol: str
    archived: bool
    brought: str


class MembershipRow(TypedDict, total=False):
    """A student is in a group; ``removed`` says that they are no longer.

    ``since`` and ``until`` are days: the first one in it, and the first one no longer. Who is
    removed without an ``until`` never was in it.
    """

    student: str
    group: str
    removed: bool
    since: str
    until: str
    brought: str


class AdministrationRow(TypedDict, total=False):
    """A probe given once (docs/scoring.md, "An exported administration"), its form by id."""

    format: int
    measure: str
    profile: str
    profile_version: int
    form: str
    seconds: int
    student: str
    grade: str
    given_at: str
    examiner: str
    input_mode: str
    conditions: list[Any]
    set: dict[str, Any] | None
    events: str


class AmendmentRow(TypedDict, total=False):
    """One change to a kept administration: ``what`` it is about, ``before`` and ``after``.

    ``item`` is the item of a mark, the first of several up to ``through``; or a group, or a line.
    ``undoes`` takes an earlier amendment back instead. ``when`` is UTC, ISO 8601 with
    milliseconds, so that it sorts as a text.
    """

    administration: str
    what: str
    item: int
    through: int
    before: str | int | bool | None
    after: str | int | bool | None
    undoes: str
    why: str
    who: str
    when: str


class SecondScoreRow(AdministrationRow, total=False):
    """What a second person made of a kept probe: an administration's fields, or another probe's id.

    ``administration`` is the probe, "" while it isn't known which one it is of those that another
    device gave; ``other`` is one that a second device gave at the same time.
    ``removed`` says that it stands no more.
    """

    administration: str
    other: str
    removed: bool


class PaperRow(TypedDict, total=False):
    """What a student wrote under one clock with others, until it is scored."""

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
    input_mode: str
    device: str
    used_ms: int | None
    left_out: str
    events: str


class MergeRow(TypedDict, total=False):
    """Two students are one, or (``undoes``) they are not after all."""

    # "from" is a word of Python's; see _MERGE_FIELDS
    into: str
    undoes: str


class FormRow(TypedDict, total=False):
    """A form as it was kept with a probe."""

    id: str
    measure: str
    level: str
    title: str
    genre: str
    items: list[Any]
    lines: list[Any]
    groups: list[Any]
    key: list[Any]
    prompts: list[Any]


class OwnFormRow(TypedDict, total=False):
    """A form of the school's own that is ``listed``, or was, and what is said of it now."""

    measure: str
    level: str
    title: str
    genre: str
    listed: bool


class SessionRow(TypedDict, total=False):
    """A session of a ``group``, or of a ``student`` alone, on a ``day``: held, or ``cancelled``.

    ``minutes`` were given, ``planned`` were meant to be.
    """

    group: str
    student: str
    day: str
    minutes: int
    planned: int
    cancelled: str
    protocol: str
    note: str
    who: str
    removed: bool


class AttendanceRow(TypedDict, total=False):
    """A student was in a session for ``minutes``, or ``missed`` it, for the reason that says."""

    session: str
    student: str
    minutes: int
    missed: str
    removed: bool


class StepRow(TypedDict, total=False):
    """A step of a session's protocol, from 0, was done, or was not."""

    session: str
    step: int
    done: bool


class AbsenceRow(TypedDict, total=False):
    """A student gave no probe on a day: absent, or refused. Never a score."""

    student: str
    day: str
    why: str
    removed: bool


class PreparedFormRow(TypedDict, total=False):
    """A form that was printed for a student, ``place`` from 0 of those to be given at once.

    ``at`` is when, ISO 8601 with its offset: a probe given later was the one it was printed for.
    """

    student: str
    measure: str
    level: str
    place: int
    form: str
    at: str


class PlanRow(TypedDict, total=False):
    """A student is monitored on a measure, level and mode ``every`` so many instructional days.

    ``forms`` are given each time, one where it isn't said.

    ``since`` and ``ended`` are days, such as 2026-11-24; ``ended`` is "" while the plan goes on.
    """

    student: str
    measure: str
    level: str
    mode: str
    every: int
    forms: int
    since: str
    ended: str
    who: str
    when: str
    brought: str


class GoalRow(TypedDict, total=False):
    """A goal of a plan; a new one replaces it, ``undoes`` takes one back.

    ``probes`` are the ids that the ``baseline`` is the median of. ``when`` is as of an amendment.
    """

    plan: str
    type: str
    baseline: int | float
    probes: list[Any]
    baseline_day: str
    goal: int | float
    day: str
    criterion: str
    source: str
    who: str
    when: str
    undoes: str


class PhaseRow(TypedDict, total=False):
    """What was decided about a plan on a day; ``changed`` are entries of the menu, none: no change.

    ``undoes`` takes an earlier one back instead. ``when`` is as of an amendment.
    """

    plan: str
    day: str
    label: str
    changed: list[Any]
    why: str
    who: str
    when: str
    undoes: str


class OldScoreRow(TypedDict, total=False):
    """Scores of a student's series that came in by a file; ``source`` says which.

    ``scores`` are JSON (``records/old_scores.py``); a row without has one score in its fields.
    """

    student: str
    measure: str
    level: str
    mode: str
    unit: str
    source: str
    brought: str
    scores: str
    form: str
    day: str
    at: int | float
    season: str
    correct: int | float
    attempted: int
    seconds: int | float


class ImportRow(TypedDict, total=False):
    """A file that was brought in, and how much came of it; ``removed``: taken back."""

    name: str
    content: str
    students: int
    changed: int
    scores: int
    who: str
    when: str
    removed: bool


class ImportChangeRow(TypedDict, total=False):
    """A field of a student that an import (``brought``) changed, ``before`` and ``after``."""

    student: str
    brought: str
    what: str
    before: str | bool
    after: str | bool


class DeviceRow(TypedDict, total=False):
    """What a device is called."""

    name: str


class SetAsideRow(TypedDict, total=False):
    """A sitting that could not be read when Aimline started."""

    head: dict[str, Any] | str | None
    events: list[Any]


class SettingsRow(TypedDict, total=False):
    """What the examiner chose on this device; ``records/device_settings.py`` checks the values."""


class SeenRow(TypedDict, total=False):
    """Which devices read a joined segment; sync's own, it says nothing of anybody."""
