"""Sharing beside the screens: asked for from a screen, begun by itself, never during a probe."""

import asyncio
import threading
from datetime import UTC, datetime

import keyring
import pytest
from keyring.backends import fail

from commands.share import open_sharing
from commands.wiring import StoredRecords, open_logs
from store.files import Folder
from sync.client.sync_client import SyncClient
from sync.errors import NoSpace, NotPermitted, NotThere, WrongLogin
from sync.folders.connect import MachineFolders
from sync.folders.local_folder import LocalFolder
from sync.keys import key_file
from sync.keys.native_cipher import NativeCipher

PASSPHRASE = "four quiet otters dance"
NOW = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_and_apart(monkeypatch):
    """No key store of whoever runs this, and no second for each passphrase."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    monkeypatch.setattr(key_file, "ROUNDS", 1)
    monkeypatch.setattr(key_file, "LEAST_ROUNDS", 1)


@pytest.fixture
def shared(tmp_path):
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


class Device:
    """A data folder with its sync client; ``busy`` while a probe is given there."""

    def __init__(self, folder):
        self.folder = folder
        self.busy = False
        self.told = []

    async def open(self):
        self.folder.mkdir(exist_ok=True)
        self.logs = await open_logs(Folder(self.folder))
        self.database = self.logs.database
        self.client = SyncClient(
            self.database,
            MachineFolders(),
            lambda: open_sharing(self.database, self.folder),
            shares=lambda: (self.folder / "sync.log").exists(),
            busy=lambda: self.busy,
            now=lambda: NOW,
            mark=StoredRecords(self.database, []).mark,
        )
        self.client.watch(self.note)
        return self

    def note(self):
        self.told.append(self.client.status)

    @property
    def status(self):
        return self.client.status

    async def until(self, what):
        """Wait until the standing is such."""
        async with asyncio.timeout(60):
            while not what(self.status):
                await asyncio.sleep(0.01)

    async def synced(self):
        self.client.soon()
        await self.until(lambda now: not now.doing and not self.client._turns.syncing)

    async def close_and_open(self):
        await self.client.cancel()
        self.close()
        await self.open()

    def names(self):
        return sorted(row["name"] for row in self.database.table("students"))

    def close(self):
        self.client.close()
        self.logs.journal.close()
        self.database.close()


def run(tmp_path, story, names=("one", "two")):
    """Tell a story about devices, in one event loop as in the app."""

    async def tell():
        devices = [await Device(tmp_path / name).open() for name in names]
        try:
            await story(*devices)
        finally:
            for device in devices:
                await device.client.cancel()
                device.close()

    asyncio.run(tell())


def test_begun_on_one_joined_on_the_other(tmp_path, shared):
    async def story(one, two):
        one.database.put([("students", "s1", {"name": "R. T."})])
        assert await one.client.begin(str(shared), PASSPHRASE) == ""
        await one.until(lambda now: now.at is not None and not now.doing)
        assert one.status.sent == 1
        assert one.status.folder_name == str(shared)
        assert "keys.json" in one.status.keys

        assert await two.client.join(str(shared), PASSPHRASE) == ""
        await two.until(lambda now: now.arrived == 1 and not now.doing)
        assert two.names() == ["R. T."]
        assert two.status.advice == ()
        two.database.put([("students", "s1", {"grade": "2"})])
        one.database.put([("students", "s1", {"name": "R. Tamm"})])
        for device in (two, one, two):
            await device.synced()
        both = {"name": "R. Tamm", "grade": "2"}
        assert one.database.table("students").get(doc_id="s1") == both
        assert two.database.table("students").get(doc_id="s1") == both
        assert set(one.client.devices()) == {one.database.device, two.database.device}

    run(tmp_path, story)


def test_what_can_not_be_is_said(tmp_path, shared):
    async def story(one, two):
        assert "empty" in await one.client.begin("  ", PASSPHRASE)
        assert "at least 8" in await one.client.begin(str(shared), "short")
        assert "There is no folder" in await one.client.begin(str(shared / "no"), PASSPHRASE)
        assert "password doesn't belong" in await one.client.join("smb://u:p@host/x", PASSPHRASE)
        assert "Nothing is shared" in await one.client.join(str(shared), PASSPHRASE)
        assert await one.client.begin(str(shared), PASSPHRASE) == ""
        assert "Join it with its passphrase" in await two.client.begin(str(shared), PASSPHRASE)
        assert "doesn't open" in await two.client.try_to_join(str(shared), "quite another one")
        assert await two.client.try_to_join(str(shared), PASSPHRASE) == ""
        assert not two.status.joined

    run(tmp_path, story)


def test_nobody_shares_and_nothing_is_begun(tmp_path):
    async def story(one):
        one.client.soon()
        assert not one.client._turns.syncing
        assert await one.client.open() == ""
        await one.synced()
        assert not one.status.joined
        assert [*one.folder.iterdir()] == []

    run(tmp_path, story, ["one"])


def test_the_next_run_knows_folder_keys_and_when(tmp_path, shared):
    async def first(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.until(lambda now: now.at is not None and not now.doing)

    async def second(one):
        assert await one.client.open() == ""
        assert one.status.joined
        assert one.status.folder_name == str(shared)
        assert one.status.at == NOW

    run(tmp_path, first, ["one"])
    run(tmp_path, second, ["one"])


def test_a_folder_that_is_away_is_no_error_and_what_waits_goes_out_later(tmp_path, shared):
    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        away = shared.rename(tmp_path / "away")
        one.database.put([("students", "s1", {"name": "R. T."})])
        await one.synced()
        assert one.status.offline
        assert "Is the share or stick connected?" in one.status.problem
        away.rename(shared)
        await one.synced()
        assert (one.status.offline, one.status.problem, one.status.sent) == (False, "", 1)

    run(tmp_path, story, ["one"])


@pytest.mark.parametrize("leaked", [False, True])
def test_a_new_passphrase(tmp_path, shared, leaked):
    async def story(one, two):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        await two.client.join(str(shared), PASSPHRASE)
        await two.synced()
        assert await one.client.change_passphrase("five other loud words", leaked=leaked) == ""
        await one.synced()
        await two.synced()
        assert two.status.wants_passphrase is leaked
        if leaked:
            assert "doesn't open" in await two.client.learn(PASSPHRASE)
            assert await two.client.learn("five other loud words") == ""
            await two.synced()
            assert not two.status.wants_passphrase

    run(tmp_path, story)


def test_who_leaves_keeps_the_records_and_may_come_back(tmp_path, shared):
    async def story(one, two):
        one.database.put([("students", "s1", {"name": "R. T."})])
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        assert await one.client.leave() == ""
        assert (one.status.joined, one.status.belongs, one.status.folder_name) == (False, True, "")
        assert one.names() == ["R. T."]
        assert '"key"' not in (one.folder / "keys.json").read_text()
        before = {path: path.read_bytes() for path in shared.rglob("*") if path.is_file()}
        one.database.put([("students", "s2", {"name": "B. L."})])
        await one.synced()
        assert {path: path.read_bytes() for path in shared.rglob("*") if path.is_file()} == before
        assert await one.client.join(str(shared), PASSPHRASE) == ""
        await one.synced()
        await two.client.join(str(shared), PASSPHRASE)
        await two.synced()
        assert two.names() == ["B. L.", "R. T."]

    run(tmp_path, story)


def test_no_sync_begins_during_a_probe(tmp_path, shared, monkeypatch):
    listed = []
    real = LocalFolder.list

    async def watched(folder):
        listed.append(1)
        return await real(folder)

    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        monkeypatch.setattr(LocalFolder, "list", watched)
        one.busy = True
        one.client.soon()
        await one.until(lambda now: now.doing == "waiting")
        for _ in range(50):
            await asyncio.sleep(0)
        assert listed == []
        one.busy = False
        await one.until(lambda now: not now.doing)
        assert listed

    run(tmp_path, story, ["one"])


def test_a_probe_that_begins_holds_up_the_sync_under_way(tmp_path, shared, monkeypatch):
    """What the folder answers during a probe is looked at afterwards."""

    async def story(one, two):
        one.database.put([("students", "s1", {"name": "R. T."})])
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        await two.client.join(str(shared), PASSPHRASE)
        await two.synced()
        one.database.put([("students", "s2", {"name": "B. L."})])
        await one.synced()
        real, answered = LocalFolder.get, asyncio.Event()

        async def answers(folder, path, most):
            data = await real(folder, path, most)
            two.busy = True  # Start was tapped while the folder was asked
            answered.set()
            return data

        monkeypatch.setattr(LocalFolder, "get", answers)
        two.client.soon()
        await answered.wait()
        for _ in range(50):
            await asyncio.sleep(0)
        assert two.names() == ["R. T."]
        two.busy = False
        monkeypatch.setattr(LocalFolder, "get", real)
        await two.until(lambda now: now.arrived == 2)
        assert two.names() == ["B. L.", "R. T."]

    run(tmp_path, story)


def test_what_is_kept_while_a_sync_is_under_way_is_sent_by_another(tmp_path, shared, monkeypatch):
    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        real = LocalFolder.put

        async def puts(folder, path, data):
            await real(folder, path, data)
            if one.names() == ["R. T."]:
                one.database.put([("students", "s2", {"name": "B. L."})])
                one.client.soon()

        monkeypatch.setattr(LocalFolder, "put", puts)
        one.database.put([("students", "s1", {"name": "R. T."})])
        await one.synced()
        assert len([*shared.glob("d/*/*")]) == 2

    run(tmp_path, story, ["one"])


def test_a_folder_that_hangs_is_not_felt_and_can_be_cancelled(tmp_path, shared, monkeypatch):
    """The loop goes on answering; neither cancel nor the program's end waits for the folder."""
    hung, over = threading.Event(), threading.Event()

    def hangs(folder):
        hung.set()
        over.wait()
        return iter(())

    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        monkeypatch.setattr(LocalFolder, "_files", hangs)
        one.client.soon()
        await one.until(lambda now: now.doing == "asking" and hung.is_set())
        for number in range(100):  # a probe is kept at each turn of the loop
            one.database.put([("administrations", f"a{number}", {"student": "s1"})])
            one.client.soon()
            await asyncio.sleep(0)
        assert one.status.doing == "asking"
        await one.client.cancel()
        assert one.status.doing == ""
        assert len(one.database.table("administrations")) == 100

    try:
        run(tmp_path, story, ["one"])  # ends though the folder still hangs
        assert not over.is_set()
    finally:
        over.set()


@pytest.mark.parametrize("what", ["begin", "try_to_join", "join", "mend", "change_passphrase"])
def test_what_was_asked_for_can_be_taken_back_while_nothing_is_changed(
    tmp_path, shared, monkeypatch, what
):
    hung, over = threading.Event(), threading.Event()

    def hangs(folder):
        hung.set()
        over.wait()
        return iter(())

    async def story(one):
        client, asked = one.client, (str(shared), PASSPHRASE)
        inside = what in ("mend", "change_passphrase")
        if inside:
            await client.begin(*asked)
            await one.synced()
            asked = () if what == "mend" else (PASSPHRASE * 2,)
        kept = (one.folder / "sync.log").read_bytes() if inside else b""
        more = {"leaked": True} if what == "change_passphrase" else {}
        with monkeypatch.context() as there:
            there.setattr(LocalFolder, "_files", hangs)
            going = asyncio.create_task(getattr(client, what)(*asked, **more))
            await one.until(lambda now: now.doing == "asking" and hung.is_set())
            assert await client.cancel()
            async with asyncio.timeout(60):
                assert (await going).startswith("Cancelled.")
        assert one.status.doing == ""
        assert one.status.joined == inside
        log = one.folder / "sync.log"
        assert (log.read_bytes() if log.exists() else b"") == kept
        assert not inside or await client.mend() == ""  # what is asked for next is done

    try:
        run(tmp_path, story, ["one"])
        assert not over.is_set()
    finally:
        over.set()


def test_nothing_begins_to_change_keys_while_the_rest_is_being_ended(tmp_path, shared, monkeypatch):
    """A sync ends slowly; meanwhile a passphrase is through that is not wanted any more."""
    asked, through, began = asyncio.Event(), asyncio.Event(), []

    async def slowly(*_):
        asked.set()
        await through.wait()
        return bytes(32)

    async def ends_slowly():
        try:
            await asyncio.Event().wait()
        finally:
            through.set()
            for _ in range(100):
                await asyncio.sleep(0)

    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        (kept,) = shared.glob("keys/*")
        with monkeypatch.context() as there:
            there.setattr(NativeCipher, "derive", slowly)
            there.setattr(one.client, "_exchange", ends_slowly)
            there.setattr(one.client._turns, "begin", lambda: began.append(True))
            change = one.client.change_passphrase(PASSPHRASE * 2, leaked=True)
            going = asyncio.create_task(change)
            await asked.wait()
            one.client.soon()
            await asyncio.sleep(0)
            assert await one.client.cancel()
            assert (await going).startswith("Cancelled.")
        assert began == []
        await one.synced()
        assert [*shared.glob("keys/*")] == [kept]

    run(tmp_path, story, ["one"])


def test_what_was_just_asked_for_can_be_taken_back_before_its_turn(tmp_path, shared):
    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)  # and a sync is under way
        (kept,) = shared.glob("keys/*")
        change = one.client.change_passphrase(PASSPHRASE * 2, leaked=True)
        going = asyncio.create_task(change)
        await asyncio.sleep(0)
        assert await one.client.cancel()
        assert (await going).startswith("Cancelled.")
        await one.synced()
        assert [*shared.glob("keys/*")] == [kept]

    run(tmp_path, story, ["one"])


@pytest.fixture
def slow_put(monkeypatch):
    """Hold up each put of a folder; returns what tells of the first, and what lets them go."""
    at_work, over = asyncio.Event(), asyncio.Event()
    put = LocalFolder.put

    async def slow(*of):
        at_work.set()
        await over.wait()
        await put(*of)

    monkeypatch.setattr(LocalFolder, "put", slow)
    return at_work, over


def begun(one, shared):
    """Let a device begin to share, in a task."""
    return asyncio.create_task(one.client.begin(str(shared), PASSPHRASE))


def test_keys_that_are_being_changed_are_not_called_back(tmp_path, shared, slow_put):
    at_work, over = slow_put

    async def story(one):
        first = begun(one, shared)
        await at_work.wait()
        assert not await one.client.cancel()
        second = asyncio.create_task(one.client.mend())  # it waits for its turn
        await asyncio.sleep(0)
        assert await one.client.cancel()
        assert (await second).startswith("Cancelled.")
        assert not await one.client.cancel()
        over.set()
        assert await first == ""
        assert one.status.joined
        assert len([*shared.glob("keys/*")]) == 1
        assert await one.client.cancel()

    run(tmp_path, story, ["one"])


def test_what_was_begun_ends_though_nobody_waits(tmp_path, shared, slow_put):
    at_work, over = slow_put

    async def story(one):
        going = begun(one, shared)
        await at_work.wait()
        going.cancel()
        await asyncio.wait([going])
        over.set()
        await one.until(lambda now: now.joined and not now.doing)
        assert len([*shared.glob("keys/*")]) == 1

    run(tmp_path, story, ["one"])


def test_what_was_begun_goes_on_in_the_next_run(tmp_path, shared, slow_put):
    at_work, over = slow_put

    async def ends(one):
        going = begun(one, shared)
        await at_work.wait()
        (task,) = one.client._turns._begun
        task.cancel()  # as when the program ends
        await going

    async def goes_on(one):
        over.set()
        await one.client.open()
        assert (one.status.joined, one.status.folder_name) == (True, str(shared))
        await one.synced()
        assert len([*shared.glob("keys/*")]) == 1

    run(tmp_path, ends, ["one"])
    run(tmp_path, goes_on, ["one"])


@pytest.mark.parametrize("arrives", [False, True])
def test_a_folder_that_does_not_take_the_key_file_is_no_dead_end(
    tmp_path, shared, monkeypatch, arrives
):
    put = LocalFolder.put

    async def full(*of):
        if arrives:  # and nobody hears of it
            await put(*of)
        raise NoSpace("There is no space left.")

    async def story(one):
        with monkeypatch.context() as there:
            there.setattr(LocalFolder, "put", full)
            said = await one.client.begin(str(shared), PASSPHRASE)
        assert said == "There is no space left."
        assert (one.status.joined, one.status.belongs) == (False, False)
        await one.close_and_open()
        assert (await one.client.open(), one.status.joined, one.status.folder_name) == (
            "",
            False,
            "",
        )
        said = await one.client.begin(str(shared), PASSPHRASE)
        if arrives:
            assert "Join it with its passphrase" in said
            assert await one.client.join(str(shared), PASSPHRASE) == ""
        else:
            assert said == ""
        await one.synced()
        assert one.status.joined
        assert len([*shared.glob("keys/*")]) == 1

    run(tmp_path, story, ["one"])


def test_progress_is_told_and_not_for_each_of_many_files(tmp_path, shared):
    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        one.told.clear()
        for done in range(1, 10_001):
            one.client._progress("reading", done, 10_000)
        assert len(one.told) <= 51
        assert one.told[-1].done == 10_000

    run(tmp_path, story, ["one"])


def test_a_sync_that_can_write_nothing_is_stuck_and_took_nothing_out(tmp_path, shared, monkeypatch):
    async def full(*_):
        raise NoSpace("There is no space left.")

    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        assert not one.status.stuck
        first = one.status.out
        assert first == StoredRecords(one.database, []).mark()
        one.database.put([("students", "s1", {"name": "R. T."})])
        with monkeypatch.context() as there:
            there.setattr(LocalFolder, "put", full)
            one.client.soon()
            await one.until(lambda now: now.stuck)
            await one.until(lambda now: not now.doing)
            assert one.status.out == ""
            assert one.status.problem == ""
            assert "There is no space left." in one.status.advice[0]
        await one.synced()
        assert not one.status.stuck
        assert one.status.out > first

    run(tmp_path, story, names=("one",))


@pytest.mark.parametrize(
    ("asks", "what"), [(WrongLogin, "wants_login"), (NotPermitted, "wants_permission")]
)
def test_what_the_folder_asks_for_is_asked_until_it_answers(
    tmp_path, shared, monkeypatch, asks, what
):
    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.until(lambda now: now.at is not None and not now.doing)
        for problem in (asks("Who are you?"), asks("Who is it?"), NotThere("It is away.")):

            async def refuse(self, problem=problem):
                raise problem

            one.told.clear()
            asked = getattr(one.status, what)
            with monkeypatch.context() as there:
                there.setattr(LocalFolder, "list", refuse)
                await one.synced()
            assert getattr(one.status, what)
            assert not asked or all(getattr(told, what) for told in one.told)
        assert one.status.offline
        await one.synced()
        assert not getattr(one.status, what)

    run(tmp_path, story, ["one"])


def test_a_file_that_was_damaged_and_kept_its_size_is_put_right_when_all_are_read(tmp_path, shared):
    async def story(one):
        await one.client.begin(str(shared), PASSPHRASE)
        one.database.put([("students", "s1", {"name": "R. T."})])
        await one.synced()
        (file,) = shared.glob("d/*/*.seg")
        right = file.read_bytes()
        file.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
        await one.synced()
        assert file.read_bytes() != right  # nobody reads again what is there, or idling would cost
        assert await one.client.mend() == ""
        assert file.read_bytes() == right
        assert (one.status.advice, one.status.doing) == ((), "")

    run(tmp_path, story, names=("one",))
