"""What a browser has for sharing, under the tablet's own Python: run by test_interpreter.py.

``js`` and ``crypto`` are real. A folder that was picked, ``fetch`` and the page are stand-ins
with the standards' manners, which can fail as theirs do.
"""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from pyodide.code import run_js
from sync_doubles import PASSPHRASE, Device, Disk

from commands.wiring import open_logs, open_shared
from sync.client.sync_client import SyncClient
from sync.errors import (
    BadAddress,
    FolderProblem,
    Gone,
    NoSecretStore,
    NoSpace,
    NotAllowed,
    NotPermitted,
    NotReached,
    NotThere,
    TooLarge,
)
from sync.folders.address import BY_HAND
from sync.folders.dav_folder import DavFolder
from sync.folders.folder import Login
from web.tablet.browser_folders import BrowserFolders
from web.tablet.browser_secret_store import BrowserSecretStore
from web.tablet.fetching import Fetching
from web.tablet.picked import PickedFolder
from web.tablet.webcrypto import WebCrypto

FOLDER = """() => {
  const fail = (name) => { throw new DOMException("no", name); };
  const state = { failing: "", room: Infinity, gone: false };
  const check = () => {
    if (state.failing) fail(state.failing);
    if (state.gone) fail("NotFoundError");
  };
  const file = (name) => {
    let bytes = new Uint8Array();
    return {
      kind: "file", name,
      async getFile() {
        check();
        return new File([bytes], name);
      },
      async createWritable() {
        check();
        let draft = null;
        return {
          async write(data) {
            if (data.length > state.room) fail("QuotaExceededError");
            draft = data.slice();
          },
          async abort() {},
          async close() { bytes = draft; },
        };
      },
    };
  };
  const folder = (name) => {
    const inside = new Map();
    const entry = (kind, make) => async (name, { create = false } = {}) => {
      check();
      if (!inside.has(name)) create ? inside.set(name, make(name)) : fail("NotFoundError");
      if (inside.get(name).kind !== kind) fail("TypeMismatchError");
      return inside.get(name);
    };
    return {
      kind: "directory", name,
      getDirectoryHandle: entry("directory", folder),
      getFileHandle: entry("file", file),
      async removeEntry(name) {
        check();
        if (!inside.delete(name)) fail("NotFoundError");
      },
      async *entries() {
        check();
        yield* inside;
      },
    };
  };
  return { root: folder("Our folder"), state };
}"""


def do(work):
    return asyncio.run(work)


@pytest.fixture
def picked():
    return run_js(FOLDER)()


def test_a_picked_folder_has_the_four_verbs(picked):
    folder = PickedFolder(picked.root)
    assert do(folder.list()) == {}
    do(folder.put("keys/a.key", b"one"))
    do(folder.put("d/aa/x.seg", b"two"))
    do(folder.put("d/aa/x.seg", bytes(range(256)) * 999))
    do(folder.put("d/aa/deeper/x", b"not ours"))
    do(folder.put("other/x", b"not ours"))
    do(folder.put("d/loose", b"not ours"))
    assert do(folder.list()) == {"keys/a.key": 3, "d/aa/x.seg": 256 * 999}
    assert do(folder.get("d/aa/x.seg", 10**6)) == bytes(range(256)) * 999
    assert do(folder.get("keys/a.key", 3)) == b"one"
    with pytest.raises(TooLarge):
        do(folder.get("keys/a.key", 2))
    for path in ("keys/no.key", "d/no/x.seg", "d/aa"):
        with pytest.raises(Gone):
            do(folder.get(path, 9))
    do(folder.delete("keys/a.key"))
    do(folder.delete("keys/a.key"))
    do(folder.delete("d/no/x"))
    assert do(folder.list()) == {"d/aa/x.seg": 256 * 999}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("NotAllowedError", NotPermitted),
        ("NotFoundError", NotThere),
        ("NoModificationAllowedError", NotAllowed),
        ("NotReadableError", NotReached),
        ("UnknownError", FolderProblem),
    ],
)
def test_what_the_browser_says_becomes_a_sentence(picked, name, kind):
    picked.state.failing = name
    folder = PickedFolder(picked.root)
    for work in (folder.list, lambda: folder.put("d/aa/x.seg", b"x")):
        with pytest.raises(kind, match=r"Our folder.*\.") as problem:
            do(work())
        assert type(problem.value) is kind


def test_a_full_disk_is_said_and_the_old_file_stays(picked):
    folder = PickedFolder(picked.root)
    do(folder.put("d/aa/x.seg", b"old"))
    picked.state.room = 5
    with pytest.raises(NoSpace):
        do(folder.put("d/aa/x.seg", b"longer"))
    assert do(folder.get("d/aa/x.seg", 9)) == b"old"


def test_two_tablets_share_through_it(picked):
    folder, one, two = PickedFolder(picked.root), Device("one"), Device("two")
    one.found(folder)
    one.put(("students", "s1", {"name": "R. T."}))
    one.sync(folder)
    two.join(folder)
    two.sync(folder)
    two.put(("students", "s1", {"grade": "2"}))
    for device in (two, one, two):
        assert device.sync(folder).advice == []
    assert one.view() == two.view() == {"students": {"s1": {"name": "R. T.", "grade": "2"}}}


# WebDAV by fetch

SERVER = """(answer) => {
  const asked = [];
  globalThis.fetch = async (url, how) => {
    asked.push({ url, ...how });
    if (how.signal.aborted) throw new DOMException("no", "AbortError");
    if (answer.status === 0) throw new TypeError("Failed to fetch");
    if (answer.status === 302) return { type: "opaqueredirect", status: 0, body: null };
    const body = answer.size === null ? null : new Uint8Array(answer.size).fill(65);
    return new Response(body, { status: answer.status });
  };
  return asked;
}"""

URL = "https://cloud.example.org/dav"


@pytest.fixture
def server():
    """Answer every request so; returns what was asked."""
    real = run_js("fetch")

    def server(status, size=None):
        return run_js(SERVER)(run_js(f"({json.dumps({'status': status, 'size': size})})"))

    yield server
    run_js("(real) => { globalThis.fetch = real; }")(real)


def test_a_request_carries_the_login_and_no_cookie_and_is_not_kept(server):
    asked = server(200, 3)
    folder = DavFolder(URL, Fetching(Login("anna", "a pass/word: ü")))
    assert do(folder.get("d/aa/x y.seg", 9)) == b"AAA"
    one = asked[0]
    assert one.url == f"{URL}/d/aa/x%20y.seg"
    assert one.headers.Authorization == "Basic YW5uYTphIHBhc3Mvd29yZDogw7w="
    told = (one.method, one.credentials, one.cache, one.redirect, one.referrerPolicy)
    assert told == ("GET", "omit", "no-store", "manual", "no-referrer")


def test_what_is_put_arrives_as_it_is(server):
    asked = server(201)
    do(DavFolder(URL, Fetching(None)).put("d/aa/x.seg", bytes(range(256))))
    assert asked[0].method == "PUT"
    assert asked[0].body.to_bytes() == bytes(range(256))
    assert not hasattr(asked[0].headers, "Authorization")


@pytest.mark.parametrize(
    ("status", "kind"),
    [(0, NotReached), (302, FolderProblem), (503, NotReached), (507, NoSpace)],
)
def test_answers_become_sentences(server, status, kind):
    server(status)
    with pytest.raises(kind) as problem:
        do(DavFolder(URL, Fetching(None)).put("d/aa/x.seg", b"x"))
    assert type(problem.value) is kind
    assert "cloud.example.org" in str(problem.value)


def test_no_more_is_read_than_was_asked_for(server):
    server(200, 1000)
    folder = DavFolder(URL, Fetching(None))
    assert len(do(folder.get("x", 1000))) == 1000
    with pytest.raises(TooLarge):
        do(folder.get("x", 999))


def test_what_hangs_can_be_cut_off(server):
    server(200, 1)
    folder = DavFolder(URL, Fetching(None))
    folder.close()
    with pytest.raises(NotReached, match="AbortError"):
        do(folder.get("x", 9))


# Places

PAGE = """(answers) => {
  globalThis.aimline = { ask: async (what) => answers[what] ?? {} };
  return answers;
}"""


def page(**answers):
    return run_js(PAGE)(run_js(f"({json.dumps(answers)})"))


def test_a_browser_offers_what_it_and_its_build_can_do():
    page(able={"able": False})
    assert do(BrowserFolders.open()).kinds == ("hand",)
    page(able={"able": True})
    assert do(BrowserFolders.open()).kinds == ("pick", "hand")
    with_server = BrowserFolders("https://cloud.example.org", picks=False)
    assert with_server.kinds == ("dav", "hand")
    assert with_server.server == "davs://cloud.example.org"


def test_it_reaches_the_one_server_it_was_built_for():
    places = BrowserFolders("https://cloud.example.org:8443", picks=True)
    whole = "davs://cloud.example.org:8443/dav/Aimline"
    assert places.written_out(whole) == whole
    assert places.written_out("/dav/Für alle") == (
        "davs://cloud.example.org:8443/dav/F%C3%BCr%20alle"
    )
    for other in (
        "davs://evil.example.org/x",
        "davs://cloud.example.org/x",
        "smb://cloud/x",
        "x://",
    ):
        with pytest.raises(BadAddress):
            places.written_out(other)
    with pytest.raises(BadAddress, match="password doesn't belong"):
        places.written_out("davs://u:p@cloud.example.org:8443/x")
    with pytest.raises(BadAddress):
        BrowserFolders("", picks=True).written_out("davs://cloud.example.org/x")


def test_a_folder_is_picked_or_not():
    places = BrowserFolders("", picks=True)
    page(pick={"handle": {"name": "Für uns"}})
    address = do(places.pick())
    assert places.written_out(address) == address
    assert places.as_typed(address) == "Für uns"
    page(pick={"error": "AbortError"})
    assert do(places.pick()) == ""
    page(pick={"error": "SecurityError"})
    with pytest.raises(FolderProblem, match="SecurityError"):
        do(places.pick())


def test_a_picked_folder_has_to_be_known_and_allowed(picked):
    places = BrowserFolders("", picks=True)

    async def listed():
        async with places.reached("picked:x", None) as folder:
            return await folder.list()

    answers = page()
    with pytest.raises(NotThere, match="Choose it again"):
        do(listed())
    answers.kept = run_js("({state: 'prompt', handle: {name: 'Our folder'}})")
    with pytest.raises(NotPermitted, match="“Our folder”"):
        do(listed())
    answers.kept = run_js("(handle) => ({ state: 'granted', handle })")(picked.root)
    assert do(listed()) == {}
    answers.permit = run_js("({state: 'denied'})")
    with pytest.raises(NotPermitted):
        do(places.permit())
    answers.permit = run_js("({state: 'granted'})")
    do(places.permit())


def test_a_picked_folder_is_let_go_of():
    places = BrowserFolders("", picks=True)
    page(forget={})
    do(places.forget())
    page(forget={"error": "InvalidStateError"})
    with pytest.raises(FolderProblem, match="InvalidStateError"):
        do(places.forget())


# All of it wired, as web/tablet/entry.py does


def test_two_tablets_converge_by_sync_files():
    page(able={"able": False})

    async def tablet(n):
        disk, safe = Disk(), BrowserSecretStore([Slot([0] * 99), Slot([0] * 99)])
        logs = await open_logs(disk)

        async def opening():
            return await open_shared(logs.database, disk, safe, WebCrypto()), safe

        client = SyncClient(
            logs.database,
            await BrowserFolders.open(),
            opening,
            shares=lambda: safe.holds("ring"),
            busy=lambda: False,
            now=lambda: datetime.now(UTC),
            mark=lambda: "",
        )
        logs.database.put([("students", f"s{n}", {"name": f"{n}"})])
        return client, logs.database, safe

    async def story():
        (one, here, safe), (two, there, _) = await tablet(1), await tablet(2)
        assert await one.begin(BY_HAND, PASSPHRASE) == ""
        assert "no key store" in one.status.keys
        assert safe.holds("ring")
        raw, _ = await one.make_file(None)
        assert await two.open_file(raw) == ""
        assert await two.join(BY_HAND, PASSPHRASE) == ""
        raw, _ = await two.make_file(two.status.others[0])
        assert await one.open_file(raw) == ""
        for database in (here, there):
            assert {doc.doc_id for doc in database.table("students")} == {"s1", "s2"}

    do(story())


# Secrets


class Slot:
    """A file in memory. ``life`` is how many changes it still takes; then the program is gone."""

    def __init__(self, life):
        self.data, self.life = b"", life

    @property
    def size(self):
        return len(self.data)

    def read(self, offset, size):
        return self.data[offset : offset + size]

    def _lives(self):
        if not self.life:
            raise OSError(5, "gone")
        self.life.pop()

    def write_at(self, offset, data):
        self._lives()
        self.data = self.data[:offset] + data[: len(data) // 2]
        self._lives()
        self.data = self.data[:offset] + data

    def truncate(self, size):
        self._lives()
        self.data = self.data[:size]

    def flush(self):
        self._lives()


def test_secrets_are_kept_and_forgotten():
    slots = [Slot([0] * 99), Slot([0] * 99)]
    safe = BrowserSecretStore(slots)
    assert do(safe.get("ring")) is None
    do(safe.put("ring", "r1"))
    do(safe.put("login x", "l"))
    safe = BrowserSecretStore(slots)
    assert safe.holds("ring")
    assert do(safe.get("ring")) == "r1"
    do(safe.drop("ring"))
    do(safe.drop("ring"))
    safe = BrowserSecretStore(slots)
    assert not safe.holds("ring")
    assert do(safe.get("login x")) == "l"
    assert b"r1" not in slots[0].data + slots[1].data


def test_a_kill_at_any_moment_leaves_the_old_secrets_or_the_new():
    whole = 0
    for moment in range(12):
        life = [0] * 99
        slots = [Slot(life), Slot(life)]
        do(BrowserSecretStore(slots).put("ring", "old"))
        del life[moment:]
        try:
            do(BrowserSecretStore(slots).put("ring", "new"))
            whole += 1
        except NoSecretStore:
            pass
        life += [0] * 99
        safe = BrowserSecretStore(slots)
        assert do(safe.get("ring")) in ("old", "new")
        do(safe.put("ring", "newest"))
        assert do(BrowserSecretStore(slots).get("ring")) == "newest"
    assert 0 < whole < 12
