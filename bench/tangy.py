"""tangy-form 4.51.0, as the npm registry has it: its own timed-grid demo as a site on this machine.

The package brings one bundle of itself and its parts, and a demo page that wants a build server.
Here the demo's own form stands in a page that loads the bundle, and Redux, which the demo loads
beside it. Needs npm.
"""

import re
import shutil
import subprocess
from pathlib import Path

from bench.browser import NotHere
from web.tablet_policy import HEADERS_FILE

PACKAGE, REDUX = "tangy-form@4.51.0", "redux@4.2.1"
FORM = re.compile(r"<tangy-form .*?</tangy-form>", re.DOTALL)
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>tangy-form demo</title>
<meta name="viewport" content="width=device-width">
<script src="redux.min.js"></script><script src="bundle.js" defer></script>
<script>({usable})().then(() => performance.mark("usable"));</script>
<body>{form}</body></html>"""

# Resolves when a word of its grid can be tapped; the page marks that as Aimline's does.
USABLE = """() => new Promise((done) => {
  const inside = (node) => [node, ...node.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const look = () => inside(document).some((one) => one.localName !== "option" &&
      one.offsetHeight > 0 && one.childElementCount === 0 && one.textContent.trim() === "walikuja")
    ? requestAnimationFrame(() => requestAnimationFrame(done))
    : setTimeout(look, 20);
  look();
})"""


def unpacked(folder: Path) -> Path:
    """Fetch both and lay the site out in a folder; return it.

    Raises:
        NotHere: there is no npm, or no registry.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise NotHere("no npm")
    for name in (PACKAGE, REDUX):
        done = subprocess.run(
            [npm, "pack", name], cwd=folder, capture_output=True, text=True, timeout=120
        )
        if done.returncode:
            raise NotHere(f"{name} can't be had: {done.stderr[-300:]}")
    for archive in folder.glob("*.tgz"):
        to = folder / archive.name.split("-")[0]
        to.mkdir()
        shutil.unpack_archive(archive, to, filter="data")
    site = folder / "site"
    site.mkdir()
    package = folder / "tangy" / "package"
    shutil.copy(package / "dist" / "bundle.js", site)
    shutil.copy(folder / "redux" / "package" / "dist" / "redux.min.js", site)
    form = FORM.search((package / "demo" / "tangy-timed.html").read_text(encoding="utf-8"))
    assert form is not None
    (site / "index.html").write_text(PAGE.format(form=form[0], usable=USABLE), encoding="utf-8")
    (site / HEADERS_FILE).write_text("{}")  # what the server of our own site looks for
    return site
