"""Every table, declared once: what a row holds, and what may become of it.

Export, import, privacy, history and docs/format.md read the declarations. A table that is not
declared here can't be written by this version, is not shown and not exported, and an event of
one is never sealed as this device's own: a newer Aimline may have made it private.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from records.report_rows import ContactRow, FamilyPageRow, PeriodRow, ReportTextRow
from records.school_rows import (
    CalendarRow,
    CutPointRow,
    DecisionRulesRow,
    EnrolmentRow,
    MenuChoiceRow,
    ProtocolRow,
    PublishedFormRow,
)
from records.table_rows import (
    AbsenceRow,
    AdministrationRow,
    AmendmentRow,
    AttendanceRow,
    DeviceRow,
    FormRow,
    GoalRow,
    GroupRow,
    ImportChangeRow,
    ImportRow,
    MembershipRow,
    MergeRow,
    OldScoreRow,
    OwnFormRow,
    PaperRow,
    PhaseRow,
    PlanRow,
    PreparedFormRow,
    SecondScoreRow,
    SeenRow,
    SessionRow,
    SetAsideRow,
    SettingsRow,
    StepRow,
    StudentRow,
)


class UndeclaredTable(ValueError):
    """A row of a table that this version of Aimline doesn't declare; nothing was written.

    Seen by nobody while the code is right: it stands for a mistake in ours.
    """


About = Literal[
    "",
    "id",
    "student",
    "administration",
    "scored",
    "plan",
    "head",
    "merge",
    "whose",
    "session",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What may become of a table's rows.

    ``about`` is where a row names its student: the row's own ``id``, its field ``student``, the
    student of its ``administration`` or ``plan``, of the ``administration`` it names or else its
    own ("scored"), of the ``head`` in it, both sides of a ``merge``, its ``student`` or else its
    ``group`` ("whose"), the same of its ``session``, or "" if it is about nobody. ``any_field``
    says that the fields differ from row to row.
    """

    row: type
    about: About = ""
    write_once: bool = False
    stays_on_device: bool = False
    exported: bool = False
    any_field: bool = False

    def fields(self) -> Mapping[str, Any]:
        """Return the types of the row's fields."""
        return get_type_hints(self.row)


_MERGE_FIELDS: Mapping[str, Any] = {"from": str}

TABLES: Mapping[str, Declaration] = {
    "students": Declaration(row=StudentRow, about="id", exported=True),
    "groups": Declaration(row=GroupRow, exported=True),
    "memberships": Declaration(row=MembershipRow, about="student", exported=True),
    "administrations": Declaration(
        row=AdministrationRow, about="student", write_once=True, exported=True
    ),
    "amendments": Declaration(row=AmendmentRow, about="administration", exported=True),
    "second_scores": Declaration(row=SecondScoreRow, about="scored", exported=True),
    "papers": Declaration(row=PaperRow, about="student"),
    "merges": Declaration(row=MergeRow, about="merge", exported=True),
    "plans": Declaration(row=PlanRow, about="student", exported=True),
    "goals": Declaration(row=GoalRow, about="plan", exported=True),
    "phases": Declaration(row=PhaseRow, about="plan", exported=True),
    "old_scores": Declaration(row=OldScoreRow, about="student", exported=True),
    "imports": Declaration(row=ImportRow, exported=True),
    "import_changes": Declaration(row=ImportChangeRow, about="student", exported=True),
    "forms": Declaration(row=FormRow, write_once=True),
    "own_forms": Declaration(row=OwnFormRow, exported=True),
    "protocols": Declaration(row=ProtocolRow, exported=True),
    "sessions": Declaration(row=SessionRow, about="whose", exported=True),
    "attendance": Declaration(row=AttendanceRow, about="student", exported=True),
    "steps_done": Declaration(row=StepRow, about="session", exported=True),
    "absences": Declaration(row=AbsenceRow, about="student", exported=True),
    "prepared_forms": Declaration(row=PreparedFormRow, about="student", exported=True),
    "calendar": Declaration(row=CalendarRow, exported=True),
    "report_texts": Declaration(row=ReportTextRow, exported=True),
    "family_pages": Declaration(row=FamilyPageRow, about="student", exported=True),
    "decision_rules": Declaration(row=DecisionRulesRow, exported=True),
    "menu_choices": Declaration(row=MenuChoiceRow, exported=True),
    "enrolments": Declaration(row=EnrolmentRow, exported=True),
    "cut_points": Declaration(row=CutPointRow, exported=True),
    "published_forms": Declaration(row=PublishedFormRow, exported=True),
    "contacts": Declaration(row=ContactRow, about="student", exported=True),
    "periods": Declaration(row=PeriodRow, about="student", exported=True),
    "devices": Declaration(row=DeviceRow),
    "set_aside": Declaration(row=SetAsideRow, about="head"),
    "settings": Declaration(row=SettingsRow, stays_on_device=True, any_field=True),
    "seen": Declaration(row=SeenRow, any_field=True),
}

WRITE_ONCE = frozenset(name for name, table in TABLES.items() if table.write_once)

# What never leaves a device never comes from one, whatever somebody with the passphrase sends.
OWN_ONLY = frozenset(name for name, table in TABLES.items() if table.stays_on_device)


def declared(table: str) -> Declaration:
    """Return a table's declaration.

    Raises:
        UndeclaredTable: there is none.
    """
    found = TABLES.get(table)
    if found is None:
        raise UndeclaredTable(
            f"the table {table[:40]!r} is not declared in records/tables.py; nothing was written"
        )
    return found


def checked(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the declared fields of a row whose values have their type; others are left out.

    So a field of the wrong type reads as its default, and the row still shows.
    """
    types = fields_of(table)
    return {
        name: value for name, value in row.items() if name in types and fits(value, types[name])
    }


def fits(value: object, wanted: Any) -> bool:
    """Tell whether a JSON value has a declared type; true and false are no numbers."""
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in get_args(wanted))
    if wanted is Any:
        return True
    kind = origin or wanted
    if kind is list:
        return isinstance(value, list | tuple)
    return type(value) is kind or (kind is NoneType and value is None)


_known: dict[str, Mapping[str, Any]] = {}


def fields_of(table: str) -> Mapping[str, Any]:
    """Return the types of a table's fields, by name."""
    if table not in _known:
        more = _MERGE_FIELDS if table == "merges" else {}
        _known[table] = {**declared(table).fields(), **more}
    return _known[table]
