"""A tablet and a laptop converge: by a folder that is picked, by WebDAV, and by sync files.

The tablet is the built site in a real Chromium, the laptop a data folder and ``main.py``. A browser
without a screen can show no dialog in which to pick a folder. So ``showDirectoryPicker`` is a
stand-in here: it gives a folder of the browser's own files, which the test copies to a real folder
and back, as a cloud client would. It refuses without a tap, as the real one does, and so does the
permission after a reload.
"""

import base64
import json
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from screens.parts.double_tap import SECOND_TAP_MS
from tests.browser.conftest import write
from tests.browser.long.test_sharing import PASSPHRASE, SYNC_MS, SYNCED, tab
from tests.browser.test_probe import add_student, button
from tests.sync.servers import DAV, LOGIN, running
from tests.tablet.site.conftest import CACHE, settle
from tests.tablet.site.test_site import give_and_keep
from web.build import build
from web.tablet_contents import ROOT

pytestmark = pytest.mark.full

STUDENT = {"id": "s9", "name": "B. L.", "grade": "3", "group": "", "archived": False}

# The stand-in for picking a folder, and for what the browser asks after a restart.
PICKER = """
const tapped = () => {
  if (!navigator.userActivation.isActive) throw new DOMException("no tap", "SecurityError");
};
globalThis.allowed = false;
globalThis.showDirectoryPicker = async () => {
  tapped();
  globalThis.allowed = true;
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle("stand-in", { create: true });
};
FileSystemHandle.prototype.queryPermission = async () => globalThis.allowed ? "granted" : "prompt";
FileSystemHandle.prototype.requestPermission = async () => {
  tapped();
  globalThis.allowed = true;
  return "granted";
};
"""
READ = """async () => {
  const found = {};
  const walk = async (folder, under) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === "directory") await walk(one, `${under}${name}/`);
      else found[under + name] = (await (await one.getFile()).bytes()).toBase64();
    }
  };
  const root = await navigator.storage.getDirectory();
  await walk(await root.getDirectoryHandle("stand-in", { create: true }), "");
  return found;
}"""
WRITE = """async (files) => {
  const root = await navigator.storage.getDirectory();
  for (const [path, text] of Object.entries(files)) {
    let folder = await root.getDirectoryHandle("stand-in", { create: true });
    const parts = path.split("/");
    for (const part of parts.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(part, { create: true });
    }
    const to = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await to.write(Uint8Array.fromBase64(text));
    await to.close();
  }
}"""


@pytest.fixture(scope="module")
def dav(tmp_path_factory):
    """A WebDAV server that lets pages of other origins ask, as docs/tablet.md says."""
    pytest.importorskip("wsgidav", reason="no WsgiDAV here: run uv sync --group test")
    root = tmp_path_factory.mktemp("dav")
    (root / "Für alle").mkdir()
    cors = {
        "allow_origin": "*",
        "allow_methods": "GET, PUT, DELETE, MKCOL, PROPFIND",
        "allow_headers": "Authorization, Content-Type, Depth",
        "max_age": 86_400,
    }
    script = DAV.replace('"verbose": 1', f'"verbose": 1, "cors": {cors}')
    with running([sys.executable, "-c", script, root, *LOGIN], root / "out") as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def site(dav, tmp_path_factory):
    """The site, built for that server."""
    folder = tmp_path_factory.mktemp("site") / "tablet"
    build(folder, CACHE, webdav=dav)
    return folder


class Laptop:
    """A data folder, by the command line."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        (folder / "pass").write_text(PASSPHRASE)

    def run(self, *argv, code=0, **environment):
        none = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        command = [sys.executable, "main.py", *argv[:1], "--data", self.folder, *argv[1:]]
        ran = subprocess.run(
            [*map(str, command)],
            cwd=ROOT,
            env={**os.environ, **none, **environment},
            capture_output=True,
            text=True,
        )
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout

    def sync(self, *argv, **environment):
        return self.run("sync", "--passphrase-file", self.folder / "pass", *argv, **environment)

    def add(self):
        """Give it a student that the tablet lacks."""
        file = self.folder / "one.json"
        one = {"format": 1, "students": [STUDENT], "administrations": [], "amendments": []}
        file.write_text(json.dumps(one))
        self.run("import", file)

    def exported(self):
        self.run("export", "--to", self.folder / "all.json")
        return json.loads((self.folder / "all.json").read_text())

    def names(self):
        return sorted(student["name"] for student in self.exported()["students"])


@pytest.fixture
def laptop(tmp_path):
    return Laptop(tmp_path / "laptop")


def settled(page):
    assert settle(page) == "usable"
    return page


def settings(page, name):
    """Go to the settings, and scroll to a button of theirs."""
    tab(page, "Settings")
    expect(page.get_by_text("Size of the passage")).to_be_visible()  # no button of another screen
    wanted = button(page, name)
    page.mouse.move(500, 400)
    for _ in range(30):
        if wanted.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    return wanted


def open_sharing(page):
    settings(page, "Open sharing").click()


def start(page, kind):
    """Go to where sharing is started, and choose how."""
    open_sharing(page)
    button(page, "Start a shared folder").click()
    button(page, kind).click()


def choose_passphrase(page):
    write(page, "New passphrase", PASSPHRASE)
    write(page, "Repeat passphrase", PASSPHRASE)
    button(page, "Start sharing").click()


def sync(page):
    """Sync by the button, and wait until it is done."""
    open_sharing(page)
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    button(page, "Sync now").click()
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)


def sees(page, name):
    tab(page, "Students")
    expect(button(page, re.compile(f"^{re.escape(name)}")).first).to_be_visible()


def one_probe(laptop):
    found = laptop.exported()
    return [len(found["administrations"]), [student["name"] for student in found["students"]]]


def test_by_a_folder_that_is_picked(device, host, laptop, tmp_path):
    device.on()
    device.context.add_init_script(PICKER)
    page = device.visit(host.url)
    add_student(page)
    give_and_keep(page)
    sees(page, "R. T.")
    expect(page.get_by_text("1 probe is on this device alone")).to_be_visible()
    start(page, "A folder on this device")
    button(page, "Choose the folder").click()
    expect(page.get_by_text("Chosen: stand-in")).to_be_visible()
    choose_passphrase(page)
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)
    sees(page, "R. T.")
    expect(page.get_by_text("on this device alone")).to_be_hidden()

    shared = tmp_path / "shared"
    carry(page, shared)
    assert "Joined" in laptop.sync("--folder", shared)
    assert one_probe(laptop) == [1, ["R. T."]]
    laptop.add()
    laptop.sync()
    page.evaluate(WRITE, files(shared))
    sync(page)
    sees(page, "B. L.")

    # After a restart the browser wants the permission once more: one tap gives it.
    page.reload()
    settled(page)
    expect(page.get_by_text("The browser asks again whether Aimline may use")).to_be_visible()
    button(page, "Allow the folder").click()
    expect(button(page, "Allow the folder")).to_be_hidden()
    page.wait_for_timeout(SECOND_TAP_MS)  # no sooner than a finger would
    add_student(page, "After")
    sync(page)
    carry(page, shared)
    laptop.sync()
    assert laptop.names() == ["After", "B. L.", "R. T."]


def carry(page, shared):
    """Copy the stand-in folder to a real one, as a cloud client would."""
    for path, text in page.evaluate(READ).items():
        file = shared / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(text))


def files(shared):
    found = [path for path in shared.rglob("*") if path.is_file()]
    return {
        path.relative_to(shared).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in found
    }


def test_by_webdav(device, host, laptop, dav):
    page = device.visit(host.url)
    add_student(page)
    give_and_keep(page)
    start(page, "A folder on a server")
    path = "/dav/Für alle"
    write(page, "The folder's address", path)
    write(page, re.compile("^User"), LOGIN.user)
    write(page, re.compile("^Password"), LOGIN.password)
    choose_passphrase(page)
    expect(page.get_by_text(SYNCED)).to_be_visible(timeout=SYNC_MS)

    address = f"{dav.replace('http', 'dav')}/dav/F%C3%BCr%20alle"
    login = {"AIMLINE_FOLDER_USER": LOGIN.user, "AIMLINE_FOLDER_PASSWORD": LOGIN.password}
    assert "Joined" in laptop.sync("--folder", address, **login)
    assert one_probe(laptop) == [1, ["R. T."]]
    laptop.add()
    laptop.sync(**login)
    page.reload()  # the login is kept, and a sync begins by itself
    settled(page)
    sees(page, "B. L.")


def test_by_sync_files(device, host, laptop, tmp_path):
    page = device.visit(host.url)
    add_student(page)
    give_and_keep(page)
    start(page, "Sync files, no folder")
    choose_passphrase(page)
    there, back = tmp_path / "there.bin", tmp_path / "back.bin"
    with page.expect_download() as download:
        button(page, "Make a sync file").click()
    assert re.fullmatch(r"aimline-sync-\d{4}-\d\d-\d\d\.bin", download.value.suggested_filename)
    download.value.save_as(there)
    assert "Joined" in laptop.sync("--from", there)
    assert one_probe(laptop) == [1, ["R. T."]]

    laptop.add()
    laptop.sync("--to", back)
    with page.expect_file_chooser() as chooser:
        button(page, "Open a sync file").click()
    chooser.value.set_files(back)
    opened = page.get_by_text(re.compile(r"^Opened: \d+ changes? received"))
    expect(opened.first).to_be_visible()  # a screen reader is told as well
    sees(page, "B. L.")
    expect(page.get_by_text("on this device alone")).to_be_hidden()

    # The next file has what the laptop lacks, and no more.
    add_student(page, "After")
    open_sharing(page)
    with page.expect_download() as download:
        button(page, "Make a sync file").click()
    download.value.save_as(there)
    assert "received 1 change" in laptop.sync("--from", there)
    assert laptop.names() == ["After", "B. L.", "R. T."]


def test_everything_goes_out_and_comes_in(device, host, laptop, tmp_path):
    page = device.visit(host.url)
    add_student(page)
    give_and_keep(page)
    sees(page, "R. T.")
    with page.expect_download() as download:
        button(page, "Export everything").click()
    download.value.save_as(tmp_path / "all.json")
    laptop.run("import", tmp_path / "all.json")
    assert one_probe(laptop) == [1, ["R. T."]]
    expect(page.get_by_text("on this device alone")).to_be_hidden()

    laptop.add()
    laptop.exported()
    chosen = settings(page, "Import an export")
    with page.expect_file_chooser() as chooser:
        chosen.click()
    chooser.value.set_files(laptop.folder / "all.json")
    expect(page.get_by_text("Imported 1 student and 0 probes").first).to_be_visible()
    sees(page, "B. L.")
