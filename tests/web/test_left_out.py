"""What runs on the tablet imports nothing of Python's library that its build leaves out."""

import ast
import re
import sys

import pytest

from web.tablet_contents import LEFT_OUT, ROOT

FILES = [path for room in ("probes", "records", "screens") for path in (ROOT / room).rglob("*.py")]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def lacking(name):
    ours = name.partition(".")[0] not in sys.stdlib_module_names
    return not ours and bool(re.match(LEFT_OUT, f"{name.replace('.', '/')}/"))


@pytest.mark.parametrize("name", ["xml.sax.saxutils", "http.client", "unittest"])
def test_what_is_left_out_is_known(name):
    assert lacking(name)


def test_nothing_that_is_left_out_is_imported():
    found = {(str(path.relative_to(ROOT)), n) for path in FILES for n in imported(path)}
    assert {one for one in found if lacking(one[1])} == set()
