// Files saved for the user and chosen by them, as Python asks; see web/tablet/browser_files.py.
//
// Browsers open a dialog only in answer to a tap. Python's question comes a moment after it: within
// the seconds that a tap counts for this works at once; where it comes too late, or WebKit wants it
// inside the tap, a button asks for one more.

const ADDRESS_MS = 60_000; // how long what is saved can be read: Safari asks its user first

// Ask for a tap, and do something inside it. Resolves with its result, or null after "Not now".
function afterTap(label, work) {
  return new Promise((done, failed) => {
    const bar = document.getElementById("ask");
    const end = (result) => {
      bar.hidden = true;
      done(result);
    };
    document.getElementById("ask-do").textContent = label;
    document.getElementById("ask-do").onclick = () => {
      bar.hidden = true;
      work().then(done, failed);
    };
    document.getElementById("ask-not").onclick = () => end(null);
    bar.hidden = false;
  });
}

// Try at once; where the browser wants a tap, ask for it.
async function withTap(label, work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== "NotAllowedError" && error.name !== "SecurityError") throw error;
    return await afterTap(label, work);
  }
}

// Show the browser's dialog. Resolves with the files, none if none was chosen.
function chosen({ multiple = false, folder = false } = {}) {
  return new Promise((done, failed) => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "chosen-file";
    input.hidden = true;
    input.multiple = multiple;
    input.webkitdirectory = folder;
    input.onchange = () => done([...input.files]);
    input.oncancel = () => done([]);
    document.getElementById("chosen-file")?.remove();
    document.body.append(input); // WebKit lets go of one that is nowhere
    try {
      if (input.showPicker) input.showPicker();
      else dropped.click.call(input);
    } catch (error) {
      failed(error);
    }
  });
}

function download(name, content) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_MS);
}

// Show the share sheet. Resolves with whether it was used: one that was closed has saved nothing.
// Where there is none, or it fails by itself, it was unable to.
async function shared(files, label) {
  if (!navigator.canShare?.({ files })) return { unable: true };
  try {
    const share = () => navigator.share({ files }).then(() => true);
    return { saved: (await withTap(label, share)) === true };
  } catch (error) {
    return error.name === "AbortError" ? { saved: false } : { unable: true };
  }
}

globalThis.fileAnswers = {
  // At most `most` bytes of the file are read, so that a larger one can be refused for its size.
  async choose({ most }) {
    const [file] = dropped.take() ?? (await withTap("Choose the file", chosen)) ?? [];
    if (file === undefined) return {};
    return { name: file.name, content: await file.slice(0, most).arrayBuffer() };
  },
  // Several files, or the tables in a folder; what was dropped on the page, if anything was.
  async chooseSeveral({ most, folder }) {
    const whole = folder && "webkitdirectory" in HTMLInputElement.prototype;
    const choose = () => chosen({ multiple: true, folder: whole });
    let files = dropped.take();
    if (files === null) {
      files = (await withTap(folder ? "Choose the folder" : "Choose the files", choose)) ?? [];
      if (whole && files.length) files = dropped.tables(files);
    }
    const read = async (file) => ({
      name: file.name,
      content: await file.slice(0, most).arrayBuffer(),
    });
    return { files: await Promise.all(files.map(read)) };
  },
  // An icon on an iPad's home screen has no downloads: there, what is saved is shared. Only then
  // does the browser say whether it was.
  async save({ name, content, type }) {
    const file = new File([content], name, { type });
    if (!navigator.standalone) {
      download(name, file);
      return { saved: true };
    }
    return shared([file], `Save ${name}`);
  },
  // Where that wasn't possible, Python saves them instead.
  async share({ files }) {
    const made = files.map(({ name, content, type }) => new File([content], name, { type }));
    return shared(made, "Share");
  },
};
