"""The default start: what another user of this machine can learn of the page's address."""

import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[1]
NOBODY = 65534
EVERY_PROCESS = "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; true"


def as_another(command):
    """Return what another user gets to read by a shell command; as ourselves if we aren't root."""
    user = NOBODY if os.geteuid() == 0 else None
    found = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, user=user)
    return found.stdout


def waited_for(path):
    for _ in range(1200):
        if path.exists() and path.stat().st_size:
            return path.read_text()
        time.sleep(0.05)
    pytest.fail(f"{path.name} did not come")
    return ""


@pytest.fixture
def folder():
    """A folder that anybody may look into, as a home folder often is."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def start(folder):
    """Start ``main.py`` with a browser that notes what it is asked for, and stays."""
    browser = folder / "browser"
    browser.write_text('#!/bin/sh\necho "$@" > "$0.asked"\nsleep 5\n')
    browser.chmod(0o755)
    started = []

    def start(*more):
        path = folder / f"log{len(started)}"
        path.touch(mode=0o644)
        with path.open("w") as log:
            started.append(
                subprocess.Popen(
                    [sys.executable, "main.py", "--data", folder / "data", *more],
                    cwd=ROOT,
                    stdout=log,
                    stderr=log,
                    env={**os.environ, "BROWSER": str(browser)},
                    start_new_session=True,
                )
            )
        return started[-1], path

    yield start
    for one in started:
        with suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()


def opened(folder):
    """Return the page that the browser was sent to."""
    asked = waited_for(folder / "browser.asked").strip()
    (folder / "browser.asked").unlink()
    address = urlsplit(asked)
    assert address.scheme == "file"
    return Path(unquote(address.path))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_token_is_in_no_command_line_environment_or_log_of_any_process(start, folder):
    _, log = start()
    address = waited_for(folder / "data" / "address")
    token = urlsplit(address).path.strip("/").encode()
    page = opened(folder)
    assert address in page.read_text()
    seen = as_another(EVERY_PROCESS)
    assert page.as_uri().encode() in seen
    assert token not in seen
    assert re.findall(rb"http://127\.0\.0\.1:\d+/\w", seen) == []
    for file in (page, folder / "data" / "address", log):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
        if os.geteuid() == 0:
            assert as_another(f"cat '{file}'") == b""
    assert f"Aimline is running at {address}\n" in log.read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_nor_is_it_after_a_second_start_which_opens_the_first_ones_page(start, folder):
    first, _ = start("--no-browser")
    address = waited_for(folder / "data" / "address")
    second, log = start()
    assert second.wait(60) == 0
    assert "already running" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert address in opened(folder).read_text()
    assert urlsplit(address).path.strip("/").encode() not in as_another(EVERY_PROCESS)
    first.terminate()
    assert first.wait(60) == 0
    assert {path.name for path in (folder / "data").iterdir()} & {"address", "open.html"} == set()
