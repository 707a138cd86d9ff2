"""A class list and a period report in Spanish: the same value, every sentence of it, no English."""

from dataclasses import replace

import pytest
from students_to_report import DAY, KEY, STUDENTS, records_with_students

from probes.forms import generators
from probes.measures.measure import MEASURES
from probes.progress.look import Verdict
from records.plans import SeriesKey
from records.reports.family_report import FamilyNews
from records.reports.home_ideas import home_ideas
from records.reports.report_texts import places
from screens.paper import class_pages, period_page
from screens.paper.drawn_page import DrawnText
from screens.parts.score_text import unit_name, unit_short
from screens.reports.page_maker import PageMaker
from screens.words import catalogue
from screens.words.catalogue import ENGLISH, in_page_language, say
from screens.words.goal_words import series_title
from screens.words.spanish import SPANISH
from screens.words.verdict_words import KEYS


@pytest.fixture(scope="module")
def records():
    found = records_with_students()
    for key in STUDENTS:
        progress = found.monitoring.of_series(key, KEY, DAY)
        found.periods.freeze(progress, sentence="", words="Seguimos.", who="Equipo")
    return found


@pytest.fixture
def missing(monkeypatch):
    """The sentences that were said in Spanish and that it lacks."""
    lacking = set()

    class Noting(dict):
        def __getitem__(self, key):
            if key not in SPANISH:
                lacking.add(key)
            return super().__getitem__(key)

    monkeypatch.setattr(catalogue, "_spoken", Noting({**ENGLISH, **SPANISH}))
    return lacking


def test_each_sentence_is_one_of_the_english_and_has_its_places():
    assert SPANISH.keys() <= ENGLISH.keys()
    for key, text in SPANISH.items():
        assert places(text) == places(ENGLISH[key]), key


def test_everything_that_such_pages_can_say_has_its_spanish(records, missing):
    for measure in MEASURES.values():
        unit_name(measure.id), unit_short(measure.id)
        for level in (*generators.levels(measure.id), "1"):
            for mode in measure.modes:
                series_title(SeriesKey(measure.id, level, mode))
        say(f"goal.unit.{measure.id}")
    for verdict in Verdict:
        say(f"verdict.{KEYS[verdict]}")
    for news in FamilyNews:
        say(f"reports.direction.{news.value}")
    for key in ENGLISH:
        if key.startswith("reports.practice."):
            say(key)
    everything = records.periods.of("on_track", KEY)[0].numbers
    for n in (0, 1, 2):
        for share in (None, 0.5):
            period_page.number_lines(replace(everything, n=n, given_share=share), "orf")
    for line in records.reports.class_page("", "", DAY).lines:
        class_pages.class_cells(line)
        home_ideas(line.progress)
    assert missing == set()


def words(pages):
    return [
        one.text
        for page in pages
        for block in page.blocks
        for one in block.shapes
        if isinstance(one, DrawnText)
    ]


def test_the_pages_are_drawn_in_it_and_what_is_said_afterwards_is_not(records):
    maker = PageMaker(records)
    (page, *_) = maker.student("period", "below", None, "es")
    assert page.lang == "es"
    told = words([page])
    assert "Kyra D.: avance hacia la meta" in told
    assert "Bajo el paso de la meta" in told
    assert "Seguimos." in told, "the team's own words stay"
    (listed,) = maker.class_page("", lambda: say("reports.everybody"), "es")
    assert "Todos: cómo van todos" in words([listed])
    assert "bajo la línea" in " ".join(words([listed]))
    assert say("reports.team.scores") == "All scores"


def test_numbers_are_the_same_in_both(records):
    maker = PageMaker(records)

    def figures(language):
        pages = maker.student("period", "on_track", None, language)
        rows = [one for page in pages for one in page.blocks if one.role == "row"]
        return [[part.text for part in row.shapes][1:] for row in rows]

    assert figures("en") == figures("es")


def test_a_language_that_fails_half_way_leaves_none_behind():
    with pytest.raises(KeyError), in_page_language("es"):
        say("there is none")
    assert say("reports.lang") == "en"
