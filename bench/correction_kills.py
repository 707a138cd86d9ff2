"""Kill corrections 200 times: ``python -m bench.correction_kills`` in group test. Prints JSON.

A child process opens a data folder as main.py does, corrects kept probes, takes changes back, and
scores some a second time, as fast as the disk takes it; it says each thing once it is done. It is
killed (SIGKILL) at a random moment; then all that it said must be there as it was said, at most one
thing more, and the remembered scores must equal a replay. Takes about four minutes.
"""

import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.kills import LostTap, words_until_killed
from commands.opened import opened_records
from probes.administration import swap_quotes
from probes.giving import events
from probes.giving.event_json import written
from records.amended import DoesNotFit
from records.amendments import TABLE
from records.open_records import OpenRecords
from records.score_entry import computed
from records.sittings import SECOND_SCORES
from records.students import Student

KILLS = 200
LATEST = 0.4  # seconds after the child's first word in which it is killed
PROBES = 3
SECOND = 0.05  # how often a second scoring begins instead of a change
TAPS = 12  # of one second scoring, on the average


@dataclass
class Changed:
    """What was said, or found: changes by id, and the events of second scorings by theirs."""

    amendments: dict[str, dict[str, Any]] = field(default_factory=dict)
    under_way: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def hear(self, word: dict[str, Any]) -> None:
        """Take in what a child said."""
        if "amendment" in word:
            self.amendments[word["amendment"]] = word["row"]
        elif "event" in word:
            self.under_way.setdefault(word["second"], []).append(word["event"])
        elif "kept" in word:
            self.kept[word["kept"]] = self.under_way.pop(word["kept"])


def main() -> None:
    """Kill, check and print; or be the child."""
    if len(sys.argv) > 1:
        correct(Path(sys.argv[1]), random.Random(sys.argv[2]))
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(killed(Path(name), random.Random(time.time_ns()), KILLS), indent=1))


def killed(folder: Path, chance: random.Random, kills: int) -> dict[str, int]:
    """Kill that many children one after another; return how much was said and found.

    Raises:
        LostTap: what is there is not what was said.
    """
    before, said, unsaid = Changed(), 0, 0
    for _ in range(kills):
        words = words_until_killed("bench.correction_kills", folder, chance, LATEST)
        said += len(words)
        for word in words:
            before.hear(word)
        found = reopened(folder)
        unsaid += compare(before, found)
        before = found
    return {
        "kills": kills,
        "acknowledged": said,
        "acknowledged_and_lost": 0,
        "there_before_it_was_said": unsaid,
        "changes": len(before.amendments),
        "second_scores": len(before.kept),
    }


def compare(said: Changed, found: Changed) -> int:
    """See that all that was said is there; return how much there is more, 0 or 1.

    Raises:
        LostTap: it is not.
    """
    for row_id, row in said.amendments.items():
        if found.amendments.get(row_id) != row:
            raise LostTap("an acknowledged change is gone, or another stands in its place")
    more = len(found.amendments) - len(said.amendments)
    said_of, found_of = {**said.under_way, **said.kept}, {**found.under_way, **found.kept}
    if not said.kept.keys() <= found.kept.keys() or not said_of.keys() <= found_of.keys():
        raise LostTap("a second score is gone")
    begun = 0
    for second, there in found_of.items():
        expected = said_of.get(second, [])
        if there[: len(expected)] != expected:
            raise LostTap("an acknowledged tap of a second score is gone")
        if second in said_of:
            more += len(there) - len(expected)
        else:  # it begins with its start and its end at once
            begun += 1
    if more + begun > 1:
        raise LostTap("there is more than was done")
    return more + begun


def reopened(folder: Path) -> Changed:
    """Read what a folder holds, and see that remembered scores equal a replay.

    Raises:
        LostTap: they don't.
    """
    with opened_records(folder) as records:
        for probe, row in records.store.rows("administrations").items():
            replayed = computed(probe, row, records.amendments.of(probe), records.forms)
            if records.scores.entry(probe) != replayed:
                raise LostTap("a remembered score is not what a replay comes to")
        found = Changed(
            amendments=dict(records.store.rows(TABLE)),
            kept={
                second: json.loads(swap_quotes(row["events"]))
                for second, row in records.store.rows(SECOND_SCORES).items()
            },
        )
        held = records.journal.read()
    if held is not None and held.head is not None and held.events:
        second = str(held.head["administration"])
        if second not in found.kept:  # killed between keeping and letting go, it is in both places
            found.under_way = {second: list(held.events)}
    return found


def correct(folder: Path, chance: random.Random) -> None:
    """Be the child: correct and score until killed."""
    with opened_records(folder) as records:
        records.sittings.recover()
        probes = [*records.store.rows("administrations")] or _give(records)
        _say({"began": True})
        while True:
            probe = chance.choice(probes)
            if records.sittings.current is not None:
                _tap(records, chance)
            elif chance.random() < SECOND:
                records.second_scores.begin(probe)
                _say_events(records, since=0)
            else:
                _change(records, probe, chance)


def _give(records: OpenRecords) -> list[str]:
    """Keep the probes that are corrected, before anything is said."""
    found = []
    for _ in range(PROBES):
        student = Student("pupil", "", "2", "")
        sitting = records.sittings.start(student, records.forms.of("2")[0])
        sitting.do(events.Mark, item=3)
        sitting.end(events.Finish)
        records.sittings.keep()
        found.append(sitting.head.administration)
    return found


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
    _say({"amendment": row_id, "row": records.store.row(TABLE, row_id)})


def _tap(records: OpenRecords, chance: random.Random) -> None:
    sitting = records.sittings.current
    assert sitting is not None
    since, item = len(sitting.session.events), chance.randrange(60)
    if chance.random() < 1 / TAPS and sitting.done:
        second = sitting.head.administration
        records.sittings.keep()
        _say({"kept": second})
        return
    if sitting.done or chance.random() < 0.8:
        sitting.do(events.Unmark if item in sitting.session.marks else events.Mark, item=item)
    else:
        sitting.do(events.Last, item=item)
    _say_events(records, since)


def _say_events(records: OpenRecords, since: int) -> None:
    sitting = records.sittings.current
    assert sitting is not None
    for event in sitting.session.events[since:]:
        _say({"second": sitting.head.administration, "event": written(event)})


def _say(word: dict[str, Any]) -> None:
    print(json.dumps(word), flush=True)


if __name__ == "__main__":
    main()
