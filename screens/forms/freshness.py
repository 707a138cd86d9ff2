"""How fresh a form is for a student, in a word."""

from collections.abc import Sequence
from datetime import date

from probes.forms.form import Form
from probes.forms.rotation import FormUse, heard_today, last_read
from screens.words.catalogue import say
from screens.words.days import in_words


def freshness(form: Form, uses: Sequence[FormUse], today: date, *, printed: bool = False) -> str:
    """Return when a student read a form last, or that it is new, or ``printed`` for them."""
    day = last_read(form, uses)
    if day is not None:
        return in_words("ready.used", day, today)
    if printed:
        return say("ready.printed")
    return say("ready.group_today" if heard_today(form, uses, today) else "ready.fresh")
