"""The sentences in English, a file an area. A key stands in one file only."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from screens.words.english import (
    bring_in_text,
    calendar_text,
    decisions_text,
    district_text,
    everywhere_text,
    export_text,
    forms_text,
    giving_text,
    groups_text,
    measures_text,
    paper_text,
    progress_text,
    ready_text,
    reports_text,
    results_text,
    review_text,
    season_text,
    sessions_text,
    settings_text,
    sharing_text,
    students_text,
    today_text,
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
        everywhere_text.SENTENCES,
        calendar_text.SENTENCES,
        students_text.SENTENCES,
        bring_in_text.SENTENCES,
        export_text.SENTENCES,
        today_text.SENTENCES,
        measures_text.SENTENCES,
        ready_text.SENTENCES,
        giving_text.SENTENCES,
        results_text.SENTENCES,
        sessions_text.SENTENCES,
        review_text.SENTENCES,
        season_text.SENTENCES,
        groups_text.SENTENCES,
        forms_text.SENTENCES,
        paper_text.SENTENCES,
        progress_text.SENTENCES,
        decisions_text.SENTENCES,
        district_text.SENTENCES,
        reports_text.SENTENCES,
        settings_text.SENTENCES,
        sharing_text.SENTENCES,
    )
)
