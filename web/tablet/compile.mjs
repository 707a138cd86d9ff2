// Compile a folder of Python files in place, by the tablet's own Python, under Node:
//     node compile.mjs PYODIDE FOLDER
// Leaves out docstrings and asserts; puts no time of day into what it makes.

import { pathToFileURL } from "node:url";

const [runtime, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.FS.mkdir("/code");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/code");
python.runPython(`
import py_compile
from pathlib import Path

for path in sorted(Path("/code").rglob("*.py")):
    py_compile.compile(
        path,
        cfile=path.with_suffix(".pyc"),
        dfile=str(path.relative_to("/code")),
        doraise=True,
        optimize=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    path.unlink()
`);
