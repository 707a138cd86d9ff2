"""What all tabs of one Aimline share, and the scores that are computed beside them."""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol
from weakref import WeakSet

from records.open_records import OpenRecords
from screens.sharing.sharing_client import SharingClient
from screens.shell.host_browser import HostBrowser

GIVING_S = 1.0  # between two looks whether a probe is still given
EACH = 10  # slices of scores, after which how far they are is shown anew


@dataclass(slots=True, kw_only=True)
class App:
    """What all tabs of one Aimline share.

    ``sharing`` is the shared folder, None where there can be none. ``browser`` is the one that
    keeps the records on a tablet, and may lose them. ``folder`` is the data folder as people may
    read it.
    """

    records: OpenRecords
    sharing: SharingClient | None = None
    browser: HostBrowser | None = None
    folder: str = ""
    version: str = ""
    _computing: bool = False
    _tabs: WeakSet["ScoresShown"] = field(default_factory=WeakSet)

    def open(self, tab: "ScoresShown") -> None:
        """Know a tab, which shows how far the scores are."""
        self._tabs.add(tab)

    async def compute_scores(self) -> None:
        """Compute the scores that are not remembered yet, some at a time, and none while giving.

        After an import or a join there may be thousands; taps come in between.
        """
        records = self.records
        if self._computing or not records.store.loaded:
            return
        self._computing, slices = True, 0
        try:
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
