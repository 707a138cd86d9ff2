"""What is measured in a grade, where nothing was given yet: the main measure first."""

from probes.measures.measure import MATH_FACTS, MEASURES, ORAL_READING
from records.form_library import FormLibrary
from records.plans import SeriesKey
from screens.words.measure_names import AREAS, in_area, usual


def series_of(forms: FormLibrary, measure: str, grade: str) -> SeriesKey:
    """Return a measure on a grade's level, given as is usual."""
    levels = forms.levels(measure)
    level = grade if grade in levels else usual(levels, grade)[0]
    return SeriesKey(measure, level, MEASURES[measure].modes[0])


def usual_series(forms: FormLibrary, grade: str, area: str = "") -> list[SeriesKey]:
    """Return what is usual in a grade, of an area or of both, the main measure of each first."""
    found = []
    for one in AREAS:
        if area not in ("", one):
            continue
        levels = {m.id: sum(forms.levels(m.id).values(), ()) for m in in_area(one)}
        main = ORAL_READING.id if one == "reading" else MATH_FACTS.id
        here = usual(levels, grade)
        found += sorted(here, key=lambda m: m != main or grade == "K")
    return [series_of(forms, measure, grade) for measure in found]
