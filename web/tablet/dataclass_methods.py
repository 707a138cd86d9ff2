"""The methods of dataclasses, compiled by the build.

A dataclass writes its methods as text when it is defined, and Python compiles that: with the
several hundred of Flet's and ours, two fifths of what importing took. ``compile.mjs`` imports
what a start does and what screens name, and keeps what was compiled by its text's hash. One that it
didn't meet is compiled.
"""

import dataclasses
import marshal
from hashlib import sha256
from pathlib import Path
from typing import Any

COMPILED = Path(__file__).with_name("dataclass_methods.bin")


def install() -> None:
    """Let dataclasses take what is compiled already. Python's own module calls ``exec`` for it."""
    compiled = marshal.loads(COMPILED.read_bytes())  # noqa: S302 (the build's own)

    def run(text: str, *names: dict[str, Any]) -> None:
        exec(compiled.get(sha256(text.encode()).digest()[:16], text), *names)  # noqa: S102

    vars(dataclasses)["exec"] = run
