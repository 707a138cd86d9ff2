"""The columns of a table as they are guessed: where the headers are, and what each column is.

A header may stand below titles, in two rows of which one is merged, or nowhere: a list that was
pasted has none. What is guessed is shown before it counts, and can be changed.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from probes.table_text import TableRow
from records.imports.cell_values import found_date, grade, is_nothing, number, serial_date
from records.imports.header_rows import header_rows
from records.imports.header_words import (
    KINDS,
    Kind,
    Use,
    level_of,
    measures_of,
    plain,
    use_of,
)

SAMPLE = 200  # rows by which a column is known
EXAMPLES = 3
_BESIDE_NAMES: tuple[Kind, ...] = ("group", "school")  # columns of words, the likelier first
_ONE_OF: tuple[Kind, ...] = (
    "name", "first name", "last name", "number", "grade", "group", "school", "date", "season",
    "year", "level", "form", "measure", "session", "unit", "phase", "study", "attempted",
    "errors", "seconds", "aimline id", "mode",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is, its header, and how many rows of the table come before its first."""

    headers: tuple[str, ...]
    uses: tuple[Use, ...]
    first_row: int  # place in the table's rows
    titles: str = ""  # what stands above the headers

    def of(self, kind: Kind) -> int | None:
        """Return the place of the first column of a kind, None if there is none."""
        return next((i for i, use in enumerate(self.uses) if use.kind == kind), None)

    def changed(self, place: int, use: Use) -> "Columns":
        """Return columns of which one is something else; of most kinds there is one at a time."""
        uses = [
            Use() if use.kind in _ONE_OF and other.kind == use.kind else other
            for other in self.uses
        ]
        uses[place] = use
        return replace(self, uses=tuple(uses))

    @property
    def key(self) -> str:
        """A text that is the same for tables of the same headers, and says none of them."""
        told = "\n".join(plain(one) for one in self.headers)
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]

    @property
    def has_scores(self) -> bool:
        """Whether any column has scores."""
        return any(use.kind == "score" for use in self.uses)

    @property
    def names_students(self) -> bool:
        """Whether students can be told by any column."""
        return any(use.kind in ("name", "first name", "last name", "number") for use in self.uses)


def guess(rows: Sequence[TableRow]) -> Columns:
    """Return what the columns of a table look like."""
    width = max((len(row.cells) for row in rows), default=0)
    found = header_rows(rows, width)
    if found is None:
        return _by_content(rows, width)
    headers, titled, first = found
    body = rows[first : first + SAMPLE]
    titles = " ".join(cell for row in rows[:titled] for cell in row.cells if cell)[:500]
    uses = _chosen([_of_header(one) for one in headers], body, headers)
    return Columns(tuple(headers), tuple(uses), first, titles)


def _of_header(header: str) -> Use:
    day = serial_date(header)  # a day above a column, in a spreadsheet saved as CSV
    return use_of(header) if day is None else Use("score", date=day)


def examples(rows: Sequence[TableRow], columns: Columns, place: int) -> list[str]:
    """Return the first few cells of a column that say something."""
    found: list[str] = []
    for row in rows[columns.first_row : columns.first_row + 2_000]:
        cell = row.cells[place] if place < len(row.cells) else ""
        if cell and cell not in found:
            found.append(cell)
            if len(found) == EXAMPLES:
                break
    return found


def with_remembered(columns: Columns, kept: Mapping[str, Sequence[str]]) -> Columns:
    """Return columns as they were changed the last time for the same headers.

    Args:
        kept: what ``remembered`` returned.
    """
    uses = [*columns.uses]
    for place, use in enumerate(uses):
        told = kept.get(str(place))
        if told is not None and len(told) == 4:
            for one in KINDS:
                if one == told[0]:
                    measure, level, named = told[1:]
                    uses[place] = replace(use, kind=one, measure=measure, level=level, season=named)
    return replace(columns, uses=tuple(uses))


def remembered(columns: Columns, guessed: Columns) -> dict[str, list[str]]:
    """Return what was changed of columns that were guessed: no cell of theirs is in it."""
    return {
        str(place): [use.kind, use.measure, use.level, use.season]
        for place, (use, before) in enumerate(zip(columns.uses, guessed.uses, strict=True))
        if use != before
    }


def _chosen(uses: list[Use], body: Sequence[TableRow], headers: Sequence[str]) -> list[Use]:
    """Return uses of which each kind is there once, of several the likeliest column that is filled.

    A name that is a number everywhere is one; of counts and rates of one thing the rate stands.
    """
    filled = [_filled(body, place) for place in range(len(uses))]
    for kind in _ONE_OF:
        places = [i for i, use in enumerate(uses) if use.kind == kind]
        if len(places) > 1:
            best = min(places, key=lambda i: (not filled[i], filled[i] < 0.9, uses[i].rank, i))
            for i in places:
                if i != best:
                    uses[i] = Use()
    kinds = [use.kind for use in uses]
    if "name" in kinds and {"first name", "last name"} <= {*kinds}:
        uses[kinds.index("name")] = Use()
    elif {"name", "last name"} <= {*kinds}:
        name, last = kinds.index("name"), kinds.index("last name")
        if _one_word(body, name):
            uses[name] = replace(uses[name], kind="first name")
        else:  # the whole name is there
            uses[last] = Use()
    kinds = [use.kind for use in uses]
    if "name" in kinds and "number" not in kinds:
        place = kinds.index("name")
        cells = [row.cells[place] for row in body if place < len(row.cells) and row.cells[place]]
        if cells and all(cell.replace("-", "").isdigit() for cell in cells):
            uses[place] = replace(uses[place], kind="number")
    _sort_scores(uses, headers)
    return uses


def _sort_scores(uses: list[Use], headers: Sequence[str]) -> None:
    scores = [i for i, use in enumerate(uses) if use.kind == "score"]
    rates = {_same(uses[i]) for i in scores if not uses[i].raw and uses[i].measure}
    for i in scores:
        if uses[i].raw and uses[i].measure and _same(uses[i]) in rates:
            uses[i] = Use()
    kinds = {use.kind for use in uses}
    generic = [i for i in scores if use_of(headers[i]) == uses[i] and not _says_what(uses[i])]
    if len(generic) > 1 or (generic and any(_says_what(uses[i]) for i in scores)):
        keep = min(generic, key=lambda i: uses[i].rank)
        told = any(_says_what(uses[i]) and uses[i].kind == "score" for i in scores)
        for i in generic:
            if i != keep or told:
                uses[i] = Use()
    if "seconds" in kinds:
        return
    dated = {_same(use) for use in uses if use.kind == "score"}
    for i, use in enumerate(uses):
        if use.kind == "score date" and use.measure and _same(use) not in dated:
            uses[i] = Use()


def _says_what(use: Use) -> bool:
    return bool(use.measure or use.season or use.date is not None or use.at is not None)


def _same(use: Use) -> tuple[str, str, str]:
    return use.measure, use.level, use.season


def _filled(body: Sequence[TableRow], place: int) -> float:
    if not body:
        return 0
    return sum(place < len(row.cells) and bool(row.cells[place]) for row in body) / len(body)


def _by_content(rows: Sequence[TableRow], width: int) -> Columns:
    """Return what the columns of a table without known headers are, by what is in them.

    A first row of words above columns of numbers are headers nobody knows.
    """
    headers, first = [""] * width, 0
    if len(rows) > 1 and _are_words_over_numbers(rows[0].cells, rows[1 : 1 + SAMPLE]):
        headers[: len(rows[0].cells)], first = rows[0].cells, 1
    body = rows[first : first + SAMPLE]
    kinds: list[Kind] = ["ignore"] * width
    texts: list[int] = []
    for place in range(min(width, 50)):
        cells = [r.cells[place] for r in body if place < len(r.cells) and r.cells[place]]
        if not cells:
            continue
        if all(grade(cell) is not None for cell in cells) and "grade" not in kinds:
            kinds[place] = "grade"
        elif all(cell.isdigit() and len(cell) >= 4 for cell in cells) and "number" not in kinds:
            kinds[place] = "number"
        elif all(found_date(cell) for cell in cells):
            kinds[place] = "date" if "date" not in kinds else "ignore"
        elif all(number(cell) is not None or is_nothing(cell) for cell in cells):
            kinds[place] = "score"
        elif any(any(letter.isalpha() for letter in cell) for cell in cells):
            texts.append(place)
    _name_texts(kinds, texts, body)
    uses = tuple(Use(kind) for kind in kinds)
    return Columns(tuple(headers), uses, first)


def _are_words_over_numbers(above: Sequence[str], body: Sequence[TableRow]) -> bool:
    if any(number(cell) is not None for cell in above):
        return False
    for place, cell in enumerate(above):
        below = [row.cells[place] for row in body if place < len(row.cells) and row.cells[place]]
        if cell and below and all(number(one) is not None for one in below):
            return grade(cell) is None
    return False


def _name_texts(kinds: list[Kind], texts: list[int], body: Sequence[TableRow]) -> None:
    """Say which columns of words are names, which the group, which the school."""
    if not texts:
        return
    different = {
        i: len({r.cells[i] for r in body if i < len(r.cells)})
        / max(sum(i < len(r.cells) and bool(r.cells[i]) for r in body), 1)
        for i in texts
    }

    def grouplike(place: int) -> bool:
        cells = Counter(r.cells[place] for r in body if place < len(r.cells) and r.cells[place])
        digits = any(any(c.isdigit() for c in cell) for cell in cells)
        return digits or (len(body) > 3 and different[place] <= 0.6)

    names = [i for i in texts if not grouplike(i)] or [max(texts, key=lambda i: different[i])]
    others = [i for i in texts if i not in names]
    if len(names) == 2 and not others and all(_one_word(body, i) for i in names):
        kinds[names[0]], kinds[names[1]] = "last name", "first name"
    else:
        kinds[names[0]] = "name"
        others = [i for i in texts if i != names[0]]
    for place, kind in zip(others, _BESIDE_NAMES, strict=False):
        kinds[place] = kind


def _one_word(body: Sequence[TableRow], place: int) -> bool:
    cells = [r.cells[place] for r in body if place < len(r.cells) and r.cells[place]]
    return sum(len(cell.split()) == 1 for cell in cells) >= len(cells) * 0.8


def measure_told(columns: Columns, *named: str) -> tuple[str, str]:
    """Return the measure, and the level's edition, that titles or names of a file tell."""
    for text in (columns.titles, *named):
        found = measures_of(text)
        if len(found) == 1:  # of several nobody knows which
            return found[0], level_of(text, "")
    return "", ""
