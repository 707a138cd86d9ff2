"""That another level is better for a student to be monitored on, said where a goal is set."""

from probes.measures.measure import ORAL_READING
from probes.progress.proposals import FLOOR, MonitoringLevel
from records.plans import SeriesKey
from screens.words.catalogue import say
from screens.words.measure_names import level_name


def level_hint(series: SeriesKey, fits: MonitoringLevel) -> str:
    """Return the hint; "" where the level of the student's grade is right, or it isn't reading."""
    if series.measure != ORAL_READING.id or fits.why == "on grade":
        return ""
    if fits.why == "off level":
        return say("plan.level.off", floor=FLOOR, level=level_name(fits.level))
    return say("plan.level.none", floor=FLOOR)
