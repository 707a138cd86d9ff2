"""Screens that a start doesn't show first are imported after it, some at a time."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest
from record_doubles import FORM, PUPIL, Clock, open_records

import screens.app
from screens.app import NEXT, Tab
from screens.running_app import App
from tests.screens.test_ready import Page

ROOT = Path(__file__).parents[2]
MOST = 20  # modules that a tap may wait for
STEPS = """
import json, sys
from importlib import import_module
import screens.app, records.open_records
brought = {}
for name in screens.app.NEXT:
    before = len(sys.modules)
    import_module(name)
    brought[name] = len(sys.modules) - before
print(json.dumps(brought))
"""


@pytest.fixture
def asked(monkeypatch):
    """What was imported, and how long was slept in between; a sleep ends at once."""
    asked = []

    async def sleep(seconds):
        asked.append(seconds)

    monkeypatch.setattr(screens.app, "import_module", asked.append)
    monkeypatch.setattr(screens.app.asyncio, "sleep", sleep)
    return asked


def test_a_tap_waits_for_few_modules_at_a_time_and_each_step_brings_some():
    ran = subprocess.run([sys.executable, "-c", STEPS], cwd=ROOT, capture_output=True, text=True)
    brought = json.loads(ran.stdout)
    assert [*brought] == [*NEXT]
    assert all(0 < count <= MOST for count in brought.values()), brought


def test_they_wait_until_the_first_screen_is_drawn(asked):
    async def drawn():
        assert asked == []
        asked.append("drawn")

    tab = Tab(Page(), App(records=open_records(Clock()), drawn=drawn))
    asyncio.run(tab.load_later())
    assert asked[0] == "drawn"
    assert [name for name in asked if isinstance(name, str)] == ["drawn", *NEXT]
    assert asked[1::2] == [screens.app.BETWEEN_S] * len(NEXT)


def test_none_is_imported_while_a_probe_is_given(asked, monkeypatch):
    records = open_records(Clock(), forms=(FORM,))
    records.sittings.start(PUPIL, FORM)
    tab = Tab(Page(), App(records=records))

    async def sleep(seconds):
        asked.append(seconds)
        if asked.count(screens.app.GIVING_S) == 3:
            records.sittings.discard()

    monkeypatch.setattr(screens.app.asyncio, "sleep", sleep)
    asyncio.run(tab.load_later())
    waited = [screens.app.BETWEEN_S] + [screens.app.GIVING_S] * 3
    assert asked[: len(waited) + 1] == [*waited, NEXT[0]]
