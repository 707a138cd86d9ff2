// Compile folders of Python files in place, by the tablet's own Python, under Node:
//     node compile.mjs PYODIDE FOLDER-OF-FOLDERS
// Leaves out docstrings, asserts and columns (lines stay, for tracebacks); puts no time of day into
// what it makes. A folder with the tablet's entry gets the methods of its dataclasses, compiled
// (web/tablet/dataclass_methods.py), and what screens name of Flet (web/tablet/imports.py).

import { pathToFileURL } from "node:url";

const [runtime, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
python.FS.mkdir("/code");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/code");
globalThis.aimline = {};
python.registerJsModule("flet_js", { documentUrl: "http://127.0.0.1/" });
python.runPython(`
import ast
import dataclasses
import marshal
import re
import sys
from hashlib import sha256
from importlib import import_module
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import Path

# A dataclass without a docstring writes itself one out of all its fields, and that takes an eighth
# of what importing takes. So a class that may be one says that it has none to write.
SAID = ast.parse("__doc__ = ' '").body
DECORATED = re.compile(rb"^[ \\t]*@.*\\n(?s:.*)^[ \\t]*class ", re.MULTILINE)


def parsed(source):
    """Return what compile takes: the source itself, which is quicker, where no class may be one."""
    if not DECORATED.search(source):
        return source
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.decorator_list:
            node.body[:0] = SAID
    return tree


named = set()  # what our screens name of Flet, which brings it when first named
for folder in sorted(Path("/code").iterdir()):
    for path in sorted(folder.rglob("*.py")):
        source = path.read_bytes()
        name = str(path.relative_to(folder))
        if name.startswith("screens/"):
            named.update(re.findall(rb"\\bft\\.([A-Z]\\w*)", source))
        code = compile(parsed(source), name, "exec", dont_inherit=True, optimize=2)
        data = _code_to_hash_pyc(code, source_hash(source), checked=False)
        path.with_suffix(".pyc").write_bytes(data)
        path.unlink()

written = {}


def recorded(text, *names):
    """Run what a dataclass wrote, and keep it compiled."""
    written[text] = compile(text, "<string>", "exec", dont_inherit=True, optimize=2)
    exec(written[text], *names)


def without_lines(code):
    """Leave out its lines, which are those of no file."""
    inside = (without_lines(one) if hasattr(one, "co_code") else one for one in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=tuple(inside))


for folder in (path.parents[2] for path in Path("/code").glob("*/web/tablet/entry.pyc")):
    dataclasses.exec = recorded
    sys.path[:0] = [str(folder), str(folder / "packages")]
    for name in ("web.tablet.entry", "records.open_records", "screens.later_screens"):
        import_module(name)
    for name in sorted(named):
        getattr(sys.modules["flet"], name.decode())
    kept = {
        sha256(text.encode()).digest()[:16]: without_lines(written[text]) for text in sorted(written)
    }
    (folder / "web" / "tablet" / "dataclass_methods.bin").write_bytes(marshal.dumps(kept))
    (folder / "web" / "tablet" / "flet_names.txt").write_bytes(b"\\n".join(sorted(named)))
`);
