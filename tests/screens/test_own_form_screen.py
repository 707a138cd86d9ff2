"""The screen on which a form of one's own is pasted, looked at and kept."""

from types import SimpleNamespace

import pytest
from record_doubles import Clock, Rows, open_records
from test_ready import Page
from test_sharing_screen import texts
from workbook_doubles import ods, ods_rows, xlsx

from screens.app import Tab
from screens.forms.form_list import FormList
from screens.running_app import App
from screens.shell import routes
from screens.words.catalogue import say
from tests.probes.form_texts import TEXTS


def libre_office_book(rows):
    return ods(ods_rows(rows))


PASSAGE = "Our open-faced pie cost $12.50.\nDr. Lee ate it — all of it."


@pytest.fixture
def records():
    return open_records(Clock(), store=Rows(), texts=lambda: TEXTS)


@pytest.fixture
def tab(records):
    return Tab(Page(), App(records=records))


def screen_of(tab, measure="orf", level="3"):
    tab.nav.go(routes.OwnFormRoute(measure, level))
    return tab.window.screen


def type_into(screen, title, text):
    screen._title.value, screen._box.value = title, text
    screen._typed()


def told(screen):
    return texts(screen._below)


def buttons(control, name):
    found = []
    for inside in (getattr(control, "content", None), *(getattr(control, "controls", None) or ())):
        if getattr(inside, "value", None) == name:
            found.append(control)
        elif hasattr(inside, "visible"):
            found += buttons(inside, name)
    return found


def test_a_passage_is_pasted_looked_at_and_kept(tab, records):
    screen = screen_of(tab)
    assert told(screen) == [say("own.empty")]
    type_into(screen, "", PASSAGE)
    assert told(screen) == [say("own.change"), "the title is missing; write it above the passage"]
    screen._keep_it()
    assert tab.window.screen is screen
    type_into(screen, " Pie  day ", PASSAGE)
    assert told(screen)[:3] == [
        "13 words in 2 lines", "Oral reading · Grade 3", "Our open-faced pie cost $12.50.",
    ]  # fmt: skip
    assert "“open-faced” counts as 2 words." in told(screen)
    assert "“$12.50” counts as 1 word, to be said as in speech." in told(screen)
    assert "“Dr.” counts as 1 word, to be said as in speech." in told(screen)
    assert {"line 1", "line 2"} <= set(told(screen))
    screen._count_otherwise("open-faced")
    assert "12 words in 2 lines" in told(screen)
    assert "“open-faced” counts as 1 word." in told(screen)
    said = []
    tab.window.notice = lambda text, undo=None: said.append(text)
    screen._keep_it()
    assert said == [say("forms.brought", name="Pie day")]
    assert isinstance(tab.window.screen, FormList)
    [form] = records.forms.own()[0]
    assert (form.title, form.level, form.measure) == ("Pie day", "3", "orf")
    assert "Pie day" in texts(tab.window.screen.build())


@pytest.mark.parametrize(
    ("measure", "text", "says"),
    [
        ("wrf", "cat, dog\nhen, fish", "4 words in 2 lines"),
        ("lnf", "a b c d", "4 items in 1 line"),
        ("ni", "1;2;3\n4;5;6", "6 items in 2 lines"),
        ("facts", "7 x 8\t6 x 7\n8 x 8\t7 x 2", "4 problems in 2 lines"),
        ("nwf", "m i p, s o g", "2 words in 1 line"),
    ],
)
def test_word_lists_letters_numbers_and_problems_go_the_same_way(tab, records, measure, text, says):
    screen = screen_of(tab, measure, "1")
    type_into(screen, "Mine", text)
    assert told(screen)[0] == says
    screen._keep_it()
    assert [form.measure for form in records.forms.own()[0]] == [measure]


def test_what_cant_be_drawn_is_named_before_it_is_kept(tab, records):
    screen = screen_of(tab)
    type_into(screen, "T", "one\ntwo שלום")
    assert "line 2: ש ל ו ם" in told(screen)[1]
    screen._keep_it()
    assert records.forms.own() == ([], 0)
    type_into(screen, "T", "Nguyễn o\ufb00ers")
    assert "Nguyễn offers" in told(screen)
    assert any("question mark for these letters: ễ" in text for text in told(screen))


def test_a_file_fills_the_box_and_the_title(tab):
    screen = screen_of(tab)
    csv = '"Dot ran, and ran.",,\r"She said ""stop"".",\r'.encode("utf-16")
    screen._take("Dot runs.csv", csv)
    screen.build()
    assert screen._box.value == 'Dot ran, and ran.\nShe said "stop".'
    assert screen._title.value == "Dot runs"
    assert "7 words in 2 lines" in told(screen)
    screen._take("book.xlsx", b"PK\x03\x04")
    screen.build()
    assert told(screen)[1] == "it is a damaged zip; save or download it again"
    type_into(screen, "T", "Typed after all.")
    assert told(screen)[0] == "3 words in 1 line"


FACTS = [["measure", "facts"], ["title", "Sevens; and eights"], [], ["7 x 8", "6 x 7"], ["8 x 3"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_table_of_any_encoding_is_a_form(tab, encoding, ends):
    screen = screen_of(tab, "wrf", "1")
    screen._take("Wörter.csv", ends.join(["naïve;café", "déjà;hen"]).encode(encoding))
    screen.build()
    assert told(screen)[:3] == ["4 words in 2 lines", "Word reading · Grade 1", "naïve café"]


@pytest.mark.parametrize("book", [xlsx, libre_office_book])
def test_a_workbook_is_a_form_or_a_passage_and_rows_keep_their_numbers(tab, book):
    screen = screen_of(tab, "facts", "3")
    screen._take("Facts", book(FACTS))
    screen.build()
    assert told(screen)[0] == "3 problems in 2 lines"
    screen = screen_of(tab, "facts", "3")
    screen._take("Facts", book([*FACTS, ["9 x 9", "eight"]]))
    screen.build()
    assert "row 6, column 2" in told(screen)[1]
    screen = screen_of(tab)
    screen._take("Dot.xlsx", book([["title", "Dot runs"], ["Dot ran, and ran."], ["She sat."]]))
    screen.build()
    assert told(screen)[0] == "6 words in 2 lines"
    assert screen._box.value == "title: Dot runs\nDot ran, and ran.\nShe sat."


def test_keeping_the_same_with_another_grade_corrects_it(tab, records):
    for level in ("2", "4"):
        screen = screen_of(tab, level=level)
        type_into(screen, "Pie day", PASSAGE)
        screen._keep_it()
    [form] = records.forms.own()[0]
    assert form.level == "4"


def test_the_grade_is_chosen_on_the_screen(tab, records):
    screen = screen_of(tab, level="2")
    screen._choose_grade("9")
    type_into(screen, "Pie day", PASSAGE)
    screen._keep_it()
    assert [form.level for form in records.forms.own()[0]] == ["9"]
    assert records.forms.own_of("orf", "9")


def test_escape_goes_back(tab):
    screen = screen_of(tab)
    screen.key(SimpleNamespace(key="Escape"))
    assert isinstance(tab.window.screen, FormList)
