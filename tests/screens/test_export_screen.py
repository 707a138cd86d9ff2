"""Exporting on a screen: what is chosen goes out, with nobody's name in the file's name unasked."""

import asyncio
import io
import json
import zipfile
from datetime import date
from types import SimpleNamespace

import flet as ft
import pytest
from record_doubles import Clock, Rows, open_records
from test_score_index import give
from test_sharing_screen import Window, texts

from records.exports.export_format import read
from records.imports.bringing import last
from records.imports.file_source import Source, read_source
from records.instructional_days import Span
from screens.settings import export_screen
from screens.settings.export_screen import ExportScreen
from screens.shell import routes
from screens.words.catalogue import say

FALL = Span("window", "Fall", date(2026, 9, 1), date(2026, 9, 30))
LATER = Span("window", "Winter", date(2027, 1, 10), date(2027, 1, 20))


class Files:
    """Saves into memory; ``slow`` makes each step take long by the clock."""

    def __init__(self):
        self.saved = []
        self.takes = True

    async def save(self, name, raw):
        if self.takes:
            self.saved.append((name, raw))
        return self.takes


@pytest.fixture
def records():
    records = open_records(Clock(), store=Rows())
    for name in ("Ana Å/B.", "Ben"):
        row = {"name": name, "grade": "2", "group": "Blue" if name == "Ben" else ""}
        records.store.put(("students", name[:3].strip(), row))
        give(records, records.clock, name[:3].strip())
    records.calendar.add(FALL, LATER)
    return records


def screen_of(records, *, in_browser=False, **asked):
    window = Window()
    window.files, window.told, window.went = Files(), [], []
    window.notice = window.told.append
    nav = SimpleNamespace(window=window, go=window.went.append)
    asked = routes.ExportRoute(**asked)
    window.screen = ExportScreen(nav, records, in_browser=in_browser, asked=asked)
    window.screen.build()
    return window.screen, window


def written(screen, window):
    asyncio.run(screen._write())
    ((name, raw),) = window.files.saved
    window.files.saved.clear()
    return name, raw


def names_in(raw, table="students"):
    source = last(read_source(raw), Source)
    rows = next(one.rows for one in source.tables if one.name == table)
    return [row.cells[1] for row in rows[1:]]


def test_a_spreadsheet_of_everybody(records):
    screen, window = screen_of(records)
    name, raw = written(screen, window)
    assert name == "aimline-export-2026-11-24.xlsx"
    assert names_in(raw) == ["Ben", "Ana Å/B."]
    assert window.told == ["Saved: 2 students and 2 scores."]
    assert window.drawn == ["all"]  # so quick that no progress was shown


def test_one_student_goes_whole_and_unnamed_unless_asked(records):
    screen, window = screen_of(records, student="Ana")
    name, raw = written(screen, window)
    assert name == "aimline-student-2026-11-24.json"
    assert [*read(json.loads(raw)).students] == ["Ana"]
    screen._turn_named(SimpleNamespace(control=ft.Switch(value=True)))
    assert written(screen, window)[0] == "aimline-Ana-Å-B-2026-11-24.json"
    screen.key(SimpleNamespace(key="Escape"))
    assert window.went == [routes.StudentRoute("Ana")]


def test_a_group_and_a_season(records):
    group = records.groups.all()[0].id
    screen, window = screen_of(records, group=group)
    assert names_in(written(screen, window)[1]) == ["Ben"]
    screen, window = screen_of(records, season=FALL)
    assert say("export.when.all") in texts(screen.build())
    assert "Fall 2026" in texts(screen.build())
    assert "Winter 2027" not in texts(screen.build())
    raw = written(screen, window)[1]
    assert window.told == ["Saved: 2 students and 0 scores."]  # none of them was given in fall
    assert len(names_in(raw)) == 2


def test_one_table_as_csv_or_all_in_a_zip(records):
    screen, window = screen_of(records)
    screen._format = "csv"
    name, raw = written(screen, window)
    assert name == "aimline-export-2026-11-24.zip"
    assert "scores.csv" in zipfile.ZipFile(io.BytesIO(raw)).namelist()
    screen._table = "scores"
    name, raw = written(screen, window)
    assert name == "aimline-scores-2026-11-24.csv"
    assert raw.startswith(b"\xef\xbb\xbf")
    assert say("export.table") in texts(screen.build())


def test_a_file_for_another_aimline_asks_for_no_days(records):
    screen, _ = screen_of(records, student="Ana")
    said = texts(screen.build())
    assert say("export.when.whole") in said
    assert say("export.when") not in said


def test_parquet_is_offered_where_it_can_be_written(records, monkeypatch):
    offered = say("export.format.parquet")
    assert offered in texts(screen_of(records)[0].build())
    assert offered not in texts(screen_of(records, in_browser=True)[0].build())
    monkeypatch.setattr(export_screen, "can_write_parquet", lambda: False)
    assert offered not in texts(screen_of(records)[0].build())


def test_where_nobody_is_the_next_step_leads_to_the_students():
    screen, window = screen_of(open_records(store=Rows()))
    assert say("export.nobody") in texts(screen.build())
    screen._to_students()
    assert window.went == [routes.StudentListRoute()]


def test_what_takes_long_says_how_far_it_is_and_is_broken_off(records, monkeypatch):
    monkeypatch.setattr(export_screen, "SHOWN_AFTER_MS", 0)
    screen, window = screen_of(records)
    seen = []
    draw = window.draw

    def drawn():
        draw()
        seen.append([one for one in texts(screen.build()) if one.startswith("Writing: ")])
        if seen[-1]:
            screen.key(SimpleNamespace(key="Escape"))

    window.draw = drawn
    asyncio.run(screen._write())
    assert seen[0]
    assert window.files.saved == []
    assert window.told == [say("export.cancelled")]
    assert say("export.go") in texts(screen.build())


def test_a_file_that_was_not_saved_is_no_backup(records):
    screen, window = screen_of(records)
    screen._format = "json"
    window.files.takes = False
    asyncio.run(screen._write())
    assert records.settings.now.out == ""
    window.files.takes = True
    asyncio.run(screen._write())
    assert window.told[-1] == "Saved: 2 students and 2 probes."
