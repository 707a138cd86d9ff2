"""Aimline's command line.

main.py                    serve Aimline to this machine's browser
main.py score FILE         score an export, an administration of it, or a list as a set
main.py export --to FILE   write everything: JSON, or tables as .xlsx, .csv, .zip or .parquet
main.py import FILE        read an export back
main.py progress [FILE]    print what each student's scores come to, as JSON
main.py bring-in FILE      bring in a school's file: a roster, scores from before Aimline, or both
main.py demo               fill an empty data folder with a sample class
main.py sync               share the records through a folder, or check that folder
"""

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

from commands.bring_in import bring_in
from commands.opened import Refused
from commands.scores import progress
from commands.serve import run
from commands.share import share
from commands.transfer import demo, export, import_, score
from store.data_folder import FolderRefused

TABLE_NAMES = (
    "students",
    "groups",
    "scores",
    "probes",
    "goals",
    "decisions",
    "sessions",
    "attendance",
    "codebook",
)
COMMANDS = {
    "run": run,
    "score": score,
    "export": export,
    "import": import_,
    "progress": progress,
    "bring-in": bring_in,
    "import-scores": bring_in,  # what it was called before
    "demo": demo,
    "sync": share,
}


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    asked = _arguments(argv)
    try:
        code = COMMANDS[asked.command](asked)
        sys.stdout.flush()
    except (Refused, FolderRefused) as refused:
        print(f"main.py: {refused}", file=sys.stderr)
        return refused.code
    except BrokenPipeError:  # who read it has had enough
        return _unprinted()
    except OSError as problem:
        print(f"main.py: {problem.strerror or problem}", file=sys.stderr)
        return _unprinted()
    return code


def _unprinted() -> int:
    """Drop what is still to be printed, which would fail once more at the end; return 1."""
    with suppress(OSError, ValueError):  # it is no file, as under a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


class _OneSentence(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"main.py: {message}; see main.py --help\n")


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 9 or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text[:20]!r}")
    return int(text)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not 1990 <= found.year <= 2099 or text != found.isoformat():
        raise argparse.ArgumentTypeError(
            f"a day is a date of 1990 to 2099 such as 2026-11-24, not {text[:20]!r}"
        )
    return found


def _export_arguments(
    commands: "argparse._SubParsersAction[_OneSentence]", after: "_OneSentence"
) -> None:
    to = commands.add_parser(
        "export", help="write everything as JSON or tables, or some students", parents=[after]
    )
    to.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help=".xlsx, .zip (CSV), .csv or .parquet (one table); any other is JSON",
    )
    to.add_argument("--format", choices=["json", "xlsx", "csv", "parquet"], help="whatever FILE")
    to.add_argument("--table", choices=TABLE_NAMES, help="of .csv and .parquet; else scores")
    to.add_argument(
        "--student",
        action="append",
        default=[],
        metavar="WHO",
        help="one alone, by name, school’s number or Aimline’s id; several times for several",
    )
    to.add_argument(
        "--group", action="append", default=[], metavar="NAME", help="who is in it now, alone"
    )
    to.add_argument("--season", metavar="NAME", help="what was given in a benchmark window")
    to.add_argument("--from", dest="from_", type=_day, metavar="DATE", help="what was given since")
    to.add_argument("--until", type=_day, metavar="DATE", help="what was given up to that day")


def _bring_in_arguments(
    commands: "argparse._SubParsersAction[_OneSentence]", after: "_OneSentence"
) -> None:
    one = commands.add_parser(
        "bring-in",
        aliases=["import-scores"],
        help="bring in a school's file: a roster, old scores, or both",
        parents=[after],
    )
    one.add_argument(
        "file", type=Path, nargs="?", help="CSV, .xlsx, .ods, a roster's zip or folder; - for stdin"
    )
    one.add_argument("--try", dest="try_", action="store_true", help="say what would happen")
    one.add_argument(
        "--table", type=int, metavar="N", help="which sheet, from 1; else the likeliest"
    )
    one.add_argument("--dates", choices=["month-first", "day-first"], help="how 3/4/2025 is read")
    one.add_argument("--measure", help="of scores whose column says none, such as orf")
    one.add_argument("--level", help="of scores that have none, K or 1 to 8; else the grade")
    one.add_argument("--day", type=_day, metavar="DATE", help="of scores without a date")
    one.add_argument(
        "--first-day", type=_day, metavar="DATE", help="from which sessions and seasons are counted"
    )
    one.add_argument("--same", choices=["same", "new"], help="who looks like somebody here")
    one.add_argument(
        "--differs", choices=["keep", "take"], default="keep", help="what is otherwise"
    )
    one.add_argument("--left", choices=["keep", "archive"], default="keep", help="who is gone")
    one.add_argument("--no-groups", action="store_true", help="classes become no groups")
    one.add_argument("--leave-out", action="store_true", help="leave out what can't be taken")
    one.add_argument("--report", type=Path, metavar="FILE", help="write what can't be taken there")
    one.add_argument("--take-back", action="store_true", help="take the last import back")


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    data = _OneSentence(add_help=False)
    data.add_argument("--data", metavar="DIR", help="where records lie")
    parser = _OneSentence(prog="main.py", description="Aimline", parents=[data])
    parser.set_defaults(command="run")
    parser.add_argument("--port", type=_port, default=0, help="a port of 127.0.0.1; 0 for any")
    parser.add_argument("--no-browser", action="store_true", help="don't open the browser")
    parser.add_argument("--desktop", action="store_true", help="open Flet's native window")
    commands = parser.add_subparsers(
        dest="command", metavar="score | export | import | progress | bring-in | demo | sync"
    )
    one = commands.add_parser(
        "score", help="score an export, an administration of it, or a list as a set"
    )
    one.add_argument("file", type=Path)
    # SUPPRESS keeps the value of a --data that stands before the command.
    after = _OneSentence(add_help=False, argument_default=argparse.SUPPRESS)
    after.add_argument("--data", metavar="DIR", help="where records lie")
    _export_arguments(commands, after)
    back = commands.add_parser("import", help="read an export back", parents=[after])
    back.add_argument("file", type=Path)
    say = commands.add_parser(
        "progress", help="print what each student's scores come to", parents=[after]
    )
    say.add_argument("file", type=Path, nargs="?", help="an export; else the data folder is read")
    say.add_argument("--day", type=_day, metavar="DATE", help="as of which day; else today")
    say.add_argument("--names", action="store_true", help="with the students' names")
    _bring_in_arguments(commands, after)
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
