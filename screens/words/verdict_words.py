"""What a judgement says: its name, one sentence, its numbers, and what to do. One place for all."""

from dataclasses import dataclass
from datetime import date

from probes.measures.measure import ORAL_READING
from probes.progress.look import (
    COLLECTED,
    DEPENDABLE,
    JUDGED,
    SPAN_WEEKS,
    VERDICT,
    Verdict,
)
from probes.progress.trend import sem_band
from probes.progress.verdict import Judgement
from records.student_progress import GroupBelow, StudentProgress
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words
from screens.words.figures import percent, tenth, whole, wholes
from screens.words.goal_words import goal_day

KEYS = {
    Verdict.STALE: "stale",
    Verdict.NO_GOAL: "no_goal",
    Verdict.GOAL_DAY_MET: "day_met",
    Verdict.GOAL_DAY_NOT_MET: "day_not_met",
    Verdict.GOAL_MET: "met",
    Verdict.COLLECTING: "collecting",
    Verdict.TOO_EARLY: "early",
    Verdict.BELOW: "below",
    Verdict.ABOVE: "above",
    Verdict.CATCHING_UP: "catching_up",
    Verdict.SLOWING: "slowing",
    Verdict.ON_TRACK: "on_track",
    Verdict.AT_LINE: "at_line",
    Verdict.BELOW_LINE: "below_line",
    Verdict.CANNOT_TELL: "cannot_tell",
    Verdict.PRACTISING: "practising",
    Verdict.NOT_MASTERED: "not_mastered",
}


@dataclass(frozen=True, slots=True)
class VerdictText:
    """A judgement in words: what it is called, what it means, its numbers, what to do about it."""

    name: str
    sentence: str
    todo: str
    numbers: tuple[str, ...]
    notes: tuple[str, ...]


def verdict_text(progress: StudentProgress) -> VerdictText:
    """Return what is said of a series."""
    found = progress.judgement
    return VerdictText(
        verdict_name(found),
        _sentence(progress),
        _todo(progress),
        tuple(_numbers(progress)),
        tuple(_notes(progress)),
    )


def verdict_name(found: Judgement) -> str:
    """Return what a judgement is called; "below" says how much was given, if that was little."""
    name = say(f"verdict.{KEYS[found.verdict]}")
    dose = found.dose
    if found.is_below and dose is not None and dose.is_low and dose.share is not None:
        return say("verdict.little_given", name=name, share=percent(100 * dose.share))
    return name


def short_reason(found: Judgement, today: date, *, answered: bool) -> str:
    """Return a judgement's name for a list, with what is missing where it is too early to judge.

    ``answered`` says that somebody decided to change nothing since the last point. A review day
    that has come, and is not answered, is said: nothing else in a list tells of it.
    """
    reason = _short(found, today, answered=answered)
    if found.suggestion and found.suggestion.kind == "review" and not answered:
        return say("verdict.short.review", reason=reason)
    return reason


def _short(found: Judgement, today: date, *, answered: bool) -> str:
    if found.verdict is Verdict.STALE and found.last_day is not None:
        return say("verdict.short.stale", day=day_in_words(found.last_day, today))
    if found.verdict is Verdict.TOO_EARLY and found.goal and found.goal.kind != "mastery":
        if found.counted < VERDICT:
            return say("verdict.short.early", count=found.counted, of=VERDICT)
        return say("verdict.short.span", weeks=tenth(found.weeks), of=SPAN_WEEKS)
    if found.verdict is Verdict.COLLECTING:
        return say("verdict.short.collecting", count=found.n, of=COLLECTED)
    if found.suggestion and found.suggestion.kind == "change" and not answered:
        return say("verdict.short.twice", name=verdict_name(found))
    if "provisional" in found.flags:
        return say("verdict.short.provisional", name=verdict_name(found))
    return verdict_name(found)


def likely_range(found: Judgement) -> str:
    """Return the likely range of growth: "1.1 to 4.9"; "–" where there is none."""
    if found.interval is None or found.verdict not in JUDGED:
        return say("figure.none")
    return say("verdict.range", low=tenth(found.interval[0]), high=tenth(found.interval[1]))


def _sentence(progress: StudentProgress) -> str:
    found, key = progress.judgement, KEYS[progress.judgement.verdict]
    goal, lately = found.goal, found.lately
    if found.verdict in JUDGED and found.interval is not None and found.goal_slope is not None:
        return say(
            "verdict.sentence.judged",
            range=likely_range(found),
            counted=say(f"counted.{progress.series.measure}"),
            day=_day(
                progress.phases[-1].trend.start if progress.phases[-1].trend else None, progress
            ),
            goal=tenth(found.goal_slope),
        )
    if (
        goal is not None
        and lately is not None
        and found.verdict
        in (
            Verdict.GOAL_MET,
            Verdict.GOAL_DAY_MET,
            Verdict.GOAL_DAY_NOT_MET,
            Verdict.PRACTISING,
            Verdict.NOT_MASTERED,
        )
    ):
        return say(
            "verdict.sentence.goal",
            values=wholes(found.last_values),
            lately=whole(lately),
            goal=whole(goal.target),
        )
    if found.verdict is Verdict.STALE:
        if found.last_day is None:
            return say("verdict.sentence.never")
        return say("verdict.sentence.stale", day=day_in_words(found.last_day, progress.day))
    if found.verdict is Verdict.TOO_EARLY and found.counted >= VERDICT:
        return say("verdict.sentence.span", weeks=tenth(found.weeks), of=SPAN_WEEKS)
    if found.verdict is Verdict.TOO_EARLY:
        return say("verdict.sentence.early", count=found.counted, of=VERDICT)
    if found.verdict is Verdict.COLLECTING:
        return count_of("verdict.sentence.collecting", found.n, of=COLLECTED)
    return say(f"verdict.sentence.{key}")


def _todo(progress: StudentProgress) -> str:
    """Return what to do: about the goal where it is met, else what the judgement asks for.

    Of a plan that ended, that it did: nothing is asked for then.
    """
    found = progress.judgement
    if progress.ended is not None:
        return say("verdict.todo.ended", day=_day(progress.ended, progress))
    if found.verdict in (Verdict.GOAL_MET, Verdict.ABOVE):
        if found.may_raise is False:
            return say("verdict.todo.accurate_first")
        return say("verdict.todo.fade" if found.may_fade else "verdict.todo.raise")
    dose = found.dose
    if found.is_below and dose is not None and dose.is_low and dose.share is not None:
        return say(
            "verdict.todo.deliver", share=percent(100 * dose.share), why=_why_not_given(progress)
        )
    suggestion = found.suggestion
    if found.verdict is Verdict.BELOW and suggestion is not None and suggestion.kind == "change":
        return say("verdict.todo.decide")  # it has held at two probe days
    return say(f"verdict.todo.{KEYS[found.verdict]}")


def _too_little_given(progress: StudentProgress) -> list[str]:
    """Return how little was given, where what to do doesn't say it already."""
    found = progress.judgement
    share = found.dose.share if found.dose else None
    if share is None or found.is_below:
        return []
    why = _why_not_given(progress)
    return [say("verdict.flag.dose", share=percent(100 * share), why=why)]


def _why_not_given(progress: StudentProgress) -> str:
    dose = progress.judgement.dose
    mostly = dose.mostly if dose else ""
    if mostly == "absent":
        return say("verdict.given.absent")
    return say("verdict.given.not_offered") if mostly else say("verdict.given.both")


def _numbers(progress: StudentProgress) -> list[str]:
    """Return n, weeks, slope, what it is compared with, accuracy, and what was given."""
    found = progress.judgement
    said = []
    if found.n:
        days, span = count_of("verdict.days", found.n), int(whole(found.weeks))
        weeks = count_of("verdict.weeks", span)
        said.append(say("verdict.days_in_weeks", days=days, weeks=weeks) if span else days)
    if found.verdict in JUDGED and found.slope is not None:
        said.append(say("verdict.trend", slope=tenth(found.slope)))
    if found.lately is not None and found.line is not None and found.verdict in JUDGED:
        said.append(say("verdict.lately", values=wholes(found.last_values), line=whole(found.line)))
    if found.accuracy is not None:
        said.append(say("verdict.accuracy", percent=percent(found.accuracy)))
    if found.verdict in JUDGED:
        dose = found.dose
        if dose is None or dose.share is None:
            said.append(say("verdict.given.unknown"))
        else:
            said.append(
                say("verdict.given", given=dose.given_sessions, planned=dose.planned_sessions)
            )
        said += _fidelity(progress)
    return said


def _fidelity(progress: StudentProgress) -> list[str]:
    """Return the share of the protocol's steps that were done, and how two scorers agree."""
    said, delivery, agreed = [], progress.delivery, progress.agreement
    if delivery is not None and delivery.fidelity is not None:
        said.append(say("verdict.steps", share=percent(100 * delivery.fidelity)))
    if agreed is not None and agreed.by_item is not None:
        share = percent(agreed.by_item)
        said.append(
            say("verdict.agreed", twice=agreed.scored_twice, probes=agreed.probes, share=share)
        )
    return said


def _notes(progress: StudentProgress) -> list[str]:
    """Return the rule, and what the reader has to know beside it."""
    found = progress.judgement
    notes = []
    if found.rule != "none":
        rule = found.rule.replace(" ", "_")
        notes.append(say(f"verdict.rule.{rule}"))
    for flag in found.flags:
        match flag:
            case "provisional":
                notes.append(say("verdict.flag.provisional", of=DEPENDABLE))
            case "accuracy first":
                cut = found.accuracy_rule.percent if found.accuracy_rule else 0
                notes.append(say("verdict.flag.accuracy", cut=percent(cut)))
            case "unusual score":
                slope = tenth(found.slope_without or 0.0)
                notes.append(
                    say("verdict.flag.unusual", day=_day(found.unusual, progress), slope=slope)
                )
            case "too little given":
                notes += _too_little_given(progress)
            case "screening baseline":
                notes.append(say("verdict.flag.screening"))
    return notes


def more_numbers(progress: StudentProgress) -> list[str]:
    """Return what else can be said, for whoever asks for it: a line each."""
    found, series = progress.judgement, progress.series
    counted = say(f"counted.{series.measure}")
    said: list[str] = []
    if found.verdict not in JUDGED:
        return said
    if found.theil_sen is not None:
        said.append(say("more.theil_sen", slope=tenth(found.theil_sen)))
    if found.shrunken is not None and found.prior is not None:
        said.append(
            say(
                "more.shrunken",
                slope=tenth(found.shrunken),
                mean=tenth(found.prior.mean),
                source=_prior_source(found.prior.source),
            )
        )
    if found.forecast is not None and found.goal is not None:
        day = _day(found.goal.end, progress)
        said.append(say("more.forecast", score=whole(found.forecast), day=day))
    if found.see is not None:
        said.append(say("more.see", see=tenth(found.see), counted=counted))
    last = progress.points[-1].occasion
    if series.measure == ORAL_READING.id and len(last.probes) == 1:
        low, high = map(whole, sem_band(last.value))
        said.append(say("more.one_score", score=whole(last.value), low=low, high=high))
    if found.gap is not None and found.gap.gap > 0 and found.gap.weekly is not None:
        said.append(
            say(
                "more.gap",
                gap=whole(found.gap.gap),
                counted=counted,
                weekly=tenth(found.gap.weekly),
            )
        )
    if found.run is not None:
        said.append(
            say(
                f"more.run.{found.run.says or 'nothing'}",
                run=found.run.run,
                chance=percent(round(100 * found.run.false_alarm)),
                points=found.run.points,
            )
        )
    return said


def because_text(progress: StudentProgress) -> list[str]:
    """Return why something is suggested, a sentence each."""
    suggestion = progress.judgement.suggestion
    if suggestion is None or progress.ended is not None:
        return []
    return [
        say("because.review", day=_day(progress.judgement.review, progress))
        if one == "review"
        else say(f"because.{one.replace(' ', '_')}")
        for one in suggestion.because
    ]


def group_below_text(found: GroupBelow) -> str:
    """Return that most of a group are below."""
    return say("caseload.below", group=found.name, below=found.below, judged=found.judged)


def _prior_source(source: str) -> str:
    return say("more.prior.caseload" if source == "caseload" else "more.prior.published")


def _day(day: date | None, progress: StudentProgress) -> str:
    """Return a day by its date, with the year where it is another one than today's."""
    return "" if day is None else goal_day(day, progress.day)
