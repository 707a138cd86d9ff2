"""What a change of the menu of what next is called."""

from probes.progress.menu import CHOICES
from screens.words.catalogue import say


def change_name(change: str) -> str:
    """Return what a change is called: ours by its key, the school's as it stands."""
    if change in CHOICES or change == "restore delivery":
        return say(f"change.{change.replace(' ', '_')}")
    return change
