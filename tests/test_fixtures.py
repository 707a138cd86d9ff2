"""Folders that Aimline 0.1.0 wrote before there were tables and an index open unchanged for good.

``tests/fixtures/aimline-0.1.0.zip`` was made by commit ed700dc: two devices that share a folder
(passphrase "four quiet otters"), a sample class, a sitting under way; with what it exported and
scored.
"""

import json
import zipfile
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

import main as aimline
from commands.opened import opened_records

ZIP = Path(__file__).with_name("fixtures") / "aimline-0.1.0.zip"


@pytest.fixture
def old(tmp_path, monkeypatch):
    """The folders, unpacked."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    monkeypatch.setenv("AIMLINE_PASSPHRASE", "four quiet otters")
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def exported(folder, to):
    """What is exported of a data folder."""
    assert aimline.main(["export", "--data", str(folder), "--to", str(to)]) == 0
    return json.loads(to.read_text())


def same(found, expected):
    """Compare exports: tables that are new in an export were empty then."""
    assert {name: rows for name, rows in found.items() if rows or name in expected} == expected


@pytest.mark.parametrize("name", ["one", "demo"])
def test_a_data_folder_opens_unchanged(old, name):
    log = (old / name / "records.log").read_bytes()
    same(exported(old / name, old / "now.json"), json.loads((old / f"{name}.json").read_text()))
    assert (old / name / "records.log").read_bytes() == log


@pytest.mark.parametrize("name", ["one", "demo"])
def test_scores_are_what_they_were(old, name, capsys):
    capsys.readouterr()
    assert aimline.main(["score", str(old / f"{name}.json")]) == 0
    expected = json.loads((old / f"{name}-scores.json").read_text())
    found = json.loads(capsys.readouterr().out)
    assert [
        {part: now[part] for part in was} for now, was in zip(found, expected, strict=True)
    ] == (expected)
    with opened_records(old / name) as records:
        for score in expected:
            entry = records.scores.entry(score["id"])
            assert entry.readable
            assert (entry.rate, entry.accuracy, entry.spoiled, entry.errors) == tuple(
                score[part] for part in ("rate", "accuracy", "spoiled", "errors")
            )


def test_groups_are_taken_over_from_the_text(old):
    with opened_records(old / "one") as records:
        groups = {group.name: len(group.members) for group in records.groups.all()}
    assert groups == {"Robins": 2, "Wrens": 2}


def test_a_new_device_joins_the_old_shared_folder(old):
    told = ["sync", "--data", str(old / "new"), "--folder", str(old / "shared")]
    assert aimline.main(told) == 0
    same(exported(old / "new", old / "now.json"), json.loads((old / "one.json").read_text()))


def test_an_old_device_goes_on_sharing(old, capsys):
    before = {path.name for path in (old / "shared").rglob("*.seg")}
    told = ["sync", "--data", str(old / "one"), "--folder", str(old / "shared")]
    assert aimline.main(told) == 0
    assert "Sent 0 files, received 0 changes" in capsys.readouterr().out
    assert {path.name for path in (old / "shared").rglob("*.seg")} == before


def test_a_sitting_under_way_is_taken_up(old):
    with opened_records(old / "under-way") as records:
        records.sittings.recover()
        assert records.sittings.recovered
        assert sorted(records.sittings.current.session.marks) == [3, 5]
