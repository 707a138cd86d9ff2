"""What makes PDFs: on the host beside Aimline, and on this device once it was wanted."""

import importlib
from importlib.util import find_spec

import js
from pyodide.ffi import JsException

ARCHIVE = "printing.tar"  # web/build.py makes it, sw.js keeps it, worker.js unpacks it


class BrowserPrinting:
    """fpdf2 and what it needs, unpacked where this worker's Python finds it."""

    @property
    def here(self) -> bool:
        """Whether it can be imported."""
        return find_spec("fpdf") is not None

    async def bring(self) -> bool:
        """Bring it; return whether it is here. It comes from the network the first time alone."""
        try:
            await js.aimline.bring(ARCHIVE)
        except JsException:
            return False
        importlib.invalidate_caches()
        return self.here
