"""The page for a family: what it says, how hard it is to read, and what its PDF holds."""

import csv
import io
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from record_doubles import Rows, open_records
from students_to_report import (
    DAY,
    KEY,
    STUDENTS,
    monitor,
    records_with_students,
)
from workbook_doubles import xlsx

from probes.forms.readability import readability
from probes.measures.measure import MEASURES
from probes.progress.look import Verdict
from records.exports.progress_json import progress_json
from records.imports.language_file import BadLanguageFile, language_sheet, read_language
from records.plans import SeriesKey
from records.reports.family_pages import LONGEST, BadFamilyPage, FamilyChoice
from records.reports.family_report import NEWS
from records.reports.home_ideas import fitting, home_ideas
from records.reports.report_texts import BadReportText, SchoolHead, places
from screens.paper.drawn_page import DrawnText
from screens.paper.pdf_document import MARGIN
from screens.paper.report_printing import ReportPrinter
from screens.words.family.english import SENTENCES as ENGLISH
from screens.words.family.language import family_languages
from screens.words.family.spanish import SENTENCES as SPANISH

LANGUAGES = family_languages({})


@pytest.fixture(scope="module")
def records():
    return records_with_students()


@pytest.fixture(scope="module")
def printer():
    return ReportPrinter("letter")


def laid(records, printer, key, **more):
    report = records.reports.family(key, DAY, **more)
    words = LANGUAGES[report.choice.language]
    return printer.family(report, words, records.report_texts.head(words.tag))


def text_of(pages):
    return " ".join(" ".join(page.text.split()) for page in pages)


# Words


def test_both_languages_have_the_same_sentences_with_the_same_places():
    assert SPANISH.keys() == ENGLISH.keys()
    for key, sentence in ENGLISH.items():
        assert places(sentence) is not None, key
        assert places(SPANISH[key]) == places(sentence), key


def test_every_measure_idea_and_verdict_has_its_sentence():
    assert NEWS.keys() == set(Verdict)
    wanted = {f"family.news.{one.value}" for one in NEWS.values()}
    wanted |= {f"family.how.{measure}" for measure in MEASURES}
    wanted |= {f"family.idea.{idea}" for measure in MEASURES for idea in fitting(measure)}
    assert wanted <= ENGLISH.keys()
    assert {key for key in ENGLISH if key.startswith("family.idea.")} <= wanted


FILLED = {
    "name": "Ana",
    "day": "May 3",
    "month": "May",
    "year": 2027,
    "grade": 2,
    "value": 62,
    "first": "May 3",
    "last": "May 9",
    "low": 40,
    "high": 90,
    "days": 4,
    "minutes": 30,
    "planned": 20,
    "given": 18,
    "number": 1,
    "of": 1,
}


def filled(sentences, key):
    values = dict(FILLED)
    if "unit" in sentences[key]:
        values["unit"] = sentences["family.unit.word"]
    values["what"] = sentences["family.change.more_minutes"]
    return sentences[key].format(**values)


READ = [
    key
    for key in ENGLISH
    if key.split(".")[1] in ("how", "mode", "scores", "news", "idea", "rights", "foot", "typical")
    or key in ("family.school.group.minutes", "family.school.plan", "family.goal")
    or key.startswith(("family.chart.line", "family.chart.points", "family.school.change"))
]


@pytest.mark.parametrize("key", READ)
def test_an_english_sentence_is_no_harder_than_grade_six(key):
    text = filled(ENGLISH, key)
    if len(text.split()) >= 8:  # a formula says nothing of a few words
        assert readability(text.split()).grade <= 6.0, readability(text.split())


SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+")


def spanish_syllables(word):
    """Vowel groups, of which two strong vowels, or a weak one with its accent, are two."""
    word = re.sub(r"qu|gu(?=[eéií])", "q", word.lower())
    word = re.sub(r"y\b", "i", word)
    count = 0
    for group in SPANISH_VOWELS.findall(word):
        strong = sum(letter in "aeoáéóíú" for letter in group)
        count += max(1, strong)
    return max(1, count)


def fernandez_huerta(text):
    """206.84 less 60 times syllables a word and 1.02 times words a sentence (1959)."""
    words = re.findall(r"[^\W_]+", text)
    sentences = max(1, len(re.findall(r"[.!?]+(?:\s|$)", text)))
    syllables = sum(map(spanish_syllables, words)) / len(words)
    return 206.84 - 60 * syllables - 1.02 * len(words) / sentences


def test_syllables_of_spanish_are_counted():
    wanted = {"escuela": 3, "línea": 3, "día": 2, "que": 1, "palabras": 3, "muy": 1, "guía": 2}
    assert {word: spanish_syllables(word) for word in wanted} == wanted


def test_spanish_sentences_are_no_harder_than_grade_six_together():
    """70 and more is "rather easy", 6th grade; a short sentence alone may have long words."""
    areas = {}
    for key in READ:
        areas.setdefault(key.split(".")[1], []).append(filled(SPANISH, key))
    whole = " ".join(one for some in areas.values() for one in some)
    assert fernandez_huerta(whole) >= 70
    for area in ("news", "idea", "how"):
        assert fernandez_huerta(" ".join(areas[area])) >= 70, area


def test_no_sentence_says_failed_ranks_or_guesses_a_pronoun():
    for text in ENGLISH.values():
        assert not re.search(
            r"\b(fail\w*|behind|worst|rank\w*|he|she|him|her|his)\b", text, re.IGNORECASE
        )
    for text in SPANISH.values():
        assert not re.search(
            r"\b(fracas\w*|atrasad\w*|peor|él|ella|alumno|alumna)\b", text, re.IGNORECASE
        )


# What a page says


def test_it_says_the_numbers_of_the_progress_command(records, printer):
    for key in STUDENTS:
        found = records.monitoring.of_series(key, KEY, DAY)
        text, numbers = text_of(laid(records, printer, key)), progress_json(found)
        assert STUDENTS[key] in text
        if numbers["points"]:
            assert f" {round(numbers['points'][0]['value'])} " in text
        if numbers["reasons"]["lately"] is not None and numbers["goal"]:
            assert re.search(rf"\b{round(numbers['reasons']['lately'])}\.", text)
            assert re.search(rf"\b{round(numbers['goal']['target'])} (words|palabras)", text)


def test_no_other_students_name_is_on_it(records, printer):
    for key, own in STUDENTS.items():
        text = text_of(laid(records, printer, key))
        pdf = printer.one_file([laid(records, printer, key)]).raw
        read = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        for other in set(STUDENTS.values()) - {own}:
            assert other.split()[0] not in text
            assert other.split()[0] not in read


def test_it_is_one_page_with_nothing_beyond_its_margins(records):
    for size in ("letter", "a4"):
        printer = ReportPrinter(size)
        for key in STUDENTS:
            pages = laid(records, printer, key)
            assert len(pages) == 1, key
            for page in pages:
                texts = [s for b in page.blocks for s in b.shapes if isinstance(s, DrawnText)]
                for one in texts:
                    wide = printer.measure(one.font, one.points, one.text)
                    assert one.x >= MARGIN - 0.1, one
                    assert one.x + wide <= page.width - MARGIN + 0.1, one
                    assert MARGIN <= one.y <= page.height - MARGIN / 2, one


def test_lines_of_text_do_not_lie_on_each_other(records, printer):
    for key in STUDENTS:
        (page,) = laid(records, printer, key)
        boxes = [
            (
                s.x,
                s.y - s.points * 0.8,
                s.x + printer.measure(s.font, s.points, s.text),
                s.y,
                s.text,
            )
            for block in page.blocks
            for s in block.shapes
            if isinstance(s, DrawnText)
        ]
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (key, a, b)


def test_spanish_is_spanish_and_marked_as_such(records, printer):
    pages = laid(records, printer, "spanish")
    assert "Cómo va Inés G. en lectura" in text_of(pages)
    assert "hay más tiempo de práctica" in text_of(pages)
    reader = PdfReader(BytesIO(printer.one_file([pages]).raw))
    assert reader.trailer["/Root"]["/Lang"] == "es"


def test_a_student_without_a_score_has_a_page_without_a_graph(records, printer):
    (page,) = laid(records, printer, "none")
    assert "There is no score yet." in text_of([page])
    assert [b.role for b in page.blocks].count("figure") == 0


def test_scores_that_do_not_count_are_not_on_it(records, printer):
    (page,) = laid(records, printer, "left_out")
    (figure,) = [b for b in page.blocks if b.role == "figure"]
    progress = records.monitoring.of_series("left_out", KEY, DAY)
    assert progress.left_out
    assert "fire drill" not in page.text
    assert figure.said.count(";") == len(progress.points) - 1


def test_what_was_typed_stands_instead_of_ours(records, printer):
    typed = FamilyChoice("en", done="We read with Tess each day.", home="Sing together.")
    records.family_pages.keep("none", typed)
    text = text_of(laid(records, printer, "none"))
    records.family_pages.keep("none", FamilyChoice())
    assert "We read with Tess each day." in text
    assert "Sing together." in text
    assert "Listen to" not in text
    with pytest.raises(BadFamilyPage):
        records.family_pages.keep("none", FamilyChoice("en", home="x" * (LONGEST + 1)))
    with pytest.raises(BadFamilyPage):
        records.family_pages.keep("none", FamilyChoice("no language"))


def test_every_measure_has_a_page_in_both_languages(records, printer):
    for measure in MEASURES.values():
        level = "add-10" if measure.area == "math" and measure.marked == "digits" else "1"
        for mode in measure.modes:
            key = SeriesKey(measure.id, level, mode)
            report = records.reports.family("none", DAY, key)
            for words in LANGUAGES.values():
                (page,) = printer.family(report, words, SchoolHead())
                assert "{" not in page.text


# What its PDF holds


def test_its_pdf_is_tagged_has_its_fonts_and_names_nobody_outside_its_page(records, printer):
    pages = laid(records, printer, "on_track")
    printed = printer.one_file([pages])
    assert printed.raw == printer.one_file([pages]).raw
    assert printed.lacking == ""
    assert len(printed.raw) <= 150_000
    reader = PdfReader(BytesIO(printed.raw))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Page for the family"
    elements = [one.get_object() for one in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    kinds = [one["/S"] for one in elements]
    assert kinds[:3] == ["/P", "/P", "/H1"], "the school's head, then what the page is about"
    assert kinds.count("/H2") == 3
    (figure,) = [one for one in elements if one["/S"] == "/Figure"]
    assert figure["/Alt"].startswith("Graph of the scores from September 15, 2026")
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()
    content = reader.pages[0].get_contents().get_data()
    assert not re.search(rb"\d (rg|RG)\b", content), "greys alone"
    assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
    text = reader.pages[0].extract_text()
    assert "Confidential student record" in text
    assert "Page 1 of 1 · December 10, 2026" in text


def test_it_prints_without_pillow():
    """As on a tablet: nothing that is loaded needs it, and nothing warns that it is missing."""
    code = (
        "import sys; sys.modules['PIL'] = None\n"
        "sys.path[:0] = ['tests/records', 'tests/screens']\n"
        "from students_to_report import DAY, records_with_students\n"
        "from screens.paper.report_printing import ReportPrinter\n"
        "from screens.words.family.language import family_languages\n"
        "records, printer = records_with_students(), ReportPrinter('letter')\n"
        "words = family_languages({})['es']\n"
        "report = records.reports.family('spanish', DAY)\n"
        "laid = printer.family(report, words, records.report_texts.head('es'))\n"
        "print(printer.one_file([laid]).raw[:4])"
    )
    found = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.stdout.strip(), found.stderr) == ("b'%PDF'", "")


def test_letters_that_the_fonts_lack_are_said(records, printer):
    row = {"name": "李 W.", "grade": "2", "archived": False}
    records.store.put(("students", "han", row))
    printed = printer.one_file([laid(records, printer, "han")])
    assert printed.lacking == "李"


def test_what_is_too_long_for_one_page_goes_on_to_another(records, printer):
    records.family_pages.keep("one", FamilyChoice("en", "a " * 290, "\n".join("bcd " * 30)))
    pages = laid(records, printer, "one")
    records.family_pages.keep("one", FamilyChoice())
    assert len(pages) > 1
    assert f"Page 2 of {len(pages)}" in pages[1].text


# A school's own


def test_a_head_is_kept_for_each_language_and_is_english_where_none_was_typed():
    texts = records_with_students().report_texts
    assert texts.head("es").contact == "K. Moss, 555-0142, after 2:30 PM"
    texts.set_head("es", SchoolHead("", "", "K. Moss, 555-0142"))
    assert texts.head("es") == SchoolHead("Lincoln School", "100 Elm Street", "K. Moss, 555-0142")
    with pytest.raises(BadReportText):
        texts.set_head("en", SchoolHead("x" * 501))


def test_a_language_of_the_school_says_what_it_has_and_english_else(printer):
    records = records_with_students()
    hostile = {"family.rights": "{name.__class__}", "family.ask": "Kesyon?", "other": "x"}
    records.report_texts.set_language("ht", {"family.language": "Kreyòl", **hostile})
    own = records.report_texts.languages(ENGLISH)
    words = family_languages(own)["ht"]
    assert (words.tag, words.name, words.say("family.ask")) == ("ht", "Kreyòl", "Kesyon?")
    assert words.say("family.rights") == ENGLISH["family.rights"]
    records.family_pages.keep("one", FamilyChoice("ht"))
    (page,) = printer.family(records.reports.family("one", DAY), words, SchoolHead())
    assert page.lang == "ht"
    assert "Kesyon?" in page.text
    records.report_texts.remove_language("ht")
    assert records.report_texts.languages(ENGLISH) == {}


def sheet_with(**texts):
    """The table that Aimline saves, with texts in its fourth column."""
    rows = [*csv.reader(io.StringIO(language_sheet(ENGLISH, SPANISH).decode("utf-8-sig")))]
    for row in rows:
        row[3] = texts.get(row[0].removeprefix("family."), "")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def test_a_table_that_was_filled_in_is_a_language():
    raw = sheet_with(lang="ht", language="Kreyòl", ask="Kesyon?", page="Paj {number} sou {of}")
    found = read_language(raw, ENGLISH)
    assert found.tag == "ht"
    assert found.sentences["family.page"] == "Paj {number} sou {of}"
    assert found.missing == len(ENGLISH) - 4


def test_a_table_that_was_filled_in_may_be_a_workbook():
    raw = sheet_with(lang="ht", language="Kreyòl", ask="Kesyon?")
    rows = [*csv.reader(io.StringIO(raw.decode()))]
    assert read_language(xlsx(rows), ENGLISH) == read_language(raw, ENGLISH)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "the first row needs"),
        ({"lang": "es", "language": "Español"}, "en and es are there"),
        ({"lang": "Kreyòl"}, "the first row needs"),
        ({"lang": "ht"}, "the second row needs"),
        ({"lang": "ht", "page": "Paj {number}"}, r"row \d+ needs {number}, {of}"),
        ({"lang": "ht", "ask": "{name.__class__}?"}, r"row \d+ needs no braces"),
        ({"lang": "ht", "ask": "x" * 501}, r"row \d+ is longer than 500"),
    ],
)
def test_a_table_that_cannot_be_used_says_which_row_and_why(texts, said):
    with pytest.raises(BadLanguageFile, match=said):
        read_language(sheet_with(**texts), ENGLISH)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"%PDF", b"x" * 1_000_001, b"\x00\xff"])
def test_no_table_at_all_is_refused(raw):
    with pytest.raises(BadLanguageFile):
        read_language(raw, ENGLISH)


# Words never contradict numbers


GROWING = re.compile(r"grow|creci", re.IGNORECASE)
ON_TRACK = re.compile(r"on track|va bien", re.IGNORECASE)
AT_GOAL = re.compile(r"scores are at the goal|resultados están en la meta", re.IGNORECASE)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(5, 110), min_size=0, max_size=14), st.integers(45, 130))
def test_words_never_contradict_numbers(printer, weekly, goal):
    records = open_records(store=Rows())
    records.store.put(("students", "none", {"name": "Tess V.", "grade": "2"}))
    monitor(records, "none", weekly, goal)
    report = records.reports.family("none", DAY, KEY)
    found = report.progress.judgement
    for words in LANGUAGES.values():
        (page,) = printer.family(report, words, SchoolHead())
        text = " ".join(page.text.split())
        if GROWING.search(text):
            assert found.interval is not None
            assert found.interval[0] > 0
        assert bool(ON_TRACK.search(text)) == (found.verdict is Verdict.ON_TRACK)
        if AT_GOAL.search(text):
            assert found.lately is not None
            assert found.lately >= goal


def test_ideas_follow_the_record(records):
    usual = records.monitoring.of_series("on_track", KEY, DAY)
    low = records.monitoring.of_series("below", KEY, DAY)
    assert home_ideas(usual) == ("read_twice", "read_to")
    assert "accuracy first" in low.judgement.flags
    assert home_ideas(low)[0] == "read_right"
