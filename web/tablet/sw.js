// The service worker: keeps one whole version of Aimline on this device and answers from it alone.
// The build writes the three constants. `FILES` names each file's content by its hash: on the host
// it lies gzipped at files/<hash>, so a half-finished upload can mix no versions.

const VERSION = "__VERSION__";
const FILES = __FILES__; // path: [hash, bytes on the way, when it is wanted: a renderer, ASKED, or ""]
const HEADERS = __HEADERS__;

const TYPES = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  json: "application/json",
  mjs: "text/javascript",
  png: "image/png",
  wasm: "application/wasm",
};
const OURS = `aimline ${new URL(registration.scope).pathname} `; // what our caches' names begin with
const CACHE = OURS + VERSION;
const WHOLE = "whole"; // marks a cache to which nothing is lacking
const NAME = "name-of-cache"; // answered with it: Python keeps a snapshot of its memory there
const AT_ONCE = 4; // downloads under way together
const drawn = new URL(location).searchParams.get("drawn");
const ASKED = "asked"; // comes when it is first asked for; from then on with every update

addEventListener("install", (event) => {
  // Chromium would ask the host as well while this worker starts.
  event.addRoutes?.({ condition: { urlPattern: new URLPattern({}) }, source: "fetch-event" });
  event.waitUntil(bring().catch(told));
});
addEventListener("activate", (event) => event.waitUntil(clear().then(() => clients.claim())));
addEventListener("message", (event) => {
  if (event.data === "use") skipWaiting();
  if (event.data === "claim") event.waitUntil(clients.claim());
});
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin === location.origin && event.request.method === "GET") {
    event.respondWith(answer(url, event.request.mode === "navigate"));
  }
});

// Return what this device wants of this version: by its hash, how many bytes on the way a content
// is, and which paths have it. `kept` are the paths that it has of an earlier version.
function wanted(kept) {
  const found = new Map();
  for (const [path, [hash, bytes, only]] of Object.entries(FILES)) {
    if (only !== "" && only !== drawn && !(only === ASKED && kept.has(key(path)))) continue;
    if (!found.has(hash)) found.set(hash, { bytes, paths: [] });
    found.get(hash).paths.push(path);
  }
  return found;
}

// Bring every file of this version onto the device. What an attempt before this one or the version
// in use has already is not downloaded again; what can't be had whole fails the attempt.
async function bring() {
  const before = await earlier();
  const cache = await caches.open(CACHE);
  const left = [...wanted(before.paths)];
  const size = left.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  let done = 0;
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [hash, { bytes, paths }] = next;
      let content = null;
      for (const path of paths) {
        if (await cache.match(key(path))) continue;
        content ??= (await before.contents.get(hash)?.()) ?? (await fetched(hash));
        await cache.put(key(path), response(path, hash, content));
      }
      done += bytes;
      await tell({ done, size });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, one));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
  await cache.put(key(WHOLE), new Response(""));
}

// Say in the pages' consoles why an attempt failed; nobody else hears of it.
async function told(problem) {
  await tell({ failed: String(problem) });
  throw problem;
}

// What other whole versions have here: by its hash, a way to get the content; and its paths. What
// is left of versions that never became whole goes.
async function earlier() {
  const contents = new Map();
  const paths = new Set();
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const cache = await caches.open(name);
    if (!(await cache.match(key(WHOLE)))) {
      await caches.delete(name);
      continue;
    }
    for (const request of await cache.keys()) {
      const hash = (await cache.match(request)).headers.get("X-Content-Hash");
      if (hash === null) continue; // no file of a version's
      contents.set(hash, async () => (await cache.match(request)).arrayBuffer());
      paths.add(request.url);
    }
  }
  return { contents, paths };
}

async function fetched(hash) {
  const came = await fetch(`files/${hash}`, { cache: "no-store", credentials: "same-origin" });
  if (!came.ok) throw new Error(`files/${hash}: status ${came.status}`);
  const plain = came.body.pipeThrough(new DecompressionStream("gzip"));
  const content = await new Response(plain).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!found.startsWith(hash)) throw new Error(`files/${hash} came damaged`);
  return content;
}

function response(path, hash, content) {
  const type = TYPES[path.split(".").pop()] ?? "application/octet-stream";
  const headers = { ...HEADERS, "Content-Type": type, "X-Content-Hash": hash };
  return new Response(content, { headers });
}

async function clear() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  }
}

// Nothing that this version lacks is asked of the network.
async function answer(url, opens) {
  const scope = new URL(registration.scope).pathname;
  const asked = decodeURIComponent(url.pathname.slice(scope.length));
  const path = opens ? "index.html" : asked || "index.html";
  const cache = await caches.open(CACHE);
  const found = await cache.match(key(path));
  if (found) return found;
  if (path === NAME) return new Response(CACHE, { headers: HEADERS });
  if (!(path in FILES)) return new Response("", { status: 404, headers: HEADERS });
  const [hash] = FILES[path]; // first asked for, let go of, or the browser draws otherwise now
  const healed = response(path, hash, await fetched(hash));
  await cache.put(key(path), healed.clone());
  return healed;
}

function key(path) {
  return new URL(path, registration.scope).href;
}

async function tell(message) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    client.postMessage(message);
  }
}
