"""With another Flet than the pinned one, the screens do without its private parts and say so."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import flet as ft
import pytest
from flet.messaging.session import Session

from screens.shell import flet_speed
from screens.words.catalogue import say
from tests.screens.test_patches import Client

ROOT = Path(__file__).parents[2]

OTHER_FLET = """
import asyncio, sys
from concurrent.futures import ThreadPoolExecutor
import flet as ft
import msgpack
ft.__version__ = "1.0.6"
from flet.controls import base_control
from flet.controls.context import _context_page
from flet.controls.object_patch import DiffBuilder
from flet.messaging.connection import Connection
from flet.messaging.protocol import MessageAction, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub
before = DiffBuilder._configure_dataclass, base_control.get_event_field_type

sys.path.insert(0, "tests/records")
from record_doubles import open_records
from screens.app import open_tab
from screens.running_app import App
from screens.shell import flet_speed, routes

encode = configure_encode_object_for_msgpack(ft.BaseControl)

class Client(Connection):
    def __init__(self):
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.executor = ThreadPoolExecutor(1)
        self.pubsubhub = PubSubHub(self.loop, self.executor)
        self.sent = []

    def send_message(self, message):
        if message.action is MessageAction.PATCH_CONTROL:
            self.sent.append((message.body.id, msgpack.packb(message.body.patch, default=encode)))

async def main():
    client = Client()
    session = Session(client)
    _context_page.set(session.page)
    session.apply_page_patch({"width": 1024, "height": 768, "web": True})
    msgpack.packb(session.get_page_patch(), default=encode)  # notes what the client has
    dispatch = session.dispatch_event
    records = open_records()
    touched = []
    type(records.lock).touched = lambda self: touched.append("used")
    tab = open_tab(session.page, App(records=records, version="0.1.0"))
    tab.nav.go(routes.SettingsRoute())
    assert b"This is Flet 1.0.6" in client.sent[-1][1], "Settings say so"
    before_key = len(touched)
    await session.dispatch_event(session.page._i, "keyboard_event", {
        "key": "A", "shift": False, "ctrl": False, "alt": False, "meta": False})
    assert len(touched) == before_key + 1, "the lock notices keys"
    text = ft.Text("one")
    session.page.views[0].controls = [text]
    session.page.update()
    text.value = "two"
    tab.window.update(text)
    assert client.sent[-1][0] == text._i
    assert b"two" in client.sent[-1][1]
    assert session.dispatch_event == dispatch

asyncio.run(main())
assert (DiffBuilder._configure_dataclass, base_control.get_event_field_type) == before
ours = [name for name in sys.modules if name.startswith("screens.shell.flet_speed.")]
assert ours == [], ours
print(flet_speed.install())
"""


def test_the_version_is_the_one_that_pyproject_pins():
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = dict(re.findall(r"(flet\S*)==(\S+)", "\n".join(found["project"]["dependencies"])))
    assert pins["flet"] == flet_speed.PINNED == ft.__version__
    assert flet_speed.install() == ""


def test_another_flet_shows_the_screens_and_is_said():
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", OTHER_FLET], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == say("settings.flet", version="1.0.6", pinned=flet_speed.PINNED)


def test_an_answer_for_a_screen_that_was_left_ends_nothing():
    flet_speed.install()
    session = Session.__new__(Session)
    session._Session__index = {}  # no control is there any more
    session.handle_invoke_method_results(15_307, "1", None, None)


@pytest.fixture
def other(monkeypatch):
    monkeypatch.setattr(flet_speed, "install", lambda: "another Flet")


def test_what_changed_is_sent_by_flet_itself(other):
    text = ft.Text("one", size=20)
    client = Client(text)
    text.value = "two"
    flet_speed.send(client.page, text)
    assert (client.whole, client.messages) == (1, 0)
    assert client.right


def test_the_caller_notices_what_flet_does_not_tell(other):
    page, seen = Client(ft.Text()).page, []
    noticed = flet_speed.each_event(page, lambda: seen.append("used"))
    noticed()
    assert seen == ["used"]
    assert not hasattr(page.session, "dispatch_event")
