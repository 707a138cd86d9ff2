"""Workbooks as Excel and LibreOffice save them, made of rows."""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import openpyxl


def xlsx(*sheets, **more):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    if more.get("merged"):
        made.worksheets[0].merge_cells(more["merged"])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def ods(body):
    held = io.BytesIO()
    spaces = " ".join(f'xmlns:{one}="urn:{one}"' for one in ("office", "table", "text"))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        whole.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="One">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return held.getvalue()


def cell(text, **more):
    told = "".join(f' {name}="{value}"' for name, value in more.items())
    return f"<table:table-cell{told}><text:p>{text}</text:p></table:table-cell>"


def with_part(data, name, content):
    held, told = io.BytesIO(), zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for one in told.namelist():
            whole.writestr(one, content if one == name else told.read(one))
    return held.getvalue()


def ods_rows(rows):
    """Return the rows of a sheet of LibreOffice's: numbers and days as such, all else as text."""
    return "".join(
        f"<table:table-row>{''.join(map(_value, row))}</table:table-row>" for row in rows
    )


def _value(value):
    if isinstance(value, date):
        return cell("", **{"office:value-type": "date", "office:date-value": value.isoformat()})
    if isinstance(value, int | float):
        return cell(value, **{"office:value-type": "float", "office:value": value})
    return cell(escape(value or ""))
