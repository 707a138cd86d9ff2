"""Results that can hardly be: they ask before they count.

House rules (docs/scoring.md, "Results that ask"). A probe without a mark is never a question:
a fluent student causes none.
"""

from typing import Literal

from probes.giving.session import Ended, Session
from probes.scoring.counting import left_out

SHORTEST_MS = 10_000  # who has finished sooner has hardly begun
MOST_A_MINUTE = 300  # words, letters, sounds or numbers said aloud
MOST_DIGITS = 150  # digits a minute, written or said

Doubt = Literal["too soon", "too fast", "end is blank"]


def doubt(session: Session, rate: float | None) -> Doubt | None:
    """Return why a result with a rate may be a slip; None if it isn't, or somebody confirmed it."""
    if rate is None or session.confirmed or session.spoiled is not None:
        return None
    if session.ended is Ended.FINISHED:
        if session.ended_ms < SHORTEST_MS:
            return "too soon"
        if session.measure.marked == "digits" and _last_is_blank(session):
            return "end is blank"
    digits = session.measure.marked == "digits"
    return "too fast" if rate > (MOST_DIGITS if digits else MOST_A_MINUTE) else None


def _last_is_blank(session: Session) -> bool:
    """Tell whether nothing was written for the last problem of a sheet that was finished."""
    form, marks = session.form, session.marks
    problem = len(form.groups) - 1
    missing = all(item in marks and marks[item].kind == "missing" for item in form.group(problem))
    return (missing and problem not in session.sheet.extras) or left_out(session, problem)
