"""On which level of passages a student is best monitored, by what was scored on each."""

from collections.abc import Iterable

from probes.forms.passages import LEVELS
from probes.measures.measure import ORAL_READING
from probes.progress.proposals import LevelTried, MonitoringLevel, monitoring_level
from records.student_progress import StudentProgress


def fitting_level(found: Iterable[StudentProgress], grade: str) -> MonitoringLevel:
    """Return the level to monitor oral reading on; see ``monitoring_level``.

    Of each level the latest day counts, a benchmark's too.

    Args:
        found: all series of a student.
        grade: the student's, "" for none.
    """
    if grade not in LEVELS:
        return MonitoringLevel(grade, "on grade")
    tried: dict[str, LevelTried] = {}
    for one in found:
        days = [point.occasion for point in one.points]
        days += [mark.occasion for mark in one.benchmarks]
        level = one.series.level
        if one.series.measure != ORAL_READING.id or level not in LEVELS or not days:
            continue
        last = max(days, key=lambda day: day.day)
        tried[level] = LevelTried(level=level, value=last.value, accuracy=last.accuracy)
    upto = LEVELS[: LEVELS.index(grade) + 1]
    return monitoring_level([tried[level] for level in upto if level in tried], grade)
