"""What all tests share: hypothesis without a clock, no skipping in CI, and who runs what."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

IN_CI = os.environ.get("AIMLINE_CI") == "1"
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"  # real files, not ours to give away
NO_SHARED_DATA = "real files lie beside the project, in ../shared/data, and aren't here"
FIRST = (  # what takes longest in one file, so that the others run beside it
    "test_interpreter.py",
    "test_engines.py",
    "test_probe.py",
    "test_every_measure.py",
    "test_build.py",
    "test_model.py",
)

# A deadline would fail a right answer on a busy machine. In CI the examples are the same each time,
# so that a red run can be run again.
settings.register_profile(
    "aimline",
    deadline=None,
    derandomize=IN_CI,
    max_examples=int(os.environ.get("AIMLINE_EXAMPLES", "100")),
)
settings.load_profile("aimline")


@pytest.fixture(scope="session")
def shared_data():
    """Return the folder of real files that are read in place and never copied; skip without it."""
    if not SHARED_DATA.is_dir():
        pytest.skip(NO_SHARED_DATA)
    return SHARED_DATA


def _no_skip(report):
    """Turn a skip into a failure that names its reason: in CI nothing of ours may be missing."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        if NO_SHARED_DATA in str(reason):
            return report
        report.outcome = "failed"
        report.longrepr = f"With AIMLINE_CI=1 nothing may be skipped: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """A test that skips."""
    return _no_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """A file that skips."""
    return _no_skip((yield))


@pytest.hookimpl(optionalhook=True)  # the tablet's Python has no pytest-xdist
def pytest_xdist_auto_num_workers(config):
    """One worker more than there are processors: browsers and servers wait a lot.

    None for a single file, which one worker would get anyway.
    """
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    if len(config.args) == 1 and ".py" in config.args[0]:
        return 0
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) + 1
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """Begin with what takes longest in one file, which stays in one worker."""
    rank = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(FIRST)))
