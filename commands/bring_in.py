"""Bring a school's file in: a roster, old scores, or both. All of it, or nothing."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from commands.opened import Refused, owned_records

if TYPE_CHECKING:
    from records.imports.bringing import Bringing
    from records.imports.file_source import Source
    from records.imports.found_rows import Answers
    from records.imports.import_plan import ImportPlan

SHOWN = 20  # refused cells that are named
MOST_FILES = 60
_ASKED = {
    "dates": "dates as 3/4/2025 can be read in two ways; say --dates month-first or day-first",
    "measure": "no column says what its scores measure; say --measure, one of {measures}",
    "day": "the scores have no date; say --day, on which they were given",
    "same": "{likely} look like ones that are here, by name and grade; say --same same, or "
    "--same new if they are others",
}
_NOTES = {
    "no score": "Cells that say there is no score, as “absent”: {count}.",
    "summary": "Rows that sum up others, left out: {count}.",
    "heading": "Headings inside the table, left out: {count}.",
    "below": "Rows below the table, left out: {count}.",
    "other grade": "Grades that Aimline hasn’t, left empty: {count}.",
    "other measure": "Scores of measures that Aimline hasn’t, left out: {count}.",
    "not here": "Students marked as gone, or not named, who are not here: {count}.",
    "shared number": "Students whose number is another’s too, so that it was left out: {count}.",
}


def bring_in(asked: argparse.Namespace) -> int:
    """Bring a file or a folder of CSV files in, or take the last import back."""
    from records.imports.bringing import opened

    if asked.take_back:
        return _take_back(asked)
    if asked.file is None:
        raise Refused("give the file to bring in, or a folder of CSV files")
    source, content = _read(asked.file)  # before a data folder is made
    name = "" if str(asked.file) == "-" else asked.file.resolve().name
    with owned_records(asked) as records:
        bringing = opened(records, source, name, content)
        if asked.table and not 1 <= asked.table <= len(bringing.source.tables):
            raise Refused(f"{asked.file} has {len(bringing.source.tables)} tables")
        if asked.table:
            bringing.choose(asked.table - 1)
        plan = _planned(bringing, _answers(bringing, asked))
        _print_columns(bringing)
        if asked.report is not None:
            _write_report(asked.report, plan)
        if plan.asks:
            raise Refused(f"{asked.file}: {_question(plan)}. Nothing was brought in")
        if (plan.refused or plan.more_refused) and not asked.leave_out:
            raise Refused(f"{asked.file}: {_refusal(plan)}")
        if not asked.try_:
            try:
                bringing.carry_out(plan)
            except OSError as problem:
                raise Refused(
                    f"the records can't be written: {problem.strerror}. Nothing was brought in.",
                    code=1,
                ) from None
    _print_plan(plan, bringing, asked)
    return 0


def _read(path: Path) -> "tuple[Source, str]":
    """Return a file's tables, and a text that is the same for the same file."""
    from probes.table_text import BadTable
    from records.imports.bringing import content_of, last
    from records.imports.file_source import LARGEST, Source, read_folder, read_source

    try:
        if path.is_dir():
            files = _files_of(path, LARGEST)
            return last(read_folder(files), Source), content_of(files)
        if str(path) == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        return last(read_source(data), Source), content_of({"": data})
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}") from None
    except BadTable as problem:
        raise Refused(f"{path}: {problem}. Nothing was brought in") from None


def _files_of(path: Path, most: int) -> dict[str, bytes]:
    found = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv")
    if not found:
        raise Refused(f"{path} has no CSV file in it")
    if len(found) > MOST_FILES or sum(one.stat().st_size for one in found) > most:
        raise Refused(f"{path} has more than {MOST_FILES} files, or {most // 1_000_000} MB")
    return {one.name: one.read_bytes() for one in found}


def _answers(bringing: "Bringing", asked: argparse.Namespace) -> "Answers":
    from probes.measures.measure import MEASURES
    from records.students import GRADES

    for told, allowed in ((asked.measure, [*MEASURES]), (asked.level, [*GRADES])):
        if told and told not in allowed:
            raise Refused(f"give one of {', '.join(allowed)}, not {told[:20]!r}")
    given: dict[str, object] = {
        "dates": (asked.dates or "").replace("-", " "),
        "measure": asked.measure or "",
        "level": asked.level or "",
        "day": asked.day,
        "same": asked.same or "",
        "differs": asked.differs,
        "left": asked.left,
        "classes": "none" if asked.no_groups else "groups",
    }
    if asked.first_day is not None:
        given["first_day"] = asked.first_day
    return bringing.answers(bringing.records.clock.now().date(), **given)


def _planned(bringing: "Bringing", answers: "Answers") -> "ImportPlan":
    from records.imports.import_plan import ImportPlan

    columns = bringing.columns
    if columns is not None and not columns.names_students:
        raise Refused(
            "no column of the table has names or student numbers; its first row should say "
            "“Name”, or “First name” and “Last name”, or “Student number”. Nothing was brought in"
        )
    found: ImportPlan | None = None
    with _progress() as tell:
        for step in bringing.plan(answers, bringing.records.settings.now.examiner):
            if isinstance(step, float | int):
                tell(step)
            else:
                found = step
    assert found is not None
    return found


@contextmanager
def _progress() -> "Iterator[Callable[[float], None]]":
    """Say how far it is, where somebody looks on."""
    shown = sys.stderr.isatty()

    def tell(done: float) -> None:
        if shown:
            print(f"\r{done:4.0%}", end="", file=sys.stderr, flush=True)

    yield tell
    tell(1)
    if shown:
        print(file=sys.stderr)


def _question(plan: "ImportPlan") -> str:
    from probes.measures.measure import MEASURES

    found = [_ASKED[one] for one in plan.asks]
    return "; ".join(found).format(measures=", ".join(MEASURES), likely=len(plan.likely))


def _refusal(plan: "ImportPlan") -> str:
    count = len(plan.refused) + plan.more_refused
    named = [f"\n  {one}" for one in plan.refused[:SHOWN]]
    more = [f"\n  and {count - SHOWN} more"] if count > SHOWN else []
    rows = "one of its rows" if count == 1 else f"{count} of its rows or cells"
    return "".join(
        [
            f"{rows} can't be taken, so nothing was brought in; mend the file, or say --leave-out",
            *named,
            *more,
        ]
    )


def _print_columns(bringing: "Bringing") -> None:
    """Say what each column that counts was taken for."""
    layout = bringing.source.layout
    if layout is not None:
        print(f"Read as {layout.name}: {', '.join(one.name for one in bringing.source.tables)}.")
        return
    if len(bringing.source.tables) > 1:
        name = bringing.source.tables[bringing.table].name
        count = len(bringing.source.tables)
        print(f"Table {bringing.table + 1} of {count}: {name[:60]}. Another: --table 1 to {count}.")
    columns = bringing.columns
    for place, use in enumerate(columns.uses if columns is not None else ()):
        if columns is not None and use.kind != "ignore":
            about = [use.measure, use.level and f"level {use.level}", use.season]
            told = ", ".join(one for one in about if one)
            header = columns.headers[place][:60] or f"column {place + 1}"
            print(f"  {header}: {use.kind}{f' ({told})' if told else ''}")


def _print_plan(plan: "ImportPlan", bringing: "Bringing", asked: argparse.Namespace) -> None:
    """Say what came of it, or with --try what would."""
    from records.imports.found_rows import FIRST_DAY

    if plan.is_nothing:
        print("Everything in it is here already; nothing was changed.")
    elif asked.try_:
        print("This would be brought in; nothing was changed.")
    print(f"Students: {plan.new} new, {plan.known} here already.")
    told = {
        "Groups: {count} new.": plan.groups,
        "Put into a further group: {count}.": plan.added_to_groups,
        "Gaps filled (a grade, a school, a number): {count}.": plan.filled,
        "Changed to what the file says: {count}.": plan.changed,
        "Looked like ones that are here: {count}.": len(plan.likely),
    }
    if asked.differs == "keep":
        told["Otherwise here, and left so (--differs take changes it): {count}."] = len(
            plan.differing
        )
    if asked.left == "keep":
        told["Gone, says the file, and left here (--left archive archives them): {count}."] = len(
            plan.left
        )
    else:
        told["Archived: {count}."] = len(plan.left)
    for sentence, count in told.items():
        if count:
            print(sentence.format(count=count))
    if plan.scores or plan.known_scores:
        print(f"Scores: {plan.scores} new, {plan.known_scores} here already.")
        for (measure, level), count in plan.found.by_measure().items():
            print(f"  {measure}{f', level {level}' if level else ''}: {count}")
    elif bringing.columns is not None and not bringing.columns.has_scores:
        print("Scores: none; no column is of a measure that Aimline has.")
    for key, sentence in _NOTES.items():
        if count := plan.found.notes.get(key, 0):
            print(sentence.format(count=count))
    if plan.scores and plan.found.counted:
        begun = asked.first_day or FIRST_DAY
        print(f"Where there is no date, days are counted from {begun} (--first-day).")
    if plan.refused:
        print(f"Left out: {len(plan.refused) + plan.more_refused} rows or cells.")


def _write_report(path: Path, plan: "ImportPlan") -> None:
    """Write each refused row to a file, for whoever mends the table."""
    text = "".join(f"{one}\n" for one in plan.refused)
    if plan.more_refused:
        text += f"and {plan.more_refused} more\n"
    try:
        path.write_text(text or "Every row can be taken.\n", encoding="utf-8")
    except OSError as problem:
        raise Refused(f"{path} can't be written: {problem.strerror}") from None


def _take_back(asked: argparse.Namespace) -> int:
    from records.brought_in import BuiltOn, Imports

    with owned_records(asked) as records:
        imports = Imports(records.store)
        here = imports.all()
        if not here:
            raise Refused("no file was brought in that could be taken back")
        try:
            imports.take_back(here[0].id)
        except BuiltOn as problem:
            raise Refused(f"the last import can't be taken back: {problem}", code=1) from None
    print(f"Taken back: {here[0].students} students and {here[0].scores} scores.")
    return 0
