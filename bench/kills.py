"""Kill a sitting 200 times: ``uv run --group test python -m bench.kills [KILLS]``. Prints JSON.

A child (``bench/killing.py``) gives one probe after another in benchmark sets of three, some of
them interrupted. Besides what is said there, no place of a set may be filled twice, and the next
child goes on with the set that was begun. Four minutes.
"""

import json
import random
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.killing import (
    REFUSED_FIRST,
    Known,
    LostTap,
    SmallDisk,
    journal_events,
    tell,
    tell_events,
)
from bench.killing import killed as killed_in
from commands.opened import opened_records
from probes.administration import PartOfSet, swap_quotes
from probes.giving import events
from probes.giving.session import Phase
from records.benchmark_sets import sets_of
from records.open_records import OpenRecords
from records.students import Student
from store.log import NotKept

KILLS = 200
PUPIL = Student("pupil", "", "2", "")
INTERRUPTED = 0.25  # of the probes
TAPS = 60  # of one probe, on the average


def main() -> None:
    """Kill, check and print; or be the child."""
    if len(sys.argv) > 2:
        give(Path(sys.argv[1]), random.Random(sys.argv[2]))
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(killed(Path(name), random.Random(time.time_ns()), kills), indent=1))


def killed(
    folder: Path, chance: random.Random, kills: int, disk: SmallDisk | None = None
) -> dict[str, int]:
    """Kill that many children one after another; return how much was said and found.

    Raises:
        LostTap: what is there is not what was said.
    """
    found, counts = killed_in("bench.kills", reopened, folder, chance, kills, disk)
    return {
        **asdict(counts),
        "acknowledged_and_lost": 0,
        "probes_kept": len(found.kept),
        "sets_complete": complete_sets(folder),
    }


def reopened(folder: Path) -> Known:
    """Read what a folder holds, and change nothing."""
    with opened_records(folder) as records:
        rows = records.store.rows("administrations")
        kept = {probe: json.loads(swap_quotes(row["events"])) for probe, row in rows.items()}
        return Known(kept=kept, under_way=journal_events(records.journal, {*kept}))


def complete_sets(folder: Path) -> int:
    """Return how many sets have a part in each place.

    Raises:
        LostTap: a place has two parts that are not left out.
    """
    with opened_records(folder) as records:
        sets = sets_of(records.history.entries(PUPIL.id)[0])
    for one in sets.values():
        places = [part.set_index for part in one.given if not part.left_out]
        if len(places) != len({*places}):
            raise LostTap("a place of a set was filled twice")
    return sum(one.next_place is None for one in sets.values())


def give(folder: Path, chance: random.Random) -> None:
    """Be the child: give probes until killed."""
    try:
        with opened_records(folder) as records:
            before = records.journal.read()
            records.sittings.recover()
            if records.sittings.settled and before is not None and before.head is not None:
                tell({"kept": before.head["administration"]})
            while True:
                try:
                    _step(records, chance)
                except NotKept:
                    tell({"refused": True})
    except NotKept:  # there was no room to open it, or to keep what an earlier run had done
        tell({"refused": True})
        sys.exit(REFUSED_FIRST)


def _step(records: OpenRecords, chance: random.Random) -> None:
    sittings = records.sittings
    if sittings.current is None:
        sittings.start(PUPIL, records.forms.of("2")[0], part=_part(records))
        assert sittings.current is not None
        tell_events(sittings.current, since=0)
    elif sittings.current.done:
        probe = sittings.current.head.administration
        sittings.keep()
        tell({"kept": probe})
    elif chance.random() < 1 / TAPS:
        _end(records, interrupted=chance.random() < INTERRUPTED)
    else:
        _tap(records, chance)


def _part(records: OpenRecords) -> PartOfSet:
    """Return the next part of the set that was begun, or the first of a new one."""
    begun = records.history.open_set(PUPIL.id, records.clock.now().date())
    place = None if begun is None else begun.next_place
    if begun is None or place is None:
        return records.sittings.new_set()
    return PartOfSet(begun.id, place, begun.of)


def _tap(records: OpenRecords, chance: random.Random) -> None:
    sitting: Any = records.sittings.current
    since = len(sitting.session.events)
    item = chance.randrange(len(sitting.session.form.items))
    if chance.random() < 0.1 and sitting.session.undoable is not None:
        sitting.do(events.Undo)
    else:
        sitting.do(events.Unmark if item in sitting.session.marks else events.Mark, item=item)
    tell_events(sitting, since)


def _end(records: OpenRecords, *, interrupted: bool) -> None:
    sitting: Any = records.sittings.current
    since = len(sitting.session.events)
    time.sleep(0.002)  # nobody finishes in no time
    sitting.tick()
    if sitting.session.phase is not Phase.RUNNING:  # taken up late, with the time over
        sitting.do(events.Last, item=len(sitting.session.form.items) - 1)
    elif interrupted:
        sitting.end(events.Spoil, reason="interrupted")
    else:
        sitting.end(events.Finish)
    tell_events(sitting, since)


if __name__ == "__main__":
    main()
