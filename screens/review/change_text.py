"""What a change of a kept probe says, in a sentence."""

from collections.abc import Callable
from datetime import date

from probes.forms.form import Form
from records.correction_log import LoggedChange
from screens.review.item_names import item_name, mark_name, problem_name, word_name
from screens.words.catalogue import count_of, say
from screens.words.days import day_in_words


def change_text(
    change: LoggedChange, form: Form, today: date, name_of: Callable[[str, str], str]
) -> str:
    """Return the sentence of one change; of a taking back, what it took back is said elsewhere.

    A change that came from elsewhere may say anything: of one that can't be told, it says that.

    Args:
        change: the change.
        form: the probe's, as it is now.
        today: for days in words.
        name_of: returns what a "form" or a "student" of an id is called.
    """
    try:
        return _told(change, form, today, name_of)
    except (KeyError, IndexError, ValueError, TypeError):
        return say("review.change.unknown")


def _told(change: LoggedChange, form: Form, today: date, name_of: Callable[[str, str], str]) -> str:
    before, after = change.before, change.after
    place = -1 if change.item is None else change.item
    match change.what:
        case "item":
            what = item_name(form, place, change.through)
            if before is None:
                return say("review.change.set", what=what, new=mark_name(form, after))
            return _changed(what, mark_name(form, before), mark_name(form, after))
        case "last":
            what, new = say("review.last"), _item(form, after)
            if before is None:
                return say("review.change.set", what=what, new=new)
            return _changed(what, _item(form, before), new)
        case "word":
            how = "none" if after is None else str(after).replace(" ", "_")
            new = say(f"review.whole.{how}")
            return say("review.change.set", what=word_name(form, place), new=new)
        case "answer":
            new = say("state.wrote", text=after) if after else say("state.left_out")
            return say("review.change.set", what=problem_name(form, place), new=new)
        case "extra" if isinstance(after, int):
            new = count_of("result.extra", after)
            return say("review.change.set", what=problem_name(form, place), new=new)
        case "steps":
            right, _, wrong = str(after).partition(" ")
            new = say("state.steps", right=right, wrong=wrong)
            return say("review.change.set", what=problem_name(form, place), new=new)
        case "line":
            new = say("review.line.skipped" if after else "review.line.read")
            what = say("review.line", number=place + 1)
            return say("review.change.set", what=what, new=new)
        case "end":
            old = say(f"review.end.{before}") if before else say("review.end.none")
            return _changed(say("review.end"), old, say(f"review.end.{after}"))
        case "used":
            return _changed(say("review.used"), _seconds(before), _seconds(after))
        case "seconds":
            return _changed(say("review.seconds"), _limit(before), _limit(after))
        case "form" | "student":
            names = name_of(change.what, str(before)), name_of(change.what, str(after))
            return _changed(say(f"review.{change.what}"), *names)
        case "day":
            return _changed(say("review.day"), _day(before, today), _day(after, today))
        case "counts":
            return say("review.again") if after else say("result.not_counted", reason=change.why)
        case "note":
            return say("review.noted", text=change.why)
    return say("review.change.unknown")


def seconds_text(ms: int) -> str:
    """Return seconds to the tenth."""
    return f"{ms / 1000:.1f}".removesuffix(".0")


def _changed(what: str, old: str, new: str) -> str:
    return say("review.change", what=what, old=old, new=new)


def _item(form: Form, item: object) -> str:
    return item_name(form, item) if type(item) is int else ""


def _seconds(ms: object) -> str:
    return say("review.seconds.text", seconds=seconds_text(ms)) if isinstance(ms, int) else ""


def _limit(seconds: object) -> str:
    return say("review.seconds.text", seconds=seconds)


def _day(text: object, today: date) -> str:
    try:
        return day_in_words(date.fromisoformat(str(text)), today)
    except ValueError:  # another device's, which is newer, or wrong
        return str(text)
