"""The tablet build: Aimline as a folder of files that any web host can give out.

Everything comes from this project and its pinned packages: Flet's web client and
the Python that runs in it (Pyodide) lie in the package flet-web. One wheel more
is fetched, from the package index: msgpack for that Python.

The same files always make the same bytes. The host gets each file's content,
gzipped, under its hash; sw.js knows which path is which content. So an upload
that is under way, or a cache between host and tablet, can mix no two versions.
"""

import gzip
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from filelock import FileLock

from web.archives import Tree, stored_zip, tar, write
from web.icon_font import cut_icons
from web.tablet_cache import compiled, name_of, packed
from web.tablet_contents import (
    CLIENT,
    DATA,
    FONTS,
    LEFT_OUT,
    NOT_THERE,
    OWN_ICONS,
    PACKAGES,
    PRINTING_FONTS,
    PRINTING_LEFT_OUT,
    PRINTING_LIBRARY,
    PRINTING_PACKAGES,
    RENDERERS,
    ROOMS,
    ROOT,
    TABLET,
    WHEELS,
    WHEN_ASKED,
)
from web.tablet_parts import BuildFailed, package, wheel
from web.tablet_policy import HEADERS_FILE, headers, policy

WEBDAV = (
    "web/tablet/webdav.txt"  # the server's origin, where web/tablet/browser_folders.py reads it
)
ICON_FONT = "assets/fonts/MaterialIcons-Regular.otf"
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")

OWN_MACHINE = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What goes on the host.

    ``kept`` is what lies on the tablet in the end: content, and the renderer
    that alone needs it, ``WHEN_ASKED``, or "". ``host`` is what lies on the host, by path.
    """

    version: str
    kept: Mapping[str, tuple[bytes, str]]
    host: Tree

    def on_the_way(self, renderer: str) -> int:
        """Return how many bytes a first visit downloads with one renderer."""
        names = {name_of(content) for content, only in self.kept.values() if only in ("", renderer)}
        page = (
            *("index.html", "dropped.js", "files.js", "folder.js", "page.css", "page.js", "sw.js"),
            *("manifest.json", "favicon.png"),
        )
        return sum(len(self.host[f"files/{name}"]) for name in names) + sum(
            len(gzip.compress(self.host[name])) for name in page
        )


def origin(address: str) -> str:
    """Return the origin of a WebDAV server from what somebody wrote.

    Raises:
        BuildFailed: it is none, or nothing protects what goes there.
    """
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise BuildFailed(f"{address} is no address of a server") from None
    own = parts.scheme == "http" and parts.hostname in OWN_MACHINE
    plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    host = parts.hostname or ""
    if not (parts.scheme == "https" or own) or not plain or not HOST.fullmatch(host):
        raise BuildFailed(
            f"--webdav names a server as https://host or https://host:port, not {address}"
        )
    return f"{parts.scheme}://{host}{port}"


def build(to: Path, cache: Path, *, webdav: str = "") -> BuiltSite:
    """Make the site in a folder, which is replaced if it is there.

    Args:
        to: the folder of the site.
        cache: where what is fetched, and what was compiled, is kept for the next time.
        webdav: the origin of the one other server that it may reach, or "".

    Raises:
        BuildFailed: the sentence says why.
    """
    made = site(cache, webdav=webdav)
    draft = to.with_name(f"{to.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    write(made.host, draft)
    shutil.rmtree(to, ignore_errors=True)
    draft.replace(to)
    return made


def site(cache: Path, *, webdav: str = "") -> BuiltSite:
    """Make the site; see ``build``."""
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "lock"):  # another build under way leaves its work for this one
        return _site(cache, webdav)


def _site(cache: Path, webdav: str) -> BuiltSite:
    client = package("flet-web")
    web = next(path for path in client.values() if path.name == "main.dart.js").parent
    kept: dict[str, tuple[bytes, str]] = {name: ((web / name).read_bytes(), "") for name in CLIENT}
    for renderer, names in RENDERERS.items():
        kept |= {name: ((web / name).read_bytes(), renderer) for name in names}
    python, printing = _python(web / "pyodide", cache, webdav)
    ours = {**python, **_fonts(web), **_page(webdav)}
    kept |= {name: (content, "") for name, content in ours.items()}
    kept["printing.tar"] = (printing, WHEN_ASKED)
    pictures = sorted((ROOT / "assets" / "screenshots").glob("*.png"))
    kept |= {f"screenshots/{one.name}": (one.read_bytes(), WHEN_ASKED) for one in pictures}
    version = hashlib.sha256(
        json.dumps(
            {name: name_of(content) for name, (content, _) in kept.items()}, sort_keys=True
        ).encode()
    ).hexdigest()[:16]

    on_host = packed((content for content, _ in kept.values()), cache)
    files = {
        name: [name_of(content), len(on_host[name_of(content)]), only]
        for name, (content, only) in sorted(kept.items())
    }
    worker = _text("sw.js", VERSION=version, FILES=_js(files), HEADERS=_js(headers(webdav)))
    plain = (
        *("index.html", "dropped.js", "files.js", "folder.js", "page.css", "page.js"),
        *("manifest.json", "favicon.png"),
    )
    return BuiltSite(
        version=version,
        kept=kept,
        host={
            **{f"files/{name}": content for name, content in on_host.items()},
            **{
                name: content
                for name, (content, _) in kept.items()
                if name in plain or name.startswith(("icons/", "screenshots/"))
            },
            "sw.js": worker,
            HEADERS_FILE: json.dumps(headers(webdav), indent=1).encode(),
            "licences.txt": _licences(web),
        },
    )


def _python(runtime: Path, cache: Path, webdav: str) -> tuple[Tree, bytes]:
    """Return Python's library and ours, and what prints, compiled by the tablet's own Python."""
    library = _library(runtime)
    standard = {name: content for name, content in library.items() if not LEFT_OUT.match(name)}
    packages: Tree = {}
    for name in PACKAGES:
        packages |= {file: path.read_bytes() for file, path in package(name).items()}
    for name in WHEELS:
        with zipfile.ZipFile(wheel(name, cache)) as archive:
            packages |= {info.filename: archive.read(info) for info in archive.infolist()}
    packages = {
        name: content
        for name, content in packages.items()
        if not LEFT_OUT.match(name)
        and ".dist-info/" not in name
        and name.endswith((".py", ".json", ".so"))
    }
    rooms = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in _rooms()}
    app = {**rooms, **{f"packages/{name}": content for name, content in packages.items()}}
    standard, app, printing = compiled([standard, app, _printing(library)], cache)
    lock = json.loads((runtime / "pyodide-lock.json").read_text())
    fonts = {
        f"{PRINTING_FONTS}/{path.name}": path.read_bytes()
        for path in sorted((ROOT / PRINTING_FONTS).glob("*.ttf"))
    }
    return {
        "pyodide/python_stdlib.zip": stored_zip(standard),
        "pyodide/pyodide-lock.json": _js({"info": lock["info"], "packages": {}}).encode(),
        "aimline.tar": tar({**app, WEBDAV: webdav.encode()}),
    }, tar({**printing, **fonts})


def _printing(library: Tree) -> Tree:
    """Return the Python that makes PDFs: packages, and their part of the library."""
    found = {
        name: content
        for name, content in library.items()
        if PRINTING_LIBRARY.match(name) and LEFT_OUT.match(name)
    }
    for name in PRINTING_PACKAGES:
        found |= {
            file: path.read_bytes()
            for file, path in package(name).items()
            if file.endswith(".py") and not PRINTING_LEFT_OUT.match(file)
        }
    return {f"packages/{name}": content for name, content in found.items()}


def _library(runtime: Path) -> Tree:
    """Return Python's own library, as it comes."""
    with zipfile.ZipFile(runtime / "python_stdlib.zip") as library:
        return {
            info.filename: library.read(info) for info in library.infolist() if not info.is_dir()
        }


def _rooms() -> Iterator[Path]:
    for room in ROOMS:
        for path in [ROOT / room, *sorted((ROOT / room).rglob("*"))]:
            name = path.relative_to(ROOT).as_posix()
            here = not NOT_THERE.intersection((name, name.rpartition("/")[0]))
            if path.suffix in (".py", *DATA) and path.is_file() and here:
                yield path


def _page(webdav: str) -> Tree:
    """Return the page, its worker, and what is drawn."""
    assets = ROOT / "assets"
    drawn = [assets / "favicon.png", assets / "manifest.json", assets / "dropped.js"]
    drawn += sorted((assets / "icons").glob("*.png"))
    tree = {path.relative_to(assets).as_posix(): path.read_bytes() for path in drawn}
    for font in sorted((assets / "fonts").glob("*.ttf")):
        tree[f"fonts/{font.name}"] = font.read_bytes()
    allowed = "; ".join(f"{name} {value}" for name, value in policy(webdav).items())
    return {
        **tree,
        "index.html": _text("index.html", POLICY=allowed),
        **{
            name: (TABLET / name).read_bytes()
            for name in ("files.js", "folder.js", "page.css", "page.js", "worker.js")
        },
    }


def _fonts(web: Path) -> Tree:
    """Return the icon font with the icons used, and the list of the client's own fonts."""
    named = {
        name.lower()
        for path in _rooms()
        if path.suffix == ".py"
        for name in re.findall(r"\bIcons\.([A-Z][A-Z0-9_]*)", path.read_text(encoding="utf-8"))
    }
    try:
        font = cut_icons(web / ICON_FONT, {*named, *OWN_ICONS})
    except LookupError as problem:
        raise BuildFailed(str(problem)) from None
    return {
        ICON_FONT: font,
        "assets/FontManifest.json": _js(FONTS).encode(),
    }


def _licences(web: Path) -> bytes:
    """Return the licences of what the site is made of, as the packages bring them."""
    parts = [(web / "assets/NOTICES").read_text(encoding="utf-8")]
    named = re.compile(r"\.dist-info/(.*/)?[^/]*(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
    for name in (*PACKAGES, *WHEELS, *PRINTING_PACKAGES, "flet-web"):
        files = sorted(str(file) for file in metadata.files(name) or ())
        parts += [
            f"{name}\n\n{Path(str(metadata.distribution(name).locate_file(file))).read_text()}"
            for file in files
            if named.search(file)
        ]
    fonts = sorted((ROOT / "assets/fonts").glob("*-OFL.txt"))
    parts += [f"{font.stem}\n\n{font.read_text(encoding='utf-8')}" for font in fonts]
    return f"\n{'-' * 80}\n".join(parts).encode()


def _text(name: str, **values: str) -> bytes:
    """Return one of our files with __NAME__ replaced by its value."""
    text = (TABLET / name).read_text(encoding="utf-8")
    for key, value in values.items():
        if text.count(f"__{key}__") != 1:
            raise BuildFailed(f"{name} has to hold __{key}__ once")
        text = text.replace(f"__{key}__", value)
    return text.encode()


def _js(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def sizes(made: BuiltSite, renderer: str) -> Iterable[tuple[int, str]]:
    """Yield what one renderer's first visit downloads: bytes on the way and path."""
    for name, (content, only) in made.kept.items():
        if only in ("", renderer):
            yield len(made.host[f"files/{name_of(content)}"]), name
