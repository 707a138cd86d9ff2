"""Parquet, for analysts: out and in again is the same, with types; else a sentence."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Rows, open_records
from test_export_tables import CELLS, KINDS, QUICK

from records.exports import parquet_tables
from records.exports.export_table import ExportTable
from records.exports.parquet_tables import NoParquet, parquet, parquet_zip
from records.exports.people_tables import Chosen, people_tables
from records.imports.bringing import last


@QUICK
@given(st.lists(CELLS, max_size=6))
def test_parquet_is_read_back_as_it_was(rows):
    data = parquet(ExportTable("any", KINDS, rows))
    found = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    assert [tuple(row.values()) for row in found] == rows


def test_another_reader_reads_its_types(tmp_path):
    path = tmp_path / "any.parquet"
    path.write_bytes(parquet(ExportTable("any", KINDS, [("=1", 7, 0.5, date(2026, 11, 24), True)])))
    found = duckdb.sql(f"select * from '{path}'")
    assert [*map(str, found.types)] == ["VARCHAR", "BIGINT", "DOUBLE", "DATE", "BOOLEAN"]
    assert found.fetchall() == [("=1", 7, 0.5, date(2026, 11, 24), True)]


def test_all_tables_are_in_one_zip_with_what_their_columns_mean():
    records = open_records(store=Rows())
    records.store.put(("students", "s", {"name": "Ana"}))
    made = last(people_tables(records, Chosen()), list)
    whole = zipfile.ZipFile(io.BytesIO(last(parquet_zip(made), bytes)))
    assert whole.namelist() == [f"{one.name}.parquet" for one in made]
    schema = pyarrow.parquet.read_schema(io.BytesIO(whole.read("scores.parquet")))
    assert schema.field("Correct per minute").metadata[b"unit"] == b"correct items a minute"


def test_without_its_package_it_is_a_sentence(monkeypatch):
    monkeypatch.setattr(parquet_tables, "can_write_parquet", lambda: False)
    with pytest.raises(NoParquet, match="uv run --group parquet"):
        parquet(ExportTable("any", KINDS, []))


def test_nothing_imports_its_package_before_it_is_asked_for():
    code = "import records.exports.parquet_tables, sys; assert 'pyarrow' not in sys.modules"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)
