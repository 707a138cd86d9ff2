"""Goals in words: where one comes from, what was measured, how often, and an IEP's sentence."""

from datetime import date
from statistics import median

from probes.measures.measure import MEASURES
from probes.progress.baseline import Baseline
from probes.progress.goal import Goal
from probes.progress.norms import SOURCES
from probes.progress.proposals import Proposal
from records.benchmark_standings import Standing
from records.plans import SeriesKey
from records.student_progress import StudentProgress
from screens.words.catalogue import count_of, say
from screens.words.figures import percent, whole, wholes
from screens.words.measure_names import level_name, measure_name
from screens.words.one_line import one_line

EVERY = (3, 5, 10, 20)  # instructional days between two probes that are offered
IEP_ACCURACY = 95.0
MET_ON, OUT_OF = 2, 3


def series_title(series: SeriesKey) -> str:
    """Return what a series is called: "Oral reading · Grade 2"; a file may know no level."""
    levels = [level_name(series.level)] if series.level else []
    modes = [say(f"mode.{series.mode}")] if len(MEASURES[series.measure].modes) > 1 else []
    return one_line([measure_name(series.measure), *levels, *modes])


def goal_day(day: date, today: date) -> str:
    """Return a day by its date, with the year where it is another one."""
    month = say(f"month.{day.month}")
    if day.year == today.year:
        return say("day.date", day=day.day, month=month)
    return say("day.date.year", day=day.day, month=month, year=day.year)


def every_text(every: int) -> str:
    """Return how often a probe is due."""
    if every in EVERY:
        return say(f"every.{every}")
    return say("every.other", count=every)


def measured_text(found: Baseline, today: date) -> str:
    """Return a baseline with the scores that it is the median of.

    A goal's stays as it was set: scores that were corrected since then are said as they are now.
    """
    values = [probe.value for probe in found.probes if probe.value is not None]
    value, day = whole(found.value), goal_day(found.day, today)
    if not values:
        return say("goal.baseline.alone", value=value, day=day)
    if (now := whole(median(values))) != value:
        return say("goal.baseline.since", value=value, day=day, now=now, values=wholes(values))
    key = "goal.baseline.screening" if found.screening else "goal.baseline"
    return say(key, value=value, values=wholes(values), day=day)


def source_text(kind: str, source: str) -> str:
    """Return where a goal comes from: a table that is known by its key, or the school's words."""
    if source in SOURCES:
        return say(f"source.{source}")
    if source:
        return source
    return say(f"goal.kind.{kind.replace(' ', '_')}")


def proposal_name(proposal: Proposal) -> str:
    """Return what kind of goal is proposed."""
    if proposal.pace is not None:
        return say(f"goal.pace.{proposal.pace}")
    if proposal.percentile is not None:
        return say("goal.norm", percentile=proposal.percentile)
    return say(f"goal.kind.{proposal.goal.kind.replace(' ', '_')}")


def iep_sentence(progress: StudentProgress, goal: Goal, probes: int) -> str:
    """Return a goal as an IEP has it, from a baseline of so many probes.

    Whose goal it is stays to be written in: the sentence is to be copied elsewhere.
    """
    series, rule = progress.series, progress.judgement.accuracy_rule
    reached = say(
        "iep.reached",
        goal=whole(goal.target),
        unit=say(f"goal.unit.{series.measure}"),
    )
    if rule is not None:
        reached = say("iep.accurate", reached=reached, accuracy=percent(IEP_ACCURACY))
    return say(
        "iep.sentence",
        day=_long_day(goal.end),
        level=level_name(series.level),
        measure=measure_name(series.measure).lower(),
        reached=reached,
        met=MET_ON,
        of=OUT_OF,
        baseline=whole(goal.baseline),
        probes=count_of("iep.probes", probes),
        start=_long_day(goal.start),
    )


def _long_day(day: date) -> str:
    month = say(f"month.long.{day.month}")
    return say("day.date.year", day=day.day, month=month, year=day.year)


def standing_text(standing: Standing, value: float) -> str:
    """Return where a benchmark stands in the school's own grade, and by its publisher; "" nowhere.

    Args:
        value: the benchmark's score.
    """
    said = []
    if standing.percentile is not None:
        said.append(say("standing.local", percentile=round(standing.percentile)))
    if standing.cut is not None:
        where = standing.cut.standing(value)
        cut = standing.cut.risk if where.startswith("well") else standing.cut.benchmark
        publisher, stands = standing.cut.publisher, where.replace(" ", "_")
        said.append(say(f"standing.{stands}", publisher=publisher, cut=whole(cut)))
    return ", ".join(said)
