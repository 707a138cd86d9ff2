"""What is said about letters that no font at hand can draw."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont
from record_doubles import open_records
from test_sharing_screen import Window

from screens.parts.font_coverage import unprinted, unseen, unseen_in_form
from screens.students.edit_student import EditStudent
from screens.words.catalogue import say
from screens.words.english import ENGLISH

LEXEND = Path("assets/fonts/Lexend-400.ttf")
PAPER = sorted(Path("screens/paper/fonts").glob("*.ttf"))
OURS = Path("assets/fonts/AtkinsonHyperlegibleNext-400.ttf")


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
    """Roboto, which the client brings along, has those that our own font lacks."""
    ours, roboto = set(TTFont(OURS).getBestCmap()), set(map(ord, "≥"))
    said = set(map(ord, "".join(ENGLISH.values()))) - {ord("\n")}
    assert said <= ours | roboto


def test_whoever_types_such_a_letter_is_told():
    screen = EditStudent(SimpleNamespace(window=Window()), open_records().students, None)
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
