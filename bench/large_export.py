"""Measure a device's largest export: ``python -m bench.large_export [PROBES]``. Prints JSON.

200 students and 100,000 probes, as ``bench.large_log`` makes them, exported by ``main.py``, brought
into an empty folder and exported from there again, which has to give the same. ``times_file`` is
the most memory that bringing in took, beside the file's size.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.browser import ROOT
from bench.large_log import made

PROBES = 100_000
BAR = 5  # times the file
LARGE_MB = 10_000  # more than so many probes take


def main() -> None:
    """Export, bring in, and compare."""
    probes = int(sys.argv[1]) if len(sys.argv) > 1 else PROBES
    with tempfile.TemporaryDirectory() as name:
        here, there = Path(name) / "here", Path(name) / "there"
        here.mkdir(mode=0o700)
        first, second = Path(name) / "first.json", Path(name) / "second.json"
        made(here, LARGE_MB, probes)
        out = measured("export", "--data", here, "--to", first)
        back = measured("import", "--data", there, first)
        measured("export", "--data", there, "--to", second)
        file_mb = first.stat().st_size / 2**20
        same = by_id(first) == by_id(second)
    times = round(back["peak_mb"] / file_mb, 2)
    figures: dict[str, Any] = {
        "probes": probes,
        "file_mb": round(file_mb, 1),
        "export": out,
        "import": {**back, "times_file": times, "bar": BAR, "holds": times <= BAR and same},
        "the_same": same,
    }
    print(json.dumps(figures, indent=1))


def measured(*asked: str | Path) -> dict[str, Any]:
    """Run a command; return its seconds, and the most memory it held."""
    began, peak_mb = time.perf_counter(), 0.0
    command = [sys.executable, "main.py", *map(str, asked)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        while run.poll() is None:
            peak_mb = max(peak_mb, held_mb(run.pid))
            time.sleep(0.02)
        said = run.stdout.read() if run.stdout else ""
    assert run.returncode == 0, said
    return {"s": round(time.perf_counter() - began, 1), "peak_mb": round(peak_mb), "said": said}


def held_mb(pid: int) -> float:
    """Return the most memory that a process held up to now; 0 when it has just ended."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    peak = next((line for line in lines if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024


def by_id(file: Path) -> dict[str, dict[str, Any]]:
    """Return what an export has, whatever its order."""
    found = json.loads(file.read_text("utf-8"))
    return {
        table: {row["id"]: row for row in rows}
        for table, rows in found.items()
        if isinstance(rows, list) and table in ("students", "administrations")
    }


if __name__ == "__main__":
    main()
