"""A number and what it is counted in stay on one line."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from screens.words.catalogue import in_page_language, say
from screens.words.family.language import FamilyLanguage
from screens.words.family.spanish import SENTENCES
from screens.words.no_break import NO_BREAK_SPACE, with_plain_spaces, with_units
from screens.words.spanish import SPANISH

ROOT = Path(__file__).parents[2]
FONTS = [*ROOT.glob("assets/fonts/*.ttf"), *ROOT.glob("screens/paper/fonts/*.ttf")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("accuracy 94 %", "accuracy 94_%"),
        ("62 WCPM · 94 %, of 30 min", "62_WCPM · 94_%, of 30_min"),
        ("8 minutes, 3 words, %", "8 minutes, 3 words, %"),
        ("", ""),
    ],
)
def test_a_number_stays_with_its_unit_or_sign(text, kept):
    assert with_units(text) == kept.replace("_", NO_BREAK_SPACE)
    assert with_units(with_units(text)) == with_units(text)
    assert with_plain_spaces(with_units(text)) == text


def test_whatever_is_said_has_it_in_every_language_of_a_page():
    kept = f"94{NO_BREAK_SPACE}%"
    assert say("figure.percent", number=94) == kept
    with in_page_language(SPANISH):
        assert say("figure.percent", number=94) == kept
    assert FamilyLanguage({**SENTENCES, "x": "{n} %"}).say("x", n=94) == kept


@pytest.mark.parametrize("font", FONTS, ids=lambda one: f"{one.parts[-3]} {one.stem}")
def test_every_font_has_it(font):
    assert ord(NO_BREAK_SPACE) in TTFont(font).getBestCmap()
