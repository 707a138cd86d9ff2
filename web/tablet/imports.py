"""What the tablet imports before it is asked anything, in the order that a snapshot needs.

worker.js calls these. A snapshot is Python's memory after all imports, made on the device by its
first start and copied back at each later one. A compiled library can't be in it, so Flet is given
an empty module in msgpack's place, which is filled at the start; nor may what has to differ from
start to start.
"""

import random
import sys
from importlib import import_module
from types import ModuleType

from web.tablet import dataclass_methods

COMPILED = "msgpack"


def before_entry() -> None:
    """Make ready for importing the entry."""
    dataclass_methods.install()
    sys.modules[COMPILED] = ModuleType(COMPILED)


def after_entry() -> None:
    """Import what else belongs in a snapshot: what a start imports later, and the other screens."""
    for name in ("commands.machine_clock", "records.open_records", "screens.later_screens"):
        import_module(name)


def at_start() -> None:
    """Do what can't be in a snapshot."""
    given = sys.modules.pop(COMPILED)
    vars(given).update(vars(import_module(COMPILED)))
    random.seed()
