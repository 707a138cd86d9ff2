"""``main.py bring-in`` in a terminal: what it says, what it asks, and when it writes nothing."""

import io
import sys

import pytest

import main as aimline

ROSTER = "Name,Grade,Group\nFernsby Ann,3,Blue\nFernsby Bo,3,Red\n"
SCORES = "Name,Grade,9/3/24,9/10/24\nFernsby Ann,3,45,absent\nFernsby Bo,3,38,4O\n"


@pytest.fixture
def run(capsys, tmp_path):
    """Bring text or a file in; return the exit code and what was printed."""

    def run(what, *argv):
        path = what
        if isinstance(what, str):
            path = tmp_path / "table.csv"
            path.write_text(what, "utf-8")
        capsys.readouterr()
        given = [] if what is None else [str(path)]
        try:
            code = aimline.main(["bring-in", *given, *argv, "--data", str(tmp_path / "data")])
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_a_roster_comes_in_and_is_taken_back(run):
    code, out, err = run(ROSTER)
    assert (code, err) == (0, "")
    assert "Students: 2 new, 0 here already." in out
    assert "Groups: 2 new." in out
    assert "Fernsby" not in out
    code, out, _ = run(ROSTER)
    assert "Everything in it is here already" in out
    assert run(None, "--take-back")[:2] == (0, "Taken back: 2 students and 0 scores.\n")
    code, _, err = run(None, "--take-back")
    assert (code, err) == (2, "main.py: no file was brought in that could be taken back\n")


def test_what_is_asked_is_answered_by_an_option(run):
    code, _, err = run(SCORES)
    assert code == 2
    assert "say --measure" in err
    assert "--dates month-first or day-first" in err
    answers = ("--measure", "orf", "--dates", "month-first")
    code, _, err = run(SCORES, *answers)
    assert code == 2
    assert "row 3, 9/10/24: “4O”; allowed: a number from 0 to 1000, or nothing" in err
    assert "Fernsby" not in err
    code, out, _ = run(SCORES, *answers, "--leave-out")
    assert code == 0
    assert "Scores: 2 new, 0 here already.\n  orf, level 3: 2" in out
    assert "Left out: 1 rows or cells." in out


def test_a_try_writes_nothing_and_a_report_names_each_refused_cell(run, tmp_path):
    report = tmp_path / "report.txt"
    told = ("--measure", "orf", "--dates", "month-first", "--report", str(report), "--leave-out")
    code, out, _ = run(SCORES, "--try", *told)
    assert code == 0
    assert "This would be brought in; nothing was changed." in out
    assert report.read_text("utf-8").startswith("row 3, 9/10/24: “4O”")
    assert "2 new" in run(SCORES, *told)[1]


def test_somebody_who_looks_like_one_that_is_here_is_asked_about(run):
    run(ROSTER)
    code, _, err = run(ROSTER + "Fernsby Cy,3,Red\n")
    assert code == 2
    assert "2 look like ones that are here" in err
    code, out, _ = run(ROSTER + "Fernsby Cy,3,Red\n", "--same", "same")
    assert "Students: 1 new, 2 here already." in out


def test_a_folder_and_standard_input(run, shared_data, monkeypatch):
    code, out, _ = run(shared_data / "rosters" / "oneroster_1_1")
    assert code == 0
    assert out.startswith("Read as OneRoster")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Mia Diaz\nTom Ray\n")))
    code, out, _ = run(None, "-")
    assert "Students: 2 new, 0 here already." in out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there is nothing in it"),
        ("%PDF-1.7", "it is a PDF; copy its text, and paste it"),
        ('Name\n"Fernsby', "a quotation mark that is never closed"),
    ],
)
def test_what_is_no_table_is_one_sentence_and_no_data_folder_is_made(run, tmp_path, text, says):
    code, out, err = run(text)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert "Fernsby" not in err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--measure", "x"], "give one of orf, wrf"),
        (["--level", "12"], "give one of K, 1"),
        (["--table", "5"], "has 1 tables"),
        (["--dates", "either"], "invalid choice"),
    ],
)
def test_a_bad_answer_is_said(run, argv, says):
    code, _, err = run(ROSTER, *argv)
    assert code == 2
    assert says in err


def test_a_table_of_numbers_alone_names_nobody(run):
    code, _, err = run("1,2\n3,4\n")
    assert code == 2
    assert "no column of the table has names or student numbers" in err
