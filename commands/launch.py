"""How the browser is sent to the page, so that no other user of this machine learns its address.

Any user of a machine may read the command line of every process on it. So a browser is never
given the address, which holds the launch token: it is given a page that only this user can read,
and that page goes on to the address.
"""

import html
import os
import stat
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from store.data_folder import FolderRefused, forget_address, keep_address, write_file

PAGE = "open.html"
PAGE_AT_HOME = "aimline-open.html"
SNAPS = Path("/snap/bin")
# ``replace`` leaves this page out of the history; the rest is for a browser without scripts.
_HTML = """\
<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>Aimline</title>
<script>location.replace("{address}");</script>
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
<a href="{address}">Aimline</a>
"""


def announce(folder: Path, address: str, *, browser: bool) -> None:
    """Say where Aimline runs, for a second start too, and send a browser there if it is to."""
    keep_address(folder, address)
    print(f"Aimline is running at {told(folder, address)}", flush=True)
    if browser:  # some browsers are waited for until they end
        Thread(target=send_browser, args=(folder, address), daemon=True).start()


def told(folder: Path, address: str) -> str:
    """Return the address to be printed, or where it is kept if others could read the print."""
    return address if _may_be_told(sys.stdout) else f"the address in {folder / 'address'}"


def send_browser(folder: Path, address: str) -> None:
    """Open a browser on an address that its command line doesn't show."""
    page = _page(folder)
    try:
        write_file(page, _HTML.format(address=html.escape(address)).encode())
    except FolderRefused:
        return  # nothing can be written; the address was printed
    webbrowser.open(page.resolve().as_uri())


def forget(folder: Path) -> None:
    """Forget the address, and the page that leads to it."""
    forget_address(folder)
    with suppress(OSError):
        _page(folder).unlink(missing_ok=True)


def _page(folder: Path) -> Path:
    """Return where the page lies: a browser that is a snap reads nothing in hidden folders."""
    hidden = any(part.startswith(".") for part in folder.resolve().parts)
    return Path.home() / PAGE_AT_HOME if hidden and SNAPS.is_dir() else folder / PAGE


def _may_be_told(stream: IO[str]) -> bool:
    """Return whether nobody else can read what is printed; a log is made this user's alone."""
    if os.name == "nt":
        return True  # a file has its folder's rights there, not its own mode
    try:
        descriptor = stream.fileno()
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, 0o600)
    except ValueError:
        return True  # it is no file, as under a test
    except OSError:
        return False
    return True
