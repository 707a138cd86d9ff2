"""Share the records through a folder, or read all of that folder."""

import argparse
import asyncio
import os
from contextlib import nullcontext, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from commands.opened import RUNNING, Refused, opened_logs
from commands.wiring import OpenLogs, open_shared, wire_records
from store.data_folder import FolderRefused, OwnedElsewhere, data_folder, owned, write_file

if TYPE_CHECKING:
    from store.database import Database
    from sync.keys.secret_store import SecretStore
    from sync.segments.sync_file import SyncFile
    from sync.vault.sharing import Sharing


def share(asked: argparse.Namespace) -> int:
    """Share the records through a folder; or read all of the folder, which writes nothing."""
    from sync.errors import FAILURES, BadRequest

    kinds = (asked.check, asked.mend, asked.new_passphrase, asked.from_ or asked.to)
    if sum(map(bool, kinds)) > 1:
        raise Refused(
            "--check, --mend, --new-passphrase, and sync files (--from, --to) don't go together; "
            "run main.py sync once for each"
        )
    folder = data_folder(asked.data, make=not asked.check)
    try:
        with nullcontext() if asked.check else owned(folder), opened_logs(folder) as logs:
            if not asked.check:
                with suppress(OSError):  # a probe that is complete is shared
                    wire_records(logs).sittings.recover()
            return 0 if asyncio.run(_share(asked, folder, logs)) else 1
    except OwnedElsewhere:
        raise Refused(RUNNING, code=1) from None
    except BadRequest as problem:
        raise Refused(str(problem)) from None
    except (FolderRefused, Refused):
        raise
    except FAILURES as problem:
        raise Refused(str(problem), code=1) from None
    except OSError as problem:
        raise Refused(f"{folder} can't be used: {problem.strerror}", code=1) from None


async def open_sharing(database: "Database", folder: Path) -> "tuple[Sharing, SecretStore]":
    """Open what is kept of sharing in a data folder, and where its secrets lie.

    Raises:
        NewerLog, UnreadableLog, OSError: it can't be read.
    """
    # Importing all of it takes a second, and looking for a key store another.
    await asyncio.to_thread(import_module, "sync.command.command")
    from store.files import Folder
    from sync.keys.native_cipher import NativeCipher
    from sync.keys.system_secret_store import SystemSecretStore

    secret_store = await asyncio.to_thread(SystemSecretStore, folder)
    return await open_shared(database, Folder(folder), secret_store, NativeCipher()), secret_store


async def _share(asked: argparse.Namespace, folder: Path, logs: "OpenLogs") -> bool:
    from sync.command.command import Command
    from sync.command.prompt import Prompt

    database = logs.database
    sharing, secret_store = await open_sharing(database, folder)
    try:
        opened = _sync_file(asked.from_) if asked.from_ else None
        own = [doc for doc in database.table("students") if doc.get("sample") is not True]
        prompt = Prompt(os.environ, asked.passphrase_file)
        command = Command(
            sharing,
            secret_store,
            prompt,
            print,
            folder=asked.folder,
            own=len(own),
            weakness=_weakness,
        )
        if asked.check:
            return await command.check()
        if opened or asked.to:
            return await command.exchange_sync_files(
                opened,
                write=(lambda raw: write_file(asked.to, raw)) if asked.to else None,
                everything=asked.everything,
                bring_along=asked.bring_along,
            )
        return await command.sync(
            bring_along=asked.bring_along, new_passphrase=asked.new_passphrase, mend=asked.mend
        )
    finally:
        sharing.close()


def _weakness(passphrase: str) -> str:
    from screens.sharing.passphrase_strength import strength
    from screens.words.catalogue import say

    if strength(passphrase) != "weak":
        return ""
    return f"The new passphrase is weak. {say('passphrase.weak.means')}"


def _sync_file(path: Path) -> "SyncFile":
    from sync.segments.sync_file import LARGEST, SyncFile

    try:
        with path.open("rb") as file:
            return SyncFile.read(file.read(LARGEST + 1))
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}") from None
