"""Kill corrections 200 times: ``python -m bench.correction_kills [KILLS]`` in group test; JSON.

A child (``bench/killing.py``) corrects kept probes, takes changes back, looks at them under other
rules and replays them, and scores some a second time. Besides what is said there, the remembered
scores must equal a replay. Four minutes.
"""

import json
import random
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

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
from probes.administration import swap_quotes
from probes.giving import events
from probes.measures.profiles import profiles_for
from probes.scoring.pace import pace
from records.amended import DoesNotFit
from records.amendments import TABLE
from records.open_records import OpenRecords
from records.score_entry import computed
from records.sittings import SECOND_SCORES
from records.students import Student
from store.log import NotKept

KILLS = 200
PROBES = 20  # a probe that is corrected a hundred times takes long to read, and nobody does that
SECOND, LOOK = 0.05, 0.1  # how often a second scoring, or a replay, comes instead of a change
TAPS = 12  # of one second scoring, on the average
BLANK = 2  # events that a second scoring begins with: its start and its end


def main() -> None:
    """Kill, check and print; or be the child."""
    if len(sys.argv) > 2:
        correct(Path(sys.argv[1]), random.Random(sys.argv[2]))
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
    with opened_records(folder) as records:
        if not records.store.rows("administrations"):
            _give(records)
    found, counts = killed_in("bench.correction_kills", reopened, folder, chance, kills, disk)
    return {
        **asdict(counts),
        "acknowledged_and_lost": 0,
        "changes": len(found.changes),
        "second_scores": len(found.kept),
    }


def reopened(folder: Path) -> Known:
    """Read what a folder holds, and see that remembered scores equal a replay.

    Raises:
        LostTap: they don't.
    """
    with opened_records(folder) as records:
        for probe, row in records.store.rows("administrations").items():
            replayed = computed(probe, row, records.amendments.of(probe), records.forms)
            if records.scores.entry(probe) != replayed:
                raise LostTap("a remembered score is not what a replay comes to")
        kept = {
            second: json.loads(swap_quotes(row["events"]))
            for second, row in records.store.rows(SECOND_SCORES).items()
        }
        return Known(
            changes=dict(records.store.rows(TABLE)),
            kept=kept,
            under_way=journal_events(records.journal, {*kept}),
            at_once=BLANK,
        )


def correct(folder: Path, chance: random.Random) -> None:
    """Be the child: correct and score until killed."""
    try:
        with opened_records(folder) as records:
            records.sittings.recover()
            probes = [*records.store.rows("administrations")]
            tell({"began": True})
            while True:
                try:
                    _step(records, chance.choice(probes), chance)
                except NotKept:
                    tell({"refused": True})
    except NotKept:  # there was no room to open it
        tell({"refused": True})
        sys.exit(REFUSED_FIRST)


def _step(records: OpenRecords, probe: str, chance: random.Random) -> None:
    if records.sittings.current is not None:
        _tap(records, chance)
    elif chance.random() < SECOND:
        records.second_scores.begin(probe)
        assert records.sittings.current is not None
        tell_events(records.sittings.current, since=0)
    elif chance.random() < LOOK:
        _look(records, probe)
    else:
        _change(records, probe, chance)


def _look(records: OpenRecords, probe: str) -> None:
    """Replay a probe and score it under every profile, as its screens do: nothing is written."""
    opened = records.history.open(probe)
    assert opened is not None
    before = dict(records.store.rows(TABLE))
    pace(opened.administration.session())
    for rules in profiles_for(opened.administration.measure):
        opened.administration.under(rules).score()
    assert dict(records.store.rows(TABLE)) == before


def _give(records: OpenRecords) -> None:
    """Keep the probes that are corrected, before anything is said."""
    for _ in range(PROBES):
        student = Student("pupil", "", "2", "")
        sitting = records.sittings.start(student, records.forms.of("2")[0])
        sitting.do(events.Mark, item=3)
        time.sleep(0.002)  # nobody finishes in no time
        sitting.end(events.Finish)
        records.sittings.keep()


def _change(records: OpenRecords, probe: str, chance: random.Random) -> None:
    do, item = records.corrections, chance.randrange(60)
    latest = do.latest(probe)
    made = [
        lambda: do.mark(probe, item, chance.choice(("error", "omission", "supplied"))),
        lambda: do.unmark(probe, item),
        lambda: do.end(probe, chance.choice(("time_up", "finished", "discontinued"))),
        lambda: do.last(probe, item),
        lambda: do.leave_out(probe, "slip"),
        lambda: do.count_again(probe),
        lambda: do.note(probe, "tired"),
        lambda: do.take_back(probe, latest or ""),
    ]
    try:
        row_id = chance.choice(made)()
    except DoesNotFit:
        return
    tell({"change": row_id, "row": records.store.row(TABLE, row_id)})


def _tap(records: OpenRecords, chance: random.Random) -> None:
    sitting = records.sittings.current
    assert sitting is not None
    since, item = len(sitting.session.events), chance.randrange(60)
    if chance.random() < 1 / TAPS and sitting.done:
        second = sitting.head.administration
        records.sittings.keep()
        tell({"kept": second})
        return
    if sitting.done or chance.random() < 0.8:
        sitting.do(events.Unmark if item in sitting.session.marks else events.Mark, item=item)
    else:
        sitting.do(events.Last, item=item)
    tell_events(sitting, since)


if __name__ == "__main__":
    main()
