"""Pages in Spanish or a school's own language: the same value, every sentence of it, no English."""

import ast
import inspect
import re
from dataclasses import replace

import pytest
from students_to_report import DAY, KEY, STUDENTS, records_with_students

from probes.forms import generators
from probes.measures.measure import MEASURES
from probes.progress.look import Verdict
from records.plans import SeriesKey
from records.reports.family_report import FamilyNews
from records.reports.home_ideas import home_ideas
from records.reports.report_texts import SchoolHead, places
from screens.paper import class_pages, period_page, report_printing, team_page
from screens.paper.drawn_page import DrawnText
from screens.parts import chart_plot, progress_chart, score_text
from screens.parts.score_text import unit_name, unit_short
from screens.reports.page_maker import PageMaker
from screens.words import catalogue, days, figures, goal_words, measure_names, verdict_words
from screens.words.catalogue import in_page_language, say
from screens.words.english import ENGLISH
from screens.words.goal_words import series_title
from screens.words.page_languages import EVERY_PAGE, PAGES, page_languages
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
    printer = report_printing.ReportPrinter("letter")
    for key in STUDENTS:
        report = records.reports.team(key, DAY, KEY)
        printer.team(report, records.reports.norms(), SchoolHead())
    printer.meeting(records.reports.meeting("", "", DAY), SchoolHead())
    assert missing == set()


# What the modules of such pages say, by their source: whole, or in the functions that are used.
SAYING = {
    class_pages: (),
    period_page: (),
    report_printing: ("_frame",),
    team_page: (),
    progress_chart: (),
    chart_plot: (),
    verdict_words: (),
    figures: (),
    days: ("day_in_words",),
    measure_names: ("measure_name", "level_name", "_parted"),
    goal_words: ("series_title", "goal_day", "every_text", "measured_text", "source_text"),
    score_text: ("counted", "flags", "percent_text", "rate_text", "unit_name", "unit_short"),
}


def said_by(module, functions):
    """The English sentences that a module's functions can say; of a key that is made, each."""
    found = set()
    for one in ast.walk(ast.parse(inspect.getsource(module))):
        if functions and not (isinstance(one, ast.FunctionDef) and one.name in functions):
            continue
        for call in ast.walk(one):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id not in ("say", "count_of"):
                continue
            for text in ast.walk(call.args[0]):
                if isinstance(text, ast.JoinedStr):
                    parts = [
                        re.escape(part.value) if isinstance(part, ast.Constant) else r"[^.]+"
                        for part in text.values
                    ]
                    key = "".join(parts)
                elif isinstance(text, ast.Constant):
                    key = re.escape(str(text.value))
                else:
                    continue
                if call.func.id == "count_of":
                    key += r"\.(one|many)"
                found |= {one for one in ENGLISH if re.fullmatch(key, one)}
    return found


# A family's pages are called by their own language: "family.kind".
NOT_ON_PAGES = re.compile(
    r"day\.(?!\w+day$)|season\.(?!fall|winter|spring)|skill\.grade|reports\.kind\.(family|own)"
)


@pytest.mark.parametrize("module", SAYING, ids=lambda one: one.__name__)
def test_whatever_a_module_of_such_pages_can_say_has_its_spanish(module):
    said = said_by(module, SAYING[module])
    assert said or module is chart_plot
    lacking = {key for key in said - SPANISH.keys() if not NOT_ON_PAGES.match(key)}
    assert lacking == set()


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
    team = maker.student("team", "below", None, "es")
    assert {one.lang for one in team} == {"es"}
    assert {"Bajo el paso de la meta", "Cambios y decisiones", "Paso siguiente"} <= {*words(team)}
    meeting = maker.meeting("", lambda: say("reports.everybody"), "es")
    assert "Todos: lista para la reunión" in words(meeting)
    assert say("reports.team.scores") == "All scores"


ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|goal|week|weeks|scores?|probes?|student|trend|given|line|page|was|days?)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", ["team", "meeting", "class", "period"])
def test_no_english_word_of_ours_is_left_on_a_page(records, kind):
    maker = PageMaker(records)
    for key in STUDENTS:
        if kind in ("team", "period"):
            pages = maker.student(kind, key, KEY, "es")
        else:
            make = maker.class_page if kind == "class" else maker.meeting
            pages = make("", lambda: say("reports.everybody"), "es")
        typed = (
            "Below the aim line at two probe days",
            "K. Moss with M. Ortiz",
            "2 of 3 probes",
            "What next?",
        )
        text = " ".join(words(pages))
        for one in typed:
            text = text.replace(one, "")
        found = {one.group() for one in ENGLISH_WORDS.finditer(text)}
        assert not found, (kind, key, found)


@pytest.mark.parametrize("kind", ["team", "meeting", "class", "period"])
def test_numbers_are_the_same_in_both(records, kind):
    maker = PageMaker(records)

    def numbers(language, key):
        if kind in ("team", "period"):
            pages = maker.student(kind, key, KEY, language)
        else:
            make = maker.class_page if kind == "class" else maker.meeting
            pages = make("", lambda: "", language)
        pages = [replace(page, blocks=page.blocks[:-1]) for page in pages]  # without its foot
        figures = [block for page in pages for block in page.blocks if block.role == "figure"]
        text = " ".join([*words(pages), *(one.said for one in figures)])
        return sorted(re.findall(r"−?\d+(?:\.\d+)?", text))

    for key in STUDENTS:
        assert numbers("en", key) == numbers("es", key), key


def test_a_schools_own_language_reaches_such_pages_and_says_what_is_english(records):
    maker, texts = PageMaker(records), records.report_texts
    own = {"reports.team.next": "Pwochen etap", "reports.class.title": "{whose}: kijan yo ye"}
    bad = {"reports.unit": "{unit.__class__}", "reports.lang": "xx"}
    texts.set_language("ht", {"family.language": "Kreyòl", **own, **bad})
    texts.set_language("so", {"family.language": "Soomaali", "family.ask": "Su’aalo?"})
    languages = maker.page_languages()
    assert list(languages) == ["en", "es", "ht"], "one with a family's sentences alone is left out"
    assert languages["ht"].lacking == len(PAGES) - len(own)
    team = maker.student("team", "below", None, "ht")
    assert {one.lang for one in team} == {"ht"}
    assert {"Pwochen etap", "Changes and decisions"} <= {*words(team)}
    listed = maker.class_page("", lambda: say("reports.everybody"), "ht")
    assert "Everybody: kijan yo ye" in words(listed)
    assert listed[0].lang == "ht"
    assert maker.meeting("", lambda: "", "ht")[0].lang == "ht"
    assert maker.student("period", "below", None, "ht")[0].lang == "ht"
    texts.remove_language("ht")
    assert maker.meeting("", lambda: "", "ht")[0].lang == "en"


def test_the_table_of_a_language_has_a_familys_sentences_first():
    keys = [*EVERY_PAGE]
    assert all(key.startswith("family.") for key in keys[: -len(PAGES)])
    assert not {key for key in PAGES if key.startswith("family.")}
    assert page_languages({}).keys() == {"en", "es"}


def test_a_language_that_fails_half_way_leaves_none_behind():
    with pytest.raises(KeyError), in_page_language(SPANISH):
        say("there is none")
    assert say("reports.lang") == "en"
