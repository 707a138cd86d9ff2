"""The tests of meaning, records, sealing and a browser's own things, on the tablet's Python."""

import os
import subprocess
import zipfile
from pathlib import Path

import flet
import pytest

from web.tablet_contents import ROOT
from web.tablet_parts import node, pyodide, wheel

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


# Ten seconds to a minute each there, and nothing in them that another Python could do otherwise.
ONLY_AT_LENGTH = [
    "tests/probes/test_directions.py::test_a_made_up_word_to_practise_with_is_none_of_the_lists",
    "tests/probes/test_generators.py::test_no_two_forms_have_one_id",
    "tests/store/test_store_log.py"
    "::test_one_damaged_byte_loses_at_most_its_own_line_and_is_reported",
    "tests/sync/test_sealing.py::test_what_would_be_refused_is_not_sealed",
    "tests/sync/test_sync_file.py::test_devices_converge_however_files_are_carried",
]
QUICKLY = [f"--deselect={test}" for test in ONLY_AT_LENGTH]


@pytest.mark.parametrize(
    ("examples", "which"),
    [
        pytest.param("20", ["-m", "not long and not full", *QUICKLY], marks=pytest.mark.long),
        pytest.param("100", ["-m", "not full"], marks=pytest.mark.full),
    ],
    ids=["quickly", "at length"],
)
def test_all_of_them_pass_there(compiled, examples, which):
    (CACHE / "pycache").mkdir(exist_ok=True)
    packages = Path(flet.__file__).parents[1]
    command = [node(), ROOT / "tests/tablet/run.mjs", pyodide(), ROOT, compiled, packages, "--"]
    environment = {**os.environ, "AIMLINE_CI": "1", "AIMLINE_EXAMPLES": examples}
    ran = subprocess.run(
        [*map(str, command), *which, *HERE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-4000:]
    assert " passed" in ran.stdout
