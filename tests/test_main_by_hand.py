"""``main.py sync --from/--to``: two data folders that share without a folder."""

import zipfile

import pytest
from test_main_sync import (  # noqa: F401 (fixtures)
    PASSPHRASE,
    exported,
    give,
    no_key_store,
    quick_passphrase,
    run,
    shared,
    sync,
)


@pytest.fixture
def carry(run, tmp_path, shared):  # noqa: F811
    def carry(name, *more, code=0):
        word = ("--passphrase-file", tmp_path / "pass")
        found, out, err = run("sync", "--data", tmp_path / name, *word, *more)
        assert found == code, (out, err)
        return out if code == 0 else out + err

    return carry


def segments(path):
    return [name for name in zipfile.ZipFile(path).namelist() if name.startswith("d/")]


def test_two_data_folders_that_carried_files_export_the_same_bytes(carry, give, exported, tmp_path):  # noqa: F811
    give("one", 1, 2)
    there, back = tmp_path / "there.bin", tmp_path / "back.bin"
    said = carry("one", "--to", there)
    assert "Began a new shared folder" in said
    assert "for anybody, with everything" in said
    assert "Joined" in carry("two", "--from", there)
    give("two", 3)
    assert "for device" in carry("two", "--to", back)
    carry("one", "--from", back, "--to", there)
    assert len(segments(back)) == 1
    assert segments(there) == []  # the other one has it all
    carry("two", "--from", there)
    assert exported("one") == exported("two")
    assert b"Zeb" not in back.read_bytes()
    carry("one", "--to", there, "--everything")
    assert len(segments(there)) == 2


def test_who_has_students_is_asked_first(carry, give, tmp_path):  # noqa: F811
    give("one", 1)
    give("two", 2)
    file = tmp_path / "file.bin"
    carry("one", "--to", file)
    assert "--bring-along" in carry("two", "--from", file, code=2)
    assert "received" in carry("two", "--from", file, "--bring-along")


def test_refusals_are_sentences(carry, give, tmp_path):  # noqa: F811
    give("one", 1)
    file = tmp_path / "file.bin"
    carry("one", "--to", file)
    (tmp_path / "other.bin").write_bytes(b"PK nothing of ours")
    assert "no sync file of Aimline" in carry("two", "--from", tmp_path / "other.bin", code=2)
    assert "can't be read: No such file" in carry("two", "--from", tmp_path / "no.bin", code=2)
    assert "Which folder?" in carry("one", code=2)
    (tmp_path / "pass").write_text("quite another one")
    assert "doesn't open" in carry("two", "--from", file, code=1)
    (tmp_path / "pass").write_text(PASSPHRASE)


def test_who_shared_by_hand_goes_on_with_a_folder(carry, sync, give, exported, tmp_path, shared):  # noqa: F811
    give("one", 1)
    file = tmp_path / "file.bin"
    carry("one", "--to", file)
    carry("one", "--folder", shared)
    assert "Joined" in sync("two")
    assert exported("one") == exported("two")
