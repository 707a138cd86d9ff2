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


# A second to a minute each there: much of one kind of plain arithmetic or text, in which another
# Python can do nothing otherwise that the tests beside them don't show.
ONLY_AT_LENGTH = [
    "tests/probes/test_digits.py::test_every_answer_of_up_to_four_digits_is_read_as_the_rules_say",
    "tests/probes/test_digits.py::test_every_answer_with_a_remainder_of_four_digits_together_is_read_so",
    "tests/probes/test_directions.py::test_a_made_up_word_to_practise_with_is_none_of_the_lists",
    "tests/probes/test_early_forms.py::test_letters_come_as_often_as_they_are_taught_early",
    "tests/probes/test_early_forms.py::test_no_nonsense_word_comes_twice_on_a_form",
    "tests/probes/test_early_forms.py"
    "::test_nothing_in_the_pool_is_a_word_or_a_name_or_sounds_like_a_word",
    "tests/probes/test_generators.py::test_no_two_forms_have_one_id",
    "tests/probes/test_math_forms.py::test_no_quarter_of_a_page_is_longer_than_another",
    "tests/probes/test_passages.py",
    "tests/probes/test_simulate.py",
    "tests/store/test_store_line_reading.py::test_where_a_block_ends_makes_no_difference",
    "tests/store/test_store_log.py::test_a_lost_end_is_reported_and_costs_only_the_lines_that_are_damaged",
    "tests/store/test_store_log.py"
    "::test_one_damaged_byte_loses_at_most_its_own_line_and_is_reported",
    "tests/sync/test_sealing.py::test_what_would_be_refused_is_not_sealed",
    "tests/sync/test_sync_file.py::test_devices_converge_however_files_are_carried",
]
QUICKLY = [f"--deselect={test}" for test in ONLY_AT_LENGTH]


@pytest.mark.parametrize(
    ("examples", "which"),
    [
        pytest.param("5", ["-m", "not long and not full", *QUICKLY], marks=pytest.mark.long),
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
