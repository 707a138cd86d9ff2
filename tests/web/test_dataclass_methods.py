"""A dataclass takes what the build compiled of it, and writes what it didn't meet by itself."""

import dataclasses
import marshal
from hashlib import sha256

import pytest

from web.tablet import dataclass_methods


@pytest.fixture
def written(monkeypatch):
    """The texts that dataclasses write, as the build records them."""
    written = []

    def recorded(text, *names):
        written.append(text)
        exec(text, *names)

    monkeypatch.setattr(dataclasses, "exec", recorded, raising=False)
    return written


def one():
    @dataclasses.dataclass
    class One:
        word: str
        taps: int = 0

    return One


def test_compiled_methods_are_used_and_others_are_compiled(written, monkeypatch, tmp_path):
    one()
    kept = {}
    for text in written:  # what stands for them says so
        said = text.replace("self.taps=taps", "self.taps=taps + 1")
        code = compile(said, "<string>", "exec")
        kept[sha256(text.encode()).digest()[:16]] = code
    monkeypatch.setattr(dataclass_methods, "COMPILED", tmp_path / "methods.bin")
    dataclass_methods.COMPILED.write_bytes(marshal.dumps(kept))
    dataclass_methods.install()
    assert one()("cat").taps == 1
    other = dataclasses.make_dataclass("Other", ["taps"])
    assert other(5) == other(5)
