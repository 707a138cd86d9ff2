// Files dropped on the page or pasted into it, and whole folders: as if they had been chosen.
//
// Flet's client knows neither. So a file that is dropped is held for a moment, a key that no
// keyboard has tells Python (screens/shell/file_dialogs.py), and when Python asks for a file it is
// given this one instead of a dialog. A screen that takes none doesn't know the key: nothing happens.

globalThis.dropped = (() => {
  const KEY = "F24";
  const HELD_MS = 5_000; // so long Python may take to ask
  const FOLDER = ".folder"; // asked for as if it were a kind of file
  const TABLES = /^[^.].*\.(csv|tsv|txt)$/i;
  const MOST_FILES = 60;

  let held = null;

  function hold(files) {
    if (files.length === 0) return;
    held = files;
    setTimeout(() => { if (held === files) held = null; }, HELD_MS);
    for (const kind of ["keydown", "keyup"]) {
      const about = { key: KEY, code: KEY, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(kind, about));
    }
  }

  // Return the files that are held, null if there are none; they are handed out once.
  function take() {
    const files = held;
    held = null;
    return files;
  }

  // Of a folder the tables alone; without any, an empty one, so that it is said.
  function tables(files) {
    const found = files.filter((file) => TABLES.test(file.name)).slice(0, MOST_FILES + 1);
    return found.length ? found : [new File([], "folder.csv")];
  }

  const listed = (folder) => new Promise((done) => {
    const reader = folder.createReader();
    const found = [];
    const more = () => reader.readEntries((entries) => {
      if (entries.length === 0 || found.length > 10 * MOST_FILES) return done(found);
      found.push(...entries);
      more();
    }, () => done(found));
    more();
  });

  const opened = (entry) => new Promise((done) => entry.file(done, () => done(null)));

  async function inside(folder) {
    const entries = (await listed(folder)).filter((entry) => entry.isFile);
    const named = entries.filter((entry) => TABLES.test(entry.name)).slice(0, MOST_FILES + 1);
    return tables((await Promise.all(named.map(opened))).filter(Boolean));
  }

  const brings = (transfer) => [...(transfer?.types ?? [])].includes("Files");

  addEventListener("dragover", (event) => {
    if (!brings(event.dataTransfer)) return;
    event.preventDefault(); // or the browser would leave the page for the file
    event.dataTransfer.dropEffect = "copy";
  }, true);

  addEventListener("drop", (event) => {
    if (!brings(event.dataTransfer)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    const folder = entries.find((entry) => entry?.isDirectory);
    if (folder) inside(folder).then(hold);
    else hold(files);
  }, true);

  addEventListener("paste", (event) => {
    const data = event.clipboardData;
    // Cells that were copied come with a picture of them: text goes where it is pasted.
    if (!data?.files.length || [...data.types].includes("text/plain")) return;
    event.preventDefault();
    hold([...data.files]);
  }, true);

  // Let the user choose a folder. Resolves with its tables, null if none was chosen.
  function fromFolder() {
    return new Promise((done) => {
      const input = document.createElement("input");
      input.type = "file";
      input.webkitdirectory = true;
      input.onchange = () => done(tables([...input.files]));
      input.oncancel = () => done(null);
      click.call(input);
    });
  }

  const click = HTMLInputElement.prototype.click;

  // Flet's client asks for files by an input of its own.
  HTMLInputElement.prototype.click = function () {
    if (this.type !== "file") return click.call(this);
    const answer = (files) => {
      if (files === null) return this.dispatchEvent(new Event("cancel"));
      const transfer = new DataTransfer();
      for (const file of files) transfer.items.add(file);
      this.files = transfer.files;
      this.dispatchEvent(new Event("change"));
    };
    const files = take();
    const folder = this.accept.trim() === FOLDER;
    if (files) {
      setTimeout(() => answer(files));
    } else if (folder && "webkitdirectory" in this) {
      fromFolder().then(answer);
    } else {
      if (folder) this.accept = ".csv"; // all files of the folder, then
      click.call(this);
    }
  };

  return { take, tables, click };
})();
