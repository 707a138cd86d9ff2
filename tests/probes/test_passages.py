"""Reading passages: the text format, and the passages we ship."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms.form import BadForm
from probes.forms.passages import MAX_LINE, MAX_TEXT, MAX_WORD, MAX_WORDS, read
from probes.forms.readability import readability

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "probes/forms/orf").glob("*.txt"))
TEXTS = {path.stem: path.read_text("utf-8") for path in FILES}
FORMS = {name: read(text) for name, text in TEXTS.items()}
GRADES = "123456"

KITE = """\
title: The Lost Kite
level: 2
genre: story
licence: CC BY 4.0

Maya held the string tight
as the kite began to pull.
"""


# The format


def test_a_passage_is_read():
    form = read(KITE)
    assert (form.measure, form.level, form.title, form.genre) == (
        "orf", "2", "The Lost Kite", "story",
    )  # fmt: skip
    assert form.items[4:7] == ("tight", "as", "the")
    assert form.lines == (0, 5)
    # Stored with every administration: if this changes, old ones lose their passage.
    assert form.id == "M7HH9F"


@pytest.mark.parametrize(
    "same",
    [
        KITE.replace("\n", "\r\n"),
        "\ufeff" + KITE,
        KITE.replace("tight\n", "tight  \n\n"),
        KITE.replace(" as ", "\tas\u00a0"),
        KITE.replace("title:", "Title :"),
        KITE + "\n\n",
    ],
)
def test_what_cannot_be_seen_makes_no_difference(same):
    assert read(same) == read(KITE)


def test_headers_other_than_the_title_leave_the_id_alone():
    bare = read("level: 5\ntitle: The Lost Kite\n\n" + KITE.split("\n\n")[1])
    assert (bare.id, bare.level, bare.genre) == (read(KITE).id, "5", "")


bodies = st.lists(
    st.lists(st.text("abz’", min_size=1, max_size=5).map("x".__add__), min_size=1, max_size=6),
    min_size=1,
    max_size=8,
)


def as_text(body):
    return "title: T\nlevel: 1\n\n" + "\n".join(" ".join(line) for line in body)


@given(bodies)
def test_lines_and_words_stay_as_written(body):
    form = read(as_text(body))
    lines = [[form.items[i] for i in form.line(n)] for n in range(len(form.lines))]
    assert lines == body


@given(bodies, bodies)
def test_another_text_is_another_id(one, other):
    assert (read(as_text(one)).id == read(as_text(other)).id) == (one == other)


def answer(text):
    try:
        read(text)
    except BadForm as refused:
        return str(refused)
    return "a form"


@given(st.text() | st.text().map(KITE.__add__) | st.text().map("title: ".__add__))
def test_any_text_is_a_form_or_a_sentence(text):
    told = answer(text)
    assert told.isprintable()
    assert len(told) < 300


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the title is missing"),
        ("\n" + KITE, "the title is missing"),
        (KITE.replace("level: 2\n", ""), "the level is missing"),
        (KITE.replace(": 2", ": second"), "level must be one of K, 1, .* not “second”"),
        (KITE.replace(": story", ": poem"), "genre must be one of story, true, not “poem”"),
        (KITE.replace("genre", "kind"), "line 3 should be a header .* not “kind: story”"),
        (KITE.replace("\n\n", "\n"), "line 5 should be a header .* leave one line empty"),
        (KITE.replace("genre: story", "level: 3"), "line 3 gives the level a second time"),
        (KITE.replace("The Lost Kite", ""), "title in line 1 must have 1 to 100 .* not 0"),
        (KITE.replace("The Lost Kite", "a" * 101), "title in line 1 must .* not 101"),
        (KITE.split("\n\n", maxsplit=1)[0], "no words after the headers"),
        (KITE.replace("tight", "tight –"), "line 6 has “–” standing alone"),
        (KITE.replace("tight", "\u200btight"), r"line 6 has a character .* \(U\+200B\)"),
        (KITE.replace("tight", "\x1btight"), r"line 6 has a character .* \(U\+001B\)"),
        (KITE.replace("Lost", "\u202eLost"), r"line 1 has a character .* \(U\+202E\)"),
        (KITE.replace("tight", "t" * (MAX_WORD + 1)), "line 6 has a word of 41 .* “t{39}…”"),
        (KITE.replace("tight", "so " * 30), f"line 6 has .* may have {MAX_LINE} at most"),
        (KITE + "so\n" * MAX_WORDS, "has 1,011 words and may have 1,000 at most"),
        (KITE + " " * MAX_TEXT, "characters, and a passage may have 50,000 at most"),
    ],
)
def test_a_refusal_names_the_place_and_what_is_allowed(text, says):
    with pytest.raises(BadForm, match=says):
        read(text)


# The passages we ship

# Fewest and most words, and the longest line in characters.
SIZES = {
    "1": (130, 170, 45),
    "2": (170, 220, 45),
    "3": (200, 260, 55),
    "4": (230, 290, 55),
    "5": (230, 290, 62),
    "6": (230, 290, 62),
}
# One word on the page: letters, at most one apostrophe, then the marks a child has met.
WORD = re.compile(r"“?[A-Z]?[a-z]*(?:’[a-z]{1,2})?[.,!?]?”?")
# Words with two pronunciations, of which the examiner couldn't know the right one, or with
# regional ones.
UNSURE = """
    bass bow bows bowed close console content contest contract dove excuse invalid lead
    leads live lives minute minutes moped number object perfect permit polish present produce
    project putting read record refuse resume row rows sewer sow subject tear tears upset use used
    uses wind winds wound
    aunt caramel coyote creek crayon data either garage gray herb hoof hooves mom neither often
    pajamas pecan roof route syrup tomato tomatoes vase
    dr etc jr mr mrs ms sr st
"""
NAMES = """
    Alaska Ben Berry Cora Dad Dan Dot Ella Finn French Gran Grandma Grandpa I Inky Island Ivy Jack
    Jess Jo Kim Lane Leo Max Mill Nate New Ocean Oscar Otis Pacific Pickles Ruby Sam Tess York
"""


def plain(word):
    return word.strip("“”.,!?")


def spread(numbers):
    return max(numbers) - min(numbers)


def test_every_grade_has_three_passages():
    assert list(FORMS) == [f"g{grade}-{letter}" for grade in GRADES for letter in "abc"]
    assert all(form.level == name[1] for name, form in FORMS.items())


@pytest.mark.parametrize("name", FORMS)
def test_a_passage_meets_its_grade(name):
    form = FORMS[name]
    grade = readability(form.items).grade
    assert round(grade) == int(form.level) or (form.level == "1" and -0.5 <= grade < 1.5)
    least, most, width = SIZES[form.level]
    assert least <= len(form.items) <= most
    lines = [form.line(line) for line in range(len(form.lines))]
    assert max(len(" ".join(form.items[i] for i in line)) for line in lines) <= width
    assert min(map(len, lines)) >= 3
    assert max(len(plain(word)) for word in form.items) <= 13


@pytest.mark.parametrize("name", FORMS)
def test_no_word_is_hard_to_score(name):
    form = FORMS[name]
    for word in form.items:
        assert WORD.fullmatch(word), word
        assert plain(word).lower() not in UNSURE.split(), word
    for before, word in pairwise(form.items):
        starts = before[-1] in ".!?”" or word[0] == "“"
        if plain(word)[0].isupper() and not starts:
            assert plain(word).split("’")[0] in NAMES.split(), word


@pytest.mark.parametrize("name", FORMS)
def test_quotation_marks_pair(name):
    marks = re.sub("[^“”]", "", " ".join(FORMS[name].items))
    assert marks == "“”" * (len(marks) // 2)
    assert re.fullmatch("[^“”\"'’]+", FORMS[name].title.replace("’s", ""))


@pytest.mark.parametrize("grade", GRADES)
def test_passages_of_one_grade_are_alike(grade):
    forms = [form for form in FORMS.values() if form.level == grade]
    counts = [readability(form.items) for form in forms]
    letters = [sum(map(str.isalpha, "".join(f.items))) / len(f.items) for f in forms]
    assert spread([count.grade for count in counts]) <= 1.0
    assert spread([count.sentence_length for count in counts]) <= 2.5
    assert spread(letters) <= 0.4


def test_no_two_passages_can_be_taken_for_each_other():
    for one, other in combinations(FORMS.values(), 2):
        assert one.id != other.id
        assert one.title != other.title
        assert [w.lower() for w in one.items[:3]] != [w.lower() for w in other.items[:3]]


def test_every_passage_may_be_copied():
    assert all("\nlicence: CC BY 4.0\n\n" in text for text in TEXTS.values())


def table():
    rows = [
        "| Title | Id | Level | Genre | Words | Sentences | Words a sentence | Flesch-Kincaid |",
        "| --- | --- | --- | --- | --: | --: | --: | --: |",
    ]
    for form in FORMS.values():
        counts = readability(form.items)
        rows.append(
            f"| {form.title} | {form.id} | {form.level} | {form.genre} | {counts.words} "
            f"| {counts.sentences} | {counts.sentence_length:.1f} | {counts.grade:.1f} |"
        )
    return "\n".join(rows) + "\n"


def test_the_table_in_the_docs_is_true():
    page = (ROOT / "docs/content.md").read_text("utf-8")
    assert table() in page, f"put this table into docs/content.md:\n\n{table()}"
