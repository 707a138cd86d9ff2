"""The tests of meaning, records, sealing and a browser's own things, on the tablet's Python."""

import os
import subprocess
import zipfile
from pathlib import Path

import flet
import pytest

from web.build import node, pyodide, wheel
from web.tablet_contents import ROOT

CACHE = ROOT / "build" / "cache"
HERE = [
    "tests/store",
    "tests/probes",
    "tests/records/test_export_layout.py",
    "tests/records/test_sample.py",
    "tests/sync/test_sealing.py",
    "tests/sync/test_sync_file.py",
    "tests/tablet/on_pyodide_opfs.py",
    "tests/tablet/on_pyodide_sharing.py",
    # Nine seconds there; what it tries of the cipher, test_sealing.py tries once more in few steps.
    "--deselect=tests/sync/test_sealing.py::test_a_change_of_any_byte_is_noticed",
    # These compare with what is compiled and isn't there.
    "--ignore=tests/probes/test_slopes_beside_scipy.py",
    "--ignore=tests/probes/test_caseload_slopes.py",
    "--ignore=tests/probes/test_rules_at_length.py",
    # These start processes and mount disks; on_pyodide_opfs.py stands in for them.
    "--ignore=tests/store/test_store_files.py",
]


@pytest.fixture(scope="module")
def compiled():
    """A folder of what the tests need and is compiled: for this Python, not for the machine's."""
    found = wheel("hypothesis", CACHE)
    folder = CACHE / "unpacked" / found.stem
    if not folder.exists():
        with zipfile.ZipFile(found) as archive:
            archive.extractall(folder)
    return folder


@pytest.mark.parametrize(
    "which",
    [
        pytest.param("not long and not full", marks=pytest.mark.long),
        pytest.param("not full", marks=pytest.mark.full),
    ],
)
def test_all_of_them_pass_there(compiled, which):
    (CACHE / "pycache").mkdir(exist_ok=True)
    packages = Path(flet.__file__).parents[1]
    command = [node(), ROOT / "tests/tablet/run.mjs", pyodide(), ROOT, compiled, packages, "--"]
    environment = {**os.environ, "AIMLINE_CI": "1"}
    ran = subprocess.run(
        [*map(str, command), "-m", which, *HERE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-4000:]
    assert " passed" in ran.stdout
