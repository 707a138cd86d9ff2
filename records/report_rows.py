"""What the rows of tables about pages hold, as ``records/table_rows.py`` has the others."""

from typing import TypedDict


class ReportTextRow(TypedDict, total=False):
    """A school's own text on its pages: its head, whom to ask, or a sentence of a ``language``."""

    language: str
    key: str
    text: str


class FamilyPageRow(TypedDict, total=False):
    """A family's ``language``, a tag; ``done`` and ``home`` were typed instead of our own words."""

    student: str
    language: str
    done: str
    home: str


class ContactRow(TypedDict, total=False):
    """Somebody (``whom``) was told on a ``day``; ``page`` is a page's kind, in a ``language``."""

    student: str
    day: str
    how: str
    whom: str
    page: str
    language: str
    note: str
    who: str
    when: str
    removed: bool


class PeriodRow(TypedDict, total=False):
    """A report as it was on its ``day``: ``numbers`` is JSON, ``words`` are the team's."""

    student: str
    measure: str
    level: str
    mode: str
    day: str
    sentence: str
    numbers: str
    words: str
    who: str
    when: str
    removed: bool
