"""What all tabs of one Aimline share, and the scores that are computed beside them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol
from weakref import WeakSet

from records.open_records import OpenRecords
from screens.sharing.sharing_client import SharingClient
from screens.shell.host_browser import HostBrowser, HostFiles, HostPrinting

MUCH = 5000  # changes that are not read yet, from which it is said how far that is
GIVING_S = 1.0  # between two looks whether a probe is still given
STEPS = 20  # times that it is shown anew how much is read
EACH = 10  # slices of scores, after which how far they are is shown anew


@dataclass(slots=True, kw_only=True)
class App:
    """What all tabs of one Aimline share.

    ``sharing`` is the shared folder, None where there can be none. ``browser`` is the one that
    keeps the records on a tablet, and may lose them; ``files`` saves and chooses files there,
    and ``printing`` makes PDFs.
    ``folder`` is the data folder as people may read it. ``drawn`` waits until the first screen is
    there, where drawing and reading at once would take longer.
    """

    records: OpenRecords
    sharing: SharingClient | None = None
    browser: HostBrowser | None = None
    files: HostFiles | None = None
    printing: HostPrinting | None = None
    folder: str = ""
    version: str = ""
    drawn: Callable[[], Awaitable[object]] | None = None
    _most_left: int = 0
    _computing: bool = False
    _tabs: WeakSet["ScoresShown"] = field(default_factory=WeakSet)

    def open(self, tab: "ScoresShown") -> None:
        """Know a tab, which shows how far the scores are."""
        self._tabs.add(tab)

    @property
    def reading(self) -> float | None:
        """How much of the records is read, from 0 to 1; None if what is left takes no time."""
        left = self.records.store.left
        self._most_left = max(self._most_left, left)
        return None if left <= MUCH else 1 - left / self._most_left

    async def _read_on(self) -> None:
        """Read what was left for later, some at a time, and show how far that is."""
        store, shown = self.records.store, 0
        if store.loaded:
            return
        if self.drawn is not None:
            await self.drawn()
        while not store.loaded:
            try:
                store.read_on()
            except OSError:  # the disk doesn't answer: perhaps later
                await asyncio.sleep(GIVING_S)
            if (step := int(STEPS * (self.reading or 0))) != shown:
                shown = step
                for tab in [*self._tabs]:
                    tab.show_reading()
            await asyncio.sleep(0)
        for tab in [*self._tabs]:
            tab.refresh()

    async def compute_scores(self) -> None:
        """Compute the scores that are not remembered yet, some at a time, and none while giving.

        What of the records is still unread is read first. After an import or a join there may be
        thousands to compute; taps come in between.
        """
        records = self.records
        if self._computing:
            return
        self._computing, slices = True, 0
        try:
            await self._read_on()
            while True:
                if records.sittings.giving:
                    await asyncio.sleep(GIVING_S)
                    continue
                more = records.scores.read_on()
                slices += 1
                if slices % EACH == 0 or (slices > EACH and not more):
                    for tab in [*self._tabs]:
                        tab.refresh()
                if not more:
                    return
                await asyncio.sleep(0)
        finally:
            self._computing = False


class ScoresShown(Protocol):
    """A tab, as far as scores that were computed matter to it."""

    def refresh(self) -> None:
        """Show what has come in."""
        ...

    def show_reading(self) -> None:
        """Show how much of the records is read."""
        ...
