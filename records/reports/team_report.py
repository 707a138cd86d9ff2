"""A student's whole record in one series, as a team or a school psychologist reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from probes.administration import Administration
from probes.giving.events import ERROR_KINDS
from probes.progress.error_patterns import ErrorPattern, ReadForm
from records.score_entry import ScoreEntry
from records.student_progress import StudentProgress


@dataclass(frozen=True, slots=True)
class TeamAgreement:
    """How many of the series' ``probes`` were ``scored_twice``, and the per cent agreed on."""

    probes: int
    scored_twice: int
    by_item: float | None


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A group of the student's, how often it meets, how many are in it, its protocol's name."""

    name: str
    days: int
    minutes: int
    size: int
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReport:
    """The record. ``entries`` are the series' probes as they came to a score, the oldest first.

    ``patterns`` are what errors of ``looked_at`` latest probes have in common. ``brought_in`` of
    the points came by a file, and have no taps behind them.
    """

    name: str
    grade: str
    progress: StudentProgress
    entries: tuple[ScoreEntry, ...]
    patterns: tuple[ErrorPattern, ...]
    looked_at: int
    agreement: TeamAgreement
    groups: tuple[TeamGroup, ...]


def read_form(given: Administration) -> ReadForm | None:
    """Return what was read of a probe and what was wrong; None where it isn't marked by errors."""
    session, form = given.session(), given.form
    marked, last = session.measure.marked, session.last
    if last is None or marked not in ("errors", "digits"):
        return None
    items: Iterable[str] = form.items[: last + 1]
    if marked == "digits":
        items = (form.prompt(form.group_of(item)) for item in range(last + 1))
    errors = {
        item: mark.kind
        for item, mark in session.marks.items()
        if item <= last and mark.kind in ERROR_KINDS and not session.is_skipped(item)
    }
    return ReadForm(
        day=date.fromisoformat(given.given_at[:10]),
        measure=session.measure.id,
        items=tuple(items),
        errors=errors,
    )
