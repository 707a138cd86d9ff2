"""How sharing stands, as a screen draws it, and who is told when that changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from weakref import WeakMethod


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How sharing stands.

    ``joined``: the device has the keys of a vault. ``belongs``: its records are a vault's,
    even if the keys were lost. ``known``: what is kept of sharing has been looked at.

    ``folder_name`` is the folder as a person would write it; ``picked`` says that it was
    chosen in a browser, ``by_hand`` that there is none but sync files. ``keys`` is a
    sentence that says where the keys are kept. ``others`` are the devices whose sync files
    were opened here, the latest first.

    ``doing`` is "" or what is under way: "waiting" for a probe to end, "asking" the folder,
    "reading" or "writing" its files, ``done`` ``of`` them.

    ``at`` is when the latest sync ended, ``sent`` its files and ``received`` its changes;
    ``arrived`` counts the changes received since the program started. ``out`` is the records'
    mark before which everything is in the folder, as of this run's latest sync there;
    ``stuck`` says that the sync could not write: no space, or a new passphrase is wanted.

    ``offline`` says that the folder could not be reached. ``problem`` says in a sentence why,
    or what else went wrong, ``advice`` what a person should know or do.
    """

    joined: bool = False
    belongs: bool = False
    folder_name: str = ""
    keys: str = ""
    doing: str = ""
    done: int = 0
    of: int = 0
    at: datetime | None = None
    sent: int = 0
    received: int = 0
    arrived: int = 0
    out: str = ""
    stuck: bool = False
    offline: bool = False
    problem: str = ""
    advice: tuple[str, ...] = ()
    wants_login: bool = False
    wants_passphrase: bool = False
    wants_permission: bool = False
    picked: bool = False
    by_hand: bool = False
    others: tuple[str, ...] = ()
    known: bool = False


class WatchedStatus:
    """The current status. ``now`` may be replaced without telling anybody."""

    def __init__(self, now: SyncStatus) -> None:
        self.now = now
        self._watching: list[WeakMethod[Callable[[], object]]] = []

    def watch(self, changed: Callable[[], object]) -> None:
        """Call a method after each change, for as long as its object lives."""
        self._watching.append(WeakMethod(changed))

    def change(self, **changed: Any) -> None:
        """Change some fields, and tell whoever watches if any is different."""
        before, self.now = self.now, replace(self.now, **changed)
        if self.now != before:
            for watching in [*self._watching]:
                call = watching()
                if call is None:
                    self._watching.remove(watching)
                else:
                    call()
