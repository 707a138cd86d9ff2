"""Verified runs, and the chains they form, which are followed back from any run's end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sync.segments.sealing import Name, Node, Run


@dataclass(frozen=True, slots=True)
class Kept:
    """A run whose events are in the records.

    ``count`` is how many of them are not blank. ``picks`` says, by number, which line the run
    means where the records have several, or one that isn't shared: the digest of its bytes,
    or "" for a blank. ``inner`` runs lie within another run.
    """

    run: Run
    count: int
    picks: Mapping[int, str] = field(default_factory=dict)
    inner: bool = False


class Chains:
    """Runs by name. A device's runs branch if two histories were made under one id."""

    def __init__(self) -> None:
        self.kept: dict[Name, Kept] = {}
        self._ends: dict[Node, list[Name]] = {}
        self._covered: set[Name] = set()
        # Needed several times in every sync, so kept up to date rather than computed anew.
        self._loose: list[Run] | None = None
        self._tips: dict[str, Run | None] = {}

    def add(self, kept: Kept) -> None:
        """Add a run, or what is now known of it."""
        name = kept.run.name
        if name not in self.kept:
            self._ends.setdefault((name.device, name.hi, name.chain), []).append(name)
        self.kept[name] = kept
        if self._loose is not None:
            others = [run for run in self._loose if run.name != name]
            self._loose = [run for run in others if run.before not in self._ends]
            self._loose += [kept.run] if self._is_loose(kept) else []
        if name.device in self._tips:
            tip = self._tips[name.device]
            before = kept.run if tip is None or tip.name == name else tip
            self._tips[name.device] = max(before, kept.run, key=_reach)

    def forget(self, name: Name) -> None:
        """Remove a run; runs within it are inner no longer, as nothing else may cover them."""
        if self.kept.pop(name, None):
            end = (name.device, name.hi, name.chain)
            self._ends[end].remove(name)
            if not self._ends[end]:
                del self._ends[end]
            self._covered.clear()
            self._loose = None
            self._tips.clear()
            for other, kept in list(self.kept.items()):
                within = name.lo <= other.lo and other.hi <= name.hi
                if kept.inner and other.device == name.device and within:
                    self.kept[other] = replace(kept, inner=False)

    def covers(self, name: Name) -> bool:
        """Tell whether every event that a name stands for is here, on the same chain."""
        if name not in self._covered:
            if self.path(name) is None:
                return False
            self._covered.add(name)
        return True

    def contains(self, outer: Name, part: Name) -> bool:
        """Tell whether a name lies within another, on its chain; both are covered."""
        if not (outer.device == part.device and outer.lo <= part.lo and part.hi <= outer.hi):
            return False
        target = (part.device, part.hi, part.chain)
        return any(node == target for node, _ in self._back(outer, part.hi))

    def outer(self) -> list[Run]:
        """Return the runs that lie within no other."""
        return [kept.run for kept in self.kept.values() if not kept.inner]

    def loose(self) -> list[Run]:
        """Return the runs that don't begin where another ends."""
        if self._loose is None:
            self._loose = [kept.run for kept in self.kept.values() if self._is_loose(kept)]
        return self._loose

    def stretches(self) -> list[Name]:
        """Return names that cover all runs: one for each chain, as far back as it is unbroken."""
        return [
            name._replace(lo=min(node[1] for node in self.nodes(name._replace(lo=1))) + 1)
            for name in (run.name for run in self.tips())
        ]

    def tips(self) -> list[Run]:
        """Return the runs that no other follows."""
        outer = self.outer()
        followed = {run.before for run in outer}
        return [r for r in outer if (r.device, r.hi, r.name.chain) not in followed]

    def nodes(self, name: Name) -> set[Node]:
        """Return the nodes of a chain from a name's end back to before its first event."""
        return {node for node, _ in self._back(name, name.lo - 1)}

    def tip(self, device: str) -> Run | None:
        """Return the run with a device's latest events."""
        if device not in self._tips:
            runs = [kept.run for name, kept in self.kept.items() if name.device == device]
            self._tips[device] = max(runs, key=_reach, default=None)
        return self._tips[device]

    def path(self, name: Name) -> list[Kept] | None:
        """Return consecutive runs from a name's first event to its last, None if any is missing."""
        after: dict[Node, Kept | None] = {}
        for node, kept in self._back(name, name.lo - 1):
            after[node] = kept
            if node[1] < name.lo:
                path = []
                while kept is not None:
                    path.append(kept)
                    kept = after[kept.run.device, kept.run.hi, kept.run.name.chain]
                return path
        return None

    def _is_loose(self, kept: Kept) -> bool:
        return kept.run.lo > 1 and not kept.inner and kept.run.before not in self._ends

    def _back(self, name: Name, down_to: int) -> Iterator[tuple[Node, Kept | None]]:
        """Yield the nodes of a chain from a name's end back, and the run after each."""
        first = (name.device, name.hi, name.chain)
        seen = {first}
        waiting: list[tuple[Node, Kept | None]] = [(first, None)]
        while waiting:
            node, after = waiting.pop()
            yield node, after
            for end in self._ends.get(node, ()) if node[1] > down_to else ():
                before = self.kept[end].run.before
                if before not in seen:
                    seen.add(before)
                    waiting.append((before, self.kept[end]))


def _reach(run: Run) -> tuple[int, int]:
    return run.hi, run.lo
