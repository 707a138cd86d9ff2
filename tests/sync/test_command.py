"""What the command says of sync files, and how it ends."""

import asyncio
from types import SimpleNamespace

import pytest
from sync_doubles import ONCE, Device, Memory
from test_forged_keys import current, forged

from sync.command.command import Command
from sync.errors import NotAnswered
from sync.segments.sync_file import SyncFile


class Nobody:
    """Nobody who could be asked."""

    def passphrase(self, question, *, confirm=False):
        raise NotAnswered(question)


def command_of(device):
    said = []
    secret_store = SimpleNamespace(where="")
    command = Command(device.sharing, secret_store, Nobody(), said.append, folder=None, own=0)
    return command, said


def exchange_sync_files(command, opened=None, write=None):
    return asyncio.run(
        command.exchange_sync_files(opened, write=write, everything=True, bring_along=False)
    )


@pytest.fixture
def lacking():
    """A device that lacks the middle one of three events for good."""
    maker, folder, device = Device("maker"), Memory(), Device("lacking")
    maker.found(folder)
    for number in range(3):
        maker.put((ONCE, f"{number}", {"score": number}))
        maker.sync(folder)
    del folder.files[sorted(path for path in folder.files if path.startswith("d/"))[1]]
    device.join(folder)
    device.sync(folder)
    return device


def test_where_records_stay_missing_nothing_is_left_to_do(lacking):
    made = []
    command, said = command_of(lacking)
    assert exchange_sync_files(command, write=made.append)
    assert any("have not arrived" in sentence for sentence in said)
    command, said = command_of(lacking)
    assert exchange_sync_files(command, SyncFile.read(made[0]), made.append)
    assert any("have not arrived" in sentence for sentence in said)


def test_what_does_not_fit_is_left_to_do(lacking, monkeypatch):
    monkeypatch.setattr("sync.segments.sync_file.LARGEST", 2000)
    command, said = command_of(lacking)
    assert not exchange_sync_files(command, write=lambda raw: None)
    assert any("Not everything fits" in sentence for sentence in said)


def test_before_a_passphrase_is_asked_for_it_says_what_else_it_may_be():
    device = Device("device")
    device.found(SyncFile())
    sync_file = asyncio.run(device.sharing.pack())[0]
    path, raw = forged(current(device))
    asyncio.run(sync_file.put(path, raw))
    command, said = command_of(device)
    with pytest.raises(NotAnswered, match="under a new passphrase"):
        exchange_sync_files(command, sync_file)
    assert said[0] == "The file was made under a new passphrase."
    assert path in said[1]


class Somebody(Nobody):
    """Somebody who types a passphrase, and may go on with a weak one."""

    def __init__(self, agree):
        self._agree, self.asked = agree, []

    def passphrase(self, question, *, confirm=False):
        return "password"

    def agrees(self, question):
        self.asked.append(question)
        return self._agree


@pytest.mark.parametrize("agree", [True, False, None])
def test_a_weak_new_passphrase_does_not_pass_silently(tmp_path, agree):
    device, said, prompt = Device("device"), [], Somebody(agree)
    command = Command(
        device.sharing,
        SimpleNamespace(where="", get=None),
        prompt,
        said.append,
        folder=str(tmp_path),
        own=0,
        weakness=lambda passphrase: "It is weak." if passphrase == "password" else "",
    )
    work = command.sync(bring_along=False)
    if agree is False:
        with pytest.raises(NotAnswered, match="Nothing was changed"):
            asyncio.run(work)
        assert not device.sharing.joined
        assert not [*tmp_path.iterdir()]
    else:
        assert asyncio.run(work)
        assert "It is weak." in said
    assert prompt.asked == ["It is weak. Use it all the same?"]
