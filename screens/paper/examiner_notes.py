"""What the examiner's page says about marking, and what its scoring box asks for.

By the rules of the measure and of the profile; the sentences are the catalogue's.
"""

from collections.abc import Iterator

from probes.measures.directions import Language, reminder
from probes.measures.measure import Measure
from probes.measures.profiles import Profile, SkippedLine
from screens.words.catalogue import count_of, say

SKIPPED: dict[SkippedLine, str] = {
    "left out": "paper.skipped_line",
    "one error": "paper.skipped_line.one_error",
    "each word an error": "paper.skipped_line.each_word",
}


def reminders(measure: Measure, rules: Profile, language: Language) -> list[str]:
    """Return what to remember while marking, in the order in which it comes up."""
    if measure.marked == "digits":
        return list(_on_digits(measure, rules))
    return [*_marking(measure, rules, language), *_stopping(measure, rules), *_ending(measure)]


def scores(measure: Measure, rules: Profile) -> list[str]:
    """Return the labels of the scoring box, from top to bottom."""
    match measure.marked:
        case "digits":
            return list(_digit_scores(measure, rules))
        case "credits":
            counted = [
                say("paper.credits"),
                say("paper.credits.possible"),
                say("paper.words_whole"),
                say("paper.words_recoded"),
            ]
        case "segments":
            counted = [say("paper.segments"), say("paper.segments.possible")]
        case _:
            counted = [say("paper.words_read" if measure.item == "word" else "paper.tried")]
            counted.append(say("paper.errors"))
    counted += [say("paper.seconds"), say(f"paper.rate.{_counted(measure)}")]
    if measure.marked == "errors":
        counted.append(say("paper.accuracy"))
    return counted


def _counted(measure: Measure) -> str:
    return measure.item if measure.marked == "errors" else measure.marked


def _marking(measure: Measure, rules: Profile, language: Language) -> Iterator[str]:
    yield say("paper.mark.count" if measure.id == "oc" else f"paper.mark.{_counted(measure)}")
    if measure.marked == "errors":
        yield say("paper.corrected")
    elif measure.marked == "credits":
        yield say("paper.mark.whole")
    match rules.help_at_wait(measure):
        case "supply":
            yield say("paper.wait.supply")
        case "supply once":
            yield say("paper.wait.supply_once")
        case "point on":
            yield say("paper.wait.point_on", said=reminder("go on", language))
        case "say the next":
            yield say("paper.wait.say_the_next")
    if measure.line_skips:
        yield say(SKIPPED[rules.skipped_line])


def _stopping(measure: Measure, rules: Profile) -> Iterator[str]:
    stop = rules.stopping_rule(measure)
    if stop is None:
        return
    if stop.groups:
        yield say("paper.stop.words", count=stop.groups)
    elif stop.lines and stop.items:
        yield say("paper.stop.line_and_items", count=stop.items)
    elif stop.lines:
        yield count_of("paper.stop.lines", stop.lines)
    elif stop.items:
        yield say("paper.stop.items", count=stop.items)
    if stop.run:
        yield say("paper.stop.run", count=stop.run)
    if rules.stopped == "prorated":
        yield say("paper.stop.prorated")


def _ending(measure: Measure) -> Iterator[str]:
    yield say("paper.last_word" if measure.item == "word" else "paper.last")
    yield say("paper.finished_early")


def steps_count(measure: Measure, rules: Profile) -> bool:
    """Whether the digits of written steps count."""
    return measure.id == "comp" and rules.digits_of == "answer and steps"


def _on_digits(measure: Measure, rules: Profile) -> Iterator[str]:
    yield say("paper.mark.digits")
    counted = steps_count(measure, rules)
    yield say("paper.digits.key" if counted else "paper.digits.key.answer")
    yield say("paper.digits.places")
    yield say("paper.digits.missing")
    yield say("paper.digits.left_out")


def _digit_scores(measure: Measure, rules: Profile) -> Iterator[str]:
    yield say("paper.digits.correct")
    if steps_count(measure, rules):
        yield say("paper.digits.steps")
    yield say("paper.digits.possible")
    yield say("paper.digits.errors")
    yield say("paper.digits.not_written")
    yield say("paper.problems_correct")
    yield say("paper.digits.seconds")
    yield say("paper.rate.digits")
    yield say("paper.rate.errors")
