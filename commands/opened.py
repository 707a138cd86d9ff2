"""A data folder's logs and records, opened and closed; what can't be done is a sentence."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from commands.wiring import OpenLogs, open_logs, wire_records
from store.data_folder import OwnedElsewhere, data_folder, owned

if TYPE_CHECKING:
    from records.open_records import OpenRecords

RUNNING = "Aimline is running with this data folder; close it first, then try again"


class Refused(Exception):
    """What was asked can't be done; the sentence says why. ``code`` is the exit code."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code


@contextmanager
def opened_logs(
    folder: Path, *, owner: bool = False, read_only: bool = False
) -> Iterator[OpenLogs]:
    """Open the logs of a folder, and close them.

    Args:
        folder: the data folder.
        owner: whether this process owns it.
        read_only: whether nothing can or may be written in it.

    Raises:
        Refused: they can't be read.
    """
    from store.files import Folder
    from store.lines import NewerLog, UnreadableLog

    try:
        logs = asyncio.run(open_logs(Folder(folder, read_only=read_only), owner=owner))
    except (NewerLog, UnreadableLog) as problem:
        raise Refused(f"{folder}: {problem}", code=1) from None
    except OSError as problem:
        raise Refused(f"{folder} can't be read: {problem.strerror}", code=1) from None
    try:
        yield logs
    finally:
        close_logs(logs)


def close_logs(logs: OpenLogs) -> None:
    """Close the logs of a folder."""
    logs.journal.close()
    logs.scores.close()
    logs.database.close()


@contextmanager
def opened_records(folder: Path, *, read_only: bool = False) -> "Iterator[OpenRecords]":
    with opened_logs(folder, read_only=read_only) as logs:
        yield wire_records(logs)


@contextmanager
def owned_records(asked: argparse.Namespace) -> "Iterator[OpenRecords]":
    folder = data_folder(asked.data)
    try:
        with owned(folder), opened_records(folder) as records:
            yield records
    except OwnedElsewhere:
        raise Refused(RUNNING, code=1) from None
