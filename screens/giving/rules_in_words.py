"""The rules an examiner keeps in mind while a probe runs, in short sentences.

They are read off the measure and the profile, so they say what the score does.
"""

from collections.abc import Iterator

from probes.measures.measure import Measure, StoppingRule
from probes.measures.profiles import Profile
from screens.words.catalogue import say

STARTS = {
    "first response": "ready.start.first",
    "begin": "ready.start.begin",
    "first word": "ready.start.word",
    "all at once": "ready.start.all",
}
WAITS = {
    "supply": "ready.wait.supply",
    "supply once": "ready.wait.once",
    "point on": "ready.wait.on",
    "say the next": "ready.wait.next",
}
SKIPS = {
    "left out": "ready.skip.left",
    "one error": "ready.skip.one",
    "each word an error": "ready.skip.each",
}
REMINDERS = {
    "say names": "ready.remind.names",
    "say sounds": "ready.remind.sounds",
    "take it apart": "ready.remind.apart",
    "try each": "ready.remind.each",
}
# What counts as right where that has to be said.
NOTES = ("orf", "wrf", "lnf", "lsf", "nwf", "psf", "oc", "facts", "comp")


def rules(measure: Measure, profile: Profile, mode: str) -> list[str]:
    """Return what to do while a measure is answered in a mode, in the order it comes up."""
    return list(_aloud(measure, profile) if mode == "oral" else _written(measure))


def _aloud(measure: Measure, profile: Profile) -> Iterator[str]:
    if measure.layout == "passage":
        yield say("ready.start.title")
    else:
        yield say(STARTS[measure.starts] if measure.marked != "digits" else STARTS["begin"])
    if starts_at_answer(measure, "oral"):
        yield _silent(measure, profile)
    what = "problem" if measure.marked == "digits" else measure.item
    wait = WAITS[profile.help_at_wait(measure)]
    if wait == "ready.wait.supply" and measure.marked == "credits":
        wait = "ready.wait.unmarked"  # what is tapped there is a credit
    yield say(wait, item=say(f"item.{what}"))
    yield say("ready.self")
    if measure.id in NOTES:
        yield say(f"ready.note.{measure.id}")
    yield say("ready.note.speech")
    for reminder in measure.reminders:
        spelled = measure.layout == "chips" and reminder == "say sounds"
        yield say("ready.remind.spelled" if spelled else REMINDERS[reminder])
    if measure.line_skips:
        place = say("place.line" if measure.layout == "passage" else "place.row")
        yield say(SKIPS[profile.skipped_line], place=place)
    rule = stopping_rule(measure, profile, "oral")
    if rule is not None:
        yield _stop(rule)
    yield say("ready.early")


def stopping_rule(measure: Measure, profile: Profile, mode: str) -> StoppingRule | None:
    """Return the rule to stop by; nothing stops what is written before the time."""
    return profile.stopping_rule(measure) if mode == "oral" else None


def starts_at_answer(measure: Measure, mode: str) -> bool:
    """Whether the clock starts at the first answer, so that help may come before it."""
    return measure.starts == "first response" and mode == "oral"


def _silent(measure: Measure, profile: Profile) -> str:
    if measure.layout == "count":
        return say("ready.silent.count")
    on = profile.help_at_wait(measure) == "point on"
    return say("ready.silent.on" if on else "ready.silent.supply", item=say(f"item.{measure.item}"))


def _written(measure: Measure) -> Iterator[str]:
    yield say(STARTS[measure.starts])
    yield say("ready.note.written")
    yield say(f"ready.note.{measure.id}")
    yield say("ready.note.after")


def _stop(rule: StoppingRule) -> str:
    if rule.run and rule.lines:
        return say("ready.stop.row_or_run", run=rule.run)
    if rule.run:
        return say("ready.stop.run", run=rule.run)
    if rule.groups:
        return say("ready.stop.groups", groups=rule.groups)
    if rule.lines and rule.items:
        return say("ready.stop.line", items=rule.items)
    if rule.lines:
        return say("ready.stop.rows", rows=rule.lines)
    return say("ready.stop.items", items=rule.items)
