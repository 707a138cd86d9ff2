// The service worker: keeps one whole version of Aimline on this device and answers from it alone.
// The build writes the three constants. `FILES` names each file's content by its hash: on the host
// it lies gzipped at files/<hash>, so a half-finished upload can mix no versions.

const VERSION = "__VERSION__";
const FILES = __FILES__; // path: [hash, bytes on the way, renderer or ""]
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
const CACHE = `aimline-${VERSION}`;
const AT_ONCE = 4; // downloads under way together
const drawn = new URL(location).searchParams.get("drawn");
const wanted = Object.entries(FILES).filter(([, [, , only]]) => only === "" || only === drawn);

addEventListener("install", (event) => event.waitUntil(bring()));
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

// Bring every file of this version onto the device. What an attempt before this one or the version
// in use has already is not downloaded again; what can't be had whole fails the attempt.
async function bring() {
  const cache = await caches.open(CACHE);
  const before = await earlier();
  const size = wanted.reduce((sum, [, [, bytes]]) => sum + bytes, 0);
  const left = [...wanted];
  let done = 0;
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [path, [hash, bytes]] = next;
      if (!(await cache.match(key(path)))) {
        await cache.put(key(path), (await before.get(hash)?.()) ?? (await fetched(path, hash)));
      }
      done += bytes;
      await tell({ done, size });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

// What other versions have here: by the content's hash, a way to get it.
async function earlier() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith("aimline-") || name === CACHE) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const hash = (await cache.match(request)).headers.get("X-Content-Hash");
      found.set(hash, () => cache.match(request));
    }
  }
  return found;
}

async function fetched(path, hash) {
  const response = await fetch(`files/${hash}`, { cache: "no-store", credentials: "same-origin" });
  if (!response.ok) throw new Error(`files/${hash}: status ${response.status}`);
  const plain = response.body.pipeThrough(new DecompressionStream("gzip"));
  const content = await new Response(plain).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!found.startsWith(hash)) throw new Error(`files/${hash} came damaged`);
  const type = TYPES[path.split(".").pop()] ?? "application/octet-stream";
  const headers = { ...HEADERS, "Content-Type": type, "X-Content-Hash": hash };
  return new Response(content, { headers });
}

async function clear() {
  for (const name of await caches.keys()) {
    if (name.startsWith("aimline-") && name !== CACHE) await caches.delete(name);
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
  if (!(path in FILES)) return new Response("", { status: 404, headers: HEADERS });
  const response = await fetched(path, FILES[path][0]); // the browser let go of it
  await cache.put(key(path), response.clone());
  return response;
}

function key(path) {
  return new URL(path, registration.scope).href;
}

async function tell(message) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    client.postMessage(message);
  }
}
