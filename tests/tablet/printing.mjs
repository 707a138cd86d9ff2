// Print on the tablet's own Python, with the parts of the built site and nothing else of the
// machine's, under Node:
//     node printing.mjs PYODIDE PARTS PROJECT TO WHAT
// PARTS has python_stdlib.zip, aimline.tar and printing.tar of the site. TO is a folder for what WHAT
// of tests/tablet/pages_to_print.py writes: write_pages or write_seconds.

import { pathToFileURL } from "node:url";

const [runtime, parts, project, to, what] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({ stdLibURL: `${parts}/python_stdlib.zip` });
for (const [root, at] of [
  [parts, "/parts"],
  [project, "/project"],
  [to, "/to"],
]) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
}
const work = python.runPythonAsync(`
import importlib, sys, tarfile
from importlib.util import find_spec
from pathlib import Path

with tarfile.open("/parts/aimline.tar") as archive:
    archive.extractall("/aimline", filter="data")
tests = ["/project/tests/tablet", "/project/tests/screens", "/project/tests/records"]
sys.path[:0] = ["/aimline", "/aimline/packages", *tests]
assert find_spec("fpdf") is None
with tarfile.open("/parts/printing.tar") as archive:
    archive.extractall("/aimline", filter="data")
importlib.invalidate_caches()
import pages_to_print

pages_to_print.${what}(Path("/to"))
`);
await work.then(
  () => process.exit(0),
  (error) => {
    console.error(error.message); // not the engine's own source, which Node would show
    process.exitCode = 1;
  },
);
