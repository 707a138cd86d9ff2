// Run pytest on the tablet's own Python, under Node:
//     node run.mjs PYODIDE PROJECT SITE-PACKAGES... -- PYTEST-ARGUMENTS...
// Exits with pytest's code. Folders earlier in the list hide packages of later ones.

import { pathToFileURL } from "node:url";

const [runtime, project, ...rest] = process.argv.slice(2);
const dashes = rest.indexOf("--");
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({
  env: {
    AIMLINE_CI: process.env.AIMLINE_CI ?? "",
    AIMLINE_EXAMPLES: process.env.AIMLINE_EXAMPLES ?? "100",
    HOME: "/home/pyodide",
    PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1",
    PYTHONPYCACHEPREFIX: "/pycache",
  },
});
const mount = (root, at) => {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
  return at;
};
mount(`${project}/build/cache/pycache`, "/pycache");
mount(project, "/aimline");
const sites = rest.slice(0, dashes).map((folder, index) => mount(folder, `/site${index}`));
python.globals.set("sites", python.toPy(sites));
python.globals.set("asked", python.toPy(rest.slice(dashes + 1)));
const code = await python.runPythonAsync(`
import os, sys

os.chdir("/aimline")
sys.path[:0] = ["/aimline", *sites]
import pytest

# In this process, and those of them that are asked for.
options = "--override-ini=addopts=--strict-markers --strict-config"
int(pytest.main(["-q", "-p", "no:cacheprovider", options, *asked]))
`);
// A timer that a test left behind would keep Node waiting.
process.exit(code);
