"""Passages that a teacher pastes: lines, words, and what is pointed out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms import passages
from probes.forms.form import BadForm
from probes.forms.own_passages import LINE, read
from probes.forms.passages import MAX_LINE, MAX_WORDS

PARAGRAPH = (
    "Our old cat sleeps all day on the warm stones beside the pond, and nobody has ever seen her "
    "run. When the rain comes she opens one eye, looks at the clouds for a long time, and then "
    "walks home as if it had been her own idea."
)


def items(text, **more):
    return read(text, "2", "T", **more).form.items


def doubts(text, **more):
    found = read(text, "2", "T", **more).doubtful
    return [(one.line, one.word, one.doubt, one.words) for one in found]


def test_a_pasted_paragraph_is_broken_into_lines():
    form = read(PARAGRAPH, "3", "The Cat").form
    assert (form.measure, form.level, form.title) == ("orf", "3", "The Cat")
    assert form.items == tuple(PARAGRAPH.split())
    lengths = [len(form.text_of(line)) for line in range(len(form.lines))]
    assert len(lengths) == 4
    assert max(lengths) <= LINE
    assert " ".join(form.text_of(line) for line in range(4)) == PARAGRAPH


def test_lines_that_are_lines_of_a_page_stay():
    assert read("Dot ran.\n\nShe sat down.\n", "1", "T").form.lines == (0, 2)


def test_no_word_stands_alone_on_a_line():
    text = "a" * 10 + (" " + "b" * 9) * 5 + " end" + (" " + "c" * 9) * 3
    form = read(text + " last", "2", "T").form
    last = [*form.lines, len(form.items)]
    assert min(b - a for a, b in pairwise(last)) > 1


def test_a_file_of_before_makes_the_same_passage():
    text = "title: Our Cat\nlevel: 2\ngenre: story\nlicence: mine\n\nOur cat is old.\nShe naps.\n"
    before, now = passages.read(text), read(text, "5", "File").form
    assert now.content == before.content
    assert (now.title, now.level, now.genre) == ("Our Cat", "2", "story")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("open-faced", ["open-", "faced"]),
        ("re-enter", ["re-enter"]),
        ("(open-faced),", ["(open-", "faced),"]),
        ("a merry-go-round!", ["a", "merry-", "go-", "round!"]),
        ("twenty-one", ["twenty-", "one"]),
        ("7-year-old", ["7-", "year-", "old"]),
        ("x-ray T-shirt e-mail", ["x-ray", "T-shirt", "e-mail"]),
        ("well\u2011known", ["well-", "known"]),
        ("two- or three-year", ["two- ", "or", "three-", "year"]),
        ("the dog—a big one—ran", ["the", "dog—", "a", "big", "one—", "ran"]),
        ("he ran -- fast", ["he", "ran --", "fast"]),
        ("— Hello , she said .", ["— Hello ,", "she", "said ."]),
        ("• one • two", ["• one •", "two"]),
        ("1,234 3:30 $5 1/2 1914–1918", ["1,234", "3:30", "$5", "1/2", "1914–1918"]),
        ("Dr. Mr. U.S. a.m. NASA", ["Dr.", "Mr.", "U.S.", "a.m.", "NASA"]),
        ("don't o’clock rock’n’roll", ["don't", "o’clock", "rock’n’roll"]),
        ("wait... what?!", ["wait...", "what?!"]),
        ("-- * --\nend", ["end"]),
    ],
)
def test_words_are_counted_by_the_rules(text, words):
    assert list(items(text)) == words


def test_what_is_doubtful_is_pointed_out_with_its_line():
    text = "The open-faced pie cost $12.50.\n\nDr. Lee re-entered at 3:30, in the U.S.A.\n* * *\n"
    assert doubts(text) == [
        (1, "open-faced", "hyphen", 2),
        (1, "$12.50", "numeral", 1),
        (3, "Dr.", "abbreviation", 1),
        (3, "re-entered", "hyphen", 1),
        (3, "3:30", "numeral", 1),
        (3, "U.S.A.", "abbreviation", 1),
        (4, "* * *", "left out", 0),
    ]
    assert doubts("The cat sat. It had 12 mice, and I saw A NICE ONE.\nTHE END") == [
        (1, "NICE", "abbreviation", 1),
        (1, "ONE", "abbreviation", 1),
    ]


def test_a_hyphen_can_be_counted_the_other_way():
    assert items("An Open-Faced pie", otherwise={"open-faced"}) == ("An", "Open-Faced", "pie")
    assert items("They re-enter", otherwise={"re-enter"}) == ("They", "re-", "enter")


def test_a_word_that_only_ends_in_a_hyphen_stands_apart():
    form = read("a two- or three-year-old", "2", "T").form
    assert form.text_of(0) == "a two- or three-year-old"


def test_parts_of_a_word_are_written_without_a_space():
    form = read("A well-known, open-faced pie", "2", "T").form
    assert form.text_of(0) == "A well-known, open-faced pie"
    assert [form.joins_next(item) for item in range(len(form.items))] == [
        False, True, False, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there are no words yet"),
        ("* * *", "there are no words yet"),
        ("word " * 1_001, "the passage has 1,001 words .* cut it after “word word word word word”"),
        ("a\nb \u202e c", r"line 2 has a character .* \(U\+202E\)"),
        ("level: 13\n\na", "the level must be one of K, 1"),
        ("measure: facts\n1 + 1", "choose that measure"),
        ("title:\n\na", "the title is missing"),
        ("x" * 50_001, "50,001 characters"),
        ("ok\nשלום and ﬁsh\nनदी", r"\(line 2: ש ל ו ם; line 3: न द ी\)"),
    ],
)
def test_a_refusal_names_the_line(text, says):
    with pytest.raises(BadForm, match=says):
        read(
            text, "2", "T", lambda line: "".join(c for c in line if c > "\u0500" and c != "\u202e")
        )


def test_ligatures_and_invisible_hyphens_come_out_as_letters():
    assert items("an o\ufb00er to \ufb01sh soft\u00adly cafe\u0301") == (
        "an", "offer", "to", "fish", "softly", "café",
    )  # fmt: skip


WORDS = st.sampled_from(["cat", "open-faced", "ran—fast", "—", "…", "3:30", "x" * 90, "“Stop!”",
                         "http://example.org/a/b-c-d", "\n", "\n\n", "\t", "(", "I", "-", "a-",
                         "-b", "--", "e\u0301", "\ufb00", "Dr.", "!!!"])  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=300).map(" ".join))
def test_any_text_goes_in_at_the_first_try(text):
    if not any(map(str.isalnum, text)):
        return
    form = read(text, "2", "T").form
    assert len(form.items) <= MAX_WORDS
    assert all(any(map(str.isalnum, item)) for item in form.items)
    lines = [form.text_of(line) for line in range(len(form.lines))]
    assert max(map(len, lines)) <= MAX_LINE + 60
    # Read again as it is printed, it is the same.
    again = read("\n".join(lines), "2", "T").form
    printed = [again.text_of(line) for line in range(len(again.lines))]
    assert "".join(printed).replace(" ", "") == "".join(lines).replace(" ", "")


@given(st.text(max_size=300))
def test_any_characters_are_a_passage_or_a_sentence(text):
    try:
        found = read(text, "2", "T")
    except BadForm as problem:
        told = str(problem)
    else:
        told = "a passage"
        assert found.form.items
    assert told.isprintable()
    assert len(told) < 400


def test_a_thousand_words_with_everything_in_them_go_in():
    text = " ".join([PARAGRAPH] * 22)
    words = text.split()[:1_000]
    assert len(items(" ".join(words))) == 1_000
