"""Archives of the tablet build: contents by path, without times or owners."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

Tree = dict[str, bytes]  # contents by path, with forward slashes


def tar(tree: Mapping[str, bytes]) -> bytes:
    """Return a tar of contents by path; the same ones always make the same bytes."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in sorted(tree.items()):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


def stored_zip(tree: Mapping[str, bytes]) -> bytes:
    """Return a zip that is not compressed: it goes gzipped over the wire, and opens faster."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(tree.items()):
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def write(tree: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder."""
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
