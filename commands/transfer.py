"""Score a file, write everything out, read it back, or fill a folder with a sample class."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from commands.opened import Refused, opened_records, owned_records
from commands.write_out import format_of, students_of, write_table_file
from store.data_folder import FolderRefused, OwnedElsewhere, data_folder, owned, write_file

if TYPE_CHECKING:
    from records.open_records import OpenRecords

LARGEST_FILE = 3_000_000_000  # bytes of a file to import, which is read row by row
LARGEST_READ_WHOLE = 500_000_000  # bytes of any other


def score(asked: argparse.Namespace) -> int:
    """Print the score of a file as JSON; of an export, what counts, each in the file's order."""
    from probes.administration import UnreadableAdministration
    from probes.administration_set import score_exported
    from records.exports.export_format import UnreadableExport, read

    data = read_json(asked.file)
    try:
        if isinstance(data, dict) and "administrations" in data:
            given = read(data).amended()
            found: Any = [{"id": i, **asdict(one.score())} for i, one in given.items()]
        else:
            found = asdict(score_exported(data))
    except (UnreadableAdministration, UnreadableExport) as problem:
        raise Refused(f"{asked.file}: {problem}") from None
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0


def export(asked: argparse.Namespace) -> int:
    """Write everything, or some students, but what can't be read: that is counted on stderr.

    Reads beside an Aimline that is running, and from a folder that can't be written.
    """
    from records.exports.json_export import Everything

    as_tables = format_of(asked) != "json"
    folder = data_folder(asked.data, make=False)
    left_out = _recovered(folder)
    if as_tables:
        with opened_records(folder, read_only=True) as records:
            students, scores = write_table_file(asked, records)
            _say_left_out([*left_out, *records.store.problems, *_unscored(records)])
        if asked.to.is_file():
            print(f"Wrote {_counted(students, scores, 'score')}.")
        return 0
    with opened_records(folder, read_only=True) as records:
        if asked.season or asked.from_ or asked.until:
            raise Refused(
                "a file for another Aimline has whole students; leave --season, --from and "
                "--until out, or write .xlsx or .csv"
            )
        found = Everything(records, students_of(asked, records))
        write_file(asked.to, (piece.encode() for piece in found))
        left_out += [*records.store.problems, *_unscored(records)]
    if found.lost_probes:
        left_out.append(
            f"{found.lost_probes} probes that can't be read here, or whose forms can't."
        )
    if found.lost_forms:
        left_out.append(f"{found.lost_forms} of your own forms that can't be read here.")
    if found.lost_rows:
        left_out.append(f"{found.lost_rows} entries that can't be read here.")
    _say_left_out(left_out)
    if found.nameless:
        print(
            f"The names of {found.nameless} students can't be read; in the file they are "
            "“Unknown student”.",
            file=sys.stderr,
        )
    if asked.to.is_file():  # where it went to a pipe, that may be what this is printed to
        print(f"Wrote {_counted(found.students, found.probes)}.")
    return 0


def _unscored(records: "OpenRecords") -> list[str]:
    unscored = len(records.papers.waiting())
    return [f"papers to score: {unscored}."] if unscored else []


def _say_left_out(what: list[str]) -> None:
    for one in what:
        print(f"Not in the export: {one}", file=sys.stderr)


def _recovered(folder: Path) -> list[str]:
    """Put a probe that is complete on record, where that can be; return what is in no record."""
    try:
        with owned(folder), opened_records(folder) as records, suppress(OSError):
            records.sittings.recover()
            if records.sittings.lost:
                return ["a probe that was under way: nothing of it can be read in sitting.log."]
            return [] if records.sittings.current is None else ["a probe that is not finished."]
    except OwnedElsewhere:
        print("Aimline is running: a probe under way is not in the export.", file=sys.stderr)
        return []
    except (FolderRefused, Refused):
        pass  # nothing can be written there; what can't be read either is said by who reads
    with opened_records(folder, read_only=True) as records:
        return [] if records.journal.read() is None else ["a probe that is not on record yet."]


def import_(asked: argparse.Namespace) -> int:
    """Read an export into the data folder: all of it, or nothing."""
    from records.exports.export_format import UnknownPart, UnreadableExport, read_stream
    from records.exports.json_export import NotTransferred, take_in

    with opened_text(asked.file, LARGEST_FILE) as text:
        try:
            found = read_stream(text)
        except UnreadableExport as problem:
            code = 1 if isinstance(problem, UnknownPart) else 2
            raise Refused(f"{asked.file}: {problem}. Nothing was imported.", code) from None
    with owned_records(asked) as records:
        try:
            taken = take_in(records, found)
        except NotTransferred as problem:
            raise Refused(f"{asked.file}: {problem}. Nothing was imported.", code=1) from None
        except OSError as problem:
            raise Refused(
                f"the records can't be written: {str(problem.strerror).rstrip('.')}. "
                "Nothing was imported.",
                code=1,
            ) from None
    print(f"Imported {_counted(taken.students, taken.probes)}.")
    if taken.known == 1:
        print("1 student was here already and was left as it is.")
    elif taken.known:
        print(f"{taken.known} students were here already and were left as they are.")
    return 0


def demo(asked: argparse.Namespace) -> int:
    """Fill an empty data folder with a sample class."""
    with owned_records(asked) as records:
        if records.students.all():
            raise Refused(
                "the data folder has students already; choose an empty one with --data", code=1
            )
        records.add_sample()
    print("A sample class is in the data folder. Its students are made up.")
    return 0


def _counted(students: int, probes: int, kind: str = "probe") -> str:
    """Return how many students and probes, or of another kind, in words."""
    said = ((students, "student"), (probes, kind))
    return " and ".join(f"{n} {what}" if n == 1 else f"{n} {what}s" for n, what in said)


def read_json(path: Path) -> object:
    """Return what a JSON file holds.

    Raises:
        Refused: it can't be read, is too large, or is no JSON.
    """
    from probes.json_values import BadValue, parsed

    with opened_text(path, LARGEST_READ_WHOLE) as text:
        try:
            return parsed(text.read())
        except BadValue as problem:
            raise Refused(f"{path}: {problem}") from None


@contextmanager
def opened_text(path: Path, most: int) -> Iterator[TextIO]:
    """Open a file of text in UTF-8 that has so many bytes at most; a larger one is not read.

    Raises:
        Refused: it can't be read, is too large, or is no text.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:  # some editors begin so
            large = path.stat().st_size > most
            if not large:
                yield text
    except UnicodeDecodeError:
        raise Refused(f"{path} is not a text in UTF-8, and so no export") from None
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}") from None
    if large:
        raise Refused(f"{path} is larger than {most // 1_000_000} MB and was not read")
