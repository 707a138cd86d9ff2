// The veil over the page: while Aimline starts, and while the connection to it is away.
//
// Flet's client shows a screen of its own then, without a word of what it means. Taps made while
// the connection is away would be lost, so the veil takes them, and keys too, and says so.
(() => {
  const RESTING = 2; // Flet's answer to a new connection and the first screen: two messages

  const veil = () => document.getElementById("veil");
  let covered = true;

  const away = () => {
    covered = true;
    veil().hidden = false;
    veil().className = "away";
    veil().setAttribute("role", "alert");
    veil().querySelector(".now").textContent =
      "The connection to Aimline is away. Nothing that was shown is lost; taps are not taken now.";
    const late = veil().querySelector(".late");
    late.textContent =
      "Trying again… If Aimline was closed, start it again: it opens a new page.";
    late.replaceWith(late.cloneNode(true)); // begins its wait anew
  };

  const back = () => {
    // Two frames later what the message brought has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      covered = false;
      veil().hidden = true;
    }));
  };

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      let messages = 0;
      this.addEventListener("message", () => { if (++messages === RESTING) back(); });
      this.addEventListener("close", away);
    }
  };

  for (const kind of ["keydown", "keyup"]) {
    addEventListener(kind, (event) => { if (covered) event.stopImmediatePropagation(); }, true);
  }

  // Without a server there is no connection to wait for.
  addEventListener("flutter-first-frame", () => { if (flet.pyodide) back(); });
})();
