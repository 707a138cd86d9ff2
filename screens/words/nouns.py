"""What the catalogue calls the items of a measure by."""

from probes.measures.measure import Measure


def noun(measure: Measure) -> str:
    """Return the end of a measure's catalogue keys.

    Its items where errors are marked: word, letter, sound, number, pair, row. Else
    how it is marked: credits, segments, digits.
    """
    return measure.item if measure.marked == "errors" else measure.marked
