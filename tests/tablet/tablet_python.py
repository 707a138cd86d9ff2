"""The tablet's own Python with the parts of the built site, under Node."""

import subprocess
from pathlib import Path

from web.build import site
from web.tablet_contents import ROOT
from web.tablet_parts import node, pyodide

PARTS = ("aimline.tar", "printing.tar", "pyodide/python_stdlib.zip")


def on_the_tablet(what: str, to: Path, parts: Path) -> None:
    """Let it do something of pages_to_print.py into a folder; ``parts`` is one for the site's."""
    made = site(ROOT / "build" / "cache")
    for name in PARTS:
        (parts / name.rpartition("/")[2]).write_bytes(made.kept[name][0])
    command = [node(), ROOT / "tests/tablet/printing.mjs", pyodide(), parts, ROOT, to, what]
    asked = [str(part) for part in command]
    ran = subprocess.run(asked, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
