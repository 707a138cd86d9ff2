"""What takes long in a tablet build is done once for each content."""

import gzip
import re

import pytest

from web import tablet_cache
from web.tablet_cache import compiled, name_of, packed
from web.tablet_contents import TABLET

ONE, OTHER = {"one/a.py": b"A = 1"}, {"other/b.py": b"B = 2", "other/b.txt": b"b"}


@pytest.fixture
def asked(monkeypatch):
    """What was compiled, a list for each start of the tablet's Python, which takes seconds."""
    asked = []

    def compile_(trees):
        asked.append(trees)
        return [{f"{name}c": content[::-1] for name, content in tree.items()} for tree in trees]

    monkeypatch.setattr(tablet_cache, "_compile", compile_)
    return asked


def test_what_was_compiled_before_is_not_compiled_again(asked, tmp_path):
    first = compiled([ONE, OTHER], tmp_path)
    assert first == [
        {"one/a.pyc": b"1 = A"},
        {"other/b.pyc": b"2 = B", "other/b.txtc": b"b"},
    ]
    assert compiled([ONE, OTHER], tmp_path) == first
    newer = {**OTHER, "other/b.py": b"B = 3"}
    assert compiled([ONE, newer], tmp_path)[1]["other/b.pyc"] == b"3 = B"
    assert asked == [[ONE, OTHER], [newer]]


def test_what_was_packed_before_is_not_packed_again(monkeypatch, tmp_path):
    again = packed([b"a" * 1000, b"b"], tmp_path)
    assert {name: gzip.decompress(content) for name, content in again.items()} == {
        name_of(b"a" * 1000): b"a" * 1000,
        name_of(b"b"): b"b",
    }
    monkeypatch.delattr(gzip, "compress")
    assert packed([b"a" * 1000, b"b"], tmp_path) == again


@pytest.mark.parametrize(
    ("source", "parsed"),
    [
        ("@dataclass\nclass A:\n    x: int\n", True),
        ("def f():\n    @dataclass(\n        frozen=True)\n    class A:\n        x: int\n", True),
        ("@one\n@two\nclass A: pass\n", True),
        ("class A:\n    pass\n", False),
        ("@cache\ndef f():\n    return 1\n", False),
    ],
)
def test_a_file_with_a_decorated_class_is_known_as_one(source, parsed):
    """The others go to the compiler as they are, which takes half as long."""
    script = (TABLET / "compile.mjs").read_text()
    pattern = re.search(r'DECORATED = re\.compile\(rb"(.*)", re.MULTILINE\)', script)[1]
    found = re.search(pattern.replace(r"\\", "\\").encode(), source.encode(), re.MULTILINE)
    assert (found is not None) is parsed
