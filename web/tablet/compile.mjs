// Compile a folder of Python files in place, by the tablet's own Python, under Node:
//     node compile.mjs PYODIDE FOLDER
// Leaves out docstrings, asserts and columns (lines stay, for tracebacks); puts no time of day into
// what it makes.

import { pathToFileURL } from "node:url";

const [runtime, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
python.FS.mkdir("/code");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/code");
python.runPython(`
import ast
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import Path

# A dataclass without a docstring writes itself one out of all its fields, and that takes an eighth
# of what importing takes. So a class that may be one says that it has none to write.
SAID = ast.parse("__doc__ = ' '").body

for path in sorted(Path("/code").rglob("*.py")):
    source = path.read_bytes()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.decorator_list:
            node.body[:0] = SAID
    name = str(path.relative_to("/code"))
    code = compile(tree, name, "exec", dont_inherit=True, optimize=2)
    path.with_suffix(".pyc").write_bytes(_code_to_hash_pyc(code, source_hash(source), checked=False))
    path.unlink()
`);
