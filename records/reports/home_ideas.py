"""What may help at home: a short list of our own, of which the record chooses.

The words are the language's (``screens/words/family``); nobody has to follow the choice.
"""

from typing import Literal

from records.student_progress import StudentProgress

Idea = Literal[
    "read_twice",
    "read_right",
    "read_to",
    "word_cards",
    "letters",
    "sounds",
    "hear_sounds",
    "count",
    "compare",
    "facts",
    "facts_right",
    "explain",
    "be_there",
]

_FIRST: dict[str, Idea] = {
    "orf": "read_twice",
    "wrf": "word_cards",
    "lnf": "letters",
    "lsf": "sounds",
    "nwf": "sounds",
    "psf": "hear_sounds",
    "oc": "count",
    "ni": "count",
    "qd": "compare",
    "mn": "compare",
    "facts": "facts",
    "comp": "explain",
}
_SECOND: dict[str, Idea] = {
    "orf": "read_to",
    "wrf": "read_to",
    "lnf": "read_to",
    "lsf": "hear_sounds",
    "nwf": "read_to",
    "psf": "read_to",
    "oc": "compare",
    "ni": "compare",
    "qd": "count",
    "mn": "count",
    "facts": "explain",
    "comp": "facts",
}


def fitting(measure: str) -> tuple[Idea, ...]:
    """Return every idea that suits a measure, the usual ones first."""
    more: tuple[Idea, ...] = ()
    if measure == "orf":
        more = ("read_right", "word_cards")
    elif measure in ("facts", "comp"):
        more = ("facts_right",)
    return (_FIRST[measure], _SECOND[measure], *more, "be_there")


def home_ideas(progress: StudentProgress) -> tuple[Idea, ...]:
    """Return two ideas for a student, by what the record shows.

    Accuracy that comes first is practised first; absences that most of the missing minutes come
    from are said before anything else.
    """
    measure, judgement = progress.series.measure, progress.judgement
    found: list[Idea] = [_FIRST[measure], _SECOND[measure]]
    if "accuracy first" in judgement.flags:
        found[0] = "facts_right" if measure in ("facts", "comp") else "read_right"
    dose = judgement.dose
    if dose is not None and dose.is_low and dose.mostly == "absent":
        found = ["be_there", found[0]]
    return tuple(found)
