"""The sentences in English, a file an area. A key stands in one file only."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from screens.words.english import (
    everywhere,
    forms,
    giving,
    groups,
    measures,
    paper,
    ready,
    results,
    settings,
    sharing,
    students,
)


def merged(areas: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """Return the sentences of all areas.

    Raises:
        ValueError: two areas have a sentence for one key.
    """
    whole: dict[str, str] = {}
    for area in areas:
        if twice := whole.keys() & area.keys():
            raise ValueError(f"two sentences for one key: {', '.join(sorted(twice))}")
        whole |= area
    return MappingProxyType(whole)


ENGLISH = merged(
    (
        everywhere.SENTENCES,
        students.SENTENCES,
        measures.SENTENCES,
        ready.SENTENCES,
        giving.SENTENCES,
        results.SENTENCES,
        groups.SENTENCES,
        forms.SENTENCES,
        paper.SENTENCES,
        settings.SENTENCES,
        sharing.SENTENCES,
    )
)
