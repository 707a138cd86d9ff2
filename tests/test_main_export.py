"""``main.py export`` in a terminal: tables in each format, some students, some days."""

import json

import pytest

import main as aimline
from records.exports.table_file import TABLE_NAMES

ROSTER = (
    "Name,Student ID,Grade,Group,9/14/26 ORF,12/1/25 ORF\n"
    "Fernsby Ann,007,3,Blue,45,40\nFernsby Bo,008,3,Red,38,\nFernsby Ann,009,3,Red,31,\n"
)


@pytest.fixture
def run(capsys, tmp_path):
    """Run a command on the data folder; return the exit code and what was printed."""

    def run(*argv):
        capsys.readouterr()
        try:
            code = aimline.main([*map(str, argv), "--data", str(tmp_path / "data")])
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, "utf-8")
    code, _, err = run("bring-in", path)
    assert (code, err) == (0, "")
    return run


def test_its_tables_are_those_there_are():
    assert aimline.TABLE_NAMES == TABLE_NAMES


@pytest.mark.parametrize("suffix", ["xlsx", "zip", "csv", "parquet"])
def test_the_files_name_tells_the_format(run, tmp_path, suffix):
    path = tmp_path / f"out.{suffix}"
    assert run("export", "--to", path) == (0, "Wrote 3 students and 4 scores.\n", "")
    begins = {"xlsx": b"PK", "zip": b"PK", "csv": b"\xef\xbb\xbf", "parquet": b"PAR1"}[suffix]
    assert path.read_bytes().startswith(begins)


def test_what_went_out_comes_in_again_and_changes_nothing(run, tmp_path):
    for name in ("out.xlsx", "out.zip", "out.csv"):
        run("export", "--to", tmp_path / name)
        code, out, err = run("bring-in", tmp_path / name)
        assert (code, err) == (0, "")
        assert "Everything in it is here already" in out


def test_any_other_file_is_json_as_before(run, tmp_path):
    path = tmp_path / "out"
    assert run("export", "--to", path)[:2] == (0, "Wrote 3 students and 0 probes.\n")
    assert len(json.loads(path.read_text("utf-8"))["old_scores"]) == 3


def test_one_student_by_number_a_group_by_name(run, tmp_path):
    path = tmp_path / "one.json"
    assert run("export", "--to", path, "--student", "007")[0] == 0
    found = json.loads(path.read_text("utf-8"))
    assert [row["district_id"] for row in found["students"]] == ["007"]
    assert len(found["old_scores"]) == 1
    text = path.read_text("utf-8")
    assert "Fernsby Bo" not in text
    assert "Red" not in text
    path = tmp_path / "group.csv"
    told = run("export", "--to", path, "--group", "red", "--table", "students")
    assert told == (0, "Wrote 2 students and 2 scores.\n", "")


def test_some_days(run, tmp_path):
    path = tmp_path / "days.csv"
    assert run("export", "--to", path, "--from", "2026-09-01")[1] == (
        "Wrote 3 students and 3 scores.\n"
    )
    assert run("export", "--to", path, "--until", "2026-01-01")[1] == (
        "Wrote 3 students and 1 score.\n"
    )


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--student", "Fernsby Ann"], "several students are called so: --student 1."),
        (["--student", "Nobody"], "nobody here is called so: --student 1."),
        (["--group", "Green"], "no group here is called so: --group 1"),
        (["--season", "Fall", "--format", "xlsx"], "no benchmark window of the calendar is"),
        (["--season", "Fall"], "a file for another Aimline has whole students"),
        (["--table", "goals"], "--table is of .csv, .zip, .xlsx and .parquet"),
        (["--format", "csv", "--from", "2026-09-02", "--until", "2026-09-01"], "the first day"),
    ],
)
def test_what_cannot_be_is_a_sentence_without_a_name(run, tmp_path, argv, says):
    path = tmp_path / "out.json"
    code, out, err = run("export", "--to", path, *argv)
    assert (code, out) == (2, "")
    assert says in err
    assert "Fernsby" not in err
    assert not path.exists()
