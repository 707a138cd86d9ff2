"""Benchmark sets: the passages of one sitting, which are one point together.

A part that doesn't count is replaced by a later one of its place. Until every place has one that
counts, the set is incomplete and no score. Where the first passage was stopped by the rule, no
other is given, and the set is 0 (docs/scoring.md, "Sets of three").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from probes.measures.profiles import profile
from probes.scoring.score import set_figures
from records.score_entry import ScoreEntry


@dataclass(frozen=True, slots=True)
class BenchmarkSet:
    """A set of ``of`` passages; ``parts`` are those that count, by their place from 0.

    ``given`` are all that were given for it, oldest first.
    """

    id: str
    of: int
    given: tuple[ScoreEntry, ...]
    parts: dict[int, ScoreEntry]

    @property
    def stopped(self) -> bool:
        """Whether the first passage was stopped by the rule, so that no other was given."""
        return 0 in self.parts and self.parts[0].discontinued and len(self.parts) == 1

    @property
    def complete(self) -> bool:
        """Whether it has its score."""
        return self.stopped or len(self.parts) == self.of

    @property
    def next_place(self) -> int | None:
        """The first place to fill; None where there is none, or the first passage was stopped.

        A part in doubt keeps its place until somebody has left it out.
        """
        if self.stopped:
            return None
        taken = {p.set_index for p in self.given if not p.left_out and p.rate is not None}
        return next((place for place in range(self.of) if place not in taken), None)

    @property
    def point(self) -> ScoreEntry | None:
        """What it came to: an entry under the set's id; None while it is incomplete."""
        if not self.complete:
            return None
        first, last = self.parts[0], self.given[-1]
        figures = set_figures(
            [part for _, part in sorted(self.parts.items())],
            profile(first.profile, first.profile_version).set_accuracy,
            stopped=self.stopped,
        )
        return last._replace(
            id=self.id,
            form=first.form,
            spoiled=False,
            doubt="",
            rate=figures.rate,
            accuracy=figures.accuracy,
            attempted=int(figures.attempted),
            errors=int(figures.errors),
            correct=int(figures.correct),
            discontinued=self.stopped,
            prorated=any(part.prorated for part in self.parts.values()),
            left_out_because="",
            left_out_later=False,
        )


def sets_of(entries: Iterable[ScoreEntry]) -> dict[str, BenchmarkSet]:
    """Return the sets that entries, oldest first, are parts of, by id."""
    given: dict[str, list[ScoreEntry]] = {}
    for entry in entries:
        if entry.set and entry.set_index < entry.set_of:
            given.setdefault(entry.set, []).append(entry)
    return {
        set_id: BenchmarkSet(
            set_id,
            max(part.set_of for part in parts),
            tuple(parts),
            {p.set_index: p for p in parts if not p.spoiled and p.rate is not None},
        )
        for set_id, parts in given.items()
    }


def settled(entries: Sequence[ScoreEntry]) -> list[ScoreEntry]:
    """Return the entries without parts of an incomplete set, replaced ones, and what is in doubt.

    What was left out stays, as what it is. The one part of a set that was stopped has its 0.
    """
    sets, found = sets_of(entries), []
    for entry in entries:
        whole = sets.get(entry.set)
        if entry.doubt:
            continue  # whoever looks at a chart would see nothing else
        if whole is None or entry.spoiled:
            found.append(entry)
        elif whole.point is not None and whole.parts.get(entry.set_index) == entry:
            stopped = entry._replace(rate=whole.point.rate, correct=0)
            found.append(stopped if whole.stopped else entry)
    return found
