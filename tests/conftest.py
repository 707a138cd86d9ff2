"""What all tests share: hypothesis without a clock, and no skipping in CI."""

import os

import pytest
from hypothesis import settings

IN_CI = os.environ.get("AIMLINE_CI") == "1"

# A deadline would fail a right answer on a busy machine. In CI the examples are the same each time,
# so that a red run can be run again.
settings.register_profile("aimline", deadline=None, derandomize=IN_CI)
settings.load_profile("aimline")


def _no_skip(report):
    """Turn a skip into a failure that names its reason: in CI nothing may be missing."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
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


def pytest_collection_modifyitems(items):
    """Begin with what takes minutes in one file, so that the others run beside it."""
    items.sort(key=lambda item: item.path.name != "test_interpreter.py")
