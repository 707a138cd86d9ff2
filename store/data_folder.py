"""The data folder of this machine: where it is, which one process owns it, files written whole."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class FolderRefused(OSError):
    """The folder, or a file, can't be used; the sentence says why.

    Seen by whoever started the command; they choose another folder, or free or allow this one.
    ``code`` is the command's exit code: 2 for what was asked, 1 for what the machine refuses.
    """

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code

    def __str__(self) -> str:
        """Return the sentence."""
        return str(self.args[0])


class OwnedElsewhere(RuntimeError):
    """Another process owns the folder."""


def data_folder(told: str | None, *, make: bool = True) -> Path:
    """Return where records lie, made if it is not there and that makes sense.

    Args:
        told: the folder that was asked for; else FLET_APP_STORAGE_DATA's, else the user's own.
        make: whether to make it.

    Raises:
        FolderRefused: it is not there, or can't be made.
    """
    from platformdirs import user_data_path

    if told == "":
        raise FolderRefused("--data names no folder")
    told = told or os.environ.get("FLET_APP_STORAGE_DATA")
    folder = Path(told) if told else user_data_path("Aimline", appauthor=False)
    if not make and not folder.exists():
        raise FolderRefused(f"there is no data folder {folder}; nothing was written")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise FolderRefused(f"the data folder {folder} can't be made: {problem.strerror}") from None
    return folder


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Be the one process that writes in a data folder.

    Raises:
        OwnedElsewhere: another one is.
        FolderRefused: the folder can't be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise OwnedElsewhere from None
    except OSError as problem:
        raise FolderRefused(f"{folder} can't be written: {problem.strerror}", 1) from None
    try:
        yield
    finally:
        lock.release()


def keep_address(folder: Path, address: str) -> None:
    """Let a second start find this one; only this user can read it."""
    with suppress(FolderRefused):
        write_file(folder / "address", address.encode())


def kept_address(folder: Path) -> str | None:
    """Return the address of the process that owns the folder, None if it said none."""
    with suppress(OSError):
        return (folder / "address").read_text() or None
    return None


def forget_address(folder: Path) -> None:
    """Forget the address."""
    (folder / "address").unlink(missing_ok=True)


def write_file(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file in full or not at all; it may hold names, so only this user can read it.

    A link stays, and the file that it leads to is written. A device or a pipe is written to.

    Args:
        path: the file.
        data: its content, whole or in pieces.

    Raises:
        FolderRefused: it can't be written.
    """
    pieces = (data,) if isinstance(data, bytes) else data
    draft = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(pieces)
            return
        whole = path.resolve() if path.is_symlink() else path
        draft = whole.parent / f".{secrets.token_hex(8)}.part"
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(whole)
        draft = None
    except (OSError, RuntimeError) as problem:  # of a link that leads to itself
        why = getattr(problem, "strerror", None) or "it can't be reached"
        raise FolderRefused(f"{path} can't be written: {why}", 1) from None
    finally:
        if draft is not None:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
