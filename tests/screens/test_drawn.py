"""What is said about letters that no font at hand can draw."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont
from record_doubles import open_records
from test_sharing_screen import Window

from probes.measures.measure import MEASURES
from screens.parts.font_coverage import unprinted, unseen, unseen_in_form
from screens.students.edit_student import EditStudent
from screens.words.catalogue import say
from screens.words.english import ENGLISH
from tests.probes.form_texts import TEXTS

LEXEND = Path("assets/fonts/Lexend-400.ttf")
PAPER = sorted(Path("screens/paper/fonts").glob("*.ttf"))
OURS = Path("assets/fonts/AtkinsonHyperlegibleNext-400.ttf")
OURS_BOLD = OURS.with_name("AtkinsonHyperlegibleNext-700.ttf")
NOT_SHOWN = {"\ufeff"}  # looked for in files


@pytest.mark.parametrize(
    "name", ["R. T.", "Zoë Núñez-O’Hara", "Nguyễn Thị", "Łukasz Şahin", "Анна", "Ζωή"]
)
def test_what_is_drawn_needs_no_word(name):
    assert unseen(name) == ""


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("مريم", "مري"),
        ("张伟", "张伟"),
        ("김민준", "김민준"),
        ("Ana अनिल", "अनिल"),
        ("A 🦊", "🦊"),
        ("ǎɓ", "ǎɓ"),
    ],
)
def test_what_is_not_is_named(name, missing):
    assert unseen(name) == missing


def test_every_letter_of_our_own_font_counts_as_drawn():
    letters = "".join(chr(code) for code in TTFont(OURS).getBestCmap() if chr(code).isalpha())
    assert set(unseen(letters)) <= set("ƒȷˆˇˉℓ")  # in no name


def test_a_form_is_drawn_in_the_letters_of_its_font():
    letters = "".join(chr(code) for code in TTFont(LEXEND).getBestCmap() if chr(code) > " ")
    money = "₡₣₤₦₧₩₫₭₱₲₵₹₺₼₽"
    assert set(unseen_in_form(letters)) <= {*money, "\u2009", "\u200b"}
    assert unseen_in_form("12 − 5 †") == ""
    assert unseen_in_form("oﬀer x₂ שלום 🦊") == "ﬀ₂שלום🦊"


def test_paper_prints_what_all_of_its_fonts_have():
    fonts = [TTFont(path).getBestCmap().keys() for path in PAPER]
    all_have = set.intersection(*map(set, fonts))
    assert {code for code in range(0x20, 0x3000) if not unprinted(chr(code))} == all_have


def test_all_that_the_app_says_is_drawn():
    """A letter that no font has makes the client ask for one, again at each frame."""
    said = set("".join(ENGLISH.values())) - {"\n"}
    assert said <= letters_of(OURS)


def test_all_that_a_screen_writes_by_itself_is_drawn():
    """Strings that stand in the code of screens: signs, units, what separates two things."""
    have = letters_of(OURS) & letters_of(OURS_BOLD)
    for path in sorted(Path("screens").rglob("*.py")):
        if path.parent.name in ("paper", "words", "english") or path.name == "font_coverage.py":
            continue
        tree = ast.parse(path.read_text())
        said = {
            letter
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for letter in node.value
            if letter > "~"
        }
        assert said <= have | NOT_SHOWN, (path.name, said - have)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_form_that_comes_along_is_drawn(measure):
    library = open_records(texts=lambda: TEXTS).forms
    for levels in library.levels(measure).values():
        for level in levels:
            for form in library.of(level, measure):
                assert unseen_in_form("".join(form.items)) == "", form.id


def letters_of(font):
    """The letters that a font draws."""
    return set(map(chr, TTFont(font).getBestCmap()))


def test_whoever_types_such_a_letter_is_told():
    records = open_records()
    nav = SimpleNamespace(window=Window())
    screen = EditStudent(nav, records.students, None, records.groups, records.clock)
    screen.build()
    screen._name.value = "مريم"
    screen._typed()
    assert screen._name.helper == say("edit.unseen", letters="م ر ي")
    screen._name.value = "M. A."
    screen._typed()
    assert screen._name.helper == say("edit.name.help")
    screen._name.value = "مريم"
    screen._typed()
    screen.build()  # drawn anew, as when the tablet is turned
    assert screen._name.helper == say("edit.unseen", letters="م ر ي")
