// Compile folders of Python files in place, by the tablet's own Python, under Node:
//     node compile.mjs PYODIDE FOLDER-OF-FOLDERS
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
import re
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


for folder in sorted(Path("/code").iterdir()):
    for path in sorted(folder.rglob("*.py")):
        source = path.read_bytes()
        name = str(path.relative_to(folder))
        code = compile(parsed(source), name, "exec", dont_inherit=True, optimize=2)
        data = _code_to_hash_pyc(code, source_hash(source), checked=False)
        path.with_suffix(".pyc").write_bytes(data)
        path.unlink()
`);
