"""A line that is too long for the screen: as few pieces as can be, even, and no word alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from screens.giving.layouts.line_pieces import pieces
from screens.parts.passage_font import _WIDTHS, text_em

FONT = Path(__file__).parents[2] / "assets/fonts/Lexend-400.ttf"
WIDTHS = st.lists(st.integers(10, 120), min_size=1, max_size=14)


@given(WIDTHS, st.integers(60, 500))
def test_the_pieces_are_the_line(widths, room):
    found = pieces(widths, room)
    assert [word for piece in found for word in piece] == [*range(len(widths))]
    for piece in found:
        assert sum(widths[word] for word in piece) <= room or len(piece) == 1
    fewest, used = 1, 0
    for width in widths:
        fewest, used = (
            (fewest + 1, width) if used and used + width > room else (fewest, used + width)
        )
    assert len(found) == fewest


@given(WIDTHS, st.integers(300, 500))
def test_no_word_stands_alone_below_others_where_two_fit(widths, room):
    found = pieces(widths, room)
    for before, here in pairwise(found):
        assert len(here) > 1 or len(before) <= 2


@pytest.mark.parametrize(
    ("widths", "room", "lengths"),
    [
        ([50] * 5, 200, [3, 2]),  # not four and one
        ([50] * 4, 200, [4]),
        ([50] * 9, 200, [3, 3, 3]),
        ([10], 200, [1]),
        ([300, 10], 200, [1, 1]),
    ],
)
def test_pieces_are_even(widths, room, lengths):
    assert [len(piece) for piece in pieces(widths, room)] == lengths


def test_widths_are_those_of_the_font():
    font = TTFont(FONT)
    names, widths = font.getBestCmap(), font["hmtx"]
    for letter, width in _WIDTHS.items():
        assert round(widths[names[ord(letter)]][0] * 1000 / font["head"].unitsPerEm) == width
    assert text_em("away,") == pytest.approx(0.633 + 0.8 + 0.633 + 0.581 + 0.267)
