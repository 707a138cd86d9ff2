"""What the tablet imports before it is asked anything, in the order that a snapshot needs.

worker.js calls these. A snapshot is Python's memory after all imports, made on the device by its
first start and copied back at each later one. A compiled library can't be in it, so Flet is given
an empty module in msgpack's place, which is filled at the start; nor may what has to differ from
start to start.
"""

import random
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from web.tablet import dataclass_methods

COMPILED = "msgpack"
FLET_NAMES = Path(__file__).with_name("flet_names.txt")  # what screens name; by compile.mjs
LATER = (  # what a start imports when it comes to it, and the screens after the first one
    "commands.machine_clock",
    "flet.app",
    "flet.components.component",
    "flet.messaging.pyodide_connection",
    "records.open_records",
    "records.sample",
    "screens.later_screens",
    "store.disposable",
    "store.sitting_log",
)


def before_entry() -> None:
    """Make ready for importing the entry."""
    dataclass_methods.install()
    sys.modules[COMPILED] = ModuleType(COMPILED)


def after_entry() -> None:
    """Import what else belongs in a snapshot."""
    for name in LATER:
        import_module(name)
    flet = sys.modules["flet"]
    for name in FLET_NAMES.read_text().split():
        getattr(flet, name)  # Flet imports a control when it is first named


def at_start() -> None:
    """Do what can't be in a snapshot."""
    given = sys.modules.pop(COMPILED)
    vars(given).update(vars(import_module(COMPILED)))
    random.seed()
