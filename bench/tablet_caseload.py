"""Measure a caseload on the tablet's own Python: ``python -m bench.tablet_caseload``. Prints JSON.

200 students × 40 points a phase by the single-student code, as numpy isn't there: how long until
the first rows are judged and sorted, and until all are; the median of five times, in Node, beside
the same on this machine's own Python. Milliseconds of the processor. A minute.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import flet

from web.tablet_contents import ROOT
from web.tablet_parts import node, pyodide, wheel

CACHE = ROOT / "build" / "cache"
FILE = "tests/tablet/on_pyodide_caseload.py"
FIRST_ROWS_BAR_MS = 500


def main() -> None:
    """Run it there and here, print."""
    here = [sys.executable, "-m", "pytest", "-q", "-s", "-n", "0", "-p", "no:cacheprovider", FILE]
    figures = {
        "tablet": measured(there()),
        "native": measured(here),
        "first_rows_bar_ms": FIRST_ROWS_BAR_MS,
    }
    print(json.dumps(figures, indent=1))


def there() -> list[str]:
    """Return the command that runs the file on the tablet's Python."""
    (CACHE / "pycache").mkdir(parents=True, exist_ok=True)
    found = wheel("hypothesis", CACHE)
    compiled = CACHE / "unpacked" / found.stem
    if not compiled.exists():
        with zipfile.ZipFile(found) as archive:
            archive.extractall(compiled)
    packages = Path(flet.__file__).parents[1]
    run = [node(), ROOT / "tests" / "tablet" / "run.mjs", pyodide(), ROOT, compiled, packages]
    return [*map(str, run), "--", "-s", FILE]


def measured(command: list[str]) -> dict[str, int]:
    """Run a command, and return the figures it prints.

    Raises:
        RuntimeError: it failed, or printed none.
    """
    ran = subprocess.run(
        command, env={**os.environ, "AIMLINE_CI": "1"}, cwd=ROOT, capture_output=True, text=True
    )
    line = re.search(r"^\{.*\}", ran.stdout, re.MULTILINE)
    if ran.returncode or line is None:
        raise RuntimeError(f"{FILE} failed:\n{ran.stdout[-4000:]}{ran.stderr[-2000:]}")
    found: dict[str, int] = json.loads(line[0])
    return found


if __name__ == "__main__":
    main()
