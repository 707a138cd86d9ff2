"""Two real Syncthing instances carry the folder between two data folders, and are stopped."""

import json
import os
import random
import secrets
import subprocess
import time
import urllib.request
from contextlib import ExitStack, suppress
from xml.etree import ElementTree

import keyring
import pytest
from keyring.backends import fail
from servers import answers, held_port, program

import main as aimline
from sync.keys import key_file

EACH = 500  # results made on each side
TURNS = 10
LONGEST = 40  # seconds until all has been carried


class Carrier:
    """One Syncthing: its home, the folder it carries, and its process while it runs."""

    def __init__(self, home, folder):
        self.folder, self.home = folder, home
        folder.mkdir(parents=True)
        self.held = ExitStack()  # it is stopped and started, and the other one must find it again
        self.port, self.api = (self.held.enter_context(held_port()) for _ in range(2))
        self.key = secrets.token_hex(16)
        self.process = None
        self.program = program("syncthing", "syncthing")
        made = [self.program, "generate", "--no-default-folder", f"--home={home}"]
        subprocess.run([*made, "--skip-port-probing"], check=True, capture_output=True)
        own = ElementTree.parse(home / "config.xml").find("device")
        self.id = own.get("id")

    def knows(self, other):
        """Write its settings: nothing but this machine, and the other one at its port."""
        tree = ElementTree.parse(self.home / "config.xml")
        root = tree.getroot()
        for old in root.findall("device") + root.findall("folder"):
            root.remove(old)
        folder = ElementTree.SubElement(root, "folder", id="shared", path=str(self.folder))
        folder.attrib.update(type="sendreceive", rescanIntervalS="1", fsWatcherEnabled="true")
        folder.attrib.update(fsWatcherDelayS="1", ignorePerms="true")
        for one in (self, other):
            ElementTree.SubElement(folder, "device", id=one.id)
            device = ElementTree.SubElement(root, "device", id=one.id)
            ElementTree.SubElement(device, "address").text = f"tcp://127.0.0.1:{one.port}"
        wanted = {
            "listenAddress": f"tcp://127.0.0.1:{self.port}",
            "reconnectionIntervalS": "1",
            "startBrowser": "false",
            "urAccepted": "-1",
            "autoUpgradeIntervalH": "0",
        }
        for no in ("globalAnnounce", "localAnnounce", "relays", "nat", "crashReporting"):
            wanted[f"{no}Enabled"] = "false"
        options = root.find("options")
        for name, value in wanted.items():
            found = options.find(name)
            (ElementTree.SubElement(options, name) if found is None else found).text = value
        gui = root.find("gui")
        gui.find("address").text = f"127.0.0.1:{self.api}"
        gui.find("apikey").text = self.key
        tree.write(self.home / "config.xml")

    def start(self):
        with (self.home / "out").open("ab") as out:
            self.process = subprocess.Popen(
                [self.program, "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                # The first: no process in between, which a kill would leave a child of.
                env={**os.environ, "STMONITORED": "yes", "STNOUPGRADE": "1"},
            )
        soon(self._is_up, "Syncthing starts")

    def _is_up(self):
        assert self.process.poll() is None, (self.home / "out").read_text()[-2000:]
        return answers(self.api)

    def stop(self):
        """End it in the middle of whatever it does."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
            soon(lambda: not answers(self.api), "Syncthing ends")

    def idle(self):
        """Tell whether it holds, and has carried, all there is."""
        with suppress(OSError, ValueError):
            address = f"http://127.0.0.1:{self.api}/rest/db/status?folder=shared"
            asked = urllib.request.Request(address, headers={"X-API-Key": self.key})
            with urllib.request.urlopen(asked, timeout=5) as answer:
                said = json.load(answer)
            return said["state"] == "idle" and said["needFiles"] == 0
        return False


def soon(true, what):
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end, f"{what}: not within {LONGEST} s"
        time.sleep(0.05)


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for top in ("keys", "d")
        for path in (folder / top).rglob("*")
        if path.is_file() and not path.name.startswith((".", "~"))
    }


@pytest.fixture
def carriers(tmp_path):
    """Two that know each other; they end with the test."""
    two = [Carrier(tmp_path / f"home{n}", tmp_path / f"folder{n}") for n in (1, 2)]
    two[0].knows(two[1])
    two[1].knows(two[0])
    try:
        for carrier in two:
            carrier.start()
        yield two
    finally:
        for carrier in two:
            carrier.stop()
            carrier.held.close()


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line, which must succeed; with a key file that costs nothing to try."""
    monkeypatch.setattr(key_file, "ROUNDS", 1)
    monkeypatch.setattr(key_file, "LEAST_ROUNDS", 1)
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    monkeypatch.setenv("AIMLINE_PASSPHRASE", "four quiet otters")

    def run(*argv):
        capsys.readouterr()
        code = aimline.main([str(arg) for arg in argv])
        printed = "".join(capsys.readouterr())
        # 1 is for what a person should know: here, that files are still on their way.
        assert code == 0 or (argv[0] == "sync" and code == 1 and "Sent " in printed), printed
        return code

    return run


def export_of(place, numbers):
    """Return an export with results that only this side has, of one student whom both have."""
    form = {"id": "F1", "level": "2", "items": ["The", "fox", "ran"], "lines": [0, 2]}
    events = [
        {"do": "start", "at_ms": 0},
        {"do": "time_up", "at_ms": 60000},
        {"do": "last", "item": 2, "at_ms": 63000},
    ]
    given = {"format": 1, "measure": "orf", "form": form, "student": "s1", "events": events}
    given["given_at"] = "2026-11-24T09:15:00-05:00"
    student = {"id": "s1", "name": "Zebedee", "grade": "2", "group": "", "archived": False}
    results = [{**given, "id": f"result-{place}-{n}"} for n in numbers]
    return {"format": 1, "students": [student], "administrations": results, "amendments": []}


@pytest.mark.long
def test_five_hundred_results_each_way_while_one_side_comes_and_goes(carriers, tmp_path, run):
    chance = random.Random(7)
    data = [tmp_path / "data0", tmp_path / "data1"]

    def give(place, numbers):
        path = tmp_path / "given.json"
        path.write_text(json.dumps(export_of(place, numbers)))
        run("import", "--data", data[place], path)

    def carried():
        return files(carriers[0].folder) == files(carriers[1].folder) and all(
            carrier.idle() for carrier in carriers
        )

    run("sync", "--data", data[0], "--folder", carriers[0].folder)
    soon(lambda: files(carriers[1].folder) and carried(), "the key file arrives")
    run("sync", "--data", data[1], "--folder", carriers[1].folder)
    stops = 0
    for turn in range(TURNS):
        for place in (0, 1):
            give(place, range(turn * EACH // TURNS, (turn + 1) * EACH // TURNS))
            run("sync", "--data", data[place])
            carrier = chance.choice(carriers)
            if carrier.process and chance.random() < 0.5:
                carrier.stop()
                stops += 1
            elif not carrier.process:
                carrier.start()
    assert stops > 2
    for carrier in carriers:
        if not carrier.process:
            carrier.start()
    for _ in range(10):
        soon(carried, "everything is carried")
        before = files(carriers[0].folder)
        codes = [run("sync", "--data", one) for one in data]
        if codes == [0, 0] and files(carriers[0].folder) == before and carried():
            break
    exports = []
    for place, one in enumerate(data):
        run("export", "--data", one, "--to", tmp_path / f"{place}.out")
        exports.append((tmp_path / f"{place}.out").read_bytes())
        assert run("sync", "--data", one, "--check") == 0
    assert exports[0] == exports[1]
    assert len(json.loads(exports[0])["administrations"]) == 2 * EACH
