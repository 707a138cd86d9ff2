// The main thread: brings Aimline onto this device, opens it once, and carries messages between
// Flet's client, which draws, and Python, which runs in worker.js.

const LOCK = "aimline"; // held by the tab that has the records open
const CLOSING_MS = 1_500; // a tab that was just closed lets go of it within this
const IDLE_MS = 30_000; // between two looks whether an update may be offered

const element = (id) => document.getElementById(id);

// Tell how things stand, with at most one thing to do about it.
function say(text, { more = "", progress = null, label = "", action = null } = {}) {
  element("says").textContent = text;
  element("more").textContent = more;
  element("progress").hidden = progress === null;
  element("progress").value = progress ?? 0;
  element("do").hidden = action === null;
  element("do").textContent = label;
  element("do").onclick = action;
}

// --- onto this device

// The first visit downloads everything once, through the service worker. From then on it answers
// every request of this page from this device. Returns the registration, still a promise: who
// comes back need not wait for it. Null if this window can't run Aimline.
async function onThisDevice() {
  const container = navigator.serviceWorker;
  // A private window has getDirectory and refuses it: that is said before 13 MB come.
  const files = await navigator.storage?.getDirectory?.().catch(() => null);
  if (!container || !navigator.locks || !files || !self.DecompressionStream) {
    say("Aimline can't run in this window.", {
      more: isSecureContext
        ? "It needs an up-to-date browser, and a window that is not private."
        : "Its address has to begin with https.",
    });
    return null;
  }
  container.addEventListener("message", ({ data }) => {
    if (data.failed) console.warn(`A download of Aimline broke off: ${data.failed}`);
  });
  const registered = container.register(`sw.js?drawn=${renderer()}`);
  if (!container.controller) await installed(container, registered);
  return { registration: registered };
}

async function installed(container, registered) {
  let underWay = true;
  container.addEventListener("message", ({ data }) => {
    if (underWay && data.done !== undefined && !container.controller) {
      say("Aimline is coming onto this device…", {
        more: "Only once; after that it works without a connection.",
        progress: data.done / data.size,
      });
    }
  });
  const here = new Promise((done) => {
    container.addEventListener("controllerchange", done, { once: true });
  });
  for (;;) {
    const registration = await registered;
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    const state = worker ? await Promise.race([here, settled(worker)]) : "redundant";
    if (state === "activated" && !container.controller) {
      worker.postMessage("claim"); // this page was reloaded past the service worker
      await here;
    }
    if (container.controller) return;
    underWay = false;
    await again("Aimline is not on this device yet: the connection was lost.");
    underWay = true;
    registered = container.register(`sw.js?drawn=${renderer()}`);
  }
}

function settled(worker) {
  return new Promise((done) => {
    const look = () => {
      if (["activated", "redundant"].includes(worker.state)) done(worker.state);
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

function again(text) {
  return new Promise((done) => {
    say(text, {
      more: "What has come so far is kept.",
      label: "Go on",
      action: () => {
        say("Aimline is starting…");
        done();
      },
    });
    addEventListener("online", done, { once: true });
  });
}

// skwasm draws faster; Flutter trusts it in Chromium alone, and it needs WebGL and garbage
// collection in WebAssembly. Each browser downloads only the one it uses.
function renderer() {
  const collects = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0]);
  const chromium = navigator.vendor === "Google Inc." || navigator.userAgent.includes("Edg/");
  const canvas = document.createElement("canvas");
  const drawn = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  return chromium && drawn && WebAssembly.validate(collects) ? "skwasm" : "canvaskit";
}

// --- once at a time

// Resolves when this tab may open the records. Another tab that takes over ends this one's Python.
async function onlyHere() {
  if (await hold({ signal: AbortSignal.timeout(CLOSING_MS) })) return;
  await new Promise((take) => {
    say("Aimline is already open in another tab or window.", {
      more: "A probe under way there goes on here; every tap of it is kept.",
      label: "Go on here",
      action: take,
    });
  });
  say("Aimline is starting…");
  await hold({ steal: true });
}

// Take the lock, and keep it as long as this page lives. Resolves with whether it was had.
function hold(how) {
  return new Promise((done) => {
    let held = false;
    navigator.locks
      .request(LOCK, how, () => {
        held = true;
        done(true);
        return new Promise(() => {});
      })
      .catch(() => (held ? taken() : done(false)));
  });
}

function taken() {
  python?.terminate(); // lets go of the files
  document.querySelector("flutter-view")?.remove();
  element("update").hidden = true;
  element("loading").hidden = false;
  say("Aimline was opened in another tab or window.", {
    more: "Close this one, or go on here.",
    label: "Go on here",
    action: () => location.reload(),
  });
}

// --- Python

const SNAPSHOT_AFTER_MS = 5_000; // the first screen comes first, and what it brings in after it
const SNAPSHOT_ROOM = 500_000_000; // bytes; a snapshot has some 40 million
const SNAPSHOT_TRIES = 3; // of one version
const TRIED = "snapshot tried"; // kept: of which version, how often
const STARTING = "starting"; // kept while a start is under way

let python = null;
let started = null; // a promise: Python waits for Flet's client
let toClient = null;
let messages = 0;
const FIRST_SCREEN = 2; // Python's second message: the first one is its answer to the client

function fromPython(data) {
  toClient(data);
  if (++messages === FIRST_SCREEN) {
    // Two frames later it has been painted.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        element("loading").hidden = true;
        performance.mark("usable");
        localStorage.removeItem(STARTING);
        python.postMessage({ drawn: true });
      }),
    );
  }
}

function startPython() {
  // A start that came to no screen may have been given a snapshot that is no good.
  const afresh = localStorage.getItem(STARTING) !== null;
  localStorage.setItem(STARTING, "");
  python = pythonWorker(afresh ? "&afresh" : "");
  started = new Promise((done) => {
    python.onmessage = ({ data }) => {
      if (data instanceof Uint8Array) fromPython(data);
      else if (data.state === "ready") ready(data, done);
      else if (data.state === "idle") idleAnswers.splice(0).forEach((told) => told(data.idle));
      else if (data.state === "install") install();
      else if (data.state === "failed") failed(data.sentence);
    };
    python.onerror = () => failed("Aimline could not be started.");
  });
  answer(python);
  python.postMessage({ url: document.URL });
  tellInstallable();
  // A browser may delete what a page keeps unless it promised not to; only the main thread can ask.
  Promise.resolve(navigator.storage.persist?.() ?? false).then(
    (persisted) => python.postMessage({ persisted }),
    () => python.postMessage({ persisted: false }),
  );
}

function pythonWorker(asked) {
  const address = `worker.js?touch=${navigator.maxTouchPoints}${asked}`;
  return new Worker(address, { type: "module" });
}

// Whether no probe is under way.
const idleAnswers = [];
const idle = () =>
  new Promise((told) => {
    idleAnswers.push(told);
    python.postMessage({ ask: "idle" });
  });

// What a start costs is kept as marks beside "usable"; `bench/tablet_start.py` prints them.
function ready({ reached, lacks }, done) {
  for (const [part, at] of Object.entries(reached)) {
    performance.mark(part, { startTime: Math.max(0, at - performance.timeOrigin) });
  }
  done();
  if (lacks) setTimeout(makeSnapshot, SNAPSHOT_AFTER_MS, lacks);
}

// Have another Python make the snapshot of its memory from which later starts go on, for the cache
// of its version. Not beside a probe, and not where room is short: records come first. A small
// device may end the page for want of memory meanwhile; then it is soon let be. Safari's engine
// started no sooner from one, and iPads are the first to run short of memory.
async function makeSnapshot(cache) {
  if (navigator.vendor.startsWith("Apple")) return;
  const { of, tries } = JSON.parse(localStorage.getItem(TRIED) ?? "{}");
  const again = of === cache ? tries : 0;
  const { quota = 0, usage = 0 } = (await navigator.storage.estimate?.()) ?? {};
  if (again === SNAPSHOT_TRIES || quota - usage < SNAPSHOT_ROOM) return;
  if (!(await idle())) {
    setTimeout(makeSnapshot, SNAPSHOT_AFTER_MS, cache);
    return;
  }
  localStorage.setItem(TRIED, JSON.stringify({ of: cache, tries: again + 1 }));
  const maker = pythonWorker(`&snapshot=${encodeURIComponent(cache)}`);
  maker.onmessage = ({ data }) => {
    maker.terminate();
    if (data.state === "made") localStorage.removeItem(TRIED);
  };
}

// Let Python ask what only a page can do; see folder.js and files.js.
function answer(worker) {
  const answers = { ...folderAnswers, ...fileAnswers };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = async ({ data: { what, number, value } }) => {
    let told;
    try {
      told = await answers[what](value);
    } catch (error) {
      told = { error: error.name };
    }
    port1.postMessage({ number, ...told }, told.content ? [told.content] : []);
  };
  worker.postMessage({ answers: port2 }, [port2]);
}

function failed(sentence) {
  document.querySelector("flutter-view")?.remove();
  element("loading").hidden = false;
  say(sentence, { label: "Start again", action: () => location.reload() });
}

// Flet's client calls these three by name.
globalThis.jsConnect = async (_app, _options, receive) => {
  toClient = receive;
  await started;
};
globalThis.jsSend = async (_app, data) => python.postMessage(data, [data.buffer]);
globalThis.jsDisconnect = async () => {};

// --- Flet's client

const here = new URL("./", document.baseURI);

// What Flet's client reads of its page.
globalThis.flet = {
  pyodide: true,
  multiView: false,
  noCdn: true,
  webSocketEndpoint: "ws",
  entrypointBaseUrl: here.pathname,
  assetBase: here.pathname,
  routeUrlStrategy: "path",
  canvasKitBaseUrl: new URL("canvaskit/", here).href,
  fontFallbackBaseUrl: new URL("assets/fonts/", here).href,
};

function script(address) {
  return new Promise((done, failed) => {
    const tag = document.createElement("script");
    tag.src = address;
    tag.onload = done;
    tag.onerror = failed;
    document.head.append(tag);
  });
}

async function startClient() {
  await script("flutter.js");
  _flutter.buildConfig = {
    builds: [
      {
        compileTarget: "dart2wasm",
        renderer: "skwasm",
        mainWasmPath: "main.dart.wasm",
        jsSupportRuntimePath: "main.dart.mjs",
      },
      { compileTarget: "dart2js", renderer: "canvaskit", mainJsPath: "main.dart.js" },
    ],
  };
  const config = {
    renderer: renderer(),
    canvasKitVariant: "full",
    entrypointBaseUrl: flet.entrypointBaseUrl,
    assetBase: flet.assetBase,
    canvasKitBaseUrl: flet.canvasKitBaseUrl,
    fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
  };
  await _flutter.loader.load({
    config,
    onEntrypointLoaded: async (initializer) => {
      try {
        const engine = await initializer.initializeEngine(config);
        flet.flutterApp = await engine.runApp();
        allowZoom();
      } catch (error) {
        console.error(error);
        failed("Aimline could not be started."); // the loader tells nobody
      }
    },
  });
}

// Flutter forbids zooming in a tag of its own, which takes the place of the page's.
function allowZoom() {
  for (const tag of document.querySelectorAll("meta[name=viewport]")) {
    tag.content = "width=device-width, initial-scale=1";
  }
}

// On an iPad's icon the keyboard can leave the page scrolled up, with what is drawn elsewhere than
// what is tapped (a fault of Flutter's, open). Once a text field is left, the page goes back to
// where it was and Flutter measures it anew.
if (navigator.standalone) {
  addEventListener("focusout", ({ target }) => {
    if (!target.matches("input, textarea")) return;
    requestAnimationFrame(() => {
      scrollTo(0, 0);
      (window.visualViewport ?? window).dispatchEvent(new Event("resize"));
    });
  });
}

// --- installing

let offer = null; // the browser's own, where it has one; Settings shows it

function tellInstallable() {
  python?.postMessage({ installable: offer !== null });
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  tellInstallable();
});
addEventListener("appinstalled", () => {
  offer = null;
  tellInstallable();
});

// Once shown, an offer is used up; the browser makes another one if it was declined.
function install() {
  offer?.prompt();
  offer = null;
  tellInstallable();
}

// --- updates

let later = false;

// A new version comes in the background and waits. It is offered while no probe is under way, and
// used when the examiner says so, or when Aimline is started again.
function offerUpdates(registration) {
  const look = async () => {
    if (registration.waiting) element("update").hidden = !(await idle()) || later;
  };
  const watch = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", watch);
  watch();
  look();
  setInterval(() => document.visibilityState === "visible" && look(), IDLE_MS);
  element("update-later").onclick = () => {
    later = true;
    element("update").hidden = true;
  };
  element("update-now").onclick = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    registration.waiting.postMessage("use");
  };
}

async function start() {
  const registered = await onThisDevice();
  if (registered === null) return;
  say("Aimline is starting…");
  await onlyHere();
  startPython();
  registered.registration.then(offerUpdates);
  await startClient();
}

// Safari that goes back to a page shows it as it was, and draws no frame after that.
addEventListener("pageshow", (event) => {
  if (event.persisted && navigator.vendor.startsWith("Apple")) location.reload();
});

// Some browsers let go of a page that is left only later, and of its Python's memory with it.
addEventListener("pagehide", (event) => {
  if (!event.persisted) python?.terminate();
});

start().catch((error) => {
  console.error(error);
  failed("Aimline could not be started.");
});
