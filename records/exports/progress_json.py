"""A student's series as JSON values: what the screens show of it, number by number.

Rates are correct items a minute, slopes a calendar week, accuracy a percentage, days texts.
"""

from dataclasses import asdict
from math import isfinite
from typing import Any

from probes.progress.goal import Goal
from probes.progress.series import Occasion
from probes.progress.trend import Trend
from probes.progress.verdict import Judgement
from records.student_progress import StudentProgress


def progress_json(one: StudentProgress, *, name: str | None = None) -> dict[str, Any]:
    """Return a series; with the student's name only where one is given."""
    verdict = one.judgement
    return {
        "student": one.student,
        **({"name": name} if name is not None else {}),
        **one.series._asdict(),
        "monitored": one.is_monitored,
        "every": one.plan.every if one.plan else None,
        "ended": one.ended.isoformat() if one.ended else None,
        "points": [
            {
                **_occasion(point.occasion),
                "weeks": point.weeks,
                "phase": point.phase,
                "brought_in": point.brought_in,
            }
            for point in one.points
        ],
        "brought_in": one.brought_in,
        "left_out": [
            {"probe": p.probe, "day": p.day.isoformat(), "value": p.value} for p in one.left_out
        ],
        "benchmarks": [
            {
                **_occasion(mark.occasion),
                "season": mark.season,
                "percentiles": mark.percentiles,
                "brought_in": mark.brought_in,
            }
            for mark in one.benchmarks
        ],
        "goal": _goal(one.goal),
        "phases": [
            {
                "start": phase.start.isoformat(),
                "label": "; ".join(one.label for one in phase.decisions),
                "changed": [one for kept in phase.decisions for one in kept.changed],
                "summer": phase.summer,
                **_trend(phase.trend),
            }
            for phase in one.phases
        ],
        "n": verdict.n,
        "weeks": verdict.weeks,
        "slope": verdict.slope,
        "se": verdict.se,
        "see": verdict.see,
        "interval": verdict.interval,
        "theil_sen": verdict.theil_sen,
        "shrunken_slope": verdict.shrunken,
        "prior": asdict(verdict.prior) if verdict.prior else None,
        "forecast": verdict.forecast,
        "verdict": verdict.verdict.value,
        "reasons": _reasons(verdict),
        "suggestion": asdict(verdict.suggestion) if verdict.suggestion else None,
        "review": verdict.review.isoformat() if verdict.review else None,
        "given": _given(one),
        "agreement": _agreement(one),
        "gap": _gap(verdict),
        "proposals": [
            {
                **(_goal(other.goal) or {}),
                "pace": other.pace,
                "percentile": other.percentile,
                "faster": other.faster,
                "proposed": other.proposed,
            }
            for other in one.proposals
        ],
    }


def _reasons(verdict: Judgement) -> dict[str, Any]:
    rule = verdict.accuracy_rule
    return {
        "rule": verdict.rule,
        "before": verdict.before.value if verdict.before else None,
        "counted": verdict.counted,
        "goal_slope": verdict.goal_slope,
        "last_values": verdict.last_values,
        "lately": verdict.lately,
        "line": verdict.line,
        "line_day": verdict.line_day.isoformat() if verdict.line_day else None,
        "last_day": verdict.last_day.isoformat() if verdict.last_day else None,
        "accuracy": verdict.accuracy,
        "accuracy_least": rule.percent if rule else None,
        "given_share": verdict.dose.share if verdict.dose else None,
        "unusual": verdict.unusual.isoformat() if verdict.unusual else None,
        "flags": verdict.flags,
        "run": asdict(verdict.run) if verdict.run else None,
        "may_raise": verdict.may_raise,
        "may_fade": verdict.may_fade,
    }


def _agreement(one: StudentProgress) -> dict[str, Any] | None:
    return None if one.agreement is None else asdict(one.agreement)


def _given(one: StudentProgress) -> dict[str, Any] | None:
    if one.delivery is None:
        return None
    dose = one.delivery.dose
    return {
        "planned_sessions": one.delivery.planned_sessions,
        "recorded_sessions": one.delivery.recorded_sessions,
        "steps_done_share": one.delivery.fidelity,
        **(asdict(dose) if dose else {}),
    }


def _gap(verdict: Judgement) -> dict[str, Any] | None:
    """Return the gap; weeks that never come to an end are null, as JSON has no infinity."""
    if verdict.gap is None:
        return None
    found = asdict(verdict.gap)
    weeks = verdict.gap.weeks_to_close
    found["closes"] = None if weeks is None else isfinite(weeks)
    found["weeks_to_close"] = weeks if weeks is not None and isfinite(weeks) else None
    return found


def _occasion(point: Occasion) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "value": point.value,
        "accuracy": point.accuracy,
        "probes": point.probes,
        "baseline": point.baseline,
    }


def _goal(goal: Goal | None) -> dict[str, Any] | None:
    if goal is None:
        return None
    return {
        "kind": goal.kind,
        "baseline": goal.baseline,
        "start": goal.start.isoformat(),
        "target": goal.target,
        "end": goal.end.isoformat(),
        "slope": goal.slope,
        "source": goal.source,
    }


def _trend(trend: Trend | None) -> dict[str, Any]:
    line = trend.fit if trend else None
    sure = line is not None and line.se is not None
    return {
        "n": len(trend.points) if trend else 0,
        "slope": line.slope if line else None,
        "intercept": line.intercept if line else None,
        "se": line.se if line else None,
        "see": line.see if line else None,
        "interval": (line.low, line.high) if line and sure else None,
        "theil_sen": trend.theil_sen if trend else None,
    }
