"""Debian's WebKitGTK, driven through WebKitWebDriver on a screen that isn't there (Xvfb).

Its engine is Safari's, but for what Apple alone has. Of that the records need one thing: a file's
sync access handle. ``SYNC_HANDLES`` stands in for it in the worker, over the file's own writer, so
what this shows of a kill says nothing about Safari.
"""

import json
import os
import shutil
import subprocess
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.sync.servers import answers, held_port

PROGRAMS = ("WebKitWebDriver", "Xvfb", "/usr/bin/python3")
ANSWER_S = 200
START_S = 60
LOOK_S = 0.05
WINDOW = Path(__file__).with_name("webkit_window.py")

# In WebKit alone, whose own is refused (NotSupportedError) and then held: a handle over all of the
# file in memory; what was flushed is written soon after, in its order.
SYNC_HANDLES = """
if (!navigator.userAgent.includes("Firefox"))
FileSystemFileHandle.prototype.createSyncAccessHandle = async function () {
  let all = new Uint8Array(await (await this.getFile()).arrayBuffer());
  let writing = Promise.resolve();
  return {
    getSize: () => all.length,
    read(room, { at }) {
      const there = all.subarray(at, at + room.length);
      room.set(there);
      return there.length;
    },
    write(bytes, { at }) {
      if (at + bytes.length > all.length) this.truncate(at + bytes.length);
      all.set(bytes, at);
      return bytes.length;
    },
    truncate(size) {
      const resized = new Uint8Array(size);
      resized.set(all.subarray(0, size));
      all = resized;
    },
    flush: () => {
      const now = all.slice();
      writing = writing.then(async () => {
        const writer = await this.createWritable();
        await writer.write(now);
        await writer.close();
      });
    },
    close() {},
  };
};
"""


def missing() -> list[str]:
    """Return what this machine lacks."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


class WebKit:
    """A browser with a profile on disk, and its one tab."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        self.downloads = profile / "downloads"
        self._profile = profile
        with ExitStack() as ending:
            display = self._screen(ending)
            port = ending.enter_context(held_port())
            environment = {
                **os.environ,
                "DISPLAY": display,
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
                "WEBKIT_PROFILE": str(profile),
            }
            driver = subprocess.Popen(
                ["WebKitWebDriver", f"--port={port}"],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            ending.callback(_kill, driver)
            self.process_id = driver.pid
            self._base = f"http://127.0.0.1:{port}"
            end = time.monotonic() + START_S
            while not answers(port):
                assert time.monotonic() < end, "WebKitWebDriver does not answer"
                time.sleep(LOOK_S)
            options = {"binary": str(WINDOW), "args": []}
            wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            self._session = self._ask("POST", "/session", {"capabilities": wanted})["sessionId"]
            self._ending = ending.pop_all()

    def _screen(self, ending: ExitStack) -> str:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        ending.callback(_kill, server)
        assert server.stdout is not None
        ending.callback(server.stdout.close)
        return f":{server.stdout.readline().strip()}"

    @property
    def errors(self) -> list[str]:
        """What the page called an error; not what its worker did."""
        said = self._profile / "complaints.txt"
        return said.read_text().splitlines() if said.exists() else []

    def _ask(self, verb: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data=data, method=verb)
        with urllib.request.urlopen(request, timeout=ANSWER_S) as answer:
            return json.load(answer)["value"]

    def do(self, verb: str, path: str, body: object = None) -> Any:
        """Send the session a command; return its answer."""
        return self._ask(verb, f"/session/{self._session}{path}", body)

    def go(self, url: str) -> None:
        """Open an address."""
        self.do("POST", "/url", {"url": url})

    def reload(self) -> None:
        """Load the page again."""
        self.do("POST", "/refresh", {})

    def js(self, body: str) -> Any:
        """Run a function's body in the page; return its value, which has to be JSON."""
        return self.do("POST", "/execute/sync", {"script": body, "args": []})

    def tap(self, x: float, y: float) -> None:
        """Press and let go; the driver knows mice alone."""
        steps = [
            {"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": 40},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "finger", "actions": steps})

    def scroll(self, by: float) -> None:
        """Turn the wheel over the page; the driver's own does nothing."""
        self.js(f"""
        const over = document.querySelector("flt-glass-pane, flutter-view") ?? document.body;
        over.dispatchEvent(new WheelEvent("wheel", {{
          deltaY: {int(by)}, clientX: 512, clientY: 384, bubbles: true, cancelable: true,
        }}));""")

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        steps = [
            {"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")
        ]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def _act(self, source: dict[str, Any]) -> None:
        self.do("POST", "/actions", {"actions": [source]})

    def close(self) -> None:
        """Close the browser as a person does."""
        self.do("DELETE", "")
        self.end()

    def end(self) -> None:
        """End it, however far it came."""
        self._ending.close()


def _kill(process: subprocess.Popen[Any]) -> None:
    process.kill()
    process.wait()
