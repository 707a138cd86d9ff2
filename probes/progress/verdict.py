"""Points and a goal into a judgement: what the screens show, and the command line prints.

A verdict and a suggestion are two things. The verdict says what the points allow one to say; a
change is only suggested from nine points that count on, when it held at two probe days, and on the
phase's review day. Nothing is automatic: people decide. docs/decisions.md has the rules, their
sources and how often they err.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from probes.progress.accuracy import AccuracyRule, lately_accurate
from probes.progress.dose import Dose
from probes.progress.gap import Gap, gap
from probes.progress.goal import Goal
from probes.progress.look import (
    DEPENDABLE,
    JUDGED,
    SAY_BELOW,
    SUGGESTION,
    Look,
    Verdict,
    held_above,
    held_below,
    look,
)
from probes.progress.menu import (
    CHOICES,
    GROUP_LEAST,
    GROUP_SHARE,
    MenuItem,
    RecordShows,
    menu,
)
from probes.progress.phases import A_WEEK
from probes.progress.proposals import FLOOR
from probes.progress.run_rules import Run, RunFinding, run_rule
from probes.progress.series import BY_DAY, Occasion, SchoolDays, weekdays
from probes.progress.trend import Fit, Prior, Trend, shrunken, trend, weeks_between

STALE = 4 * A_WEEK  # days of school
_LEVELLED = ("orf", "comp")  # measures with an easier level to go to

Flag = Literal[
    "accuracy first", "too little given", "provisional", "unusual score", "screening baseline"
]
Rule = Literal["none", "median of three", "trend and median of three", "criterion"]
Because = Literal["below twice", "run below", "above twice", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What is worth a decision: to change the plan, to raise the goal, or to look at the plan.

    ``menu`` is what could change, those first that the record speaks for; empty for a raise.
    """

    kind: Literal["change", "raise", "review"]
    because: tuple[Because, ...]
    menu: tuple[MenuItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known around a phase's points. Whatever is left out is unknown, and decides nothing.

    ``started`` is the phase's first day and ``review`` its review day. ``interval`` is in days of
    school. ``accuracy`` is None where accuracy isn't read. ``benchmark`` is the season's level on
    grade and ``peers`` what the grade gains a week. ``run`` is the district's rule of points in a
    row. ``choices`` is the school's own menu.
    """

    measure: str = ""
    started: date | None = None
    review: date | None = None
    interval: int = A_WEEK
    school_days: SchoolDays = weekdays
    accuracy: AccuracyRule | None = None
    prior: Prior | None = None
    benchmark: float | None = None
    peers: float | None = None
    run: Run | None = None
    screening_baseline: bool = False
    shows: RecordShows = field(default_factory=RecordShows)
    choices: Sequence[str] = CHOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Everything that a sentence, a chart or a table says of a phase.

    ``before`` is the verdict at the probe day before. ``n`` counts probe days, ``counted`` what
    they count towards the ``six`` and the ``nine``, ``weeks`` their span. ``slope`` and its 95 %
    ``interval`` are in units a calendar week, None while there is none, as is ``goal_slope``.
    ``slope_without`` is the slope without the score of the day ``unusual``.
    ``lately`` is the median of ``last_values``, ``line`` the aim line on ``line_day``, their middle
    day. ``accuracy`` is a percentage. ``forecast`` is where the shrunken slope leads on the goal's
    day. ``review`` is the day on which the plan is looked at, whatever the scores say; None without
    a plan that goes on. ``menu`` is what could change, whether a change is suggested or not.
    ``may_raise`` and ``may_fade`` say whether accuracy, and the season's benchmark, allow it; None
    while they aren't known.
    """

    verdict: Verdict
    before: Verdict | None
    rule: Rule
    flags: tuple[Flag, ...]
    n: int
    counted: int
    weeks: float
    last_day: date | None
    last_values: tuple[float, ...]
    lately: float | None
    line: float | None
    line_day: date | None
    slope: float | None
    interval: tuple[float, float] | None
    se: float | None
    see: float | None
    shrunken: float | None
    prior: Prior | None
    forecast: float | None
    unusual: date | None
    slope_without: float | None
    trend: Trend | None
    goal: Goal | None
    goal_slope: float | None
    gap: Gap | None
    accuracy: float | None
    accuracy_rule: AccuracyRule | None
    dose: Dose | None
    run: RunFinding | None
    suggestion: Suggestion | None
    menu: tuple[MenuItem, ...]
    review: date | None
    may_raise: bool | None
    may_fade: bool | None

    @property
    def theil_sen(self) -> float | None:
        """The slope that is the median of all pairs'; None while the other has no interval."""
        return self.trend.theil_sen if self.trend and self.slope is not None else None

    @property
    def is_below(self) -> bool:
        """Whether the verdict is one of the two that say "below"."""
        return self.verdict in SAY_BELOW


def judge(
    points: Sequence[Occasion], goal: Goal | None, today: date, setting: Setting | None = None
) -> Judgement:
    """Return the judgement of one phase's points.

    Args:
        points: of the phase alone, a day each, in whatever order.
        goal: None while no baseline was measured.
    """
    known = setting or Setting()
    points = sorted(points, key=BY_DAY)
    lines = trend(points)
    now = look(points, goal, known.measure, lines.fit if lines else None)
    before = look(points[:-1], goal, known.measure) if len(points) > 1 else None
    verdict = _today(now, goal, today, known)
    accuracy = lately_accurate(points, known.accuracy)
    inaccurate = (
        accuracy is not None and known.accuracy is not None and accuracy < known.accuracy.percent
    )
    unusual = lines.unusual if lines and verdict in JUDGED else None
    run = run_rule(points, goal, known.run) if goal and known.run else None
    shows = _shown(
        known.shows, now, known.measure, inaccurate=inaccurate, unusual=unusual is not None
    )
    offered = menu(shows, known.choices)
    line = now.fit if now.fit and now.fit.se is not None else None
    drawn = (
        shrunken(line.slope, line.se, known.prior)
        if line and line.se is not None and known.prior
        else None
    )
    may_raise = None if known.accuracy and accuracy is None else not inaccurate
    return Judgement(
        verdict=verdict,
        before=before.verdict if before else None,
        rule=_rule(verdict),
        flags=_flags(now, verdict, known, inaccurate=inaccurate, unusual=unusual is not None),
        n=now.n,
        counted=now.counted,
        weeks=now.weeks,
        last_day=now.day,
        last_values=tuple(point.value for point in points[-3:]),
        lately=now.lately,
        line=now.line,
        line_day=now.line_day,
        slope=line.slope if line else None,
        interval=(line.low, line.high) if line else None,
        se=line.se if line else None,
        see=line.see if line else None,
        shrunken=drawn,
        prior=known.prior,
        forecast=_forecast(points, goal, line, drawn),
        unusual=unusual,
        slope_without=lines.slope_without if lines and unusual else None,
        trend=lines,
        goal=goal,
        goal_slope=goal.slope if goal else None,
        gap=_gap(now, goal, today, known),
        accuracy=accuracy,
        accuracy_rule=known.accuracy,
        dose=known.shows.dose,
        run=run,
        suggestion=_suggestion(before, now, verdict, today, known, run, offered),
        menu=offered,
        review=known.review,
        may_raise=may_raise,
        may_fade=_may_fade(now.lately, known.benchmark, may_raise),
    )


def _today(now: Look, goal: Goal | None, today: date, known: Setting) -> Verdict:
    """Return the verdict as of today: stale comes first, and then whether the goal's day is past.

    Whether points are too old is asked as of the goal's day once that is past: they were judged
    then.
    """
    over = goal is not None and today > goal.end
    asked = min(today, goal.end) if goal else today
    latest = max((day for day in (now.day, known.started) if day is not None), default=None)
    limit = max(STALE, 2 * known.interval)
    if latest is not None and asked > latest and known.school_days(latest, asked) > limit:
        return Verdict.STALE
    if over and goal and now.lately is not None:
        met = now.lately >= goal.target
        return Verdict.GOAL_DAY_MET if met else Verdict.GOAL_DAY_NOT_MET
    return now.verdict


def _rule(verdict: Verdict) -> Rule:
    if verdict in JUDGED:
        return "trend and median of three"
    if verdict in (Verdict.GOAL_MET, Verdict.GOAL_DAY_MET, Verdict.GOAL_DAY_NOT_MET):
        return "median of three"
    return "criterion" if verdict in (Verdict.PRACTISING, Verdict.NOT_MASTERED) else "none"


def _flags(
    now: Look, verdict: Verdict, known: Setting, *, inaccurate: bool, unusual: bool
) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if inaccurate:
        flags.append("accuracy first")
    if known.shows.dose is not None and known.shows.dose.is_low:
        flags.append("too little given")
    if verdict in JUDGED and now.n < DEPENDABLE:
        flags.append("provisional")
    if unusual:
        flags.append("unusual score")
    if known.screening_baseline:
        flags.append("screening baseline")
    return tuple(flags)


def _shown(
    shows: RecordShows, now: Look, measure: str, *, inaccurate: bool, unusual: bool
) -> RecordShows:
    under_floor = measure in _LEVELLED and now.lately is not None and now.lately < FLOOR
    return RecordShows(
        dose=shows.dose,
        accuracy_low=shows.accuracy_low or inaccurate,
        error_pattern=shows.error_pattern,
        odd_form=shows.odd_form,
        unusual=shows.unusual or unusual,
        under_floor=shows.under_floor or under_floor,
        group_below=shows.group_below,
    )


def _suggestion(
    before: Look | None,
    now: Look,
    verdict: Verdict,
    today: date,
    known: Setting,
    run: RunFinding | None,
    offered: tuple[MenuItem, ...],
) -> Suggestion | None:
    because: list[Because] = []
    raises = False
    if before is not None and verdict in JUDGED:
        if held_below(before, now):
            because.append("below twice")
        if run and run.says == "below" and now.counted >= SUGGESTION:
            because.append("run below")
        raises = not because and held_above(before, now)
    change = bool(because)
    if raises:
        because.append("above twice")
    if known.review is not None and today >= known.review:
        because.append("review")
    if not because:
        return None
    if raises:
        return Suggestion(kind="raise", because=tuple(because))
    return Suggestion(
        kind="change" if change else "review",
        because=tuple(because),
        menu=offered,
    )


def _forecast(
    points: Sequence[Occasion], goal: Goal | None, line: Fit | None, slope: float | None
) -> float | None:
    """Return where a slope through the middle of the points' line leads on the goal's day."""
    if goal is None or line is None or slope is None:
        return None
    x = weeks_between(points[0].day, goal.end)
    return line.at(line.mean_x) + slope * (x - line.mean_x)


def _gap(now: Look, goal: Goal | None, today: date, known: Setting) -> Gap | None:
    if goal is None or now.lately is None:
        return None
    own = now.fit.slope if now.fit and now.verdict in JUDGED else None
    return gap(
        now.lately,
        goal.target,
        weeks_left=weeks_between(today, goal.end),
        own=own,
        peers=known.peers,
    )


def _may_fade(lately: float | None, benchmark: float | None, accurate: bool | None) -> bool | None:
    if lately is None or benchmark is None or accurate is None:
        return None
    return lately >= benchmark and accurate


@dataclass(frozen=True, slots=True)
class GroupFinding:
    """How many of a group are below, of those with six points that count."""

    below: int
    judged: int


def group_first(judgements: Sequence[Judgement]) -> GroupFinding | None:
    """Return that a group is below, None if it isn't: two thirds or more of three or more.

    Look at how it is delivered before changing so many plans; each student's own verdict stays.

    Args:
        judgements: of one group, on one measure and one plan.
    """
    judged = [one for one in judgements if one.verdict in JUDGED]
    below = sum(one.is_below for one in judged)
    if len(judged) >= GROUP_LEAST and below >= GROUP_SHARE * len(judged):
        return GroupFinding(below, len(judged))
    return None
