"""Whoever runs the command: on a terminal they can be asked, else the answers must be given."""

import sys
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path

from sync.errors import NotAnswered
from sync.folders.folder import Login

PASSPHRASE = "AIMLINE_PASSPHRASE"  # noqa: S105 (the name of a variable)
USER = "AIMLINE_FOLDER_USER"
PASSWORD = "AIMLINE_FOLDER_PASSWORD"  # noqa: S105 (so is this)


class Prompt:
    """Answers, from the environment, a file, or somebody at a terminal."""

    def __init__(self, environ: Mapping[str, str], passphrase_file: Path | None) -> None:
        self._environ = environ
        self._file = passphrase_file
        self._terminal = sys.stdin is not None and sys.stdin.isatty()

    def passphrase(self, question: str, *, confirm: bool = False) -> str:
        """Return the passphrase; with ``confirm``, it has to be typed again.

        Raises:
            NotAnswered: it was not given, and nobody can be asked.
        """
        said = self._passphrase_said()
        if said is not None:
            return said
        if not self._terminal:
            raise NotAnswered(
                f"The passphrase is needed: give --passphrase-file, or set {PASSPHRASE}."
            )
        typed = getpass(question)
        if confirm and getpass("Once more, to be sure: ") != typed:
            raise NotAnswered("The two passphrases differ. Nothing was changed; try again.")
        return typed

    def _passphrase_said(self) -> str | None:
        if self._file is None:
            return self._environ.get(PASSPHRASE)
        try:
            return self._file.read_text(encoding="utf-8-sig").strip()
        except UnicodeDecodeError:
            raise NotAnswered(f"{self._file} is not a text in UTF-8.") from None
        except OSError as problem:
            raise NotAnswered(f"{self._file} can't be read: {problem.strerror}.") from None

    def agrees(self, question: str) -> bool | None:
        """Return whether they agree, None if nobody can be asked."""
        if not self._terminal:
            return None
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def login(self, user: str | None) -> Login | None:
        """Return the login in the environment for the folder's server, None if there is none."""
        user = user or self._environ.get(USER)
        password = self._environ.get(PASSWORD)
        return Login(user, password) if user and password is not None else None

    def types_login(self, user: str | None) -> Login | None:
        """Ask for the login of the folder's server; None if nobody can be asked."""
        if not self._terminal:
            return None
        if user is None:
            sys.stderr.write("User (or access key) for the shared folder: ")
            sys.stderr.flush()
            user = sys.stdin.readline().strip()
        return Login(user, getpass("Password (or secret) for the shared folder: "))
