"""Texts that a spreadsheet would run as formulas: defused where they go out, undone coming in.

A cell that begins with = + - @ (also as wide letters), a tab or a line end, be it after blanks, may
run as a formula where a CSV is opened, or a cell saved again. So such a text gets an apostrophe in
front, as whoever types it into a spreadsheet would write it (OWASP, "CSV injection"). One more is
put before a text that begins with apostrophes and then so: what was put in front is taken away
again, and never anything else.
"""

import re

# Blanks and what can't be seen, which a spreadsheet passes over.
_BLANK = r"\s\x00-\x20\x7f\u200b-\u200f\u2060\ufeff"
_DANGEROUS = rf"(?:[{_BLANK}]*[=+\-@＝＋－＠]|[ ]*[\t\r\n])"
_RUNS = re.compile(rf"'*{_DANGEROUS}")
_DEFUSED = re.compile(rf"'+{_DANGEROUS}")


def defused(text: str) -> str:
    """Return a text that no spreadsheet runs; ``as_written`` gives it back."""
    return f"'{text}" if _RUNS.match(text) else text


def as_written(cell: str) -> str:
    """Return the text of a cell that may have been defused."""
    return cell[1:] if cell[:1] == "'" and _DEFUSED.match(cell) else cell
