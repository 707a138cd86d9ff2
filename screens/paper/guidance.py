"""What stands above the items of an examiner's page, so that the page alone is enough to give it.

How long and from when, the practice, what is said, the reminders, and which sounds are right. The
words to be said are those of the screen, in the language chosen there.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from probes.forms.form import Form
from probes.forms.letter_sounds import HEARD_IN, SPELLED
from probes.measures.directions import Language, directions, reminder
from probes.measures.directions.reminding import Reminded
from probes.measures.measure import MEASURES, Measure, Reminder
from screens.words.catalogue import say
from screens.words.clock_times import in_minutes

STARTS = {
    "first response": "paper.starts.answer",
    "begin": "paper.starts.begin",
    "first word": "paper.starts.word",
    "all at once": "paper.starts.all",
}

_REMINDED: Mapping[Reminder, Reminded] = {
    "say names": "names",
    "say sounds": "sounds",
    "take it apart": "apart",
    "try each": "each",
}


class Guidance(NamedTuple):
    """A paragraph and the word before it."""

    label: str
    text: str


def guidance(form: Form, language: Language) -> list[Guidance]:
    """Return what to know and to say before and while a form is given, in the order it comes up."""
    measure = MEASURES[form.measure]
    mode = "paper" if "paper" in measure.modes else "oral"
    spoken = directions(measure.id, mode, language)
    found = [Guidance(say("paper.time"), " ".join(_time(measure, form.level)))]
    for number, one in enumerate(spoken.practice):
        if one.shows:
            text = say(
                "paper.practice.item",
                shows=one.shows.replace("_", "__"),
                ask=one.ask,
                right=one.right,
                wrong=one.wrong,
            )
        else:
            text = say("paper.practice.heard", ask=one.ask, right=one.right, wrong=one.wrong)
        found.append(Guidance("" if number else say("paper.practice"), text))
    found.append(Guidance(say("paper.say"), spoken.say))
    if reminders := list(_reminders(measure, language)):
        found.append(Guidance(say("paper.remind"), " ".join(reminders)))
    if sounds := ", ".join(_sounds(form)):
        found.append(Guidance(say("paper.sounds"), say("paper.sounds.right", sounds=sounds)))
    return found


def _time(measure: Measure, level: str) -> Iterator[str]:
    from probes.forms.generators import levels  # not for the first screen

    grades = levels(measure.id).get(level, (level,))
    by_grade = {grade: in_minutes(measure.seconds_at(grade)) for grade in grades}
    if len(set(by_grade.values())) > 1:
        for grade, minutes in by_grade.items():
            yield say("paper.time.grade", grade=grade, time=minutes)
    else:
        yield say("paper.time.all", time=next(iter(by_grade.values())))
        if measure.marked != "digits" or not measure.seconds_by_grade:
            for other in measure.durations[1:]:
                yield say("paper.time.or", time=in_minutes(other))
    start = "paper.starts.title" if measure.layout == "passage" else STARTS[measure.starts]
    yield say(start)
    if measure.starts == "first response":
        yield say("paper.starts.silent")
    yield say("paper.time.up")


def _reminders(measure: Measure, language: Language) -> Iterator[str]:
    for one in measure.reminders:
        spelled = measure.marked == "segments" and one == "say sounds"
        which = "spelled" if spelled else _REMINDED[one]
        yield say(f"paper.remind.{which}", said=reminder(which, language))
    if measure.marked != "digits":
        yield say("paper.remind.go_on", said=reminder("keep going", language))


def _sounds(form: Form) -> Iterator[str]:
    """Yield each letter or spelling of the form with the words in which its sounds are heard.

    In made-up words consonants of one letter and one sound go without saying.
    """
    if form.measure not in ("lsf", "nwf"):
        return
    every = {**HEARD_IN, **SPELLED}
    for sound in sorted({item.lower() for item in form.items}):
        plain = len(sound) == 1 and len(every.get(sound, ())) == 1 and sound not in "aeioux"
        if sound in every and not (plain and form.measure == "nwf"):
            words = say("paper.sounds.or").join(every[sound])
            yield say("paper.sounds.as", sound=sound, words=words)
