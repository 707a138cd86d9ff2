"""``main.py progress`` prints what the screens show, of a table that was brought in, too."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest
from filelock import FileLock

import main as aimline
from probes.progress.trend import fit

HEADER = "study,case,phase,session,time_unit,wrcm"
NAME = "Fernsby, A."
ROWS = [f"S1,Ann,{int(n > 4)},{n},Session,{20 + n % 3 + n}" for n in range(1, 12)]


@pytest.fixture
def run(capsys):
    """Run the command line; return its exit code and what it printed."""

    def run(*argv):
        capsys.readouterr()
        try:
            code = aimline.main([str(arg) for arg in argv])
        except SystemExit as left:  # argparse goes by this way
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "scores.csv"
    path.write_text("\n".join([HEADER, *ROWS]), "utf-8")
    return path


def kept(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "lock"}


def series(out):
    return json.loads(out, parse_constant=pytest.fail)["series"]


def test_a_table_comes_in_and_its_series_are_printed_beside_a_running_aimline(run, table, tmp_path):
    data = tmp_path / "data"
    code, out, err = run("bring-in", table, "--data", data)
    assert (code, err) == (0, "")
    assert "Students: 1 new, 0 here already." in out
    assert "Scores: 11 new, 0 here already." in out
    assert "days are counted from 2024-09-02" in out
    before = kept(data)
    with FileLock(data / "lock"):
        code, out, err = run("progress", "--data", data, "--day", "2024-09-20")
    assert (code, err) == (0, "")
    assert kept(data) == before
    (one,) = series(out)
    points = [(p["weeks"], p["value"]) for p in one["points"] if p["phase"] == 1]
    line = fit([x for x, _ in points], [y for _, y in points])
    assert (one["slope"], one["se"]) == pytest.approx((line.slope, line.se))
    assert one["interval"] == pytest.approx([line.low, line.high])
    assert one["verdict"] == "no goal yet"
    assert one["reasons"]["rule"] == "none"
    assert {"theil_sen", "shrunken_slope", "suggestion", "gap", "left_out"} <= set(one)
    assert one["brought_in"] == 11
    assert [phase["label"] for phase in one["phases"]] == ["", "Intervention"]


def test_names_are_printed_only_if_asked_for(run, table, tmp_path):
    table.write_text(f'{HEADER}\nS1,"{NAME}",0,1,Session,20\n', "utf-8")
    data = tmp_path / "data"
    run("bring-in", table, "--data", data)
    assert "Fernsby" not in run("progress", "--data", data)[1]
    assert series(run("progress", "--data", data, "--names")[1])[0]["name"] == "A. Fernsby"


def test_an_export_and_its_data_folder_print_the_same(run, tmp_path):
    data, export = tmp_path / "data", tmp_path / "all.json"
    run("demo", "--data", data)
    run("export", "--data", data, "--to", export)
    said = run("progress", "--data", data)
    assert said[0] == 0
    assert run("progress", export) == said
    assert len(series(said[1])) == 10
    assert not (tmp_path / "records.log").exists()


def test_a_second_time_changes_nothing(run, table, tmp_path):
    data = tmp_path / "data"
    run("bring-in", table, "--data", data)
    before = kept(data)
    code, out, _ = run("bring-in", table, "--data", data)
    assert code == 0
    assert "Everything in it is here already; nothing was changed." in out
    assert "Scores: 0 new, 11 here already." in out
    assert kept(data) == before


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["progress", "nowhere.json"], "nowhere.json can't be read"),
        (["bring-in", "nowhere.csv"], "nowhere.csv can't be read"),
        (["progress", "x.json", "--data", "d"], "give a file or a data folder, not both"),
        (["progress", "--data", "nowhere"], "there is no data folder nowhere"),
        (["progress", "--day", "2026-2-3"], "a day is a date of 1990 to 2099"),
        (["bring-in", "x.csv", "--first-day", "1812-01-01"], "a day is a date of 1990"),
    ],
)
def test_a_bad_argument_is_one_sentence(run, argv, says):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_beside_a_running_aimline_nothing_is_brought_in(run, table, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    with FileLock(data / "lock"):
        code, _, err = run("bring-in", table, "--data", data)
    assert code == 1
    assert "Aimline is running with this data folder" in err


def test_every_series_of_the_sample_is_printed_as_it_was(run, shared_data, tmp_path):
    path: Path = shared_data / "wrcm_series_sample.csv"
    data = tmp_path / "data"
    assert run("bring-in", path, "--data", data)[0] == 0
    printed = series(run("progress", "--data", data, "--names")[1])
    assert len(printed) == 52
    told = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told[row["case"]].add(int(float(row["session"])))
    for one in printed:
        assert len({p["day"] for p in one["points"]}) == len(one["points"])
        assert len(one["points"]) <= len(told[one["name"]])
