"""One suite over every kind of folder, with real servers on this machine."""

import asyncio
import json
import os
import random
import subprocess
from contextlib import ExitStack
from functools import partial
from itertools import count

import keyring
import pytest
from dav_servers import DAV_KINDS
from keyring.backends import fail
from login_page import login_page
from servers import KINDS, LOGIN, held_port, s3
from sync_doubles import ONCE, Device

import main as aimline
from sync.errors import (
    FolderProblem,
    Gone,
    InTheWay,
    NoSpace,
    NotAllowed,
    NotReached,
    NotThere,
    TooLarge,
    WrongLogin,
)
from sync.exchange import rollup
from sync.folders.connect import reached
from sync.folders.folder import Login
from sync.folders.retry import Retrying
from sync.keys import key_file
from sync.segments.sealing import read_name

NUMBERS = count()
COPY = "d/{}/000000001-000000002-{} (Anna's conflicted copy) 😀 #1%.seg"
ALL_KINDS = KINDS | DAV_KINDS | {"s3 version 1": partial(s3, version=1)}
WEB = ["dav", "s3", "s3 version 1", *DAV_KINDS]


def do(work):
    return asyncio.run(work)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Start a server at its first use; all end with the module."""
    with ExitStack() as stack:
        running = {}

        def served(kind):
            if kind not in running:
                path = tmp_path_factory.mktemp(kind)
                running[kind] = stack.enter_context(ALL_KINDS[kind](path))
            return running[kind]

        yield served


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch):
    """Nothing of whoever runs the tests is used: key store, keys of theirs, proxies."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    for name in [name for name in os.environ if name.startswith(("AWS_", "AIMLINE_FOLDER"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "nowhere")


@pytest.fixture(params=list(ALL_KINDS))
def server_folder(request, served):
    """An empty folder of its own."""
    return served(request.param).within(f"Für {next(NUMBERS)} & alle")


@pytest.fixture
def folder(server_folder):
    with server_folder.reached() as folder:
        yield folder


def test_the_four_verbs(folder):
    assert do(folder.list()) == {}
    do(folder.put("keys/a.key", b"one"))
    do(folder.put("d/aa/x.seg", b"two"))
    do(folder.put("d/aa/x.seg", b"three"))
    copy = COPY.format("aa", "bb")
    do(folder.put(copy, b"four!!"))
    assert do(folder.list()) == {"keys/a.key": 3, "d/aa/x.seg": 5, copy: 6}
    assert do(folder.get("d/aa/x.seg", 5)) == b"three"
    assert do(folder.get(copy, 9)) == b"four!!"
    for most, kind in ((4, TooLarge), (0, TooLarge)):
        with pytest.raises(kind):
            do(folder.get("d/aa/x.seg", most))
    for path in ("d/aa/gone.seg", "d/gone/x.seg", "keys/gone.key"):
        with pytest.raises(Gone):
            do(folder.get(path, 9))
        do(folder.delete(path))
    do(folder.delete("d/aa/x.seg"))
    assert do(folder.list()) == {"keys/a.key": 3, copy: 6}


@pytest.mark.parametrize("way", ["folder of its name", "file of its folder's"])
def test_what_is_in_the_way_of_a_file_is_said(server_folder, folder, way):
    path = "d/aa/x.seg"
    if way == "folder of its name":
        do(folder.put(f"{path}/y.seg", b"one"))
    else:
        do(folder.put("d/aa", b"one"))
    if server_folder.address.startswith("s3:"):
        return do(folder.put(path, b"two"))  # there are no folders
    with pytest.raises(InTheWay, match="Delete it there"):
        do(folder.put(path, b"two"))
    do(folder.put("d/bb/x.seg", b"three"))
    assert do(folder.list())["d/bb/x.seg"] == 5
    return None


def test_bytes_come_back_as_they_were(folder):
    for size in (0, 1, 255, 3_000_000):
        data = random.Random(size).randbytes(size)
        do(folder.put("d/aa/x.seg", data))
        assert do(folder.list()) == {"d/aa/x.seg": size}
        assert do(folder.get("d/aa/x.seg", size)) == data


def test_many_at_once(folder):
    async def work():
        paths = [f"d/{n % 7}a/{n}.seg" for n in range(60)]
        await asyncio.gather(*(folder.put(path, path.encode() * 50) for path in paths))
        assert await folder.list() == {path: len(path) * 50 for path in paths}
        found = await asyncio.gather(*(folder.get(path, 10_000) for path in paths))
        assert found == [path.encode() * 50 for path in paths]

    do(work())


def test_only_what_may_be_ours_is_listed(server_folder, folder):
    if server_folder.root is None:
        for path in ("letter.txt", "keys/deeper/x", "d/loose", "d/aa/deeper/x", "dd/aa/x"):
            do(folder.put(path, b"x"))
    else:
        for path in ("keys/deeper", "d/aa/deeper", "dd/aa"):
            (server_folder.root / path).mkdir(parents=True)
        for path in ("letter.txt", "keys/deeper/x", "d/loose", "d/aa/deeper/x", "dd/aa/x"):
            (server_folder.root / path).write_bytes(b"x")
    do(folder.put("d/aa/x", b"x"))
    assert do(folder.list()) == {"d/aa/x": 1}


def test_devices_share_through_it(server_folder, folder, monkeypatch):
    monkeypatch.setattr(rollup, "TOGETHER", 4)
    devices = [Device(f"{server_folder.address} {n}") for n in range(3)]
    devices[0].found(folder)
    for device in devices[1:]:
        device.join(folder)
    for turn in range(4):
        for device in devices:
            device.put((ONCE, f"r{turn} {device.db.device}", {"score": turn}))
            device.put(("students", "s", {"name": f"Zebedee {turn}"}))
            device.sync(folder)
    for _ in range(4):
        for device in devices:
            device.sync(folder)
    fresh = Device(f"{server_folder.address} fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == devices[0].view() == devices[1].view() == devices[2].view()
    assert len(fresh.view()[ONCE]) == 12
    assert fresh.check(folder).sound
    segments = [path for path in do(folder.list()) if read_name(path)]
    assert len(segments) < 12, "files were joined and their parts removed"
    before = do(folder.list())
    for device in devices:
        assert device.sync(folder).sent == 0
    assert do(folder.list()) == before
    # Everything is wiped, one file comes back as zeros: whoever syncs first mends it.
    for path in before:
        do(folder.delete(path))
    do(folder.put(segments[0], bytes(len(segments[0]))))
    devices[1].sync(folder)
    assert do(folder.list()) == before
    assert devices[2].check(folder).sound


def test_a_folder_that_is_not_there_is_said(server_folder):
    address, query, rest = server_folder.address.partition("?")
    missing = server_folder._replace(address=f"{address}-gone{query}{rest}")
    if server_folder.root is None:
        missing = server_folder._replace(
            address=server_folder.address.replace("s3://bucket", "s3://other")
        )
    with missing.reached() as folder:
        for work in (folder.list, lambda: folder.put("d/aa/x.seg", b"x")):
            with pytest.raises(NotThere, match=r"There is no (folder|such folder|bucket) "):
                do(work())


@pytest.mark.parametrize("kind", ["smb", "dav", *DAV_KINDS])
def test_a_wrong_password_is_said_and_not_tried_again(served, kind):
    server_folder = served(kind).within(f"{next(NUMBERS)}")
    for login in (Login(server_folder.login.user, "otter"), Login("nobody-here", "otter")):
        refused = pytest.raises(WrongLogin, match="doesn't take this user and password")
        with server_folder.reached(login=login) as folder, refused:
            do(folder.list())


@pytest.mark.parametrize("kind", WEB)
def test_devices_share_where_the_folders_are_there_already(served, kind):
    server_folder = served(kind).within(f"{next(NUMBERS)}")
    one, two = Device(f"{server_folder.address} one"), Device(f"{server_folder.address} two")
    with server_folder.reached() as folder:
        for name in ("keys", "d", f"d/{one.db.device}"):
            if server_folder.root:
                (server_folder.root / name).mkdir()
            else:
                do(folder.put(f"{name}/", b""))  # as programs do that show folders
        assert do(folder.list()) == {}
        one.found(folder)
        for device in (one, two):
            device.put(("students", device.db.device, {"name": "Zebedee"}))
        one.sync(folder)
        two.join(folder)
        two.sync(folder)
        assert one.sync(folder).advice == []
        assert len(one.view()["students"]) == 2
        assert one.check(folder).sound


@pytest.mark.parametrize("way", [200, 302])
@pytest.mark.parametrize("kind", WEB)
def test_a_login_page_in_place_of_an_answer_counts_for_nothing(served, kind, way):
    """Whoever stands between, a hotel's network or a school's sign-on, answers for the server."""
    server_folder = served(kind).within(f"{next(NUMBERS)}")
    said = r"isn't (WebDAV|S3)\.|sends Aimline on"
    one, two = Device(f"{server_folder.address} one"), Device(f"{server_folder.address} two")
    with login_page(server_folder, way) as between, between.folder.reached() as folder:
        between.verbs = between.ALL
        for begin in (one.found, two.join, lambda folder: do(folder.list())):
            with pytest.raises(FolderProblem, match=said):
                begin(folder)
        assert not one.sharing.joined
        for verbs in ({"PUT"}, {"GET", "HEAD", "PROPFIND"}):
            between.verbs = verbs
            with pytest.raises(FolderProblem, match=said):
                one.found(folder)
            assert not one.sharing.joined
        between.verbs = set()
        assert do(folder.list()) == {}
        one.found(folder)
        two.join(folder)
        one.put(("students", "s", {"name": "Zebedee"}))
        files = do(folder.list())
        for verbs in ({"PUT"}, between.ALL):
            between.verbs = verbs
            with pytest.raises(FolderProblem, match=said):
                one.sync(folder)
            between.verbs = set()
            assert do(folder.list()) == files
        assert one.sync(folder).sent == 1
        between.verbs = {"GET"}
        with pytest.raises(FolderProblem, match=said):
            two.sync(folder)
        between.verbs = {"DELETE"}
        with pytest.raises(FolderProblem, match=said):
            do(folder.delete(next(path for path in do(folder.list()) if path.startswith("d/"))))
        between.verbs = set()
        report = two.sync(folder)
        assert (report.received_events, report.damaged, report.healed) == (1, [], 0)
        assert two.view() == one.view()
        assert two.check(folder).sound


def test_no_access_key_is_said(served):
    server_folder = served("s3")._replace(login=None)
    with server_folder.reached() as folder, pytest.raises(WrongLogin, match="No access key"):
        do(folder.list())


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("SignatureDoesNotMatch", 403, WrongLogin),
        ("InvalidAccessKeyId", 403, WrongLogin),
        ("AccessDenied", 403, NotAllowed),
        ("QuotaExceeded", 403, NoSpace),
        ("XMinioStorageFull", 507, NoSpace),
        ("SlowDown", 503, NotReached),
        ("InternalError", 500, NotReached),
        ("NoSuchBucket", 404, NotThere),
        ("NoSuchKey", 404, Gone),
        ("Odd", 418, FolderProblem),
    ],
)
def test_what_storage_answers_becomes_a_sentence(code, status, kind):
    """Moto takes any key and is never full, so these answers are made here."""
    from botocore.stub import Stubber

    from sync.folders.s3_folder import S3Folder

    folder = S3Folder("bucket", "", LOGIN, endpoint="http://127.0.0.1:9")
    with Stubber(folder._client) as stub:
        stub.add_client_error("put_object", code, http_status_code=status)
        with pytest.raises(kind) as problem:
            do(folder.put("d/aa/x", b"x"))
    assert type(problem.value) is kind
    assert str(problem.value).endswith(".")
    folder.close()


@pytest.fixture
def silent_port():
    """A port where nobody listens."""
    with held_port() as port:
        yield port


@pytest.mark.parametrize("kind", ["smb", "dav", "s3"])
def test_a_server_that_does_not_answer_is_asked_again_and_then_said(kind, silent_port):
    port = silent_port
    address = {
        "smb": f"smb://127.0.0.1:{port}/share/x",
        "dav": f"dav://127.0.0.1:{port}/x",
        "s3": f"s3://bucket/x?endpoint=http://127.0.0.1:{port}",
    }[kind]
    slept = []

    async def work(folder):
        real, asyncio.sleep = asyncio.sleep, lambda wait: real(slept.append(wait) or 0)
        try:
            await folder.list()
        finally:
            asyncio.sleep = real

    said = pytest.raises(NotReached, match=r"doesn't answer.*The next sync tries again")
    with reached(address, LOGIN) as folder, said:
        do(work(folder))
    assert slept == sorted(slept)
    assert len(slept) == 3


class Hanging:
    """A folder that hangs, or fails some times."""

    def __init__(self, fails=0):
        self.fails, self.asked, self.cut = fails, 0, False

    async def list(self):
        self.asked += 1
        if self.asked <= self.fails:
            raise NotReached("It doesn't answer.")
        if not self.fails:
            await asyncio.Event().wait()
        return {}


def test_patience_ends():
    folder = Hanging(fails=2)
    assert do(Retrying(folder, give_up=lambda: None, waits=(0, 0)).list()) == {}
    folder = Hanging(fails=3)
    with pytest.raises(NotReached):
        do(Retrying(folder, give_up=lambda: None, waits=(0, 0)).list())
    folder = Hanging()
    patient = Retrying(folder, give_up=lambda: setattr(folder, "cut", True), longest=0.01)
    with pytest.raises(FolderProblem, match="hangs"):
        do(patient.list())
    assert (folder.cut, folder.asked) == (True, 1)
    folder = Hanging(fails=2)
    patient = Retrying(
        folder, give_up=lambda: setattr(folder, "cut", True), waits=(0, 60), longest=0.5
    )
    with pytest.raises(NotReached, match="The next sync tries again"):
        do(patient.list())
    assert (folder.cut, folder.asked) == (True, 2)


def test_a_full_share_is_said_and_nothing_is_lost(served):
    server_folder = served("smb").within(f"{next(NUMBERS)}")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(server_folder.root)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small file system can be mounted here by nobody but root on Linux")
    try:
        with server_folder.reached() as folder:
            one = Device("one on a share")
            one.found(folder)
            noise = random.Random(1)
            one.put(*(("students", f"s{n}", {"x": noise.randbytes(500).hex()}) for n in range(200)))
            report = one.sync(folder)
            assert "There is no space left" in report.advice[0]
            subprocess.run(["mount", "-o", "remount,size=1m", str(server_folder.root)], check=True)
            assert one.sync(folder).advice == []
            other = Device("other on a share")
            other.join(folder)
            other.sync(folder)
            assert other.view() == one.view()
    finally:
        subprocess.run(["umount", "-l", str(server_folder.root)], check=True)


def test_the_command_shares_through_it(server_folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(key_file, "ROUNDS", 1)
    monkeypatch.setattr(key_file, "LEAST_ROUNDS", 1)
    monkeypatch.setenv("AIMLINE_PASSPHRASE", "four quiet otters")
    if server_folder.login:
        monkeypatch.setenv("AIMLINE_FOLDER_USER", server_folder.login.user)
        monkeypatch.setenv("AIMLINE_FOLDER_PASSWORD", server_folder.login.password)
    student = {"name": "Zebedee", "grade": "2", "group": "", "archived": False}
    for name in ("one", "two"):
        (tmp_path / f"{name}.json").write_text(
            json.dumps(
                {
                    "format": 1,
                    "students": [{"id": name, **student}],
                    "administrations": [],
                    "amendments": [],
                }
            )
        )
        data = ["--data", str(tmp_path / name)]
        assert aimline.main(["import", *data, str(tmp_path / f"{name}.json")]) == 0
        first = ["--folder", server_folder.address, "--bring-along"]
        assert aimline.main(["sync", *data, *first]) == 0
    exports = []
    for name in ("one", "two"):
        data = ["--data", str(tmp_path / name)]
        assert aimline.main(["sync", *data]) == 0
        assert aimline.main(["sync", *data, "--check"]) == 0
        assert aimline.main(["export", *data, "--to", str(tmp_path / f"{name}.out")]) == 0
        exports.append((tmp_path / f"{name}.out").read_bytes())
    assert exports[0] == exports[1]
    assert exports[0].count(b"Zebedee") == 2
    printed = "".join(capsys.readouterr())
    for secret in (LOGIN.password, "quiet otters", "Zebedee"):
        assert secret not in printed
