"""A folder of 10,000 segments and as many foreign files, on every kind of folder; minutes."""

import asyncio
import random

import pytest

from sync.keys.native_cipher import NativeCipher
from sync.keys.team_keys import Ring
from sync.segments.sealing import START, Run, follow, seal
from tests.sync.servers import KINDS
from tests.sync.sync_doubles import ONCE, Device

pytestmark = pytest.mark.full

DEVICES, FILES = 40, 250  # 10,000 of one result each


def do(work):
    return asyncio.run(work)


@pytest.fixture(params=list(KINDS))
def server_folder(request, tmp_path, monkeypatch):
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "nowhere")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with KINDS[request.param](tmp_path) as server_folder:
        yield server_folder


async def segments(key):
    """Yield paths and bytes, as so many devices would have made them."""
    chance = random.Random(4)
    for device in (chance.randbytes(8).hex() for _ in range(DEVICES)):
        link = START
        for number in range(1, FILES + 1):
            event = b'[%d,"%s","%s-%d",{"score":%d}]' % (
                number << 16,
                ONCE.encode(),
                device.encode(),
                number,
                number,
            )
            start, (link,) = link, follow(key, link, [event])
            run = Run(device, number, number, start, link, key.id)
            yield run.name.path, await seal(NativeCipher(), key, run, [event])


async def fill(folder, root, key):
    """Put the segments, and beside each a foreign file; through the server only if need be."""
    waiting = []
    async for path, raw in segments(key):
        foreign = f"{path[:-4]} (conflicted copy) 😀.tmp"
        for name, data in ((path, raw), (foreign, b"foreign")):
            if root:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(data)
            else:
                waiting.append(folder.put(name, data))
        if len(waiting) > 50:
            await asyncio.gather(*waiting)
            waiting = []
    await asyncio.gather(*waiting)


def test_ten_thousand_files_are_read_once_and_cost_nothing_after(server_folder, monkeypatch):
    with server_folder.reached() as folder:
        one = Device("one")
        one.found(folder)
        do(fill(folder, server_folder.root, Ring.from_json(one.drawer.kept).current))
        other = Device("other")
        other.join(folder)
        report = other.sync(folder)
        many = DEVICES * FILES
        assert (report.received_events, report.foreign) == (many, many)
        assert (report.damaged, report.gaps, report.advice) == ([], 0, [])
        assert len(other.db.table(ONCE)) == many
        assert one.sync(folder).received_events == many

        got = []
        get = type(folder).get

        async def watched(self, path, most):
            got.append(path)
            return await get(self, path, most)

        monkeypatch.setattr(type(folder), "get", watched)
        for device in (one, other):
            device.start()
            report = device.sync(folder)
            assert (report.sent, report.healed, got) == (0, 0, [])
        one.put(("students", "s", {"name": "Zebedee"}))
        assert one.sync(folder).sent == 1
        assert other.sync(folder).received_events == 1
        assert len(got) == 1
        found = other.check(folder)
        assert found.sound
        assert len(found.good) == many + 2
        assert len(found.foreign) == many
