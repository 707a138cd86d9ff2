"""A folder, and two devices that share it."""

import pytest
from sync_doubles import Device, Memory


@pytest.fixture
def folder():
    return Memory()


@pytest.fixture
def two(folder):
    """Two devices of one vault; the first has a student, which the second has too."""
    one, other = Device("one"), Device("other")
    one.put(("students", "s", {"name": "Zebedee"}))
    one.found(folder)
    one.sync(folder)
    other.join(folder)
    other.sync(folder)
    return one, other
