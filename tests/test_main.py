"""The command line: round trips, refusals in one sentence, exit codes."""

import copy
import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
import tracemalloc
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

import main as aimline
from commands.opened import opened_records
from commands.transfer import LARGEST_FILE
from commands.wiring import load_forms
from probes.forms.form import Form
from probes.forms.form_json import written_form
from records.exports.export_format import read
from records.exports.json_export import take_in
from records.tables import UndeclaredTable

ROOT = Path(__file__).parents[1]
NOBODY = 65534
CHILD = "Wilhelmina Fernsby"
GIVEN = {
    "format": 1,
    "id": "a1",
    "measure": "orf",
    "form": {"id": "F1", "level": "2", "items": ["The", "fox", "ran"], "lines": [0, 2]},
    "student": "s1",
    "given_at": "2026-11-24T09:15:00-05:00",
    "events": [
        {"do": "start", "at_ms": 0},
        {"do": "mark", "item": 1, "kind": "error", "at_ms": 5120},
        {"do": "time_up", "at_ms": 60000},
        {"do": "last", "item": 2, "at_ms": 63000},
    ],
}
STUDENT = {"id": "s1", "name": CHILD, "grade": "2", "group": "", "archived": False}
EXPORT = {"format": 1, "students": [STUDENT], "administrations": [GIVEN], "amendments": []}


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
def refused(run):
    """Run it and return its one sentence, which must stand alone on stderr."""

    def refused(code, *argv):
        found, out, err = run(*argv)
        assert (found, out) == (code, "")
        assert err.startswith("main.py: ")
        assert err.count("\n") == 1
        assert len(err) < 700
        for secret in (CHILD, "Fernsby", "s1\n", "Traceback"):
            assert secret not in err
        return err

    return refused


@pytest.fixture
def written(tmp_path):
    """Write a value as a JSON file, or a text as it is."""

    def written(value, name="file.json"):
        path = tmp_path / name
        path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
        return path

    return written


@pytest.fixture
def data(tmp_path):
    """A data folder that nobody has used."""
    return tmp_path / "data"


def kept(folder):
    """What lies in a data folder, to the byte; the lock is no record."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path.name: path.read_bytes() for path in found if path.name != "lock"}


def changed(change):
    """Return the export with a part changed in place."""
    value = copy.deepcopy(EXPORT)
    change(value)
    return value


# score


def test_score_prints_one_administration_as_json(run, written):
    code, out, err = run("score", written(GIVEN))
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["attempted"], found["errors"], found["correct"]) == (3, 1, 2)
    assert (found["rate"], found["unit"]) == (2, "words correct per minute")
    assert found["kinds"] == {"error": 1}
    assert {"measure", "profile", "seconds", "accuracy", "prorated", "discontinued", "spoiled"} <= {
        *found
    }


def test_score_prints_a_list_as_a_set(run, written):
    unread = {**GIVEN, "events": [{"do": "start", "at_ms": 0}, {"do": "discontinue", "at_ms": 9}]}
    parts = [{**one, "id": f"a{n}"} for n, one in enumerate((GIVEN, GIVEN, unread))]
    code, out, _ = run("score", written(parts))
    assert code == 0
    found = json.loads(out)
    assert (found["rate"], found["discontinued"], len(found["parts"])) == (2, True, 3)


def test_score_of_what_has_no_last_word_is_null(run, written):
    code, out, _ = run("score", written({**GIVEN, "events": GIVEN["events"][:3]}))
    assert code == 0
    assert json.loads(out)["rate"] is None


DAMAGED = {
    "not JSON": ("{", "file.json: this is not JSON"),
    "no text": ("\x00\x01", "file.json: this is not JSON"),
    "empty": ("", "file.json: this is not JSON"),
    "too deep": ("[" * 200_000, "file.json: this is nested more than 20 deep"),
    "a number of many digits": ('{"format": ' + "1" * 6_000 + "}", "file.json: this is not JSON"),
}


@pytest.mark.parametrize("command", ["score", "import"])
@pytest.mark.parametrize(("text", "says"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_named(refused, written, data, command, text, says):
    assert says in refused(2, "--data", data, command, written(text))
    assert kept(data) == {}


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (5, "file.json: an administration is an object, not a number"),
        ([CHILD], "administration 1: an administration is an object, not a text"),
        ([], "this list is empty"),
        ({}, "“format” is missing; this Aimline reads format 1"),
        ({**GIVEN, "seconds": float("nan")}, "not nan"),
        ({**GIVEN, "events": [{"do": CHILD, "at_ms": 1}]}, "event 1: “do” must be one of"),
        ({**GIVEN, "events": [{"do": "start", "at_ms": 0, CHILD: 1}]}, "event 1: “start” has a"),
        ([GIVEN, {**GIVEN, "profile": CHILD}], "administration 2: the rule profile must be one of"),
        ([GIVEN, {**GIVEN, "student": CHILD}], "the parts of a set must be of one student"),
        ([GIVEN, GIVEN], "administration 2 is in this list before; a set takes each probe once"),
        ([{**GIVEN, "id": ""}] * 2, "administration 2 is in this list before"),
    ],
)
def test_score_refuses_what_is_no_administration(refused, written, value, says):
    assert says in refused(2, "score", written(value))


def test_score_names_a_file_that_is_not_there(refused, tmp_path):
    assert "nowhere.json can't be read: " in refused(2, "score", tmp_path / "nowhere.json")
    assert "can't be read: " in refused(2, "score", tmp_path)


# demo, export, import


def test_demo_exported_imported_and_exported_again_is_the_same_to_the_byte(run, tmp_path):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    assert run("demo", "--data", tmp_path / "a")[0] == 0
    assert run("export", "--data", tmp_path / "a", "--to", one) == (
        0, "Wrote 8 students and 104 probes.\n", "",
    )  # fmt: skip
    assert run("import", "--data", tmp_path / "b", one) == (
        0, "Imported 8 students and 104 probes.\n", "",
    )  # fmt: skip
    assert run("--data", tmp_path / "b", "export", "--to", other)[0] == 0
    assert one.read_bytes() == other.read_bytes()
    assert [*tmp_path.glob("*.part")] == []


def test_forms_of_ones_own_and_merges_come_along(run, tmp_path):
    own = Form(id="F1", measure="wrf", level="2", items=("sun", "hat"), lines=(0,), title="Ours")
    with opened_records(tmp_path / "here") as records:
        records.forms.bring(own)
        records.store.put(("merges", "m1", {"from": "s1", "into": "s2"}))
    run("export", "--data", tmp_path / "here", "--to", tmp_path / "one.json")
    run("import", "--data", tmp_path / "there", tmp_path / "one.json")
    with opened_records(tmp_path / "there") as records:
        assert records.forms.own_of("wrf", "2") == [own]
        assert records.store.rows("merges") == {"m1": {"from": "s1", "into": "s2"}}
    run("export", "--data", tmp_path / "there", "--to", tmp_path / "two.json")
    assert (tmp_path / "two.json").read_bytes() == (tmp_path / "one.json").read_bytes()


def test_an_export_is_scored_whole_or_a_probe_of_it_by_itself(run, written, tmp_path):
    run("demo", "--data", tmp_path / "a")
    run("export", "--data", tmp_path / "a", "--to", tmp_path / "all.json")
    given = json.loads((tmp_path / "all.json").read_text("utf-8"))["administrations"]
    code, out, _ = run("score", tmp_path / "all.json")
    assert code == 0
    scores = json.loads(out)
    assert [one["id"] for one in scores] == [one["id"] for one in given]
    best = max(range(len(scores)), key=lambda place: scores[place]["rate"] or 0)  # ids are random
    code, out, _ = run("score", written(given[best]))
    assert code == 0
    assert {"id": given[best]["id"], **json.loads(out)} == scores[best]
    assert scores[best]["rate"] > 10


def test_a_text_may_begin_as_some_editors_write_it(run, written):
    assert run("score", written("\ufeff" + json.dumps(GIVEN)))[0] == 0


def test_importing_twice_changes_nothing(run, written, data):
    file = written(EXPORT)
    assert run("import", "--data", data, file)[1] == "Imported 1 student and 1 probe.\n"
    before = kept(data)
    code, out, _ = run("import", "--data", data, file)
    assert code == 0
    assert out.startswith("Imported 0 students and 0 probes.\n1 student was here already")
    assert kept(data) == before


def test_students_that_are_here_stay_as_they_are(run, written, data, tmp_path):
    run("import", "--data", data, written(EXPORT))
    renamed = changed(lambda v: v["students"][0].update(name="Somebody else"))
    renamed["students"].append({**STUDENT, "id": "s2"})
    renamed["administrations"].append({**GIVEN, "id": "a2"})
    assert run("import", "--data", data, written(renamed))[1].startswith("Imported 1 student and 1")
    run("export", "--data", data, "--to", tmp_path / "all.json")
    found = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [row["name"] for row in found["students"]] == [CHILD, CHILD]
    assert [row["id"] for row in found["administrations"]] == ["a1", "a2"]


def test_letters_of_every_script_come_back(run, written, data, tmp_path):
    name = "Zoë 李 😀 \u202e \u2028 \x00"
    run("import", "--data", data, written(changed(lambda v: v["students"][0].update(name=name))))
    assert run("export", "--data", data, "--to", tmp_path / "all.json")[0] == 0
    found = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert found["students"][0]["name"] == name


def test_an_export_replaces_the_one_before(run, data, tmp_path):
    run("demo", "--data", data)
    to = tmp_path / "all.json"
    to.write_text("old")
    assert run("export", "--data", data, "--to", to)[0] == 0
    assert json.loads(to.read_text("utf-8"))["format"] == 1


HOSTILE = {
    "another format": (lambda v: v.update(format=9), "this export has format 9, which a newer"),
    "no format": (lambda v: v.pop("format"), "this is no export of Aimline in format 1"),
    "one bad in the middle": (
        lambda v: v.update(administrations=[GIVEN, {**GIVEN, "id": "a2", "seconds": -1}, GIVEN]),
        "administration 2: “seconds” must be a whole number",
    ),
    "an event out of turn": (
        lambda v: v["administrations"][0]["events"].append({"do": "start", "at_ms": 63_000}),
        "administration 1: event 5: “start” is out of turn",
    ),
    "ids twice": (
        lambda v: v["administrations"].append(GIVEN),
        "administration 2 has the “id” of an earlier one",
    ),
    "an unknown student": (
        lambda v: v["administrations"][0].update(student=CHILD),
        "the student of administration 1 is not in this file",
    ),
    "a huge name": (
        lambda v: v["students"][0].update(name=CHILD * 10_000),
        "“name” of student 1 must be a text up to 2000",
    ),
    "half a character": (
        lambda v: v["students"][0].update(name="\ud83d"),
        "“name” of student 1 must be a text",
    ),
    "not a number": (
        lambda v: v["administrations"][0]["events"][1].update(at_ms=float("nan")),
        "administration 1: event 2: “at_ms” of “mark” must be a whole number",
    ),
    "a child where a word of ours belongs": (
        lambda v: v["administrations"][0].update(measure=CHILD),
        "administration 1: “measure” must be one of orf",
    ),
    "a field the store keeps for itself": (
        lambda v: v["students"][0].update(_deleted=True),
        "student 1 has a field this Aimline doesn't know",
    ),
    "an id like a path": (
        lambda v: v["students"][0].update(id="../../x"),
        "the “id” of student 1 may have letters",
    ),
}


@pytest.mark.parametrize(("change", "says"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_imports_nothing_at_all(run, refused, written, data, change, says):
    own = {**EXPORT, "students": [{**STUDENT, "id": "own"}], "administrations": []}
    run("import", "--data", data, written(own))
    before = kept(data)
    sentence = refused(2, "import", "--data", data, written(changed(change), "bad.json"))
    assert "bad.json: " in sentence
    assert says in sentence
    assert sentence.endswith("Nothing was imported.\n")
    assert kept(data) == before


def test_a_kept_probe_never_changes(run, refused, written, data):
    run("import", "--data", data, written(EXPORT))
    before = kept(data)
    other = written(changed(lambda v: v["administrations"][0]["events"].pop()))
    assert "administration 1 is here already, and differs" in refused(
        1, "import", "--data", data, other
    )
    assert kept(data) == before


@pytest.mark.parametrize("apart", [True, False])
def test_two_forms_of_one_id_are_never_mixed(run, refused, written, data, apart):
    other = {**GIVEN, "id": "a2", "form": {**GIVEN["form"], "items": ["A", "cat", "sat"]}}
    both = changed(lambda v: v["administrations"].append(other))
    if apart:
        run("import", "--data", data, written(EXPORT))
    before = kept(data)
    says = "administration 2 was given with another form of the same id"
    assert says in refused(1, "import", "--data", data, written(both))
    assert kept(data) == before


def test_demo_leaves_a_folder_with_students_alone(run, refused, data):
    run("demo", "--data", data)
    before = kept(data)
    assert "has students already; choose an empty one" in refused(1, "demo", "--data", data)
    assert kept(data) == before


def test_an_empty_folder_exports_as_nothing(run, data, tmp_path):
    data.mkdir()
    assert run("export", "--data", data, "--to", tmp_path / "all.json")[1].startswith("Wrote 0 st")
    assert kept(data) == {}


def test_a_mistyped_folder_replaces_no_export(refused, written, data):
    before = written("all of it", "all.json")
    assert "there is no data folder" in refused(2, "export", "--data", data, "--to", before)
    assert before.read_text() == "all of it"
    assert not data.exists()


# One at a time


def test_beside_one_that_runs_there_is_export_and_nothing_else(
    run, refused, written, data, tmp_path
):
    run("demo", "--data", data)
    before = kept(data)
    with FileLock(data / "lock"):
        code, out, err = run("export", "--data", data, "--to", tmp_path / "all.json")
        assert (code, out) == (0, "Wrote 8 students and 104 probes.\n")
        assert err == "Aimline is running: a probe under way is not in the export.\n"
        for argv in (["demo"], ["import", written(EXPORT)]):
            says = "Aimline is running with this data folder; close it first"
            assert says in refused(1, "--data", data, *argv)
        (data / "address").write_text("http://127.0.0.1:9/")
        code, out, _ = run("--data", data, "--no-browser")
        assert (code, out) == (
            0,
            "Aimline is already running with this data folder: http://127.0.0.1:9/\n",
        )
        (data / "address").unlink()
    assert kept(data) == before
    assert run("export", "--data", data, "--to", tmp_path / "all.json")[2] == ""


# A sitting under way


@pytest.mark.parametrize(("events", "probes"), [(4, 1), (3, 0)])
def test_a_probe_that_is_complete_belongs_into_the_export(run, data, tmp_path, events, probes):
    form = next(iter(load_forms().values()))
    with opened_records(data) as records:
        records.store.put(("students", "s1", {"name": CHILD, "grade": "2", "group": ""}))
        student = records.students.get("s1")
        sitting = records.sittings.start(student, form)
        for event in GIVEN["events"][1:events]:
            records.journal.append(event)
        assert sitting is records.sittings.current
    assert run("export", "--data", data, "--to", tmp_path / "all.json")[0] == 0
    found = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [row["events"] for row in found["administrations"]] == [GIVEN["events"]] * probes


# What can't be done


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["score"], "the following arguments are required: file"),
        (["import"], "the following arguments are required: file"),
        (["export"], "the following arguments are required: --to"),
        (["export", "--to"], "expected one argument"),
        (["score", "a", "b"], "unrecognized arguments: b"),
        (["demo", "--to", "x"], "unrecognized arguments: --to x"),
        (["--port", "eighty"], "a port is a number from 0 to 65535, not 'eighty'"),
        (["--port", "65536"], "a port is a number from 0 to 65535, not '65536'"),
        (["--port", "9" * 5_000], "a port is a number from 0 to 65535"),
        (["--port", "-1"], "a port is a number from 0 to 65535"),
        (["--data"], "expected one argument"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_a_bad_argument_is_one_sentence(refused, argv, says):
    assert says in refused(2, *argv)


@pytest.mark.parametrize("command", [["demo"], ["export", "--to", "x.json"], ["--no-browser"]])
def test_a_data_folder_that_is_a_file_is_refused(refused, written, command):
    file = written("{}", "a-file")
    assert "a-file can't be made: " in refused(2, "--data", file, *command)


@pytest.mark.parametrize("to", ["nowhere/all.json", ".", ".."])
def test_an_export_that_cannot_be_written_says_so(refused, data, tmp_path, monkeypatch, to):
    monkeypatch.chdir(tmp_path)
    data.mkdir()
    assert "can't be written: " in refused(1, "export", "--data", data, "--to", to)
    assert [path for path in (tmp_path, tmp_path.parent) if [*path.glob("*.part")]] == []


@pytest.mark.parametrize("command", [["demo"], ["--no-browser"]])
def test_a_folder_that_cannot_be_locked_is_refused(refused, data, command):
    (data / "lock").mkdir(parents=True)
    assert "can't be written: " in refused(1, "--data", data, *command)


@pytest.mark.parametrize("command", [["demo"], ["export", "--to", "x.json"], ["--no-browser"]])
def test_damaged_records_are_a_sentence_and_stay_as_they_are(refused, data, command):
    data.mkdir()
    (data / "records.log").write_bytes(b"nothing of ours\n" * 9)
    assert "records.log is not a log of Aimline" in refused(1, "--data", data, *command)
    assert kept(data) == {"records.log": b"nothing of ours\n" * 9}


def test_a_damaged_sitting_is_said_and_all_that_is_on_record_is_exported(run, data, tmp_path):
    run("demo", "--data", data)
    (data / "sitting.log").write_bytes(b"nothing of ours\n" * 9)
    found, _, err = exported(run, data, tmp_path / "x.json")
    assert found["administrations"]
    assert "nothing of it can be read in sitting.log" in err


# What can't be read, or not be written


def damage(folder, mark):
    """Flip a bit in the one line of a folder's log that has a text."""
    log = folder / "records.log"
    data = bytearray(log.read_bytes())
    assert data.count(mark) == 1
    data[data.index(mark)] ^= 1
    log.write_bytes(data)


def exported(run, folder, to):
    code, out, err = run("export", "--data", folder, "--to", to)
    assert code == 0
    return json.loads(to.read_text("utf-8")), out, err


def test_what_cannot_be_read_is_counted_and_all_else_is_exported(run, written, data, tmp_path):
    run("import", "--data", data, written(EXPORT))
    with opened_records(data) as records:
        row = dict(records.store.row("administrations", "a1"))
        records.store.put(
            ("administrations", "a2", {**row, "profile": "of tomorrow"}),
            ("administrations", "a3", {**row, "form": "?"}),
            ("own_forms", "?", {"measure": "orf", "level": "2", "listed": True}),
            ("groups", "an odd id", {"name": "Blue"}),
        )
    found, out, err = exported(run, data, tmp_path / "all.json")
    assert [one["id"] for one in found["administrations"]] == ["a1"]
    assert out == "Wrote 1 student and 1 probe.\n"
    assert err == (
        "Not in the export: 2 probes that can't be read here, or whose forms can't.\n"
        "Not in the export: 1 of your own forms that can't be read here.\n"
        "Not in the export: 1 entries that can't be read here.\n"
    )
    assert run("import", "--data", tmp_path / "other", tmp_path / "all.json")[0] == 0


@pytest.mark.parametrize("measure", ["orf", "wrf", "facts"])
def test_a_form_whose_line_is_damaged_is_found_among_those_that_are_made(
    run, data, tmp_path, measure
):
    with opened_records(data) as records:
        level = next(iter(records.forms.levels(measure)))
        form = records.forms.of(level, measure)[-1]
        given = {**GIVEN, "measure": measure, "events": GIVEN["events"][:1]}
        given["form"] = {"id": form.id, **written_form(form)}
        take_in(records, read({**EXPORT, "administrations": [given]}))
    before = exported(run, data, tmp_path / "before.json")[0]
    damage(data, b'"forms","' + form.id.encode())
    found, _, err = exported(run, data, tmp_path / "all.json")
    assert found == before
    assert err.count("the line is damaged") == err.count("\n") == 1
    with opened_records(data) as records:
        [entry], unreadable = records.history.entries("s1")
        assert (entry.form, entry.readable, unreadable) == (form.id, True, 0)


def test_a_student_whose_line_is_damaged_has_another_name_and_all_probes(
    run, written, data, tmp_path
):
    run("import", "--data", data, written(EXPORT))
    damage(data, b'"students","s1"')
    found, out, err = exported(run, data, tmp_path / "all.json")
    assert found["students"] == [{"id": "s1", "name": "Unknown student 1", "grade": ""}]
    assert out == "Wrote 1 student and 1 probe.\n"
    assert "The names of 1 students can't be read" in err
    assert run("import", "--data", tmp_path / "other", tmp_path / "all.json")[0] == 0


@pytest.fixture
def unwritable():
    """Make a folder and its files unwritable while a test runs, for root as well."""
    root = os.geteuid() == 0 if hasattr(os, "geteuid") else False

    @contextmanager
    def unwritable(*folders):
        within = (path for folder in folders for path in folder.iterdir() if path.is_file())
        paths = [*folders, *within]
        modes = {path: path.stat().st_mode for path in paths}
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            if root:
                os.seteuid(NOBODY)
            yield
        finally:
            if root:
                os.seteuid(0)
            for path, mode in modes.items():
                path.chmod(mode)

    return unwritable


@pytest.fixture
def open_path():
    """A folder whose way anybody may go."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.mark.skipif(os.name == "nt", reason="its folders have rights, no modes")
def test_what_can_only_be_read_is_exported(run, open_path, unwritable):
    run("demo", "--data", open_path / "data")
    before, _, _ = exported(run, open_path / "data", open_path / "before.json")
    with opened_records(open_path / "data") as records:
        records.sittings.start(records.students.all()[0], next(iter(load_forms().values())))
    records_log = (open_path / "data" / "records.log").read_bytes()
    with unwritable(open_path / "data"):
        found, _, err = exported(run, open_path / "data", open_path / "all.json")
    assert found == before
    assert err == "Not in the export: a probe that is not on record yet.\n"
    assert (open_path / "data" / "records.log").read_bytes() == records_log


@pytest.mark.skipif(os.name == "nt", reason="its folders have rights, no modes")
def test_where_nothing_can_be_written_each_command_says_so(
    run, refused, written, open_path, unwritable
):
    run("import", "--data", open_path / "data", written(EXPORT))
    file = open_path / "export.json"
    file.write_text(json.dumps({**EXPORT, "students": [STUDENT, {**STUDENT, "id": "s2"}]}))
    (open_path / "there").mkdir()
    (open_path / "file").touch()
    data = ("--data", open_path / "data")
    for to in ("there/all.json", "file/all.json", "file", "nowhere/all.json"):
        with unwritable(open_path, open_path / "there", open_path / "data"):
            says = refused(1, "export", *data, "--to", open_path / to)
        assert "can't be written: " in says
    with unwritable(open_path / "data"):
        assert "can't be written: " in refused(1, *data, "demo")
        assert "can't be written: " in refused(1, *data, "import", file)
        assert "can't be written: " in refused(1, *data, "--no-browser")
    assert [*open_path.glob("*.part"), *(open_path / "there").iterdir()] == []


def test_a_full_disk_is_a_sentence(refused, written, data, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    for command in (["demo"], ["import", written(EXPORT)]):
        assert "the disk is full" in refused(1, "--data", data, *command)


def test_a_link_stays_and_what_it_leads_to_is_written(run, data, tmp_path):
    run("demo", "--data", data)
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "there" / "all.json")
    for _ in range(2):  # it leads to nothing at first
        exported(run, data, link)
        assert link.is_symlink()
        assert not (tmp_path / "there" / "all.json").is_symlink()
    round_ = tmp_path / "round"
    round_.symlink_to(round_)
    code, _, err = run("export", "--data", data, "--to", round_)
    assert (code, "can't be written: " in err) == (1, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_to_and_stays(run, data, tmp_path):
    run("demo", "--data", data)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reading = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reading.start()
    assert run("export", "--data", data, "--to", pipe) == (0, "", "")
    reading.join()
    assert pipe.is_fifo()
    assert len(json.loads(got[0])["administrations"]) == 104


NOTHING = {
    "nothing": ({"format": 1}, "there is nothing in this file to import"),
    "empty lists": ({"format": 1, "students": [], "forms": []}, "there is nothing in this file"),
    "a misspelt part": (
        {"format": 1, CHILD: [], "studnets": [STUDENT]},
        "part 2 of this file is none that this Aimline knows, which are format, students,",
    ),
    "one administration": (GIVEN, "of this file is none that this Aimline knows"),
}


def test_a_file_above_the_bound_is_refused_unread(refused, data, tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)  # zeros that lie nowhere
    says = "large.json is larger than 3000 MB and was not read"
    assert says in refused(2, "--data", data, "import", large)


ROW = '{"a":[[],[],[],[],{}]},'
LARGE = {
    "an unknown part": '{"format": 1, "zzz": [' + ROW * 200_000 + "{}]}",
    "one row": '{"format": 1, "students": [{"id": [' + "[]," * 2_000_000 + "[]]}]}",
    "a text": '{"format": 1, "students": [{"id": "' + "x" * 6_000_000 + '"}]}',
    "rows of students": '{"format": 1, "students": [{"id": 5}' + f",{ROW}".rstrip(",") * 200_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_what_is_refused_takes_little_memory(written, data, text):
    path = written(text)
    tracemalloc.start()
    try:
        assert aimline.main(["import", "--data", str(data), str(path)]) in (1, 2)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * path.stat().st_size + 10_000_000, peak
    assert kept(data) == {}


@pytest.mark.parametrize(("value", "says"), NOTHING.values(), ids=NOTHING)
def test_an_import_that_takes_nothing_says_so(refused, written, data, value, says):
    assert says in refused(1, "--data", data, "import", written(value))
    assert kept(data) == {}


# As a program


@pytest.mark.parametrize(
    ("argv", "code", "out", "err"),
    [
        (["score", "file.json"], 0, '"rate": 2.0', ""),
        (["score", "nowhere.json"], 2, "", "nowhere.json can't be read"),
        (["--help"], 0, "export", ""),
        (["export"], 2, "", "see main.py --help"),
        (["demo", "--data", "d"], 0, "Its students are made up.", ""),
        (["export", "--data", "file.json", "--to", "x"], 2, "", "file.json can't be made: "),
    ],
)
def test_the_program_exits_as_its_commands_say(written, tmp_path, argv, code, out, err):
    written(GIVEN)
    found = subprocess.run(
        [sys.executable, ROOT / "main.py", *argv],
        cwd=tmp_path,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == code
    assert out in found.stdout
    assert err in found.stderr
    assert bool(found.stdout) is bool(out)
    assert bool(found.stderr) is bool(err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_what_cannot_be_printed_is_a_sentence(written):
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, ROOT / "main.py", "score", written(GIVEN)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (found.returncode, found.stderr) == (1, "main.py: No space left on device\n")


def test_the_data_folder_may_come_from_the_environment(run, tmp_path, monkeypatch):
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "told"))
    assert run("demo")[0] == 0
    assert "records.log" in kept(tmp_path / "told")
    assert run("demo", "--data", tmp_path / "other")[0] == 0


def test_a_table_that_is_not_declared_cannot_be_written(tmp_path):
    with opened_records(tmp_path) as records:
        with pytest.raises(UndeclaredTable):
            records.store.put(("students", "s", {"name": "A"}), ("moods", "m", {"mood": "fine"}))
        assert records.students.all() == []
