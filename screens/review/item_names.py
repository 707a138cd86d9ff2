"""What an item of a form is called in a sentence: Word 12 “brown”, Digit 2 of problem 3."""

from probes.forms.form import Form
from probes.measures.measure import MEASURES
from screens.words.catalogue import say
from screens.words.nouns import noun

PUNCTUATION = '.,;:!?“”"…'


def item_name(form: Form, item: int, through: int | None = None) -> str:
    """Return the name of an item, or of several up to ``through``."""
    if not 0 <= item < len(form.items):
        return say("review.item.gone", number=item + 1)
    names = noun(MEASURES[form.measure])
    if names not in ("credits", "segments", "digits"):
        text = form.items[item].strip(PUNCTUATION) or form.items[item]
        return say(f"review.item.{names}", number=item + 1, text=text)
    group = form.group_of(item)
    first = item - form.groups[group] + 1 if group >= 0 else item + 1
    if names == "digits":
        if through is not None and through > item:
            return problem_name(form, group)
        return say("review.item.digit", number=first, group=group + 1)
    if through is not None and item < through < len(form.items):
        texts = " ".join(form.items[item : through + 1])
        return say("review.item.sounds", text=texts, word=form.prompt(group))
    return say("review.item.chip", number=first, word=form.prompt(group), text=form.items[item])


def problem_name(form: Form, group: int) -> str:
    """Return the name of a problem."""
    prompt = form.prompt(group) if 0 <= group < len(form.groups) else ""
    return say("review.item.problem", number=group + 1, text=prompt)


def word_name(form: Form, group: int) -> str:
    """Return the name of a word of sounds."""
    prompt = form.prompt(group) if 0 <= group < len(form.groups) else ""
    return say("review.item.whole", number=group + 1, text=prompt)


def mark_name(form: Form, kind: object) -> str:
    """Return what a mark of a kind says of its item; None is no mark."""
    measure = MEASURES[form.measure]
    if measure.marked == "errors":
        if kind == "substitution" and measure.item != "word":
            return say("kind.substitution.other")
        return say("kind.none" if kind is None else f"kind.{kind}")
    if kind is None:
        return say("review.mark.right" if measure.marked == "digits" else "review.mark.blank")
    return say("review.mark.wrong" if kind in ("error", "supplied") else f"review.mark.{kind}")
