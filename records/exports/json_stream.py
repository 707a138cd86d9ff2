"""A JSON text read row by row, so that a large file never stands in memory whole."""

import re
from collections.abc import Iterator
from typing import Protocol

from probes.json_values import DEEPEST, BadValue, parsed

LARGEST = 2**20  # characters of one row; the largest of ours has half a million
CHUNK = 2**16  # characters read together

_NOT_JSON = "this is not JSON"
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"[^,\]}\s]*")
# As in ``json_values``: an unterminated string is matched to the end.
_TEXT_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*("?)|[\[{\]}]', re.DOTALL)


class TextSource(Protocol):
    """What a text is read from, as an open file."""

    def read(self, size: int, /) -> str:
        """Return the next so many characters, fewer at the end."""
        ...


class JsonStream:
    """One JSON value. Every method raises BadValue if it is no JSON, too deep or too large."""

    def __init__(self, source: TextSource) -> None:
        self._source = source
        self._text = ""
        self._at = 0

    def is_object(self) -> bool:
        """Return whether it is an object."""
        return self._peek() == "{"

    def value(self) -> object:
        """Return the next value, which is small."""
        if not self._peek():
            raise BadValue(_NOT_JSON)
        while (end := self._end()) is None:
            if len(self._text) - self._at > LARGEST:
                raise BadValue(f"a row of it has more than {LARGEST} characters; none of ours has")
            have = len(self._text) - self._at
            if not self._more(min(max(CHUNK, have), LARGEST + 1 - have)):
                end = len(self._text)
                break
        text = self._text[self._at : end]
        self._at = end
        return parsed(text)

    def all(self) -> object:
        """Return the whole value, which is small."""
        found = self.value()
        if self._peek():
            raise BadValue(_NOT_JSON)
        return found

    def members(self) -> Iterator[tuple[str, object]]:
        """Yield name and value of each member of the object, a list as an iterator of its rows."""
        self._take("{")
        if self._peek() == "}":
            self._take("}")
        else:
            while True:
                name = self.value()
                if not isinstance(name, str):
                    raise BadValue(_NOT_JSON)
                self._take(":")
                if self._peek() == "[":
                    rows = self._rows()
                    yield name, rows
                    for _ in rows:  # those that nobody wanted
                        pass
                else:
                    yield name, self.value()
                if self._take(",}") == "}":
                    break
        if self._peek():
            raise BadValue(_NOT_JSON)

    def _rows(self) -> Iterator[object]:
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        while True:
            yield self.value()
            if self._take(",]") == "]":
                return

    def _take(self, allowed: str) -> str:
        found = self._peek()
        if not found or found not in allowed:
            raise BadValue(_NOT_JSON)
        self._at += 1
        return found

    def _peek(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            assert space is not None
            self._at = space.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(CHUNK):
                return ""

    def _end(self) -> int | None:
        """Return where the value that begins here ends; None if that isn't read yet."""
        first = self._text[self._at]
        if first not in "[{":
            if first == '"':
                text = _TEXT_OR_BRACKET.match(self._text, self._at)
                # Without the quote it isn't read to its end: a backslash may be the last so far.
                return text.end() if text is not None and text[1] else None
            word = _WORD.match(self._text, self._at)
            return None if word is None or word.end() == len(self._text) else word.end()
        depth = 0
        for found in _TEXT_OR_BRACKET.finditer(self._text, self._at):
            match found[0]:
                case "[" | "{":
                    depth += 1
                    if depth > DEEPEST:
                        return found.end()  # it is refused as too deep
                case "]" | "}":
                    depth -= 1
                    if not depth:
                        return found.end()
        return None

    def _more(self, size: int) -> bool:
        more = self._source.read(size)
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(more)
