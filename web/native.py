"""Flet's native window, where its client has been put on this machine.

Flet fetches that client from the web at first use and fails with a traceback
where it can't; so it is looked for first, and never fetched. On Windows the
window talks to us over a port that asks nobody who they are: not offered there.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path


def embedded() -> bool:
    """Whether this runs inside an app that flet build made, which brings its own window."""
    return "FLET_PLATFORM" in os.environ


def client_present() -> bool:
    """Whether the native window can open with nothing to be fetched."""
    if sys.platform == "win32" or find_spec("flet_desktop") is None:
        return False
    if os.environ.get("FLET_VIEW_PATH"):
        return True
    return any(Path.home().glob(".flet/client/flet-desktop-*"))
