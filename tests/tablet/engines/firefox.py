"""Debian's Firefox, driven by its own WebDriver BiDi: Playwright's can't be had here.

It speaks JSON over a websocket, each command answered under its number.
"""

import itertools
import json
import re
import shutil
import subprocess
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

ANSWER_S = 200
PREFERENCES = {
    "app.update.enabled": False,
    "browser.download.folderList": 2,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_open_during_load": False,
    "remote.active-protocols": 1,
    "toolkit.startup.max_resumed_crashes": -1,  # or it asks for its safe mode after three kills
}
TOLD = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def found() -> str | None:
    """Return the program, None if this machine has none."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A browser with a profile on disk, and its one tab."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        self.downloads = profile / "downloads"
        wanted = {**PREFERENCES, "browser.download.dir": str(self.downloads)}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in wanted.items())
        (profile / "user.js").write_text("".join(lines))
        program = found()
        assert program is not None
        options = ["--headless", "--no-remote", "--remote-debugging-port=0"]
        self._process = subprocess.Popen(
            [program, *options, "--profile", str(profile)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.process_id = self._process.pid
        assert self._process.stderr is not None
        told = next(filter(None, map(TOLD.search, self._process.stderr)))
        self._reading = threading.Thread(target=self._process.stderr.read)  # or it fills up
        self._reading.start()
        self._numbers = itertools.count(1)
        self.errors: list[str] = []
        self._ending = ExitStack()
        self._ending.callback(self.kill)
        self._socket = self._ending.enter_context(connect(f"{told[1]}/session", max_size=None))
        self.do("session.new", capabilities={})
        self.do("session.subscribe", events=["log.entryAdded"])
        self._tab = self.do("browsingContext.getTree")["contexts"][0]["context"]
        size = {"width": 1024, "height": 768}
        self.do("browsingContext.setViewport", context=self._tab, viewport=size)

    def do(self, method: str, **values: Any) -> Any:
        """Send a command; return its result.

        Raises:
            RuntimeError: Firefox refused it.
        """
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": values}))
        while True:
            answer = json.loads(self._socket.recv(timeout=ANSWER_S))
            self._note(answer)
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def _note(self, event: Any) -> None:
        if event.get("method") == "log.entryAdded" and event["params"]["level"] == "error":
            self.errors.append(str(event["params"]["text"]))

    def go(self, url: str) -> None:
        """Open an address."""
        self.do("browsingContext.navigate", context=self._tab, url=url, wait="interactive")

    def reload(self) -> None:
        """Load the page again."""
        self.do("browsingContext.reload", context=self._tab, wait="interactive")

    def js(self, body: str) -> Any:
        """Run a function's body in the page; return its value, which has to be JSON."""
        there = {"context": self._tab}
        source = f"JSON.stringify((() => {{{body}}})() ?? null)"
        answer = self.do("script.evaluate", expression=source, target=there, awaitPromise=True)
        return json.loads(answer["result"]["value"])

    def tap(self, x: float, y: float) -> None:
        """Press and let go."""
        steps = [
            {"type": "pointerMove", "x": int(x), "y": int(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": 40},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "finger", "actions": steps})

    def scroll(self, by: float) -> None:
        """Turn the wheel over the middle of the page; ``by`` px, downwards if positive."""
        turn = {"type": "scroll", "x": 512, "y": 384, "deltaX": 0, "deltaY": int(by)}
        self._act({"type": "wheel", "id": "wheel", "actions": [turn]})

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        steps = [
            step
            for letter in text
            for step in (
                {"type": "keyDown", "value": letter},
                {"type": "keyUp", "value": letter},
                {"type": "pause", "duration": 25},
            )
        ]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def _act(self, *sources: dict[str, Any]) -> None:
        self.do("input.performActions", context=self._tab, actions=list(sources))

    def close(self) -> None:
        """Close the browser as a person does."""
        self.do("browser.close")
        self._process.wait(30)
        self.end()

    def end(self) -> None:
        """End it, however far it came."""
        self._ending.close()

    def kill(self) -> None:
        """Kill it, if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._reading.join()
        assert self._process.stderr is not None
        self._process.stderr.close()
