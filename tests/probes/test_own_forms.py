"""Forms that a school writes itself: reading them, and the messages of refusals."""

import pytest
from form_texts import shipped
from hypothesis import given
from hypothesis import strategies as st

from probes.forms.cell_kinds import KINDS, spelled
from probes.forms.cell_text import MOST_ACROSS, MOST_CELLS, rows
from probes.forms.form import BadForm
from probes.forms.own_forms import HEADERS, read, written
from probes.forms.passages import MAX_TEXT

SEVENS = """\
measure: facts
level: 3
title: Sevens

7 × 8, 6 × 7, 8 × 3
8 × 8, 17 ÷ 5
"""
WORDS = "measure: wrf\nlevel: 2\ntitle: Pets\n\ncat dog\nfish bird\n"


def test_decimals_and_fractions_are_read():
    text = "measure: comp\nlevel: 5\ntitle: Parts\n\n2.75 + 3.4, 0.6x0.4, 3/8 + 2/8, 17/5\n"
    more = "2 1/3 - 1 1/3, 1/2 / 3/4, 3 × 2/7, 8.4 / 4\n"
    form = read(text + more)
    assert form.prompts == (
        "2.75 + 3.4", "0.6 × 0.4", "3/8 + 2/8", "17 ÷ 5",
        "2 1/3 − 1 1/3", "1/2 ÷ 3/4", "3 × 2/7", "8.4 ÷ 4",
    )  # fmt: skip
    assert read(written(form)) == form
    for wrong in ("1/0 + 1/2", "1/2 + 0.5", "1 / 0.3", "1/2 - 3/4", "1.23456 + 1", "1/2 + 1/3 + 1"):
        with pytest.raises(BadForm, match="row 5, column 1"):
            read(text.replace("2.75 + 3.4", wrong))


def test_problems_are_read():
    form = read(SEVENS)
    assert (form.measure, form.level, form.title) == ("facts", "3", "Sevens")
    assert form.prompts == ("7 × 8", "6 × 7", "8 × 3", "8 × 8", "17 ÷ 5")
    assert form.items == tuple("564224" + "64" + "32")
    assert form.groups == (0, 2, 4, 6, 8)
    assert form.lines == (0, 6)
    # Stored with every administration: if this changes, old ones lose their form.
    assert form.id == "FFGCPW"


@pytest.mark.parametrize(
    "same",
    [
        SEVENS.replace("×", "x").replace("÷", "/"),
        SEVENS.replace("×", "*").replace("÷", ":"),
        SEVENS.replace(" × ", "X"),
        SEVENS.replace("×", "·"),
        SEVENS.replace("\n", "\r\n"),
        SEVENS.replace(",", ";"),
        SEVENS.replace(", ", "\t"),
        SEVENS.replace("8 × 3", '"8 × 3"'),
        SEVENS.replace("8 × 3\n", "8 × 3,,,\n"),
        SEVENS.replace("Sevens", "Sevens,,"),
        SEVENS.replace("8 × 3\n", "8 × 3\n\n,,\n"),
        SEVENS.replace("7 × 8", "  7  ×\u00a08 "),
        "\ufeff" + SEVENS + "\n\n",
        SEVENS.replace("measure", "Measure ").replace("title", "licence: mine\nTITLE"),
        # As spreadsheets save them.
        SEVENS.replace("\n", "\r"),
        "sep=;\n" + SEVENS.replace(",", ";"),
        SEVENS.replace(": ", ",").replace("Sevens", '"Sevens",,,'),
        SEVENS.replace(": ", ";").replace(",", ";").replace("8 × 3", '8 × 3;;"";'),
        "\n,,\n" + SEVENS,
        "Our sheet,,\n\n" + SEVENS,
        ",," + SEVENS.replace("\n", "\n,,"),  # begins in column C
        SEVENS.replace("7 × 8", "7 × 8\u200b\u00ad"),
    ],
)
def test_how_it_was_typed_makes_no_difference(same):
    assert read(same) == read(SEVENS)


def test_a_minus_may_be_a_hyphen():
    assert read("12 - 5, 12-5, 12 – 5", "facts", "1", "T").prompts == ("12 − 5",) * 3


def test_what_was_chosen_stands_in_for_headers():
    body = SEVENS.split("\n\n")[1]
    assert read(body, "facts", "3", "Sevens") == read(SEVENS)
    assert read(SEVENS, "wrf", "1", "Words") == read(SEVENS)


def test_words_may_be_parted_by_spaces():
    form = read(WORDS)
    assert (form.items, form.lines) == (("cat", "dog", "fish", "bird"), (0, 2))
    assert form.groups == form.prompts == form.key == ()


@pytest.mark.parametrize("between", ["\n", ",", " ", "\n\n", "\t"])
@pytest.mark.parametrize(("measure", "across"), [("wrf", 5), ("lnf", 10)])
def test_a_plain_list_is_set_in_rows(between, measure, across):
    form = read(between.join("abcdefghijklmnopqrstuvw"), measure, "1", "T")
    assert form.items == tuple("abcdefghijklmnopqrstuvw")
    assert form.lines == tuple(range(0, 23, across))


def test_what_can_be_computed_is():
    assert read("7 12, 3 0", "qd", "1", "T").key == ("12", "3")
    assert read("4 _ 6, _ 9 10, 5 10 15 _, 9 8 _", "mn", "1", "T").key == ("5", "8", "20", "7")
    nonsense = read("m i p, r a_e m, sh o g", "nwf", "1", "T")
    assert (nonsense.prompts, nonsense.groups) == (("mip", "rame", "shog"), (0, 3, 6))
    segmented = read("fish = f i sh, it = i t", "psf", "K", "T")
    assert (segmented.prompts, segmented.items) == (("fish", "it"), ("f", "i", "sh", "i", "t"))


@pytest.mark.parametrize(
    ("sounds", "word"), [("m i p", "mip"), ("m a_e p", "mape"), ("s p l i_e n", "spline")]
)
def test_the_letter_behind_the_mark_comes_later(sounds, word):
    assert spelled(sounds.split()) == word


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the measure must be one of wrf, .*, not “”"),
        (SEVENS.replace("facts", "sums"), "the measure must be one of .* not “sums”"),
        (SEVENS.replace("level: 3", "level: third"), "the level must be K or a grade .* “third”"),
        (SEVENS.replace("title: Sevens\n", ""), "the title is missing"),
        (SEVENS.replace("Sevens", ""), "the title in row 3 must have 1 to 100 characters, not 0"),
        (SEVENS.replace("Sevens", "a" * 101), "the title in row 3 .* not 101"),
        (SEVENS.replace("title", "level: 4\ntitle"), "row 3 gives the level a second time"),
        (SEVENS.split("\n\n")[0], "at least one item"),
        (SEVENS.replace("8 × 8", "8 × eight"), "row 6, column 1: “8 × eight” should be a problem"),
        (SEVENS.replace("6 × 7", "6 × 7 = 42"), "row 5, column 2: .* and no answer"),
        (SEVENS.replace("17 ÷ 5", "17 ÷ 0"), "row 6, column 2: “17 ÷ 0” has no answer from 0 up"),
        (SEVENS.replace("17 ÷ 5", "5 − 17"), "row 6, column 2: .* larger number first"),
        (SEVENS.replace("17 ÷ 5", "1234567 + 1"), "row 6, column 2: .* up to 999999"),
        (SEVENS.replace("6 × 7", ""), "row 5, column 2 is empty"),
        (SEVENS.replace("7 × 8", "7 × 8\u202e"), r"row 5 has a character .* \(U\+202E\)"),
        (SEVENS.replace("7 × 8", '"7 × 8'), "row 5 has a quotation mark that is never closed"),
        ("7 x 8, 6 x 7\n" + SEVENS, "row 2 has a header, and the form above it"),
        (SEVENS.replace("7 × 8", "\x007 × 8"), r"row 5 has a character .* \(U\+0000\)"),
        (WORDS.replace("fish", "f1sh"), "row 6, column 1: “f1sh” should be one word"),
        (WORDS.replace("bird", "=cmd|x"), "row 6, column 2: .* should be one word"),
        (WORDS.replace("bird", "-bird"), "row 6, column 2"),
        (WORDS.replace("bird", "b" * 41), "row 6, column 2: “b{39}…” should be .* 40 letters"),
        (WORDS + "a " * (MOST_ACROSS + 1), f"row 7, column 21: .* {MOST_ACROSS} places at most"),
        (WORDS + "a\n" * 201, "200 rows and 500 places at most"),
        (WORDS.split("\n\n")[0] + "\n\n" + "a\n" * (MOST_CELLS + 1), "500 places at most"),
        (WORDS + " " * MAX_TEXT, "characters, and a form may have 50,000 at most"),
    ],
)
def test_a_refusal_names_row_and_column_and_what_is_allowed(text, says):
    with pytest.raises(BadForm, match=says):
        read(text)


@pytest.mark.parametrize(
    ("measure", "cell", "says"),
    [
        ("lnf", "ab", "“ab” should be one letter"),
        ("lnf", "7", "“7” should be one letter"),
        ("lsf", "scrap", "should be a letter, or 2 to 4"),
        ("ni", "007", "whole number from 0 to 9999, without zeros before it"),
        ("ni", "-3", "whole number"),
        ("ni", '"1,234"', "“1,234” should be .* without a comma or a point in it"),
        ("ni", "1.5", "without a comma or a point"),
        ("ni", "10000", "whole number"),
        ("ni", "٣", "whole number"),
        ("qd", "7 7", "has no larger number"),
        ("qd", "7 12 3", "two whole numbers and a space"),
        ("mn", "4 5 6", "and _ for the one that is missing"),
        ("mn", "_ _ 6", "and _ for the one that is missing"),
        ("mn", "4 _ 7", "count by equal steps"),
        ("mn", "5 _ 5", "count by equal steps"),
        ("mn", "1 _ 3 7", "count by equal steps"),
        ("mn", "2 1 0 _", "not below 0"),
        ("nwf", "mip", "2 to 8 sounds with a space between"),
        ("psf", "fish f i sh", "a word, an equals sign and its sounds"),
        ("psf", "f1sh = f i sh", "should be one word"),
        ("facts", "٣ + ٣", "should be a problem"),
    ],
)
def test_a_cell_that_is_none_says_what_belongs_there(measure, cell, says):
    good = {"ni": "1", "qd": "1 2", "mn": "1 _ 3", "nwf": "m i p", "psf": "it = i t"}
    good |= {"facts": "1 + 1", "lnf": "a", "lsf": "a"}
    with pytest.raises(BadForm, match=f"row 2, column 2: .*{says}"):
        read(f"{good[measure]}\n{good[measure]},{cell}\n", measure, "1", "T")


def test_a_decimal_comma_is_no_separator():
    with pytest.raises(BadForm, match=r"row 1, column 1: “1,5” should be a whole number"):
        read("1,5;2,5\n3,5;4,5", "ni", "1", "T")


def test_a_title_may_have_a_comma():
    for typed in ("title: Cats, dogs", 'title,"Cats, dogs"', '"title: Cats, dogs",,'):
        assert read(f"{typed}\ncat,dog\n", "wrf", "1").title == "Cats, dogs"


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("किताब", "wrf"), ("नदी", "wrf"), ("ẹ̀kọ́", "wrf"), ("שָׁלוֹם", "wrf"), ("كِتَاب", "wrf"),
        ("หนังสือ", "wrf"), ("ẹ̀", "lnf"), ("कि", "lnf"), ("ग़", "lsf"), ("k i t ạ̀", "nwf"),
        ("नदी = न दी", "psf"),
    ],
)  # fmt: skip
def test_words_with_marks_on_their_letters_are_words(word, measure):
    form = read(f"{word}, {word}", measure, "1", "T")
    assert form.items
    assert read(written(form)) == form


def test_a_mark_alone_is_no_letter():
    with pytest.raises(BadForm, match="one letter"):
        read("a, \u0301", "lnf", "1", "T")


def test_letters_are_composed_and_ligatures_spelled_out():
    form = read("o\ufb00er, \ufb01sh, cafe\u0301, soft\u00adly", "wrf", "1", "T")
    assert form.items == ("offer", "fish", "café", "softly")
    assert read("a\u0301", "lnf", "1", "T").items == ("á",)


def test_letters_that_cant_be_drawn_are_named_with_their_places():
    def unseen(text):
        return "".join(c for c in text if c > "\u0500")

    text = "title: T\n\ncat, dog\nשלום, hen\ncow,नदी\n"
    says = r"can't be drawn here \(row 4, column 1: ש ל ו ם; row 5, column 2: न द ी\)"
    with pytest.raises(BadForm, match=says):
        read(text, "wrf", "1", unseen=unseen)
    with pytest.raises(BadForm, match="and in 3 more places"):
        read(", ".join(["नदी"] * 8), "wrf", "1", "T", unseen)
    assert read("cat, dog", "wrf", "1", "T", unseen).items == ("cat", "dog")


def test_a_list_in_one_column_names_the_row_of_the_file():
    with pytest.raises(BadForm, match=r"row 9, column 1: “d0g”"):
        read("title: T\n\na\na\na\na\na\na\nd0g\na\n", "wrf", "1")


def answer(text, measure):
    try:
        form = read(text, measure, "1", "T")
    except BadForm as refused:
        return str(refused)
    assert read(written(form)) == form
    return "a form"


SCRAPS = st.sampled_from(
    ["7 x 8", "1 _ 3", "m i p", "fish", "= f i", ",", ";", "\t", "\n", ":", '"', "_", " ", "\r\n",
     *(f"{header}: 1\n" for header in HEADERS), "\u202e", "\ud800", "٣", "ﬁ", "0", "9" * 50]
)  # fmt: skip


@given(st.text() | st.lists(SCRAPS, max_size=30).map("".join), st.sampled_from(list(KINDS)))
def test_any_text_is_a_form_or_a_sentence(text, measure):
    told = answer(text, measure)
    assert told.isprintable()
    assert len(told) < 300


CELLS = {
    "wrf": st.text("abcé", min_size=1, max_size=9),
    "lnf": st.sampled_from("aBé"),
    "ni": st.integers(0, 9_999).map(str),
    "qd": st.lists(st.integers(0, 99), min_size=2, max_size=2, unique=True).map(
        lambda pair: " ".join(map(str, pair))
    ),
    "mn": st.builds("{0} _ {1}".format, st.just(1), st.sampled_from([3, 5, 21])),
    "facts": st.builds("{} {} {}".format, st.integers(9, 99), st.sampled_from("+−×÷"), st.just(9)),
    "nwf": st.lists(st.sampled_from(["m", "a_e", "sh", "i"]), min_size=2, max_size=5).map(" ".join),
    "psf": st.lists(st.sampled_from(["f", "i", "sh"]), min_size=1, max_size=9).map(
        lambda sounds: "fish = " + " ".join(sounds)
    ),
}


@given(st.data(), st.sampled_from(list(CELLS)))
def test_rows_and_cells_stay_as_written(data, measure):
    body = data.draw(
        st.lists(st.lists(CELLS[measure], min_size=2, max_size=6), min_size=2, max_size=6)
    )
    form = read("\n".join(map(",".join, body)), measure, "1", "T")
    assert list(map(list, rows(form))) == body
    assert len(form.lines) == len(body)
    assert read(written(form)) == form


def test_our_own_forms_can_be_changed_and_read_again():
    form = shipped("mn", "K")[0]
    changed = read(written(form).replace(form.items[0], "1 _ 3", 1))
    assert changed.id != form.id
    assert changed.items[1:] == form.items[1:]
