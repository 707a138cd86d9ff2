"""What is kept, clocks and forms, wired to what records are; the tablet is wired by it too."""

import asyncio
import gc
import random
import secrets
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tinydb.queries import QueryLike

    from probes.forms.form import Form
    from records.open_records import OpenRecords
    from records.record_store import Changed
    from records.score_index import ScoreFile
    from store.database import Database
    from store.files import Files
    from store.log import Told
    from store.sitting_log import SittingLog
    from sync.exchange.visit import Private
    from sync.keys.cipher import Cipher
    from sync.keys.secret_store import SecretStore
    from sync.vault.sharing import Sharing

PROBES = Path(__file__).parents[1] / "probes"
FORMS = PROBES / "forms"
VERSION = "0.1.0"
SCORES = "scores.log"
LARGE = 8 * 2**20  # bytes of records, whose reading takes a tablet about a second
LATER = ("administrations",)  # what is read once the first screen is there


class StoredRecords:
    """The store's rows as ``records`` asks for them; only declared tables can be written."""

    def __init__(self, database: "Database", damage: Sequence[str]) -> None:
        self._database = database
        self._damage = damage

    @property
    def problems(self) -> Sequence[str]:
        count = self._database.out_of_bounds
        odd = f"{count} changes are none that Aimline makes: kept, and not shown"
        return [*self._damage, *([odd] if count else [])]

    @property
    def device(self) -> str:
        return self._database.device

    @property
    def loaded(self) -> bool:
        return self._database.loaded

    @property
    def left(self) -> int:
        return self._database.left

    def read_on(self) -> bool:
        more = self._database.read_on()
        gc.freeze()  # what was read stays: looking through it for garbage would stop a tap
        return more

    @property
    def version(self) -> int:
        return self._database.end

    def rows(self, table: str) -> dict[str, dict[str, Any]]:
        return dict(self._database.table(table).live)

    def row(self, table: str, row_id: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._database.table(table).get(doc_id=row_id)
        return found

    def find(self, table: str, query: "QueryLike") -> dict[str, dict[str, Any]]:
        return {str(doc.doc_id): dict(doc) for doc in self._database.table(table).search(query)}

    def maker(self, table: str, row_id: str) -> str:
        return self._database.maker(table, row_id)

    def past(self, table: str, row_id: str) -> list[tuple[str, int, dict[str, Any]]]:
        from store.hybrid_clock import COUNTER_BITS

        past = self._database.history(table, row_id)
        return [(one.device, one.event.stamp >> COUNTER_BITS, one.event.fields) for one in past]

    def put(self, *rows: tuple[str, str, dict[str, Any]]) -> None:
        from records.tables import declared

        for table, _, _ in rows:
            declared(table)
        self._database.put(rows)

    def mark(self) -> str:
        return self._database.mark()

    def made_since(self, mark: str) -> list[str]:
        return self._database.made_since("administrations", mark)

    def changed_since(self, position: tuple[int, int] | None, *, sure: bool) -> "Changed | None":
        from records.record_store import Changed
        from store.log import NOWHERE, LogPosition

        before = NOWHERE if position is None else LogPosition(*position)
        if not sure and not self._database.went_on_from(before):
            return None
        named = tuple(dict.fromkeys(self._database.named_since(before)))
        return Changed(named, self._database.position(before))


class OpenLogs(NamedTuple):
    """The logs of a data folder, open. ``scores`` is where remembered scores lie."""

    database: "Database"
    journal: "SittingLog"
    scores: "ScoreFile"


async def is_large(files: "Files") -> bool:
    """Tell whether reading the records takes so long that it has to be shown."""
    from store.database import FILE

    file = await files.open(FILE)
    try:
        return file.size > LARGE
    finally:
        file.close()


async def read_all(database: "Database") -> None:
    """Read what was left for later, and let taps come between."""
    while database.read_on():
        gc.freeze()  # as ``StoredRecords.read_on``
        await asyncio.sleep(0)


async def open_records(
    files: "Files",
    told: "Told",
    keep: "Callable[[OpenLogs], object]" = lambda _: None,
) -> "tuple[OpenLogs, OpenRecords]":
    """Open a data folder in slices, so far that the list of students can be shown.

    Where a sitting is under way, everything is read, so that it can be put on record.

    Args:
        files: the data folder.
        told: awaited again and again with the share that is read, from 0 to 1.
        keep: is handed the logs once they are open.

    Raises:
        NewerLog, UnreadableLog, OSError: as ``open_logs``.
    """
    logs = await open_logs(files, LATER, told=told)
    keep(logs)
    if logs.journal.read() is not None:
        await read_all(logs.database)
    records = wire_records(logs)
    while records.scores.open_on():
        await told(1.0)
    return logs, records


async def open_logs(
    files: "Files",
    later: Collection[str] = (),
    *,
    owner: bool = True,
    told: "Told | None" = None,
) -> OpenLogs:
    """Open the logs behind a file interface: a folder's here, a browser's own on a tablet.

    Args:
        files: the data folder.
        later: the tables that are read when somebody needs them, if there is much to read.
        owner: whether this process owns the folder; else it writes nothing, and remembers
            scores for itself alone.
        told: awaited again and again with the share that is read, from 0 to 1.

    Raises:
        NewerLog, UnreadableLog, OSError: they can't be read.
    """
    from records.tables import OWN_ONLY, WRITE_ONCE
    from store.database import open_database
    from store.disposable import Disposable, InMemory
    from store.log import untold
    from store.sitting_log import SittingLog

    database = await open_database(
        files,
        wall=lambda: time.time_ns() // 1_000_000,
        token=secrets.token_hex,
        write_once=WRITE_ONCE,
        later=later,
        own_only=OWN_ONLY,
        told=told or untold,
    )
    gc.freeze()  # what was read stays: looking through it for garbage would stop a tap
    journal = await SittingLog.open(files)
    scores: ScoreFile = InMemory()
    if owner:
        with suppress(OSError):  # it may be lost; then they are computed at each start
            scores = await Disposable.open(files, SCORES, "scores")
    return OpenLogs(database, journal, scores)


def wire_records(logs: OpenLogs) -> "OpenRecords":
    """Wire what is kept, forms and clocks to what records are."""
    from commands.machine_clock import MachineClock
    from records.open_records import OpenRecords
    from records.sample import sample_class

    database, journal, scores = logs

    def sample(today: date) -> list[tuple[str, str, dict[str, Any]]]:
        chance = random.Random(20).random  # noqa: S311 (made-up scores)
        return sample_class(records.forms.of, today, database.new_id, chance)

    problems = [
        f"{p.file}, line {p.line}: {p.reason}" for p in (*database.problems, *journal.problems)
    ]
    records = OpenRecords(
        store=StoredRecords(database, problems),
        journal=journal,
        scores_file=scores,
        built_in=load_forms(),
        clock=MachineClock(),
        new_id=database.new_id,
        sample=sample,
        texts=cache(load_texts),
        norms=load_norms,
    )
    return records


def load_forms() -> dict[str, "Form"]:
    """Read the passages that come with Aimline; its other forms are made when asked for."""
    from probes.forms.passages import read

    texts = sorted((FORMS / "orf").glob("*.txt"))
    forms = [read(text.read_text(encoding="utf-8")) for text in texts]
    return {form.id: form for form in forms}


def load_texts() -> dict[str, str]:
    """Read the word lists that forms are made of, by name."""
    texts = (FORMS / "words").glob("*.txt")
    return {text.stem: text.read_text(encoding="utf-8") for text in texts}


def load_norms() -> dict[str, str]:
    """Read the tables of published levels and growth, by name."""
    tables = (PROBES / "progress" / "norms").glob("*.csv")
    return {table.stem: table.read_text(encoding="utf-8") for table in tables}


async def open_shared(
    database: "Database", files: "Files", secret_store: "SecretStore", cipher: "Cipher"
) -> "Sharing":
    """Open what is kept of sharing behind a file interface.

    Raises:
        NewerLog, UnreadableLog, OSError: it can't be read.
    """
    from records.tables import TABLES
    from sync.keys.secret_store import StoredRing
    from sync.vault.sharing import Sharing

    return await Sharing.open(
        database,
        files,
        StoredRing(secret_store),
        cipher=cipher,
        token=secrets.token_hex,
        private=private(database),
        declares=TABLES.__contains__,
    )


def private(database: "Database") -> "Private":
    """Return what tells of an event whether it must stay on this device."""
    from records.privacy import leaves

    def row(table: str, row_id: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = database.table(table).get(doc_id=row_id)
        return found

    return lambda table, row_id, fields: leaves(row, table, row_id, fields) != "shared"
