// Python, in a worker: the tablet's own interpreter with Aimline's rooms, and what Flet's Python
// part expects of its page (the module flet_js).

import createPyodideModule from "./pyodide/pyodide.asm.mjs";
import { loadPyodide } from "./pyodide/pyodide.mjs";

const asked = new URL(location.href).searchParams;

// Pyodide knows an iPad by this, which a worker lacks; without it iPadOS 18.2 to 18.5 may crash.
Object.defineProperty(navigator, "maxTouchPoints", { value: Number(asked.get("touch")) });

const SNAPSHOT = "snapshot"; // of Python's memory, in the cache of this version
const HOME = "/aimline";
const BLOCK = 512; // bytes of a tar header, and what sizes are rounded up to

const page = (message) => postMessage(message);

// When each part of the start was done, in ms since 1970; the page has another clock's zero.
const reached = { worker: performance.timeOrigin };
const now = () => performance.timeOrigin + performance.now();
const flet = {};

// What Python may ask of this page; see web/tablet/entry.py. `ask` is answered by folder.js and
// files.js.
const waiting = new Map();
let answers = null;
let number = 0;
let drawn = null;
globalThis.aimline = {
  drawn: new Promise((done) => (drawn = done)), // the first screen is on the glass
  persisted: undefined, // None in Python, which null is not
  installable: false,
  install: () => page({ state: "install" }),
  idle: null,
  reached: (part) => (reached[part] = now()),
  ask: (what, value) =>
    new Promise((done) => {
      waiting.set(++number, done);
      answers.postMessage({ what, number, value });
    }),
  // An archive that a start doesn't need: the service worker has it, or brings it onto this device.
  bring: async (name) => {
    const response = await fetch(name);
    if (!response.ok) throw new Error(`${name}: status ${response.status}`);
    unpack(await bytes(response), python.FS);
  },
};
let python = null; // once it is loaded

function answered({ data }) {
  waiting.get(data.number)(data);
  waiting.delete(data.number);
}

const started = new Promise((done) => {
  onmessage = ({ data }) => {
    if (data instanceof Uint8Array) flet.send(data);
    else if (data.url) done(data.url);
    else if (data.answers) (answers = data.answers).onmessage = answered;
    else if (data.drawn) drawn();
    else if (data.persisted !== undefined) aimline.persisted = data.persisted;
    else if (data.installable !== undefined) aimline.installable = data.installable;
    else if (data.ask === "idle") page({ state: "idle", idle: aimline.idle?.() ?? false });
  };
});

// Unpack a tar of plain files with short names, as web/build.py writes it.
function unpack(archive, fs) {
  const text = new TextDecoder();
  const made = new Set();
  for (let at = 0; archive[at]; ) {
    const header = text.decode(archive.subarray(at, at + BLOCK));
    const name = header.slice(0, header.indexOf("\0"));
    const size = parseInt(header.slice(124, 135), 8);
    const path = `${HOME}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) fs.mkdirTree(folder);
    made.add(folder);
    at += BLOCK;
    fs.writeFile(path, archive.subarray(at, at + size), { canOwn: true }); // no copy of its own
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
}

// Imports are the same at every start, so the first one leaves a snapshot of Python's memory after
// them; `kept` is a promise of its bytes, or null. Returns Python with the entry imported.
async function imported(kept, options) {
  const archive = fetch("aimline.tar").then(bytes);
  const found = await loadPyodide({
    indexURL: new URL("pyodide/", location.href).href,
    createPyodideModule,
    ...(kept && {
      _loadSnapshot: kept,
      _snapshotDeserializer: () => flet,
      createPyodideModule: (settings) => withRoom(settings, kept),
    }),
    ...options,
  });
  reached[kept ? "restored" : "python"] = now();
  unpack(await archive, found.FS);
  reached.unpacked = now();
  if (!kept) {
    found.registerJsModule("flet_js", flet);
    await found.runPythonAsync(`
import gc, sys
gc.disable()  # nothing that starting makes is garbage
sys.path.insert(0, "${HOME}")
sys.path.insert(1, "${HOME}/packages")
from web.tablet import imports
imports.before_entry()
import web.tablet.entry
`);
  }
  return found;
}

// Pyodide copies a snapshot into a memory of the first size, whatever its own.
async function withRoom(settings, kept) {
  const made = await createPyodideModule(settings);
  made.growMemory(Math.max((await kept).length, made.HEAP8.length));
  return made;
}

// Make the snapshot for later starts and keep it in the cache of the version it is of; the page
// started this worker for it alone.
async function makeSnapshot(place) {
  const made = await imported(null, { _makeSnapshot: true });
  await made.runPythonAsync("from web.tablet import imports; imports.after_entry()");
  const snapshot = made.makeMemorySnapshot({ serializer: () => "flet_js" });
  if (await caches.has(place)) await (await caches.open(place)).put(SNAPSHOT, new Response(snapshot));
  page({ state: "made" });
}

async function start() {
  const place = await (await fetch("name-of-cache")).text();
  const cache = await caches.open(place);
  if (asked.has("afresh")) await cache.delete(SNAPSHOT); // it may be no good
  const kept = await cache.match(SNAPSHOT);
  python = await imported(kept ? bytes(kept) : null);
  flet.documentUrl = await started;
  await python.runPythonAsync(`
import gc, js
from web.tablet import imports
imports.at_start()
js.aimline.reached("imported")
from web.tablet.entry import start
await start()
gc.enable()
`);
  reached.opened = now();
  await flet.start_connection((message) => {
    const frame = message.toJs();
    postMessage(frame, [frame.buffer]);
  });
  page({ state: "ready", reached, lacks: kept ? null : place });
}

async function bytes(response) {
  return (await response.bytes?.()) ?? new Uint8Array(await response.arrayBuffer());
}

(asked.has("snapshot") ? makeSnapshot(asked.get("snapshot")) : start()).catch((error) => {
  console.error(error);
  page({ state: "failed", sentence: aimline.sentence ?? "Aimline could not be started." });
});
