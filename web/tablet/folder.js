// The shared folder that a person chose. Only a page may ask for one, and only after a tap; Python,
// in the worker, reads and writes through the handle that it is given. The handle is kept in
// IndexedDB, so that the next start has it; the browser may then want the permission once more.

const WRITE = { mode: "readwrite" };
const KEY = "folder";

// Do something with what is kept of the folder; resolves with its result once that is durable.
function kept(mode, work) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("aimline", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("handles");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("handles", mode);
      const request = work(transaction.objectStore("handles"));
      transaction.oncomplete = () => {
        opening.result.close();
        done(request.result);
      };
      transaction.onerror = () => failed(transaction.error);
    };
  });
}

// What Python asks, see web/tablet/browser_folders.py.
globalThis.folderAnswers = {
  async able() {
    return { able: "showDirectoryPicker" in globalThis };
  },
  async pick() {
    const handle = await showDirectoryPicker({ id: "aimline", ...WRITE });
    await kept("readwrite", (handles) => handles.put(handle, KEY));
    return { handle };
  },
  async kept() {
    const handle = await kept("readonly", (handles) => handles.get(KEY));
    return { handle, state: await handle?.queryPermission(WRITE) };
  },
  async permit() {
    const handle = await kept("readonly", (handles) => handles.get(KEY));
    return { handle, state: await handle?.requestPermission(WRITE) };
  },
  async forget() {
    await kept("readwrite", (handles) => handles.delete(KEY));
    return {};
  },
};
