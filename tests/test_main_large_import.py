"""A device's own largest export comes back in, whole, in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.large_log import made

ROOT = Path(__file__).parents[1]
RUN = """
import re, sys
from pathlib import Path
import main
code = main.main(sys.argv[1:])
kept = Path("/proc/self/status").read_text()  # what getrusage says is at least the parent's
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", kept)[1]) * 1024, file=sys.stderr)
sys.exit(code)
"""
EMPTY = 100_000_000  # bytes that the interpreter and our code take by themselves, at most
LARGEST = 100_000


def run(*arguments):
    """Run a command in a process of its own; return what it said and its peak, in bytes."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout, int(done.stderr.splitlines()[-1])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak is told otherwise")
@pytest.mark.parametrize(
    "many",
    [
        pytest.param(2_000, marks=pytest.mark.long),
        pytest.param(LARGEST, marks=[pytest.mark.long, pytest.mark.full]),
    ],
)
def test_a_devices_own_largest_export_comes_back_in(tmp_path, many):
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "all.json"
    here.mkdir(mode=0o700)
    assert made(here, 10_000, many) == many
    run("export", "--data", here, "--to", file)
    said, peak = run("import", "--data", there, file)
    assert f"{many} probes" in said
    assert peak < 5 * file.stat().st_size + EMPTY, (peak, file.stat().st_size)
    again = tmp_path / "again.json"
    run("export", "--data", there, "--to", again)
    assert again.read_bytes() == file.read_bytes()
