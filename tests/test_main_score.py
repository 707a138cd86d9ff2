"""``main.py score`` scores every measure, and says what it came to in numbers."""

import json

import pytest

import main as aimline

TIME_UP = {"do": "time_up", "at_ms": 120_000}


def mark(item, kind="error", **fields):
    return {"do": "mark", "item": item, "kind": kind, "at_ms": 1_000, **fields}


def last(item):
    return {"do": "last", "item": item, "at_ms": 125_000}


LIST = {"items": [str(n) for n in range(20)], "lines": [0, 10]}
SUMS = {
    "items": [*"15", *"1305", *"32"],
    "lines": [0],
    "groups": [0, 2, 6],
    "prompts": ["8 + 7", "876 + 429", "17 ÷ 5"],
}
SOUNDS = {"items": [*"mipsun"], "lines": [0], "groups": [0, 3], "prompts": ["mip", "sun"]}
TO_THE_LAST = ([mark(3), TIME_UP, last(14)], {"correct": 14, "errors": 1})
ENTERED = [
    TIME_UP,
    {"do": "answer", "group": 0, "text": "15", "at_ms": 121_000},
    {"do": "answer", "group": 1, "text": "305", "at_ms": 122_000},
    {"do": "answer", "group": 2, "text": "3 R1", "at_ms": 123_000},
    last(7),
]
DIGITS = {
    "correct": 6,
    "possible": 8,
    "errors": 1,
    "missing": 1,
    "extra": 0,
    "problems_correct": 1,
    "problems_attempted": 3,
}

GIVEN = {
    **dict.fromkeys(("orf", "wrf", "lnf", "lsf", "oc", "ni"), (LIST, *TO_THE_LAST)),
    "qd": (
        {"items": ["7 12", "9 4"], "lines": [0], "key": ["12", "9"]},
        [mark(1), TIME_UP, last(1)],
        {"correct": 1, "errors": 1},
    ),
    "mn": (
        {"items": ["4 _ 6", "_ 2 3"], "lines": [0, 1], "key": ["5", "1"]},
        [TIME_UP, last(1)],
        {"correct": 2, "errors": 0},
    ),
    "nwf": (
        SOUNDS,
        [{"do": "word", "group": 0, "how": "whole", "at_ms": 900}, mark(3, "credit"), TIME_UP],
        {"correct": 4, "words_whole": 1, "words_recoded": 1, "accuracy": None},
    ),
    "psf": (
        SOUNDS,
        [mark(0, "credit"), mark(1, "credit", through=2), mark(3, "credit"), TIME_UP],
        {"correct": 3, "accuracy": None},
    ),
    "facts": (SUMS, ENTERED, DIGITS),
    "comp": (SUMS, ENTERED, DIGITS),
}


def exported(measure):
    form, events, _ = GIVEN[measure]
    start = {"do": "start", "at_ms": 0}
    return {
        "format": 1,
        "measure": measure,
        "seconds": 120,
        "form": form,
        "events": [start, *events],
    }


def scored(tmp_path, capsys, value):
    path = tmp_path / "given.json"
    path.write_text(json.dumps(value), "utf-8")
    capsys.readouterr()
    code = aimline.main(["score", str(path)])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("measure", GIVEN)
def test_every_measure_is_scored(measure, tmp_path, capsys):
    code, found = scored(tmp_path, capsys, exported(measure))
    expected = GIVEN[measure][2]
    assert code == 0
    assert {name: found[name] for name in expected} == expected
    assert found["measure"] == measure
    assert found["rate"] == expected["correct"] / 2


def test_none_was_forgotten():
    from probes.measures.measure import MEASURES

    assert GIVEN.keys() == MEASURES.keys()


def test_three_sheets_are_a_set(tmp_path, capsys):
    code, found = scored(tmp_path, capsys, [{**exported("comp"), "id": i} for i in "abc"])
    assert (code, found["correct"], len(found["parts"])) == (0, 6, 3)


def test_the_profile_decides_whether_steps_count(tmp_path, capsys):
    sheet = exported("comp")
    sheet["form"] = {"items": [*"1058"], "lines": [0], "groups": [0], "prompts": ["46 × 23"]}
    sheet["events"] = [sheet["events"][0], TIME_UP, last(3)]
    assert scored(tmp_path, capsys, sheet)[1]["correct"] == 4
    sheet["profile"] = "steps-counted"
    assert scored(tmp_path, capsys, sheet)[1]["correct"] == 10
