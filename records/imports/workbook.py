"""Spreadsheets, .xlsx and .ods: bytes in, rows of texts out, piece by piece and bounded.

What a cell shows is taken, never what it is computed by. Dates come as 2026-11-24. XML with
declarations of its own is refused, so nothing in it can grow. It is read here and not by openpyxl
so that a tablet can read it as well: there a package counts against the first visit's 12 MB.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from xml.parsers import expat

from probes.table_text import MOST_CELL, BadTable, TableRow
from records.imports.zip_parts import ZipParts

MOST_ROWS = 250_000
MOST_COLUMNS = 2_000
MOST_CELLS = 6_000_000
MOST_SHEETS = 60
MOST_TEXTS = 2_000_000  # different ones in a workbook
_DATE_FORMATS = {*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)}
_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_BY_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_ATTRIBUTES = dict[str, str]


class SheetRows(NamedTuple):
    """A sheet's name and its rows that have a cell."""

    name: str
    rows: list[TableRow]


def read_workbook(data: bytes) -> Iterator[int | list[SheetRows]]:
    """Yield how many rows are read by now, from time to time, and at the end the sheets.

    Raises:
        BadTable: it is no workbook, a damaged one, or larger than the bounds.
    """
    parts = ZipParts(data)
    if "content.xml" in parts.names:
        yield from _Ods(parts).sheets()
    elif "xl/workbook.xml" in parts.names:
        yield from _Xlsx(parts).sheets()
    else:
        raise BadTable("it is no spreadsheet that can be read; save it as .xlsx, .ods or CSV")


def is_workbook(names: list[str]) -> bool:
    """Tell whether a zip with files of these names is a workbook."""
    return "xl/workbook.xml" in names or "content.xml" in names


class _Rows:
    """The rows of one sheet, as they come."""

    def __init__(self, limits: "_Limits") -> None:
        self._limits = limits
        self.rows: list[TableRow] = []

    def add(self, number: int, cells: dict[int, str]) -> None:
        filled = {place: text for place, text in cells.items() if text}
        if not filled:
            return
        width = max(filled) + 1
        self._limits.count(width)
        if len(self.rows) >= MOST_ROWS:
            raise BadTable(f"it has a sheet of more than {MOST_ROWS:,} rows")
        self.rows.append(TableRow(number, tuple(filled.get(n, "") for n in range(width))))


class _Limits:
    """What a whole workbook may have, and texts that stand in many cells kept once."""

    def __init__(self) -> None:
        self._cells = 0
        self._texts: dict[str, str] = {}

    def count(self, width: int) -> None:
        self._cells += width
        if width > MOST_COLUMNS:
            raise BadTable(f"it has more than {MOST_COLUMNS:,} columns")
        if self._cells > MOST_CELLS:
            raise BadTable(f"it has more than {MOST_CELLS:,} cells")

    def text(self, told: str) -> str:
        told = told.strip()
        if len(told) > MOST_CELL:
            raise BadTable(f"it has a cell of more than {MOST_CELL:,} characters")
        return self._texts.setdefault(told, told) if len(self._texts) < MOST_TEXTS else told


def _parse(
    pieces: Iterator[bytes],
    start: Callable[[str, _ATTRIBUTES], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Iterator[None]:
    """Parse XML piece by piece; a step for each. Names come without their prefixes."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> None:
        raise BadTable("it has declarations that no spreadsheet needs; save it as CSV")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    read = False
    try:
        for piece in pieces:
            read = True
            parser.Parse(piece, False)
            yield
        if read:  # a part that isn't there says nothing
            parser.Parse(b"", True)
    except expat.ExpatError:
        raise BadTable("a part of it is damaged; save it again") from None


def _run(parsing: Iterator[None]) -> None:
    for _ in parsing:
        pass


class _Xlsx:
    """A workbook of Excel's."""

    def __init__(self, parts: ZipParts) -> None:
        self._parts = parts
        self._limits = _Limits()
        self._shared: list[str] = []
        self._dates: list[bool] = []  # whether a style is a date's
        self._from_1904 = False

    def sheets(self) -> Iterator[int | list[SheetRows]]:
        names, targets = self._workbook()
        self._read_shared()
        self._read_styles()
        found = []
        for name, relation in names:
            rows = _Rows(self._limits)
            for number, _ in enumerate(self._read_sheet(targets.get(relation, ""), rows)):
                if number % 40 == 0:
                    yield len(rows.rows)
            if rows.rows:
                found.append(SheetRows(name, rows.rows))
        yield found

    def _workbook(self) -> tuple[list[tuple[str, str]], dict[str, str]]:
        names: list[tuple[str, str]] = []
        targets: dict[str, str] = {}

        def sheet(name: str, told: _ATTRIBUTES) -> None:
            if name == "workbookPr":
                self._from_1904 = told.get("date1904", "0") in ("1", "true")
            elif name == "sheet" and told.get("state", "visible") == "visible":
                relation = next((v for k, v in told.items() if k.rpartition(":")[2] == "id"), "")
                names.append((told.get("name", ""), relation))

        def target(name: str, told: _ATTRIBUTES) -> None:
            if name == "Relationship":
                where = told.get("Target", "")
                path = where[1:] if where.startswith("/") else posixpath.normpath(f"xl/{where}")
                targets[told.get("Id", "")] = path

        _run(_parse(self._parts.pieces("xl/workbook.xml"), sheet, _no_end, _no_text))
        _run(_parse(self._parts.pieces("xl/_rels/workbook.xml.rels"), target, _no_end, _no_text))
        if len(names) > MOST_SHEETS:
            raise BadTable(f"it has more than {MOST_SHEETS} sheets")
        return names, targets

    def _read_shared(self) -> None:
        held: list[str] = []
        inside = {"t": False, "rPh": False}

        def start(name: str, _: _ATTRIBUTES) -> None:
            if name == "si":
                held.clear()
            elif name in inside:
                inside[name] = True

        def end(name: str) -> None:
            if name == "si":
                if len(self._shared) >= MOST_TEXTS:
                    raise BadTable(f"it has more than {MOST_TEXTS:,} texts")
                self._shared.append(self._limits.text(_unescaped("".join(held))))
            elif name in inside:
                inside[name] = False

        def text(told: str) -> None:
            if inside["t"] and not inside["rPh"]:  # not how a name is pronounced
                held.append(told)

        _run(_parse(self._parts.pieces("xl/sharedStrings.xml"), start, end, text))

    def _read_styles(self) -> None:
        own: dict[int, bool] = {}
        within = False

        def start(name: str, told: _ATTRIBUTES) -> None:
            nonlocal within
            if name == "numFmt":
                own[_int(told.get("numFmtId"))] = _is_date(told.get("formatCode", ""))
            elif name == "cellXfs":
                within = True
            elif name == "xf" and within and len(self._dates) < MOST_TEXTS:
                number = _int(told.get("numFmtId"))
                self._dates.append(own.get(number, number in _DATE_FORMATS))

        def end(name: str) -> None:
            nonlocal within
            within = within and name != "cellXfs"

        _run(_parse(self._parts.pieces("xl/styles.xml"), start, end, _no_text))

    def _read_sheet(self, path: str, rows: _Rows) -> Iterator[None]:
        cells: dict[int, str] = {}
        row = column = -1
        kind = style = ""
        held: list[str] = []
        taking = False

        def start(name: str, told: _ATTRIBUTES) -> None:
            nonlocal row, column, kind, style, taking
            if name == "c":
                found = _REF.match(told.get("r", ""))
                column = _column(found[1]) if found else column + 1
                kind, style = told.get("t", "n"), told.get("s", "")
                held.clear()
            elif name == "row":
                row = _int(told["r"]) if "r" in told else max(row, 0) + 1
                column = -1
                cells.clear()
            elif name in ("v", "t"):
                taking = True

        def end(name: str) -> None:
            nonlocal taking
            if name in ("v", "t"):
                taking = False
            elif name == "c" and held:
                if column >= MOST_COLUMNS:
                    raise BadTable(f"it has more than {MOST_COLUMNS:,} columns")
                cells[column] = self._shown("".join(held), kind, style)
            elif name == "row":
                rows.add(row, cells)

        def text(told: str) -> None:
            if taking:
                held.append(told)

        return _parse(self._parts.pieces(path), start, end, text)

    def _shown(self, told: str, kind: str, style: str) -> str:
        """Return what a cell shows: a shared text, a date, a number as it was typed."""
        if kind == "s":
            place = _int(told, -1)
            return self._shared[place] if 0 <= place < len(self._shared) else ""
        if kind == "n":
            place = _int(style, -1)
            if 0 <= place < len(self._dates) and self._dates[place]:
                return _day_text(told, from_1904=self._from_1904)
            return self._limits.text(_plain(told))
        return "" if kind == "e" else self._limits.text(_unescaped(told))


class _Ods:
    """A workbook of LibreOffice's."""

    def __init__(self, parts: ZipParts) -> None:
        self._parts = parts
        self._limits = _Limits()

    def sheets(self) -> Iterator[int | list[SheetRows]]:
        found: list[SheetRows] = []
        rows = _Rows(self._limits)
        cells: dict[int, str] = {}
        row = column = repeats = row_repeats = 0
        value: str | None = None
        held: list[str] = []
        notes = 0

        def start(name: str, told: _ATTRIBUTES) -> None:
            nonlocal rows, row, column, repeats, row_repeats, value, notes
            told = {key.rpartition(":")[2]: one for key, one in told.items()}
            if name == "table":
                if len(found) >= MOST_SHEETS:
                    raise BadTable(f"it has more than {MOST_SHEETS} sheets")
                rows, row = _Rows(self._limits), 0
                found.append(SheetRows(told.get("name", ""), rows.rows))
            elif name == "table-row":
                row_repeats = max(_int(told.get("number-rows-repeated"), 1), 1)
                column = 0
                cells.clear()
            elif name in ("table-cell", "covered-table-cell"):
                repeats = max(_int(told.get("number-columns-repeated"), 1), 1)
                value = _ods_value(told)
                held.clear()
            elif name == "annotation":
                notes += 1
            elif (name == "p" and held) or (name == "s" and not notes):
                held.append(" ")

        def end(name: str) -> None:
            nonlocal row, column, notes
            if name in ("table-cell", "covered-table-cell"):
                text = self._limits.text("".join(held) if value is None else value)
                if text and column + repeats > MOST_COLUMNS:
                    raise BadTable(f"it has more than {MOST_COLUMNS:,} columns")
                if text:
                    cells.update(dict.fromkeys(range(column, column + repeats), text))
                column += repeats
            elif name == "table-row":
                if cells:
                    for further in range(min(row_repeats, MOST_ROWS + 1)):
                        rows.add(row + 1 + further, cells)
                row += row_repeats
            elif name == "annotation":
                notes -= 1

        def text(told: str) -> None:
            if not notes:
                held.append(told)

        pieces = self._parts.pieces("content.xml")
        for number, _ in enumerate(_parse(pieces, start, end, text)):
            if number % 40 == 0:
                yield len(rows.rows)
        yield [sheet for sheet in found if sheet.rows]


def _ods_value(told: _ATTRIBUTES) -> str | None:
    """Return a cell's value where it says one, None where its text is what it shows."""
    match told.get("value-type"):
        case "float":
            return _plain(told.get("value", ""))
        case "date":
            return told.get("date-value", "")[:10]
    return None


def _no_end(_: str) -> None:
    """Nothing is done at the end of an element."""


def _no_text(_: str) -> None:
    """Nothing is done with text."""


def _unescaped(told: str) -> str:
    """Return a text of which some letters are written by their numbers, as _x000D_ is a CR."""
    return _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), told) if "_x" in told else told


def _int(told: str | None, default: int = 0) -> int:
    return int(told) if told and told.isascii() and told.isdigit() and len(told) < 10 else default


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _is_date(code: str) -> bool:
    """Tell whether a number's format shows a day, by its letters outside of quotation marks."""
    plain = _LITERALS.sub("", code.lower()).partition(";")[0]
    return "y" in plain or "d" in plain or ("m" in plain and not {"h", "s"} & {*plain})


def _plain(told: str) -> str:
    """Return a number as it is typed: 45.0 is 45, 1.0000000000000002E2 is 100."""
    try:
        number = float(told)
    except ValueError:
        return told
    if number == int(number) if abs(number) < 1e15 else False:
        return str(int(number))
    return f"{number:.12g}"


def _day_text(told: str, *, from_1904: bool) -> str:
    try:
        number = float(told)
        begun = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        if not 1 <= number < 2_958_466:
            return told
        return (begun + timedelta(days=int(number))).isoformat()
    except (ValueError, OverflowError):
        return told
