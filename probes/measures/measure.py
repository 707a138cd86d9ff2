"""The table of measures: what each asks for, for how long, and how it is marked.

A measure is data. Its scorer (``counting``) decides what counts as correct, and a
rule profile (``profiles``) decides where two traditions differ. docs/scoring.md
says which rules have a source and which are house rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

AtWait = Literal["supply", "supply once", "point on", "say the next"]
Mode = Literal["oral", "paper", "tablet"]
Reminder = Literal["say names", "say sounds", "take it apart", "try each"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppingRule:
    """When to suggest that the examiner stops the probe.

    Either there is nothing correct in the opening, which is the first ``lines``,
    ``items`` or ``groups``, whichever reach furthest; or there are ``run`` errors in a
    row anywhere. 0 means that there is no such rule.
    """

    lines: int = 0
    items: int = 0
    groups: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of probe.

    ``seconds`` is the time limit unless ``seconds_by_grade`` has another;
    ``durations`` are all that may be chosen. ``marked`` says what a tap on an item
    records: an error; a credit; a segment, which is one credit for several items said
    as one; or what is wrong with a digit.

    ``wait_seconds`` is how long the examiner waits when the student hesitates, and
    ``at_wait`` the help given then; both apply to oral answers only. Each of the
    ``reminders`` may be given once. ``starts`` says what starts the clock.
    ``line_skips`` says whether lines can be marked as skipped. ``unit`` is the unit of
    the rate that ``scorer`` leads to.
    """

    id: str
    area: Literal["reading", "math"]
    item: Literal["word", "letter", "sound", "phoneme", "number", "pair", "row", "digit"]
    layout: Literal["passage", "grid", "count", "chips", "problems"]
    seconds: int = 60
    seconds_by_grade: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    durations: tuple[int, ...] = (60,)
    starts: Literal["first response", "begin", "first word", "all at once"]
    marked: Literal["errors", "credits", "segments", "digits"]
    wait_seconds: int = 3
    at_wait: AtWait
    stopping: StoppingRule | None
    reminders: tuple[Reminder, ...] = ()
    line_skips: bool = True
    modes: tuple[Mode, ...] = ("oral",)
    unit: str
    scorer: Literal["items to the last", "segments", "sounds and words", "digits"]

    def seconds_at(self, grade: str) -> int:
        """Return the time limit for a student's grade."""
        return self.seconds_by_grade.get(grade, self.seconds)


ORAL_READING = Measure(
    id="orf",
    area="reading",
    item="word",
    layout="passage",
    starts="first response",
    marked="errors",
    at_wait="supply",
    stopping=StoppingRule(lines=1, items=10),
    unit="words correct per minute",
    scorer="items to the last",
)

WORD_READING = Measure(
    id="wrf",
    area="reading",
    item="word",
    layout="grid",
    starts="first response",
    marked="errors",
    at_wait="point on",
    stopping=StoppingRule(lines=1, items=10),
    unit="words correct per minute",
    scorer="items to the last",
)

LETTER_NAMING = Measure(
    id="lnf",
    area="reading",
    item="letter",
    layout="grid",
    starts="first response",
    marked="errors",
    at_wait="supply",
    stopping=StoppingRule(items=10),
    reminders=("say names", "try each"),
    unit="letters correct per minute",
    scorer="items to the last",
)

LETTER_SOUND = Measure(
    id="lsf",
    area="reading",
    item="sound",
    layout="grid",
    starts="first response",
    marked="errors",
    at_wait="supply",
    stopping=StoppingRule(items=10),
    reminders=("say sounds",),
    unit="sounds correct per minute",
    scorer="items to the last",
)

NONSENSE_WORD = Measure(
    id="nwf",
    area="reading",
    item="sound",
    layout="chips",
    starts="begin",
    marked="credits",
    at_wait="point on",
    stopping=StoppingRule(groups=5),
    unit="letter sounds correct per minute",
    scorer="sounds and words",
)

PHONEME_SEGMENTATION = Measure(
    id="psf",
    area="reading",
    item="phoneme",
    layout="chips",
    starts="first word",
    marked="segments",
    at_wait="say the next",
    stopping=StoppingRule(groups=5),
    reminders=("take it apart", "say sounds"),
    line_skips=False,
    unit="segments correct per minute",
    scorer="segments",
)

ORAL_COUNTING = Measure(
    id="oc",
    area="math",
    item="number",
    layout="count",
    starts="first response",
    marked="errors",
    at_wait="supply once",
    stopping=None,
    line_skips=False,
    unit="numbers correct per minute",
    scorer="items to the last",
)

NUMBER_IDENTIFICATION = Measure(
    id="ni",
    area="math",
    item="number",
    layout="grid",
    starts="first response",
    marked="errors",
    at_wait="supply",
    stopping=StoppingRule(run=5),
    unit="numbers correct per minute",
    scorer="items to the last",
)

QUANTITY_DISCRIMINATION = Measure(
    id="qd",
    area="math",
    item="pair",
    layout="grid",
    durations=(60, 30),
    starts="first response",
    marked="errors",
    at_wait="point on",
    stopping=StoppingRule(run=5),
    unit="pairs correct per minute",
    scorer="items to the last",
)

MISSING_NUMBER = Measure(
    id="mn",
    area="math",
    item="row",
    layout="grid",
    starts="first response",
    marked="errors",
    at_wait="point on",
    stopping=StoppingRule(run=5),
    unit="numbers correct per minute",
    scorer="items to the last",
)

MATH_FACTS = Measure(
    id="facts",
    area="math",
    item="digit",
    layout="problems",
    durations=(60, 120),
    starts="all at once",
    marked="digits",
    at_wait="point on",
    stopping=None,
    line_skips=False,
    modes=("paper", "oral", "tablet"),
    unit="digits correct per minute",
    scorer="digits",
)

COMPUTATION = Measure(
    id="comp",
    area="math",
    item="digit",
    layout="problems",
    seconds=120,
    seconds_by_grade=MappingProxyType({"3": 180, "4": 180, "5": 300, "6": 360}),
    durations=(120, 180, 240, 300, 360),
    starts="all at once",
    marked="digits",
    at_wait="point on",
    stopping=None,
    line_skips=False,
    modes=("paper", "tablet"),
    unit="digits correct per minute",
    scorer="digits",
)

MEASURES = {
    measure.id: measure
    for measure in (
        ORAL_READING,
        WORD_READING,
        LETTER_NAMING,
        LETTER_SOUND,
        NONSENSE_WORD,
        PHONEME_SEGMENTATION,
        ORAL_COUNTING,
        NUMBER_IDENTIFICATION,
        QUANTITY_DISCRIMINATION,
        MISSING_NUMBER,
        MATH_FACTS,
        COMPUTATION,
    )
}
