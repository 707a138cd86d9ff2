"""A language that a school brings for its pages: a table of sentences, filled in.

The table that Aimline saves has a key and the English and Spanish sentence in each row; the school
writes its own beside them, with the same places, such as {name}, in any spreadsheet. The first row
names the language by its tag, such as "ht", the second by what it calls itself.
"""

import csv
import io
from collections.abc import Mapping
from typing import NamedTuple

from probes.table_text import BadTable
from records.imports.file_source import longest_table
from records.reports.report_texts import LONGEST, OURS, is_tag, places

LARGEST = 1_000_000  # bytes
TAG, NAME = "family.lang", "family.language"
HEADS = ("key", "English", "Español", "")
COLUMN = 3  # of what the school wrote


class BadLanguageFile(ValueError):
    """A file that is no such table, or a row of it that can't be used; nothing came in."""


class BroughtLanguage(NamedTuple):
    """A language's tag, its sentences by key, and how many of ours it leaves in English."""

    tag: str
    sentences: dict[str, str]
    missing: int


def language_sheet(english: Mapping[str, str], spanish: Mapping[str, str]) -> bytes:
    """Return the table to fill in, as CSV that a spreadsheet opens."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADS)
    first = [TAG, NAME]
    for key in [*first, *(key for key in english if key not in first)]:
        rows.writerow((key, english[key], spanish[key], ""))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def read_language(raw: bytes, model: Mapping[str, str]) -> BroughtLanguage:
    """Read such a table; all of it, or nothing. Rows left empty stay English.

    Args:
        model: the English sentences by key.

    Raises:
        BadLanguageFile: the sentence names the row, what was wrong, and what to do.
    """
    if len(raw) > LARGEST:
        raise BadLanguageFile(f"the file is larger than {LARGEST:,} bytes: choose the table")
    try:
        rows = longest_table(raw)
    except BadTable as problem:
        raise BadLanguageFile(str(problem)) from None
    found: dict[str, str] = {}
    for row in rows:
        key = row.cells[0]
        if key not in model or len(row.cells) <= COLUMN or not row.cells[COLUMN]:
            continue
        text = row.cells[COLUMN]
        if len(text) > LONGEST:
            raise BadLanguageFile(f"row {row.number} is longer than {LONGEST} characters")
        wanted = places(model[key]) or frozenset()
        if places(text) != wanted:
            named = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "no braces"
            raise BadLanguageFile(f"row {row.number} needs {named}, just as the English has")
        found[key] = text
    tag = found.pop(TAG, "")
    if not is_tag(tag) or tag in OURS:
        raise BadLanguageFile(
            "the first row needs the language’s short name in the fourth column, such as ht or "
            "zh-Hans; en and es are there already"
        )
    if NAME not in found:
        raise BadLanguageFile("the second row needs what the language calls itself")
    return BroughtLanguage(tag, found, len(model) - 1 - len(found))
