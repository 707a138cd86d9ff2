"""Every error of ours is in docs/errors.md or sync/errors.py: who sees it, what they can do."""

import ast
import builtins
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("commands", "probes", "records", "screens", "store", "sync", "web")


def _classes():
    found = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found[node.name] = (path, [ast.unparse(base) for base in node.bases])
    return found


def _is_error(name, classes):
    known = getattr(builtins, name, None)
    if isinstance(known, type):
        return issubclass(known, BaseException)
    return name in classes and any(_is_error(base, classes) for base in classes[name][1])


def test_every_error_says_who_sees_it():
    classes = _classes()
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    here = ROOT / "sync" / "errors.py"
    ours = {n for n, (p, _) in classes.items() if p != here and _is_error(n, classes)}
    public = {name for name in ours if not name.startswith("_")}
    assert len(public) > 20
    assert not sorted(name for name in public if f"`{name}`" not in page)
