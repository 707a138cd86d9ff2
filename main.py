"""Aimline's command line, and the wiring of its rooms. No decisions live here.

main.py                    serve Aimline to this machine's browser
main.py score FILE         score an export, an administration of it, or a list as a set
main.py export --to FILE   write everything as JSON
main.py import FILE        read an export back
main.py demo               fill an empty data folder with a sample class
main.py sync               share the records through a folder, or check that folder
"""

import argparse
import asyncio
import gc
import json
import os
import random
import secrets
import sys
import time
import webbrowser
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from store.data_folder import (
    FolderRefused,
    OwnedElsewhere,
    data_folder,
    forget_address,
    keep_address,
    kept_address,
    owned,
    write_file,
)

if TYPE_CHECKING:
    import flet as ft
    from tinydb.queries import QueryLike

    from probes.forms.form import Form
    from records.open_records import OpenRecords
    from records.record_store import Changed
    from records.score_index import ScoreFile
    from store.database import Database
    from store.files import Files
    from store.sitting_log import SittingLog
    from sync.exchange.visit import Private
    from sync.keys.cipher import Cipher
    from sync.keys.secret_store import SecretStore
    from sync.segments.sync_file import SyncFile
    from sync.vault.sharing import Sharing

HERE = Path(__file__).parent
VERSION = "0.1.0"
LARGEST_FILE = 1_000_000_000  # bytes of a file to import
SCORES = "scores.log"
RUNNING = "Aimline is running with this data folder; close it first, then try again"


class Refused(Exception):
    """What was asked can't be done; the sentence says why. ``code`` is the exit code."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code


class StoredRecords:
    """The store's rows as ``records`` asks for them; only declared tables can be written."""

    def __init__(self, database: "Database", problems: Sequence[str]) -> None:
        self._database = database
        self.problems = problems

    @property
    def device(self) -> str:
        return self._database.device

    @property
    def loaded(self) -> bool:
        return self._database.loaded

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


class MachineClock:
    """This machine's clocks."""

    def steady_ms(self) -> int:
        # A laptop that slept has to know it: time.monotonic() doesn't count sleep on these two.
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        if sys.platform == "darwin":
            return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000
        return time.monotonic_ns() // 1_000_000

    def now(self) -> datetime:
        return datetime.now().astimezone()


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    asked = _arguments(argv)
    try:
        return COMMANDS[asked.command](asked)
    except Refused as refused:
        print(f"main.py: {refused}", file=sys.stderr)
        return refused.code
    except FolderRefused as refused:
        print(f"main.py: {refused}", file=sys.stderr)
        return refused.code


# What each command does


def run(asked: argparse.Namespace) -> int:
    """Serve Aimline until it is stopped; hand over to one that runs already."""
    folder = data_folder(asked.data)
    try:
        with owned(folder):
            return _serve(asked, folder)
    except OwnedElsewhere:
        address = kept_address(folder)
        if address is None:
            raise Refused(
                "Aimline is just starting, or at work, with this data folder; try again", code=1
            ) from None
        print(f"Aimline is already running with this data folder: {address}")
        if not asked.no_browser:
            webbrowser.open(address)
        return 0


def score(asked: argparse.Namespace) -> int:
    """Print the score of a file as JSON; of an export, each one's in the file's order."""
    from probes.administration import UnreadableAdministration
    from probes.administration_set import score_exported
    from records.exports.layout import UnreadableExport, read

    data = _json(asked.file)
    try:
        if isinstance(data, dict) and "administrations" in data:
            given = read(data).administrations
            found: Any = [{"id": i, **asdict(one.score())} for i, one in given.items()]
        else:
            found = asdict(score_exported(data))
    except (UnreadableAdministration, UnreadableExport) as problem:
        raise Refused(f"{asked.file}: {problem}") from None
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0


def export(asked: argparse.Namespace) -> int:
    """Write everything as JSON. Reads beside an Aimline that is running."""
    from records.exports.json_export import NotTransferred, everything

    folder = data_folder(asked.data, make=False)
    try:
        with owned(folder), _records(folder) as records, suppress(OSError):
            records.sittings.recover()  # a probe that is complete belongs into the export
            if records.sittings.current is not None:
                print("Not in the export: a probe that is not finished.", file=sys.stderr)
    except OwnedElsewhere:
        print("Aimline is running: a probe under way is not in the export.", file=sys.stderr)
    with _records(folder) as records:
        try:
            found = everything(records)
        except NotTransferred as problem:
            raise Refused(str(problem), code=1) from None
        for damaged in records.store.problems:
            print(f"Not in the export: {damaged}", file=sys.stderr)
        unscored = len(records.papers.waiting())
        if unscored:
            print(f"Not in the export: papers to score: {unscored}.", file=sys.stderr)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_file(asked.to, text.encode())
    print(f"Wrote {_counted(len(found['students']), len(found['administrations']))}.")
    return 0


def import_(asked: argparse.Namespace) -> int:
    """Read an export into the data folder: all of it, or nothing."""
    from records.exports.json_export import NotTransferred, take_in
    from records.exports.layout import UnreadableExport, read

    try:
        found = read(_json(asked.file))
    except UnreadableExport as problem:
        raise Refused(f"{asked.file}: {problem}. Nothing was imported.") from None
    with _owned_records(asked) as records:
        try:
            taken = take_in(records, found)
        except NotTransferred as problem:
            raise Refused(f"{asked.file}: {problem}. Nothing was imported.", code=1) from None
        except OSError as problem:
            raise Refused(
                f"the records can't be written: {problem.strerror}. Nothing was imported.", code=1
            ) from None
    print(f"Imported {_counted(taken.students, taken.probes)}.")
    if taken.known == 1:
        print("1 student was here already and was left as it is.")
    elif taken.known:
        print(f"{taken.known} students were here already and were left as they are.")
    return 0


def demo(asked: argparse.Namespace) -> int:
    """Fill an empty data folder with a sample class."""
    with _owned_records(asked) as records:
        if records.students.all():
            raise Refused(
                "the data folder has students already; choose an empty one with --data", code=1
            )
        records.add_sample()
    print("A sample class is in the data folder. Its students are made up.")
    return 0


def sync_(asked: argparse.Namespace) -> int:
    """Share the records through a folder; or read all of the folder, which writes nothing."""
    from sync.errors import FAILURES, BadRequest

    kinds = (asked.check, asked.mend, asked.new_passphrase, asked.from_ or asked.to)
    if sum(map(bool, kinds)) > 1:
        raise Refused(
            "--check, --mend, --new-passphrase, and sync files (--from, --to) don't go together; "
            "run main.py sync once for each"
        )
    folder = data_folder(asked.data)
    try:
        with nullcontext() if asked.check else owned(folder), _logs(folder) as logs:
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


COMMANDS = {
    "run": run,
    "score": score,
    "export": export,
    "import": import_,
    "demo": demo,
    "sync": sync_,
}

# Sharing


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


async def open_shared(
    database: "Database", files: "Files", secret_store: "SecretStore", cipher: "Cipher"
) -> "Sharing":
    """Open what is kept of sharing behind a file interface.

    Raises:
        NewerLog, UnreadableLog, OSError: it can't be read.
    """
    from sync.keys.secret_store import StoredRing
    from sync.vault.sharing import Sharing

    return await Sharing.open(
        database,
        files,
        StoredRing(secret_store),
        cipher=cipher,
        token=secrets.token_hex,
        private=privacy(database),
    )


def privacy(database: "Database") -> "Private":
    """Return what tells of an event whether it may leave this device."""
    from records.privacy import leaves

    def row(table: str, row_id: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = database.table(table).get(doc_id=row_id)
        return found

    return lambda table, row_id, fields: leaves(row, table, row_id, fields) != "shared"


async def _share(asked: argparse.Namespace, folder: Path, logs: "OpenLogs") -> bool:
    from sync.command.command import Command
    from sync.command.prompt import Prompt

    database = logs.database
    sharing, secret_store = await open_sharing(database, folder)
    try:
        opened = _sync_file(asked.from_) if asked.from_ else None
        own = [doc for doc in database.table("students") if doc.get("sample") is not True]
        prompt = Prompt(os.environ, asked.passphrase_file)
        command = Command(sharing, secret_store, prompt, print, folder=asked.folder, own=len(own))
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


def _sync_file(path: Path) -> "SyncFile":
    from sync.segments.sync_file import LARGEST, SyncFile

    try:
        with path.open("rb") as file:
            return SyncFile.read(file.read(LARGEST + 1))
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}") from None


# Wiring


class OpenLogs(NamedTuple):
    """The logs of a data folder, open. ``scores`` is where remembered scores lie."""

    database: "Database"
    journal: "SittingLog"
    scores: "ScoreFile"


async def open_logs(files: "Files", later: Collection[str] = (), *, owner: bool = True) -> OpenLogs:
    """Open the logs behind a file interface: a folder's here, a browser's own on a tablet.

    Args:
        files: the data folder.
        later: the tables that are read when somebody needs them, if there is much to read.
        owner: whether this process owns the folder; else it writes nothing, and remembers
            scores for itself alone.

    Raises:
        NewerLog, UnreadableLog, OSError: they can't be read.
    """
    from records.tables import WRITE_ONCE
    from store.database import open_database
    from store.disposable import Disposable, InMemory
    from store.sitting_log import SittingLog

    database = await open_database(
        files,
        wall=lambda: time.time_ns() // 1_000_000,
        token=secrets.token_hex,
        write_once=WRITE_ONCE,
        later=later,
    )
    gc.freeze()  # what was read stays: looking through it for garbage would stop a tap
    journal = await SittingLog.open(files)
    scores = await Disposable.open(files, SCORES, "scores") if owner else InMemory()
    return OpenLogs(database, journal, scores)


def wire_records(logs: OpenLogs) -> "OpenRecords":
    """Wire what is kept, forms and clocks to what records are."""
    from records.open_records import OpenRecords
    from records.sample import sample_class

    database, journal, scores = logs

    def sample(today: date) -> list[tuple[str, str, dict[str, Any]]]:
        chance = random.Random(20).random  # noqa: S311 (made-up scores)
        return sample_class(records.forms.of, today, database.new_id, chance)

    problems = (*database.problems, *journal.problems)
    records = OpenRecords(
        store=StoredRecords(database, [f"{p.file}, line {p.line}: {p.reason}" for p in problems]),
        journal=journal,
        scores_file=scores,
        built_in=load_forms(),
        clock=MachineClock(),
        new_id=database.new_id,
        sample=sample,
        texts=cache(load_texts),
    )
    return records


def load_forms() -> dict[str, "Form"]:
    """Read the passages that come with Aimline; its other forms are made when asked for."""
    from probes.forms.passages import read

    texts = sorted((HERE / "probes" / "forms" / "orf").glob("*.txt"))
    forms = [read(text.read_text(encoding="utf-8")) for text in texts]
    return {form.id: form for form in forms}


def load_texts() -> dict[str, str]:
    """Read the word lists that forms are made of, by name."""
    texts = (HERE / "probes" / "forms" / "words").glob("*.txt")
    return {text.stem: text.read_text(encoding="utf-8") for text in texts}


@contextmanager
def _logs(folder: Path, *, owner: bool = False) -> Iterator[OpenLogs]:
    """Open the logs of a folder, and close them.

    Raises:
        Refused: they can't be read.
    """
    from store.files import Folder
    from store.lines import NewerLog, UnreadableLog

    try:
        logs = asyncio.run(open_logs(Folder(folder), owner=owner))
    except (NewerLog, UnreadableLog) as problem:
        raise Refused(f"{folder}: {problem}", code=1) from None
    except OSError as problem:
        raise Refused(f"{folder} can't be read: {problem.strerror}", code=1) from None
    try:
        yield logs
    finally:
        logs.journal.close()
        logs.scores.close()
        logs.database.close()


@contextmanager
def _records(folder: Path) -> "Iterator[OpenRecords]":
    with _logs(folder) as logs:
        yield wire_records(logs)


@contextmanager
def _owned_records(asked: argparse.Namespace) -> "Iterator[OpenRecords]":
    folder = data_folder(asked.data)
    try:
        with owned(folder), _records(folder) as records:
            yield records
    except OwnedElsewhere:
        raise Refused(RUNNING, code=1) from None


def _serve(asked: argparse.Namespace, folder: Path) -> int:
    from web.local import PortUnavailable, new_token, serve
    from web.native import client_present, embedded

    native = embedded() or (asked.desktop and client_present())
    if asked.desktop and not native:
        print("Flet's native window is not on this machine; Aimline opens in the browser.")

    from sync.client.sync_client import SyncClient
    from sync.folders.connect import MachineFolders

    with _logs(folder, owner=True) as logs, ExitStack() as closing:

        def load() -> "Callable[[ft.Page], object]":
            records = wire_records(logs)
            with suppress(OSError):
                records.sittings.recover()
            client = SyncClient(
                logs.database,
                MachineFolders(),
                lambda: open_sharing(logs.database, folder),
                shares=lambda: (folder / "sync.log").exists(),
                busy=lambda: records.sittings.giving,
                now=records.clock.now,
                mark=records.store.mark,
            )
            closing.callback(client.close)
            records.sittings.after_keep = client.soon

            from screens.app import App, open_tab
            from screens.shell import flet_speed

            if told := flet_speed.install():
                print(told)

            app = App(records=records, sharing=client, folder=str(folder), version=VERSION)
            return lambda page: open_tab(page, app)

        def ready(address: str) -> None:
            keep_address(folder, address)
            print(f"Aimline is running at {address}", flush=True)
            if not asked.no_browser:
                webbrowser.open(address)

        if native:
            import flet as ft

            ft.run(load(), view=ft.AppView.FLET_APP, assets_dir=str(HERE / "assets"))
            return 0
        try:
            serve(load, port=asked.port, token=new_token(), assets=HERE / "assets", on_ready=ready)
        except PortUnavailable as problem:
            raise Refused(str(problem)) from None
        finally:
            forget_address(folder)
    return 0


# The command line itself


def _counted(students: int, probes: int) -> str:
    """Return how many students and probes, in words."""
    one, many = ("student", "probe"), ("students", "probes")
    said = [f"{n} {(one if n == 1 else many)[place]}" for place, n in enumerate((students, probes))]
    return " and ".join(said)


def _json(path: Path) -> object:
    from probes.json_values import BadValue, parsed

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB")
        return parsed(path.read_text(encoding="utf-8-sig"))  # some editors begin so
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}") from None
    except BadValue as problem:
        raise Refused(f"{path}: {problem}") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} is not a text in UTF-8, and so no export") from None


class _OneSentence(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"main.py: {message}; see main.py --help\n")


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text[:20]!r}")
    return int(text)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    data = _OneSentence(add_help=False)
    data.add_argument("--data", metavar="DIR", help="where records lie")
    parser = _OneSentence(prog="main.py", description="Aimline", parents=[data])
    parser.set_defaults(command="run")
    parser.add_argument("--port", type=_port, default=0, help="a port of 127.0.0.1; 0 for any")
    parser.add_argument("--no-browser", action="store_true", help="don't open the browser")
    parser.add_argument("--desktop", action="store_true", help="open Flet's native window")
    commands = parser.add_subparsers(
        dest="command", metavar="score | export | import | demo | sync"
    )
    one = commands.add_parser(
        "score", help="score an export, an administration of it, or a list as a set"
    )
    one.add_argument("file", type=Path)
    # SUPPRESS keeps the value of a --data that stands before the command.
    after = _OneSentence(add_help=False, argument_default=argparse.SUPPRESS)
    after.add_argument("--data", metavar="DIR", help="where records lie")
    to = commands.add_parser("export", help="write everything as JSON", parents=[after])
    to.add_argument("--to", type=Path, required=True, metavar="FILE")
    back = commands.add_parser("import", help="read an export back", parents=[after])
    back.add_argument("file", type=Path)
    commands.add_parser("demo", help="fill an empty data folder", parents=[after])
    share = commands.add_parser("sync", help="share the records through a folder", parents=[after])
    share.add_argument("--folder", metavar="URL", help="which one; remembered from then on")
    share.add_argument("--passphrase-file", type=Path, metavar="FILE", help="else it is asked for")
    share.add_argument("--bring-along", action="store_true", help="share this device's students")
    share.add_argument("--new-passphrase", action="store_true", help="after a loss or a leak")
    share.add_argument("--from", dest="from_", type=Path, metavar="FILE", help="open a sync file")
    share.add_argument("--to", type=Path, metavar="FILE", help="make a sync file")
    share.add_argument("--everything", action="store_true", help="make it for anybody")
    share.add_argument(
        "--mend", action="store_true", help="read every file, and put right what is damaged"
    )
    share.add_argument("--check", action="store_true", help="read every file; write nothing")
    asked = parser.parse_args(argv)
    asked.command = asked.command or "run"
    return asked


if __name__ == "__main__":
    sys.exit(main())
