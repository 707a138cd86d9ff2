"""Keeps a number and what it is counted in on one line: "94 %" never ends one before its sign."""

import re

NO_BREAK_SPACE = "\u00a0"  # which all our fonts have; none has the narrow one
_UNITS = "%|WCPM|DCPM|EPM|CLS|WWR|PCM|min|s|ms|MB|KB|GB"
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))")


def with_units(text: str) -> str:
    """Return a text whose numbers stay with their unit or sign where the line breaks."""
    return _BEFORE_UNIT.sub(NO_BREAK_SPACE, text)


def with_plain_spaces(text: str) -> str:
    """Return a text as other programs are given it: they may search for "94 %" as it is typed."""
    return text.replace(NO_BREAK_SPACE, " ")
