"""What a school has printed on its pages, once for everybody: its head, whom to ask, a language.

Each text is a row of its own, so that two devices which set two of them both win. What comes from
another device may be anything: a sentence whose places aren't those of ours isn't used.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

from records.derived_ids import report_text_id
from records.record_store import RecordStore, Row
from records.tables import checked

TABLE = "report_texts"
OURS = ("en", "es")
HEAD = ("school", "head", "contact")
LONGEST = 500  # letters of a text
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


class BadReportText(ValueError):
    """A text can't be kept as it was typed; the sentence says why, and nothing was written."""


@dataclass(frozen=True, slots=True)
class SchoolHead:
    """What stands on each page of a language: ``school``, its sentences, and whom to ask."""

    school: str = ""
    head: str = ""
    contact: str = ""


def is_tag(text: str) -> bool:
    """Tell whether a text is a language's tag, such as "ht" or "zh-Hans"."""
    return _TAG.fullmatch(text) is not None


def places(sentence: str) -> frozenset[str] | None:
    """Return the names to be filled into a sentence; None if it asks for more than plain names."""
    try:
        found = [*Formatter().parse(sentence)]
    except ValueError:
        return None
    named = [(name, spec, how) for _, name, spec, how in found if name is not None]
    if any(not name.isidentifier() or spec or how for name, spec, how in named):
        return None
    return frozenset(name for name, _, _ in named)


class ReportTexts:
    """Every text that a school set."""

    def __init__(self, records: RecordStore) -> None:
        self._records = records
        self._version = -1
        self._texts: dict[str, dict[str, str]] = {}

    def head(self, language: str) -> SchoolHead:
        """Return the head of a language's pages; what wasn't set in it is as in English."""
        known = self._all()
        own, english = known.get(language, {}), known.get("en", {})
        return SchoolHead(*(own.get(key) or english.get(key, "") for key in HEAD))

    def typed(self, language: str) -> SchoolHead:
        """Return what was set in a language itself."""
        own = self._all().get(language, {})
        return SchoolHead(*(own.get(key, "") for key in HEAD))

    def set_head(self, language: str, head: SchoolHead) -> None:
        """Keep the head of a language's pages.

        Raises:
            BadReportText: a text is too long; nothing was written.
            OSError: it could not be written; nothing has changed.
        """
        texts = dict(zip(HEAD, (head.school, head.head, head.contact), strict=True))
        before = self._all().get(language, {})
        self._put(language, {k: t.strip() for k, t in texts.items() if t.strip() != before.get(k)})

    def languages(self, model: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Return the sentences of each language that a school brought, by its tag.

        Args:
            model: the English sentences; what doesn't fit its model is left out.
        """
        found: dict[str, dict[str, str]] = {}
        for tag, texts in sorted(self._all().items()):
            own = {
                key: text
                for key, text in texts.items()
                if key in model and text and places(text) == places(model[key])
            }
            if own and tag not in OURS and is_tag(tag):
                found[tag] = own
        return found

    def sentences(self, tag: str) -> dict[str, str]:
        """Return a language's sentences as they were brought."""
        return {k: t for k, t in self._all().get(tag, {}).items() if k not in HEAD and t}

    def set_language(self, tag: str, sentences: Mapping[str, str]) -> None:
        """Keep the sentences of a language; those it had and has no more are English again.

        Raises:
            BadReportText, OSError: as of ``set_head``.
        """
        before = {key for key in self._all().get(tag, {}) if key not in HEAD}
        gone = dict.fromkeys(before - sentences.keys(), "")
        self._put(tag, {**gone, **sentences})

    def remove_language(self, tag: str) -> None:
        """Take a language off the list; what was printed in it stays as it is.

        Raises:
            OSError: as of ``set_head``.
        """
        self.set_language(tag, {})

    def _put(self, language: str, texts: Mapping[str, str]) -> None:
        if any(len(text) > LONGEST for text in texts.values()):
            raise BadReportText(f"a text on a page has at most {LONGEST} characters")
        rows: Iterable[tuple[str, str, Row]] = (
            (
                TABLE,
                report_text_id(language, key),
                {"language": language, "key": key, "text": text},
            )
            for key, text in texts.items()
        )
        if texts:
            self._records.put(*rows)

    def _all(self) -> dict[str, dict[str, str]]:
        if self._version != self._records.version:
            self._texts = {}
            for row in self._records.rows(TABLE).values():
                fields = checked(TABLE, row)
                key, text = fields.get("key", ""), fields.get("text", "")[:LONGEST]
                self._texts.setdefault(fields.get("language", ""), {})[key] = text
            self._version = self._records.version
        return self._texts
