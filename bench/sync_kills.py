"""Kill two devices while they share: ``uv run --group test python -m bench.sync_kills [KILLS]``.

Prints JSON; 200 kills take about five minutes. A child process opens two data folders and one
shared folder as main.py does. By turns each puts records, says so, and syncs; it says what it is
about to do, too. It is killed (SIGKILL) at a random moment. Then all that was said must be where it
was put, and after each has synced twice both must show the same, all of it. ``killed_during`` is
what the child had said last.
"""

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.killing import words_until_killed
from commands.share import open_sharing
from commands.wiring import open_logs
from store.database import Database
from store.files import Folder
from sync.exchange import folder_exchange, visit
from sync.folders.local_folder import LocalFolder
from sync.vault.sharing import Sharing

KILLS = 200
LATEST = 0.6  # seconds after the child's first word in which it is killed
DEVICES = ("one", "two")
PASSPHRASE = "four words are better"


class LostEvent(AssertionError):
    """Something acknowledged is not there, or two devices that synced differ."""


class Device:
    """A data folder and its part in the shared one."""

    async def open(self, folder: Path) -> "Device":
        logs = await open_logs(Folder(folder))
        logs.journal.close()
        self.database: Database = logs.database
        self.sharing: Sharing = (await open_sharing(logs.database, folder))[0]
        return self

    @property
    def students(self) -> dict[str, Any]:
        return {str(doc.doc_id): dict(doc) for doc in self.database.table("students")}

    def close(self) -> None:
        self.sharing.close()
        self.database.close()


class Telling(LocalFolder):
    """A folder that says what is done in it."""

    async def list(self) -> dict[str, int]:
        _say("list")
        return await super().list()

    async def get(self, path: str, most: int) -> bytes:
        _say("fetch")
        return await super().get(path, most)

    async def put(self, path: str, data: bytes) -> None:
        _say("push")
        await super().put(path, data)

    async def delete(self, path: str) -> None:
        _say("remove")
        await super().delete(path)


async def main(kills: int) -> None:
    """Kill, check and print."""
    chance = random.Random(time.time_ns())
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "shared").mkdir()
        for number, one in enumerate(DEVICES):
            (root / one).mkdir()
            device = await Device().open(root / one)
            folder = LocalFolder(root / "shared")
            begin = device.sharing.join if number else device.sharing.found
            await begin(folder, PASSPHRASE)
            device.close()
        said: dict[str, set[str]] = {one: set() for one in DEVICES}
        during: Counter[str] = Counter()
        for _ in range(kills):
            doing = "starting"
            for word in words_until_killed("bench.sync_kills", root, chance, LATEST):
                if isinstance(word, list):
                    said[word[0]].add(word[1])
                    doing = "between"
                else:
                    doing = word
            during[doing] += 1
            await check(root, said)
        removed = len(list((root / "shared" / "d").rglob("*.seg")))
    print(
        json.dumps(
            {
                "kills": kills,
                "acknowledged": sum(map(len, said.values())),
                "acknowledged_and_lost": 0,
                "killed_during": dict(during.most_common()),
                "files_at_the_end": removed,
            },
            indent=1,
        )
    )


async def check(root: Path, said: dict[str, set[str]]) -> None:
    """See that all that was said is there, and that both come to the same.

    Raises:
        LostEvent: it is not so.
    """
    devices = [await Device().open(root / one) for one in DEVICES]
    for one, device in zip(DEVICES, devices, strict=True):
        if not said[one] <= device.students.keys():
            raise LostEvent(f"device {one} has lost what it acknowledged")
    for _ in range(2):
        for device in devices:
            await device.sharing.sync(LocalFolder(root / "shared"))
    here, there = (device.students for device in devices)
    if here != there or not set().union(*said.values()) <= here.keys():
        raise LostEvent("the devices differ after they synced")
    for device in devices:
        device.close()


async def share(root: Path, chance: random.Random) -> None:
    """Be the child: put and sync until killed."""
    _tell_of_seals_and_roll_ups()
    devices = [await Device().open(root / one) for one in DEVICES]
    folder = Telling(root / "shared")
    while True:
        for one, device in zip(DEVICES, devices, strict=True):
            for _ in range(chance.randrange(3)):
                id_ = device.database.new_id()
                _say("append")
                device.database.put([("students", id_, {"name": id_ * chance.randrange(1, 20)})])
                _say([one, id_])
            _say("sync")
            await device.sharing.sync(folder)


def _tell_of_seals_and_roll_ups() -> None:
    seal, join = getattr(visit, "seal"), getattr(folder_exchange, "join_small")  # noqa: B009

    async def sealed(*what: Any) -> Any:
        _say("seal")
        return await seal(*what)

    async def joined(what: visit.Visit) -> None:
        _say("roll-up")
        await join(what)

    setattr(visit, "seal", sealed)  # noqa: B010
    setattr(folder_exchange, "join_small", joined)  # noqa: B010


def _say(word: str | list[str]) -> None:
    print(json.dumps(word), flush=True)


if __name__ == "__main__":
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's key store
    if len(sys.argv) > 2:
        asyncio.run(share(Path(sys.argv[1]), random.Random(sys.argv[2])))
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else KILLS))
