import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms.readability import Readability, readability, sentences, syllables

# Words on whose syllables all dictionaries agree.
COUNTS = {
    1: "a cat the eye bread stretched through leaves homes jumped walked moved whale blue tree"
    " rhyme don’t can’t dog’s shoes played eyes they’re straight",
    2: "apple table settled wanted landed going being playing quiet lion giant poem"
    " something sometimes homemade lighthouse wishes boxes pages fox’s kitten rabbit pumpkin"
    " didn’t couldn’t purple turtles hopeful lonely nation special onion player maybe hundred",
    3: "banana elephant animal potato together beginning piano radio idea museum curious"
    " everything easier happiest carefully elephant’s scientist umbrella area butterfly"
    " understood somebody remember",
    4: "caterpillar aquarium thermometer alligator watermelon everybody kindergarten"
    " complicated society",
    5: "refrigerator imagination hippopotamus",
}
WORDS = [(word, count) for count, words in COUNTS.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["“Snap!”", "SNAP", "snap,", "snap’s", "snap's", "…snap?!"])
def test_marks_and_capitals_add_no_syllable(word):
    assert syllables(word) == 1


@pytest.mark.parametrize("straight", ["didn't", "fox's"])
def test_a_straight_apostrophe_counts_as_a_curly_one(straight):
    assert syllables(straight) == syllables(straight.replace("'", "’")) == 2


@given(st.text())
def test_any_word_has_a_syllable(word):
    assert syllables(word) >= 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The cat sat", 1),
        ("The cat sat. The dog ran!", 2),
        ("“Look!” he said. Nobody looked.", 2),
        ("“What a mess!” Then she laughed.", 2),
        ("He said, “Come. Sit.” She came.", 3),
        ("“Look!” Sam said.", 2),  # a reader would say one; the docstring states this limit
        ("Snap! A wheel came off.", 2),
    ],
)
def test_sentences(text, count):
    assert sentences(text.split()) == count


def test_counts_of_a_passage_counted_by_hand():
    text = "Kim had a big pumpkin. It grew from a very small seed."
    counted = readability(text.split())
    assert counted == Readability(words=12, sentences=2, syllables=14)
    assert counted.sentence_length == 6


def test_grade_is_the_published_formula():
    # 0.39 * 10 + 11.8 * 1.3 - 15.59
    assert Readability(words=100, sentences=10, syllables=130).grade == pytest.approx(3.65)
