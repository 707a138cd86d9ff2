"""Kill a sitting 50 times: ``uv run --group test python -m bench.kills``. Prints JSON; 1 minute.

A child process opens a data folder as main.py does, gives one probe after another with taps as
fast as the disk takes them, in benchmark sets of three, some of them interrupted, and says each
thing once it is done. It is killed (SIGKILL) at a random moment; then all that it said must be
there, in order, and at most one event more, and no place of a set may be filled twice. The next
child goes on in the same folder, with the set that was begun.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commands.opened import opened_records
from probes.administration import PartOfSet, swap_quotes
from probes.giving import events
from probes.giving.event_json import written
from records.benchmark_sets import sets_of
from records.open_records import OpenRecords
from records.students import Student

ROOT = Path(__file__).parents[1]
KILLS = 50
LATEST = 0.4  # seconds after the child's first word in which it is killed
PUPIL = Student("pupil", "", "2", "")
INTERRUPTED = 0.25  # of the probes
TAPS = 60  # of one probe, on the average


class LostTap(AssertionError):
    """Something acknowledged is not there, or something is there that nobody did."""


@dataclass
class Known:
    """What was said, or found when a folder was last opened: events of probes, by their id."""

    under_way: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def hear(self, word: dict[str, Any]) -> None:
        """Take in what a child said."""
        if "event" in word:
            self.under_way.setdefault(word["sitting"], []).append(word["event"])
        else:
            self.kept[word["kept"]] = self.under_way.pop(word["kept"])


def main() -> None:
    """Kill, check and print; or be the child."""
    if len(sys.argv) > 1:
        give(Path(sys.argv[1]), random.Random(sys.argv[2]))
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(killed(Path(name), random.Random(time.time_ns()), KILLS), indent=1))


def killed(folder: Path, chance: random.Random, kills: int) -> dict[str, int]:
    """Kill that many children one after another; return how much was said and found.

    Raises:
        LostTap: what is there is not what was said.
    """
    before, said, unsaid = Known(), 0, 0
    for _ in range(kills):
        words = words_until_killed("bench.kills", folder, chance, LATEST)
        said += len(words)
        for word in words:
            before.hear(word)
        found = reopened(folder)
        unsaid += compare(before, found)
        before = found
    sets = complete_sets(folder)
    return {
        "kills": kills,
        "acknowledged": said,
        "acknowledged_and_lost": 0,
        "there_before_it_was_said": unsaid,
        "probes_kept": len(before.kept),
        "sets_complete": sets,
    }


def compare(said: Known, found: Known) -> int:
    """See that all that was said is there; return how many events there are more, 0 or 1.

    Raises:
        LostTap: it is not.
    """
    said_of = {**said.under_way, **said.kept}
    found_of = {**found.under_way, **found.kept}
    if not said.kept.keys() <= found.kept.keys() or not said_of.keys() <= found_of.keys():
        raise LostTap("a probe is gone")
    more = 0
    for probe, there in found_of.items():
        expected = said_of.get(probe, [])
        if there[: len(expected)] != expected:
            raise LostTap("an acknowledged tap is gone, or another stands in its place")
        more += len(there) - len(expected)
    if more > 1:
        raise LostTap("there are taps that nobody made")
    return more


def reopened(folder: Path) -> Known:
    """Read what a folder holds, and change nothing."""
    with opened_records(folder) as records:
        rows = records.store.rows("administrations")
        found = Known(
            kept={probe: json.loads(swap_quotes(row["events"])) for probe, row in rows.items()}
        )
        held = records.journal.read()
    if held is not None and held.head is not None and held.events:
        # Killed between keeping and letting go, a probe is in both places.
        probe = str(held.head["administration"])
        found.under_way = {} if probe in found.kept else {probe: list(held.events)}
    return found


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
    with opened_records(folder) as records:
        before = records.journal.read()
        records.sittings.recover()
        if records.sittings.settled and before is not None and before.head is not None:
            _say({"kept": before.head["administration"]})
        while True:
            if records.sittings.current is None:
                records.sittings.start(PUPIL, records.forms.of("2")[0], part=_part(records))
                _say_events(records, since=0)
            _tap(records, chance)
            if chance.random() < 1 / TAPS:
                _finish(records, interrupted=chance.random() < INTERRUPTED)


def _part(records: OpenRecords) -> PartOfSet:
    """Return the next part of the set that was begun, or the first of a new one."""
    begun = records.history.open_set(PUPIL.id, records.clock.now().date())
    place = None if begun is None else begun.next_place
    if begun is None or place is None:
        return records.sittings.new_set()
    return PartOfSet(begun.id, place, begun.of)


def _tap(records: OpenRecords, chance: random.Random) -> None:
    assert records.sittings.current is not None
    session = records.sittings.current.session
    since = len(session.events)
    item = chance.randrange(len(session.form.items))
    if chance.random() < 0.1 and session.undoable is not None:
        records.sittings.current.do(events.Undo)
    elif item in session.marks:
        records.sittings.current.do(events.Unmark, item=item)
    else:
        records.sittings.current.do(events.Mark, item=item)
    _say_events(records, since)


def _finish(records: OpenRecords, *, interrupted: bool) -> None:
    assert records.sittings.current is not None
    since = len(records.sittings.current.session.events)
    if interrupted:
        records.sittings.current.end(events.Spoil, reason="interrupted")
    else:
        records.sittings.current.end(events.Finish)
    _say_events(records, since)
    probe = records.sittings.current.head.administration
    records.sittings.keep()
    _say({"kept": probe})


def _say_events(records: OpenRecords, since: int) -> None:
    assert records.sittings.current is not None
    for event in records.sittings.current.session.events[since:]:
        _say({"sitting": records.sittings.current.head.administration, "event": written(event)})


def _say(word: dict[str, Any]) -> None:
    print(json.dumps(word), flush=True)


def words_until_killed(
    module: str, folder: Path, chance: random.Random, latest: float
) -> list[Any]:
    """Run a module as the child, kill it so many seconds later at most; return what it said."""
    command = [sys.executable, "-m", module, str(folder), str(chance.random())]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            first = child.stdout.readline()
            time.sleep(chance.uniform(0, latest))
        finally:
            child.kill()
        lines = [first, *child.stdout]
    # The last line may be torn: what it would have said was done, and not yet said.
    return [json.loads(line) for line in lines if line.endswith("\n")]


if __name__ == "__main__":
    main()
