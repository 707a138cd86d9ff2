"""One student's page for a family, as a value: their own child and goal, and nobody else's."""

from dataclasses import dataclass
from enum import StrEnum

from probes.progress.look import Verdict
from records.plan_phases import KeptPhase
from records.reports.family_pages import FamilyChoice
from records.reports.home_ideas import Idea
from records.student_progress import StudentProgress


class FamilyNews(StrEnum):
    """What a family is told of the scores: no more than the verdict allows."""

    NO_SCORE = "no_score"
    NO_GOAL = "no_goal"
    TOO_SOON = "too_soon"
    OLD = "old"
    ON_TRACK = "on_track"
    AHEAD = "ahead"
    CATCHING_UP = "catching_up"
    AT_LINE = "at_line"
    WATCHED = "watched"
    BELOW = "below"
    BELOW_FOR_NOW = "below_for_now"
    REACHED = "reached"
    DAY_REACHED = "day_reached"
    DAY_NOT_YET = "day_not_yet"
    PRACTISING = "practising"
    MORE_TIME = "more_time"


NEWS: dict[Verdict, FamilyNews] = {
    Verdict.NO_GOAL: FamilyNews.NO_GOAL,
    Verdict.COLLECTING: FamilyNews.TOO_SOON,
    Verdict.TOO_EARLY: FamilyNews.TOO_SOON,
    Verdict.CANNOT_TELL: FamilyNews.TOO_SOON,
    Verdict.STALE: FamilyNews.OLD,
    Verdict.ON_TRACK: FamilyNews.ON_TRACK,
    Verdict.ABOVE: FamilyNews.AHEAD,
    Verdict.CATCHING_UP: FamilyNews.CATCHING_UP,
    Verdict.AT_LINE: FamilyNews.AT_LINE,
    Verdict.SLOWING: FamilyNews.WATCHED,
    Verdict.BELOW: FamilyNews.BELOW,
    Verdict.BELOW_LINE: FamilyNews.BELOW_FOR_NOW,
    Verdict.GOAL_MET: FamilyNews.REACHED,
    Verdict.GOAL_DAY_MET: FamilyNews.DAY_REACHED,
    Verdict.GOAL_DAY_NOT_MET: FamilyNews.DAY_NOT_YET,
    Verdict.PRACTISING: FamilyNews.PRACTISING,
    Verdict.NOT_MASTERED: FamilyNews.MORE_TIME,
}


@dataclass(frozen=True, slots=True)
class GroupWork:
    """How often a group meets: days a week, and minutes each time, 0 if nobody said."""

    days: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyReport:
    """A family's page. ``typical`` is where the middle half of the grade reads in this season.

    ``news`` is what the scores allow one to say. ``change`` is the latest change that was decided.
    ``ideas`` are what may help at home, unless something was typed into ``choice``.
    """

    name: str
    progress: StudentProgress
    news: FamilyNews
    typical: tuple[float, float] | None
    group: GroupWork | None
    change: KeptPhase | None
    ideas: tuple[Idea, ...]
    choice: FamilyChoice


def news_of(progress: StudentProgress) -> FamilyNews:
    """Return what a family is told: of no score at all, that there is none."""
    return NEWS[progress.judgement.verdict] if progress.points else FamilyNews.NO_SCORE
