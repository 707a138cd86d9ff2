"""The shape of the tree: one class a name, and no file that nobody reads to its end."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("commands", "probes", "records", "screens", "store", "sync", "web")
LONGEST = 400  # lines
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def test_no_two_classes_have_one_name():
    found = defaultdict(list)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}


def test_no_file_is_longer_than_one_sitting():
    assert len(FILES) > 200
    lengths = {p.relative_to(ROOT).as_posix(): len(p.read_bytes().splitlines()) for p in FILES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}
