"""Forms as plain JSON values: written, and read back with every value checked."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from probes import json_values
from probes.forms import digits
from probes.forms.form import Form
from probes.json_values import BadValue
from probes.measures.measure import MEASURES

FORM_FIELDS = ("id", "level", "title", "genre", "items", "lines", "groups", "key", "prompts")


def written_form(form: Form) -> dict[str, Any]:
    """Return a form as plain JSON values, without its measure and its empty fields."""
    fields = {name: _list_or_text(getattr(form, name)) for name in FORM_FIELDS}
    return {name: value for name, value in fields.items() if value}


def read_form(data: object, measure: str) -> Form:
    """Return the form that ``written_form`` made plain JSON values of.

    Raises:
        BadValue, BadForm: a field is missing or has a value not allowed, or the fields
            don't fit together.
    """
    if not isinstance(data, Mapping):
        raise BadValue(f"“form” is an object with items and lines, not {json_values.kind(data)}")
    form = Form(
        id=json_values.text(data, "id", ""),
        measure=measure,
        level=json_values.text(data, "level", ""),
        title=json_values.text(data, "title", ""),
        genre=json_values.text(data, "genre", ""),
        items=json_values.texts(data, "items", json_values.MOST_ITEMS),
        lines=json_values.starts(data, "lines"),
        groups=json_values.starts(data, "groups"),
        key=json_values.texts(data, "key", json_values.MOST_ITEMS),
        prompts=json_values.texts(data, "prompts", json_values.MOST_ITEMS),
    )
    if MEASURES[measure].marked == "digits":
        digits.check(form)
    return form


def checked_form(form: Form, measure: str) -> Form:
    """Return a stored form with every field checked: another device may have stored anything.

    Raises:
        BadValue, BadForm: as ``read_form``, if it is no form of that measure.
    """
    try:
        hash(form)
    except TypeError:
        raise BadValue("“form” has something else than texts and numbers") from None
    return _checked_form(form, measure)


@lru_cache(maxsize=256)  # a student's many administrations use the same few forms
def _checked_form(form: Form, measure: str) -> Form:
    return read_form({name: _list_or_text(getattr(form, name)) for name in FORM_FIELDS}, measure)


def _list_or_text(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
