"""What one student's scores in one series come to: all that a screen, a page or the command prints.

Values only; ``records/progress.py`` makes them. Rates are correct items a minute, slopes are a
calendar week.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from probes.progress.baseline import Baseline, BaselineMissing
from probes.progress.goal import Goal
from probes.progress.norms import Season
from probes.progress.phases import Break
from probes.progress.proposals import Proposal
from probes.progress.series import Occasion
from probes.progress.trend import Trend
from probes.progress.verdict import Judgement
from records.delivery import Delivery
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan, SeriesKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPoint:
    """A point of the line: a day's probes, or a baseline's.

    ``weeks`` are calendar weeks since the series' first point. ``phase`` is the place of its phase
    in ``StudentProgress.phases``. ``brought_in`` says that a file brought its scores, or one of
    them.
    """

    occasion: Occasion
    weeks: float
    phase: int
    brought_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutPoint:
    """A probe that doesn't count: drawn apart, with its value where there is one."""

    probe: str
    day: date
    value: float | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkMark:
    """A benchmark: a mark of its own, never a point of the line nor counted in n.

    ``percentiles`` are the published ones it lies between, such as (25, 50), where it was on grade.
    ``forms`` are the ids of what was read.
    """

    occasion: Occasion
    season: Season
    brought_in: bool
    forms: tuple[str, ...] = ()
    percentiles: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseProgress:
    """A phase, from ``start`` to the day before the next one, with its lines.

    ``decisions`` are the changes that began it, in the order they were made; none for the first
    one, for a plan's and for a summer's.
    ``trend`` is None while it has no points.
    """

    start: date
    decisions: tuple[KeptPhase, ...]
    summer: bool
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class GroupBelow:
    """A group of which most are below on a series, ``below`` of ``judged``: look there first."""

    group: str
    name: str
    below: int
    judged: int


@dataclass(frozen=True, slots=True)
class ProbeAgreement:
    """How many of some ``probes`` were ``scored_twice``, by two people, and how they agree.

    ``by_item`` is the per cent of items they agree on, None where nothing could be compared.
    """

    probes: int
    scored_twice: int
    by_item: float | None


Agreed = Callable[[Collection[str]], ProbeAgreement | None]
"""How two people agree on some probes, by their ids; None where nobody looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentProgress:
    """Everything known of a student's series as of ``day``.

    ``plan`` is the one that goes on, or the one that ended last, None if there never was one;
    ``plans`` are all whose goals and phases are looked at together with it. ``goal`` is in force;
    ``kept_goal`` is its record, ``goals`` are all that were not taken back. ``decisions`` are all
    that were made, those to change nothing among them. ``baseline`` is where the goal line begins;
    without a goal it is what was measured about the plan's first day. ``recent`` is what the latest
    probes would come to as the start of a new goal, ``screening`` a benchmark that may be offered
    instead. ``proposals`` reach to ``proposed_day``, from ``start``, or from ``screening``.

    ``judgement`` is that of the last of ``phases``; what to do next is its ``suggestion``, and
    ``answered`` the decision to change nothing that was made since the last point, if any.
    ``delivery`` is what was given since the last phase, or the plan, began; None while unknown.
    ``agreement`` is that of the probes of the last phase, None while nobody looked.
    ``group`` is one of the student's of which most are below, None if none is.
    ``breaks`` are days without school. ``brought_in`` counts the scores of files among the points.
    """

    student: str
    grade: str
    series: SeriesKey
    day: date
    plan: Plan | None
    plans: tuple[Plan, ...]
    goal: Goal | None
    kept_goal: KeptGoal | None
    goals: tuple[KeptGoal, ...]
    decisions: tuple[KeptPhase, ...]
    points: tuple[ProgressPoint, ...]
    left_out: tuple[LeftOutPoint, ...]
    benchmarks: tuple[BenchmarkMark, ...]
    baseline: Baseline | BaselineMissing
    recent: Baseline | BaselineMissing
    screening: Baseline | None
    proposals: tuple[Proposal, ...]
    proposed_day: date
    phases: tuple[PhaseProgress, ...]
    answered: KeptPhase | None
    delivery: Delivery | None
    agreement: ProbeAgreement | None
    judgement: Judgement
    group: GroupBelow | None
    breaks: tuple[Break, ...]
    brought_in: int

    @property
    def is_monitored(self) -> bool:
        """Whether a plan goes on."""
        return self.plan is not None and self.plan.goes_on(self.day)

    @property
    def start(self) -> Baseline | BaselineMissing:
        """What a new goal starts from: the first scores of a plan that goes on without a goal.

        Else the latest: those of a plan that is over, or of a goal's baseline, are old.
        """
        fresh = self.goal is None and self.is_monitored
        return self.baseline if fresh else self.recent

    @property
    def ended(self) -> date | None:
        """The day on which somebody ended the plan that ended last, the one after its last day.

        None while one goes on, or never did.
        """
        over = None if self.plan is None or self.is_monitored else self.plan.ended
        return None if over is None else over + timedelta(days=1)
