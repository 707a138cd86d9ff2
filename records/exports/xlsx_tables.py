"""Tables as a spreadsheet, .xlsx: a sheet each, with a first row that stays and can be filtered.

Written here, with the standard library's zip, and not by XlsxWriter: a sheet is a few kinds of
cells, its reading is here as well (``records/imports/workbook.py``), a tablet has nothing more to
fetch, and a sheet is written row by row, so that it can say how far it is and be broken off.
No cell has a formula: a text is written as a text, and defused for whoever saves it as CSV.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from records.exports.export_table import Cell, ExportTable, cell_text
from records.formula_cells import defused

EVERY = 200  # rows between two steps
_LONG_AGO = (2000, 1, 1, 0, 0, 0)  # the same tables make the same bytes
_FIRST_DAY = date(1899, 12, 30).toordinal()  # day 0 of a spreadsheet
_HEAD, _DAY = 1, 2  # styles, by their place in ``_STYLES``
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NARROWEST, _WIDEST, _LOOKED_AT = 9, 60, 100  # letters of a column, and rows it is fitted to
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # read as a letter by its number, so written as one

_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def xlsx(tables: Sequence[ExportTable]) -> Iterator[int | bytes]:
    """Yield how many rows are written, from time to time, and at the end the file."""
    held, written = io.BytesIO(), 0
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in _parts(tables).items():
            whole.writestr(_entry(name), text)
        for place, table in enumerate(tables, start=1):
            with whole.open(_entry(f"xl/worksheets/sheet{place}.xml"), "w") as sheet:
                for number, piece in enumerate(_sheet(table)):
                    sheet.write(piece.encode())
                    yield written + min(number * EVERY, len(table.rows))
            written += len(table.rows)
    yield held.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _parts(tables: Sequence[ExportTable]) -> dict[str, str]:
    """Return what stands in the file beside the sheets."""
    numbers = range(1, len(tables) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    sheets = "".join(
        f'<sheet name="{escape(table.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, table in zip(numbers, tables, strict=True)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    styles = f'<Relationship Id="rIdS" Type="{_DOCUMENT}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>'
        ),
        "_rels/.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{sheets}</sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{targets}{styles}'
            "</Relationships>"
        ),
        "xl/styles.xml": _STYLES,
    }


def _sheet(table: ExportTable) -> Iterator[str]:
    """Yield a sheet's XML in pieces of ``EVERY`` rows."""
    letters = [_letters(place) for place in range(len(table.columns))]
    widths = "".join(
        f'<col min="{place + 1}" max="{place + 1}" width="{_width(table, place)}" customWidth="1"/>'
        for place in range(len(table.columns))
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>"
        + _row(1, letters, [column.header for column in table.columns], f' s="{_HEAD}"')
    )
    for begin in range(0, len(table.rows), EVERY):
        yield "".join(
            _row(begin + number, letters, row)
            for number, row in enumerate(table.rows[begin : begin + EVERY], start=2)
        )
    last = f"{letters[-1]}{len(table.rows) + 1}" if letters else "A1"
    yield f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>'


def _width(table: ExportTable, place: int) -> int:
    """Return how many letters wide a column is: as its header and its first cells are."""
    told = [table.columns[place].header]
    told += [cell_text(row[place]) for row in table.rows[:_LOOKED_AT]]
    return min(max(max(map(len, told)) + 2, _NARROWEST), _WIDEST)


def _row(number: int, letters: Sequence[str], cells: Sequence[Cell], style: str = "") -> str:
    told = (
        _cell(f"{letter}{number}", cell, style)
        for letter, cell in zip(letters, cells, strict=True)
        if cell is not None and cell != ""
    )
    return f'<row r="{number}">{"".join(told)}</row>'


def _cell(at: str, cell: Cell, style: str) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f'<c r="{at}"><v>{cell_text(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{at}" s="{_DAY}"><v>{cell.toordinal() - _FIRST_DAY}</v></c>'
    text = cell_text(cell)
    if isinstance(cell, str):
        text = defused(text)
    # a line end of old Macs would come back as another one: written as Excel does, by its number
    told = escape(_ESCAPED.sub("_x005F_", text), quote=False).replace("\r", "_x000D_")
    return f'<c r="{at}" t="inlineStr"{style}><is><t xml:space="preserve">{told}</t></is></c>'


def _letters(place: int) -> str:
    """Return what a spreadsheet calls a column: A, B, …, Z, AA."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found
