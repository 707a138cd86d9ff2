"""What the key store keeps, and what becomes of it when it stops."""

import asyncio
import json
import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked

from sync.errors import NoSecretStore
from sync.folders.address import server_of
from sync.folders.folder import Login
from sync.keys.secret_store import keep_login, login_of
from sync.keys.system_secret_store import SystemSecretStore

HERE = "davs://cloud.example.org/dav"
BESIDE = "davs://cloud.example.org:8443/dav"


class Drawer(KeyringBackend):
    """A key store that takes nothing more, or is locked, when told to."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept, self.full, self.locked = {}, False, False

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked
        return self.kept.get(username)

    def set_password(self, service, username, password):
        if self.full or self.locked:
            raise KeyringLocked
        self.kept[username] = password

    def delete_password(self, service, username):
        del self.kept[username]


@pytest.fixture
def drawer(monkeypatch):
    drawer = Drawer()
    monkeypatch.setattr(keyring.core, "_keyring_backend", drawer)
    return drawer


def do(work):
    return asyncio.run(work)


def test_what_a_key_store_has_goes_along_when_it_takes_nothing_more(drawer, tmp_path):
    before = SystemSecretStore(tmp_path)
    do(before.put("ring", "the team keys"))
    do(before.put("login here", "a password"))
    secret_store = SystemSecretStore(tmp_path)
    assert do(secret_store.get("login here")) == "a password"
    drawer.full = True
    do(secret_store.put("login there", "another"))
    drawer.full = False
    for again in (secret_store, SystemSecretStore(tmp_path)):
        assert "keys.json" in again.where
        assert do(again.get("ring")) == "the team keys"
        assert do(again.get("login here")) == "a password"
        assert do(again.get("login there")) == "another"


def test_where_that_can_not_be_read_nothing_is_kept_elsewhere(drawer, tmp_path):
    secret_store = SystemSecretStore(tmp_path)
    do(secret_store.put("ring", "the team keys"))
    drawer.locked = True
    with pytest.raises(NoSecretStore, match="Unlock it, then try again"):
        do(secret_store.put("login there", "another"))
    assert list(tmp_path.iterdir()) == []
    drawer.locked = False
    assert (
        do(secret_store.get("ring"))
        == do(SystemSecretStore(tmp_path).get("ring"))
        == "the team keys"
    )


def test_what_the_file_does_not_take_is_still_in_the_key_store(drawer, tmp_path):
    secret_store = SystemSecretStore(tmp_path / "gone")
    do(secret_store.put("ring", "the team keys"))
    drawer.full = True
    with pytest.raises(NoSecretStore, match="can't be written"):
        do(secret_store.put("login there", "another"))
    assert do(secret_store.get("ring")) == "the team keys"


def test_a_secret_that_nobody_waits_for_any_more_takes_no_other_one_away(tmp_path, monkeypatch):
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    secret_store, sync_log, over = SystemSecretStore(tmp_path), threading.Event(), threading.Event()
    write = secret_store._write

    def slowly(secrets):
        if not sync_log.is_set():
            sync_log.set()
            over.wait()
        write(secrets)

    async def story():
        monkeypatch.setattr(secret_store, "_write", slowly)
        first = asyncio.create_task(secret_store.put("login x", "a password"))
        await asyncio.to_thread(sync_log.wait)
        first.cancel()
        await asyncio.wait([first])
        second = asyncio.create_task(secret_store.put("ring", "keys"))
        await asyncio.wait([second], timeout=0.2)  # it would be through, if nothing held it up
        over.set()
        await second
        assert (await secret_store.get("ring"), await secret_store.get("login x")) == (
            "keys",
            "a password",
        )

    try:
        do(story())
    finally:
        over.set()


def test_two_servers_on_one_host_have_each_their_own_password(drawer, tmp_path):
    secret_store = SystemSecretStore(tmp_path)
    do(keep_login(secret_store, server_of(HERE), Login("me", "first")))
    assert do(login_of(secret_store, server_of(BESIDE))) is None
    do(keep_login(secret_store, server_of(BESIDE), Login("me", "second")))
    assert do(login_of(secret_store, server_of(HERE))) == Login("me", "first")
    assert do(login_of(secret_store, server_of("davs://cloud.example.org:443/x"))) == Login(
        "me", "first"
    )


def test_a_password_kept_before_ports_counted_is_found_by_one_of_them(drawer, tmp_path):
    secret_store = SystemSecretStore(tmp_path)
    do(secret_store.put("login davs://cloud.example.org", json.dumps(["me", "first"])))
    for _ in range(2):
        assert do(login_of(secret_store, server_of(BESIDE))) == Login("me", "first")
        assert do(login_of(secret_store, server_of(HERE))) is None
    do(secret_store.put("login s3://bucket", json.dumps(["me", "third"])))
    assert do(login_of(secret_store, server_of("s3://bucket/path"))) == Login("me", "third")
