"""What takes long in a tablet build is done once: compiling and packing, kept by their content.

A cache is a folder; nothing in it is ever changed, and all of it may be deleted.
"""

import gzip
import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from web.archives import Tree, tar, write
from web.tablet_contents import TABLET
from web.tablet_parts import BuildFailed, node, pyodide


def name_of(content: bytes) -> str:
    """Return what a content is called on the host: its hash."""
    return hashlib.sha256(content).hexdigest()[:32]


def packed(contents: Iterable[bytes], cache: Path) -> Tree:
    """Return contents, gzipped, under their hashes."""
    folder = cache / "packed"
    folder.mkdir(parents=True, exist_ok=True)
    found: Tree = {}
    for content in contents:
        name = name_of(content)
        if not (folder / name).exists():
            _keep(gzip.compress(content, 9, mtime=0), folder / name)
        found[name] = (folder / name).read_bytes()
    return found


def compiled(trees: Sequence[Tree], cache: Path) -> list[Tree]:
    """Return the same files with Python in its compiled form, which starts twice as fast.

    Raises:
        BuildFailed: the tablet's Python could not compile one.
    """
    archives = [cache / "compiled" / f"{_digest(tree)}.tar" for tree in trees]
    lacking = {path: tree for path, tree in zip(archives, trees, strict=True) if not path.exists()}
    if lacking:
        for path, tree in zip(lacking, _compile([*lacking.values()]), strict=True):
            _keep(tar(tree), path)
    return [_members(path) for path in archives]


def _digest(tree: Tree) -> str:
    digest = hashlib.sha256((TABLET / "compile.mjs").read_bytes())
    digest.update((pyodide() / "pyodide-lock.json").read_bytes())  # which Python it is
    for name, content in sorted(tree.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:32]


def _compile(trees: Sequence[Tree]) -> list[Tree]:
    """Compile all of them in one Python, whose start takes as long as most of them."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / str(number) for number in range(len(trees))]
        for folder, tree in zip(folders, trees, strict=True):
            write(tree, folder)
        command = [str(node()), str(TABLET / "compile.mjs"), str(pyodide()), name]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if ran.returncode:
            raise BuildFailed(f"the tablet's Python could not compile this:\n{ran.stderr}")
        return [
            {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }
            for folder in folders
        ]


def _keep(content: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(content)
    draft.replace(path)


def _members(archive: Path) -> Tree:
    with tarfile.open(archive) as opened:
        members = opened.getmembers()
        return {member.name: opened.extractfile(member).read() for member in members}  # type: ignore[union-attr]
