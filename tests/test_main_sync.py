"""``main.py sync``: founds, joins, sends and receives; each refusal is one sentence."""

import asyncio
import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import keyring
import pytest
from filelock import FileLock
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked
from test_main import CHILD, EXPORT, GIVEN, ROOT, STUDENT

import main as aimline
from commands.wiring import open_logs
from store.files import Folder
from sync.command import prompt
from sync.exchange import rollup
from sync.keys import key_file

PASSPHRASE = "four quiet otters"


@pytest.fixture(autouse=True)
def no_key_store(monkeypatch):
    """Never touch the key store of whoever runs the tests; nor ask them anything."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    for name in ("PASSPHRASE", "FOLDER_USER", "FOLDER_PASSWORD"):
        monkeypatch.delenv(f"AIMLINE_{name}", raising=False)
    monkeypatch.setattr(sys, "stdin", None)


@pytest.fixture(autouse=True)
def quick_passphrase(monkeypatch):
    """Ask for no more rounds than one, which alone makes these tests slow."""
    monkeypatch.setattr(key_file, "ROUNDS", 1)
    monkeypatch.setattr(key_file, "LEAST_ROUNDS", 1)


@pytest.fixture
def run(capsys):
    """Run the command line; return its exit code and what it printed."""

    def run(*argv):
        capsys.readouterr()
        try:
            code = aimline.main([str(arg) for arg in argv])
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def shared(tmp_path):
    """A folder that is there, and the passphrase in a file."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "pass").write_text(f"{PASSPHRASE}\n", "utf-8")
    return tmp_path / "shared"


@pytest.fixture
def sync(run, tmp_path, shared):
    """Sync a data folder of that name; the exit code must be 0. Returns what it printed."""

    def sync(name, *more, code=0):
        first = ("--folder", shared, "--passphrase-file", tmp_path / "pass")
        known = (tmp_path / name / "sync.log").exists()
        found, out, err = run("sync", "--data", tmp_path / name, *(() if known else first), *more)
        assert found == code, (out, err)
        assert "Traceback" not in err
        assert CHILD not in out + err
        return out if code == 0 else out + err

    return sync


@pytest.fixture
def give(run, tmp_path):
    """Put some students and their probes into a data folder."""

    def give(name, *numbers):
        found = copy.deepcopy(EXPORT)
        found["students"] = [{**STUDENT, "id": f"s{n}", "name": f"{CHILD} {n}"} for n in numbers]
        found["administrations"] = [
            {**copy.deepcopy(GIVEN), "id": f"a{n}", "student": f"s{n}"} for n in numbers
        ]
        path = tmp_path / "given.json"
        path.write_text(json.dumps(found), "utf-8")
        assert run("import", "--data", tmp_path / name, path)[0] == 0

    return give


@pytest.fixture
def exported(run, tmp_path):
    """Return the bytes that ``main.py export`` writes of a data folder."""

    def exported(name):
        path = tmp_path / f"{name}.json"
        assert run("export", "--data", tmp_path / name, "--to", path)[0] == 0
        return path.read_bytes()

    return exported


def put(data, *rows):
    """Put rows of any table, as the screens do."""

    async def work():
        logs = await open_logs(Folder(data))
        logs.database.put(rows)
        tables = logs.database.tables()
        logs.journal.close()
        logs.database.close()
        return tables

    return asyncio.run(work())


def test_two_data_folders_that_synced_export_the_same_bytes(
    sync, give, exported, tmp_path, monkeypatch
):
    monkeypatch.setattr(rollup, "TOGETHER", 3)  # so that few files make an acknowledgement
    give("one", 1)
    assert "Began a new shared folder" in sync("one")
    assert "Joined the shared folder" in sync("two")
    for number in range(2, 6):
        give("one", number)
        sync("one")
    give("two", 7)
    put(tmp_path / "two", ("set_aside", "x", {"head": {"student": "s1"}, "events": []}))
    for _ in range(3):
        sync("two")
        sync("one")
    assert exported("one") == exported("two")
    assert len(json.loads(exported("one"))["students"]) == 6
    assert {"seen", "set_aside"} <= put(tmp_path / "one")
    for word in ("seen", "set_aside"):
        assert word.encode() not in exported("one")


@pytest.mark.parametrize(
    "both",
    [
        ("--check", "--from", "x"),
        ("--check", "--to", "x"),
        ("--new-passphrase", "--from", "x"),
        ("--new-passphrase", "--to", "x"),
        ("--check", "--new-passphrase"),
        ("--check", "--mend"),
        ("--mend", "--to", "x"),
    ],
    ids=" ".join,
)
def test_what_would_be_left_undone_without_a_word_is_refused(run, tmp_path, both):
    code, out, err = run("sync", "--data", tmp_path / "one", *both)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "don't go together" in err
    assert not (tmp_path / "one").exists()


def test_the_address_is_remembered_and_the_passphrase_is_not(sync, give, tmp_path, shared):
    give("one", 1)
    sync("one")
    assert "Sent 0 files, received 0 changes" in sync("one")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "one").iterdir() if path.is_file())
    assert shared.as_uri().encode() in kept
    assert PASSPHRASE.encode() not in kept


def test_a_folder_that_moved_is_named_anew(sync, give, tmp_path, shared):
    give("one", 1)
    sync("one")
    shutil.move(shared, tmp_path / "moved")
    assert "There is no folder at" in sync("one", code=1)
    sync("one", "--folder", tmp_path / "moved")
    sync("one")


def test_check_says_what_is_damaged_missing_or_foreign(sync, give, shared, tmp_path):
    give("one", 1)
    sync("one")
    give("one", 2)
    sync("one")
    assert sync("one", "--check") == "3 files are good.\n"
    first, second = sorted(shared.rglob("*.seg"))
    first.write_bytes(first.read_bytes()[:-1] + b"\0")
    second.rename(second.with_name("letter\x1b[2J.txt"))
    said = sync("one", "--check", code=1)
    assert f"d/{first.parent.name}/{first.name} is damaged" in said
    assert f"{second.name} is missing" in said
    assert "letter?[2J.txt is not Aimline's" in said
    with FileLock(tmp_path / "one" / "lock"):  # it reads beside an Aimline that runs
        sync("one", "--check", code=1)


def test_a_damaged_file_of_the_same_size_is_put_right_by_mend_alone(sync, give, shared):
    give("one", 1)
    sync("one")
    (file,) = shared.glob("d/*/*.seg")
    right = file.read_bytes()
    file.write_bytes(right[:99] + bytes([right[99] ^ 1]) + right[100:])
    assert "main.py sync --mend" in sync("one", "--check", code=1)
    sync("one")
    assert file.read_bytes() != right
    assert "mended 1 file" in sync("one", "--mend")
    assert file.read_bytes() == right
    assert "main.py sync --mend" not in sync("one", "--check")


def test_what_a_lost_device_never_sent_is_said_and_is_no_failure(sync, give, shared):
    for number in (1, 2):
        give("lost", number)
        sync("lost")
    first, _ = sorted(shared.rglob("*.seg"))
    first.unlink()
    for _ in range(2):
        said = sync("two")
        assert "Some records have not arrived" in said
        assert "If the one that made them is lost" in said
    assert "-000000003-" in first.name
    assert "-000000003-" in sync("two", "--check", code=1)
    give("lost", 3)
    sync("lost")
    assert "not arrived" not in sync("two")


def test_sample_students_and_settings_never_leave_the_device(run, sync, exported, tmp_path):
    data = tmp_path / "one"
    assert run("demo", "--data", data)[0] == 0
    (sample,) = [s for s in json.loads(exported("one"))["students"] if s["name"] == "Ash B."]
    given = json.loads(exported("one"))["administrations"][0]
    put(
        data,
        ("students", sample["id"], {"group": "Made-up table"}),
        ("amendments", "x", {"administration": given["id"], "what": "note"}),
        ("set_aside", "y", {"head": {"student": sample["id"]}, "events": []}),
        ("set_aside", "z", {"head": "torn", "events": []}),
        ("settings", "d", {"examiner": "Ms Made Up"}),
    )
    sync("one")
    assert "to be sent" not in sync("one", "--check")  # nothing waits that will never go
    sync("two")
    found = json.loads(exported("two"))
    assert (found["students"], found["administrations"], found["amendments"]) == ([], [], [])
    assert put(tmp_path / "two") == {"forms"}
    log = (tmp_path / "two" / "records.log").read_bytes()
    assert sample["id"].encode() not in log
    assert b"Ms Made Up" not in log


def test_students_already_here_come_along_only_when_that_is_said(sync, give, exported, monkeypatch):
    give("one", 1)
    sync("one")
    give("two", 2)
    before = exported("two")
    said = sync("two", code=2)
    assert "1 student already" in said
    assert "add --bring-along" in said
    assert exported("two") == before
    monkeypatch.setattr(prompt.Prompt, "agrees", lambda self, question: "1 student" not in question)
    assert "Nothing was changed" in sync("two", code=2)
    assert "Joined" in sync("two", "--bring-along")
    sync("one")
    assert exported("one") == exported("two")


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_it_is_asked(sync, give, monkeypatch, answer):
    give("one", 1)
    sync("one")
    give("two", 2, 3)
    asked = []
    monkeypatch.setattr(prompt.Prompt, "agrees", lambda self, said: asked.append(said) or answer)
    sync("two", code=0 if answer else 2)
    assert asked == [
        "This device has 2 students already. All who share this folder will see them. Go on?"
    ]


class Terminal:
    def isatty(self):
        return True

    def readline(self):
        return "y\n"


def test_a_passphrase_is_typed_and_at_the_beginning_twice(run, tmp_path, shared, monkeypatch):
    typed = [PASSPHRASE, "four quiet otter", PASSPHRASE, PASSPHRASE, PASSPHRASE]
    asked = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(prompt, "getpass", lambda said: asked.append(said) or typed.pop(0))
    one = ("sync", "--data", tmp_path / "one", "--folder", shared)
    code, _, err = run(*one)
    assert (code, err) == (
        2,
        "main.py: The two passphrases differ. Nothing was changed; try again.\n",
    )
    assert list(shared.iterdir()) == []
    assert run(*one)[0] == 0
    assert run("sync", "--data", tmp_path / "two", "--folder", shared)[0] == 0
    assert (typed, len(asked)) == ([], 5)
    assert "begins now" in asked[3]


def test_a_new_passphrase_shuts_out_who_lost_a_tablet(sync, give, exported, tmp_path):
    give("one", 1)
    sync("one")
    sync("two")
    lost = tmp_path / "lost"
    shutil.copytree(tmp_path / "two", lost)
    (tmp_path / "pass").write_text("seven loud herons", "utf-8")
    with_it = ("--passphrase-file", tmp_path / "pass")
    assert "The new passphrase holds from now on" in sync("one", "--new-passphrase", *with_it)
    give("one", 2)
    sync("one")
    assert "passphrase is needed" in sync("two", code=2)
    assert "The passphrase is needed" in sync("lost", code=2)
    sync("two", *with_it)
    assert exported("one") == exported("two")
    assert len(json.loads(exported("lost"))["students"]) == 1


class Drawer(KeyringBackend):
    """A key store that works, until it is locked or full."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept, self.locked, self.full = {}, False, False

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.full:
            raise KeyringLocked
        self.kept[service, username] = password


def test_the_keys_go_to_the_key_store_where_there_is_one(sync, give, tmp_path, monkeypatch):
    drawer = Drawer()
    monkeypatch.setattr(keyring.core, "_keyring_backend", drawer)
    give("one", 1)
    assert "kept in this computer's key store" in sync("one")
    assert not (tmp_path / "one" / "keys.json").exists()
    assert len(drawer.kept) == 1
    sync("one")
    drawer.locked = True
    assert "Unlock it, then try again" in sync("one", code=1)
    drawer.locked, drawer.full = False, True
    assert f"kept in {tmp_path / 'two' / 'keys.json'}" in sync("two")
    sync("two")


def test_without_a_key_store_the_keys_are_in_a_file_of_this_user_alone(sync, give, tmp_path):
    give("one", 1)
    assert "a file that only this user can read" in sync("one")
    file = tmp_path / "one" / "keys.json"
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    file.write_text("{torn")
    assert "keys.json is damaged" in sync("one", code=1)
    file.write_text('{"ring": "[7]"}')
    assert "is damaged" in sync("one", code=1)
    file.unlink()
    assert "Joined" in sync("one", "--passphrase-file", tmp_path / "pass"), "and asks no more"


def test_every_refusal_is_one_sentence(run, sync, give, shared, tmp_path):
    def refused(code, *argv):
        found, out, err = run("sync", *argv)
        assert (found, out) == (code, "")
        assert err.startswith("main.py: ")
        assert err.count("\n") == 1
        return err

    data = ("--data", tmp_path / "one")
    to = ("--folder", shared)
    word = tmp_path / "pass"
    said = ("--passphrase-file", word)
    assert "Which folder?" in refused(2, *data)
    assert "passphrase is needed" in refused(2, *data, *to)
    assert "doesn't share its records yet" in refused(1, *data, *to, "--check")  # NotShared
    word.write_text("short")
    assert "at least 8 characters" in refused(2, *data, *to, *said)  # WeakPassphrase
    word.write_bytes(b"\xff\xfe\xfd")
    assert "not a text in UTF-8" in refused(2, *data, *to, *said)
    assert "can't be read: No such file" in refused(2, *data, *to, "--passphrase-file", "nowhere")
    word.write_text(PASSPHRASE)
    assert "There is no folder at" in refused(1, *data, "--folder", tmp_path / "none", *said)
    give("one", 1)
    sync("one")
    word.write_text("seven loud otters")
    two = ("--data", tmp_path / "two", *to, *said)
    assert "doesn't open the shared folder" in refused(1, *two)  # WrongPassphrase
    with FileLock(tmp_path / "one" / "lock"):
        assert "close it first" in refused(1, *data)
    other = tmp_path / "other"
    other.mkdir()
    assert run("sync", "--data", tmp_path / "three", "--folder", other, *said)[0] == 0
    assert "belongs to others" in refused(1, *data, "--folder", other)  # OtherVault
    (key,) = shared.glob("keys/*")
    saved = key.read_bytes()
    key.unlink()
    assert "key file has not arrived yet" in refused(1, *two)  # KeysMissing
    key.write_bytes(saved)
    newer = b'{"format": 3}'
    lone = tmp_path / "lone" / "keys"
    lone.mkdir(parents=True)
    name = f"{'ab' * 8}-{hashlib.sha256(newer).digest()[:8].hex()}.key"
    (lone / name).write_bytes(newer)
    four = ("--data", tmp_path / "four", *said)
    assert "A newer Aimline shares" in refused(1, *four, "--folder", lone.parent)  # NewerKeyFile


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "is empty"),
        ("ftp://host/x", "a path, or begins with"),
        ("smb://me:secret1@host/share", "A password doesn't belong"),
        ("davs://me:secret1@host/", "A password doesn't belong"),
        ("dav://example.org/x", "write davs:// instead"),
        ("smb://host/", "the name of a share"),
        ("s3:///x", "the name of a server or bucket"),
        ("file://host/x", "three slashes"),
        ("s3://b/x?secret=secret1", "endpoint and region"),
        ("s3://b/x?endpoint=http://example.org", "The endpoint begins with https://"),
        ("s3://b/x?endpoint=https://a:secret1@example.org", "has no password"),
        ("davs://host:port/", "check its host and port"),
    ],
)
def test_an_address_that_can_t_be_one_is_refused_and_not_repeated(run, tmp_path, address, says):
    code, out, err = run("sync", "--data", tmp_path / "one", "--folder", address)
    assert (code, out) == (2, "")
    assert says in err
    assert "secret1" not in err


def test_it_runs_as_a_program(tmp_path, shared):
    """With the real rounds, and a log that can't be written for once."""
    command = [sys.executable, ROOT / "main.py", "sync", "--data", tmp_path / "one"]
    environ = {
        **os.environ,
        "AIMLINE_PASSPHRASE": PASSPHRASE,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    more = ["--folder", "shared"]  # a relative one is remembered as it is everywhere
    first = subprocess.run(
        [*command, *more], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (first.returncode, first.stderr) == (0, "")
    again = subprocess.run(command, env=environ, cwd=Path.home(), capture_output=True, check=False)
    assert again.returncode == 0


def test_a_full_disk_here_is_one_sentence(run, sync, give, tmp_path, monkeypatch):
    give("one", 1)
    sync("one")
    give("two", 2)
    sync("two", "--bring-along")

    def full(self, source, lines):
        from store.log import _not_kept

        raise _not_kept(OSError(28, "No space left on device"))

    monkeypatch.setattr("store.log.Log.append", full)
    code, _, err = run("sync", "--data", tmp_path / "one")
    assert code == 1
    assert "the disk is full" in err  # NotKept


def test_a_log_of_a_newer_aimline_is_one_sentence(run, sync, give, tmp_path):
    give("one", 1)
    sync("one")
    body = b"9 8 whatever"
    line = b"%08x %s\n" % (zlib.crc32(body), body)
    with (tmp_path / "one" / "sync.log").open("ab") as log:
        log.write(line)
    code, _, err = run("sync", "--data", tmp_path / "one")
    assert code == 1
    assert "sync.log was written by a newer Aimline" in err
    assert err.count("\n") == 1
