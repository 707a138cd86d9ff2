"""What rows hold that are about the school and nobody in it; beside ``table_rows``."""

from typing import Any, TypedDict


class CalendarRow(TypedDict, total=False):
    """A school year, a break or a benchmark window (``kind``); ``first`` and ``last`` are days."""

    kind: str
    name: str
    first: str
    last: str
    removed: bool


class DecisionRulesRow(TypedDict, total=False):
    """The district's rules, one row: ``run`` is 3 or 4 points in a row, 0 for none."""

    run: int


class MenuChoiceRow(TypedDict, total=False):
    """An entry of the menu of what next: a key of ours, or a school's words as ``change``."""

    change: str
    removed: bool


class EnrolmentRow(TypedDict, total=False):
    """How many ``students`` a ``grade`` has in the school year that began in ``year``."""

    grade: str
    year: int
    students: int


class PublishedFormRow(TypedDict, total=False):
    """A form of the school's own, by its id, is a ``publisher``'s; "" takes that back."""

    publisher: str


class CutPointRow(TypedDict, total=False):
    """What a ``publisher`` says of a season's score on that publisher's forms, entered by a school.

    At ``benchmark`` or above it is at benchmark, under ``risk`` well below it; 0 is not said.
    """

    publisher: str
    measure: str
    level: str
    season: str
    benchmark: int | float
    risk: int | float
    removed: bool


class ProtocolRow(TypedDict, total=False):
    """One version of a protocol: ``steps`` are texts; ``replaces`` is the version before it."""

    name: str
    steps: list[Any]
    replaces: str
    archived: bool
