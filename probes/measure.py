"""Measures: what is asked for, for how long, and how it is marked.

A measure is data. What counts as correct is its scorer's business
(``scoring``), and what two traditions count differently its profile's
(``profiles``).
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of probe.

    ``seconds`` is how long the clock runs. ``marked`` says what a tap on an
    item records: an error, or a credit. ``wait_seconds`` is how long the
    examiner waits at a stall before helping; ``at_wait`` is the help given.
    ``unit`` names the rate that ``scorer`` gives.
    """

    id: str
    area: Literal["reading", "math"]
    item: Literal["word", "letter", "sound", "phoneme", "number", "digit"]
    seconds: int
    marked: Literal["errors", "credits"]
    wait_seconds: int
    at_wait: Literal["supply", "point on", "say the next"]
    unit: str
    scorer: str


ORAL_READING = Measure(
    id="orf",
    area="reading",
    item="word",
    seconds=60,
    marked="errors",
    wait_seconds=3,
    at_wait="supply",
    unit="words correct per minute",
    scorer="items to the last",
)

MEASURES = {measure.id: measure for measure in (ORAL_READING,)}
