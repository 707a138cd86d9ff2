"""Scores as people read them: rounded here and nowhere else."""

from datetime import date
from math import floor
from typing import Protocol

from probes.measures.measure import MEASURES
from records.score_entry import ScoreEntry
from records.sitting import SLEPT
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words
from screens.words.measure_names import kinds_of, level_name, measure_name
from screens.words.nouns import noun
from screens.words.one_line import one_line

Series = tuple[str, str, str]  # measure, input mode, and the skill where there is one


class Figures(Protocol):
    """What a line about a score is made of; a Score has it, and so has a ScoreEntry."""

    @property
    def measure(self) -> str: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def accuracy(self) -> float | None: ...
    @property
    def error_rate(self) -> float | None: ...
    @property
    def words_whole(self) -> int | None: ...


def rate_text(score: Figures) -> str:
    """Return the rate to the whole word, halves up."""
    return say("student.no_rate") if score.rate is None else str(rounded(score.rate))


def rounded(rate: float) -> int:
    """Return a rate to the whole word, halves up."""
    return floor(rate + 0.5)


def accuracy_text(score: Figures) -> str:
    """Return the accuracy to the tenth below, so that no rounding lifts it over a cut."""
    if score.accuracy is None:
        return say("result.no_accuracy")
    return percent_text(score.accuracy)


def percent_text(percent: float) -> str:
    """Return a percentage to the tenth below."""
    tenths = floor(percent * 10 + 1e-9)
    return say("result.percent", percent=f"{tenths / 10:.1f}".removesuffix(".0"))


def error_rate_text(score: Figures) -> str:
    """Return the errors a minute to the tenth, halves up; a few are what there are."""
    tenths = rounded((score.error_rate or 0) * 10)
    return f"{tenths / 10:.1f}".removesuffix(".0")


def counted(measure: str) -> str:
    """Return what a measure's rate counts: "words", "digits"."""
    return say(f"counted.{measure}")


def chart_title(measure: str) -> str:
    """Return what a measure's chart shows: "Words correct a minute (WCPM)"."""
    title = unit_name(measure)
    return title[:1].upper() + title[1:]


def unit_name(measure: str) -> str:
    """Return the unit of a measure's rate, with what it is shortened to."""
    return say(f"rate.{noun(MEASURES[measure])}")


def unit_short(measure: str) -> str:
    """Return what the unit of a measure's rate is shortened to: "WCPM"."""
    return say(f"give.unit.{noun(MEASURES[measure])}")


def score_text(score: Figures) -> str:
    """Return a score in one line; a second score stands beside the first, never in it."""
    if score.rate is None:
        return say("student.no_rate")
    rate, measure = rate_text(score), MEASURES[score.measure]
    unit = unit_short(measure.id)
    if measure.marked == "digits":
        found = [say("student.row.digits", rate=rate, unit=unit, errors=error_rate_text(score))]
    else:
        found = [say("student.row", rate=rate, unit=unit)]
    if score.accuracy is not None:
        found.append(accuracy_text(score))
    if score.words_whole is not None:
        found.append(say("student.row.words", count=score.words_whole))
    return one_line(found)


def flags(entry: ScoreEntry) -> list[str]:
    """Return what has to stand beside the number."""
    found = []
    if entry.doubt:
        found.append(say("student.to_check"))
    elif entry.spoiled:
        key = "student.left_out_later" if entry.left_out_later else "student.not_counted"
        found.append(say(key))
    if entry.set_of > 1:
        found.append(say("student.set_part", place=entry.set_index + 1, of=entry.set_of))
    if entry.prorated:
        found.append(say("student.prorated"))
    if entry.discontinued:
        found.append(say("student.discontinued"))
    if SLEPT in entry.conditions:
        found.append(say("student.slept"))
    if {*entry.conditions} - {SLEPT}:
        found.append(say("student.interrupted"))
    if entry.skipped_lines:
        found.append(count_of("result.skipped", entry.skipped_lines))
    return found


def still_to_do(entry: ScoreEntry, today: date) -> str:
    """Return what a list says of a probe that doesn't count: why, when, and that it is to do."""
    day = day_in_words(date.fromisoformat(entry.day), today)
    if entry.doubt:
        return say("students.to_check", day=day)
    why = entry.left_out_because or say("student.not_counted")
    return say("students.still_to_do", why=why[:1].upper() + why[1:], day=day)


def series_of(entry: ScoreEntry) -> Series:
    """Return the line that a score belongs to.

    Digits written and digits said aloud are two lines, and so are two skills: their
    rates can't be compared.
    """
    skill = MEASURES[entry.measure].marked == "digits" and "" not in kinds_of([entry.level])
    return entry.measure, entry.mode, entry.level if skill else ""


def series_name(series: Series) -> str:
    """Return what a line is called."""
    measure, mode, skill = series
    parts = [measure_name(measure)]
    parts += [level_name(skill)] if skill else []
    parts += [say(f"mode.{mode}")] if len(MEASURES[measure].modes) > 1 else []
    return one_line(parts)
