import re
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from probes.forms import early_forms, generators, own_forms, passages
from probes.forms.form import Form
from probes.forms.letter_sounds import HEARD_IN, SPELLED
from probes.measures.directions import LANGUAGES, directions, reminder
from probes.measures.directions.reminding import REMINDING
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE, profiles_for
from screens.paper import print_forms
from screens.words.measure_names import level_name, measure_name

ROOT = Path(__file__).parents[2]
ORF = ROOT / "probes/forms/orf"
SIZES = {"letter": (612, 792), "a4": (595, 842)}
TEXTS = {
    name: (ROOT / f"probes/forms/words/{name}.txt").read_text("utf-8") for name in early_forms.TEXTS
}


def house(measure):
    return HOUSE


def printed(form, copy, size="letter", alike=()):
    return print_forms([form], [copy], size, house, alike).pdf


def form(words, width=60, **fields):
    """A form whose lines are filled up to ``width`` letters."""
    lines, used = [0], 0
    for item, word in enumerate(words):
        if used and used + 1 + len(word) > width:
            lines.append(item)
            used = 0
        used += len(word) + (used > 0)
    given = {"id": "k7f2", "measure": "orf", "level": "2", "title": "The Lost Kite"} | fields
    return Form(items=tuple(words), lines=tuple(lines), **given)


TALE = "The fox came down to the river to see “what” the niño’s boat — had brought."
FOX = TALE.split()
LONG = (FOX * 20)[:300]


def pages(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


class Written(NamedTuple):
    text: str
    font: str
    page: int
    points: float
    start: float
    end: float
    baseline: float


def written(draw, *args, **more):
    """A document, and every text on it with its place."""
    places = []
    write = FPDF.text

    def see(pdf, x, y, text):
        font = pdf.font_family
        places.append(
            Written(text, font, pdf.page, pdf.font_size_pt, x, x + pdf.get_string_width(text), y)
        )
        write(pdf, x, y, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FPDF, "text", see)
        return draw(*args, **more), places


def assert_inside(places, size, *, wide=False):
    width, height = reversed(SIZES[size]) if wide else SIZES[size]
    for place in places:
        assert 36 <= place.start <= place.end <= width - 18, place
        assert 36 <= place.baseline <= height - 18, place


def assert_apart(places):
    """No two texts of a page lie on each other."""
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            beside = one.end <= other.start + 0.1 or other.end <= one.start + 0.1
            if one.page == other.page and not beside:
                lower = max(one, other, key=lambda place: place.baseline)
                assert abs(one.baseline - other.baseline) >= lower.points * 0.75, (one, other)


PASSAGES = [passages.read(file.read_text("utf-8")) for file in sorted(ORF.glob("*.txt"))]
SKILLS = {"facts": ["add-20"], "comp": ["4", "6", "mul-3x2"]}
LEVELS = [(m, level) for m in MEASURES for level in SKILLS.get(m, generators.levels(m))]


def made(measure, level):
    """The first form of a level."""
    return generators.forms(measure, level, TEXTS)[0]


def own(measure, *rows, level="1"):
    """A form of one's own."""
    return own_forms.read("\n".join(rows), measure, level, "My own")


def tokens(pdf):
    return " ".join(pages(pdf)).split()


def seen(form):
    """What a student is to see of a form, in order."""
    match form.measure:
        case "facts":
            return [part for prompt in form.prompts for part in (*prompt.split(), "=")]
        case "comp":
            parts = [prompt.split() for prompt in form.prompts]
            return [x for a, sign, b in parts for x in ([b, a] if sign == "÷" else [a, sign, b])]
        case "nwf":
            return list(form.prompts)
    return [part for item in form.items for part in item.split() if part != "_"]


@pytest.mark.parametrize("size", SIZES)
def test_the_student_reads_the_title_and_every_line_and_nothing_else(size):
    passage = form(LONG)
    (page,) = pages(printed(passage, "student", size))
    lines = [" ".join(passage.items[i] for i in passage.line(n)) for n in range(len(passage.lines))]
    assert page.splitlines() == ["The Lost Kite", *lines, "k7f2"]


@pytest.mark.parametrize(
    ("measure", "level"), [at for at in LEVELS if at[0] not in ("oc", "psf", "comp")]
)
def test_the_student_sees_every_item_once_and_no_key(measure, level):
    sheet = made(measure, level)
    name = ["Name", "Date"] if measure == "facts" else []
    document, places = written(printed, sheet, "student")
    assert tokens(document) == [*name, *seen(sheet), sheet.id]
    assert not [place for place in places if place.font.endswith("700")]


@pytest.mark.parametrize("level", ["4", "add-4-regroup", "mul-3x2", "div-3x2-remainder"])
def test_the_student_sees_every_computation_once_and_no_answer(level):
    sheet = made("comp", level)
    document, places = written(printed, sheet, "student")
    texts = [place.text for place in places]
    expected = "".join(("Name", "Date", *seen(sheet), sheet.id))
    read = "".join(re.sub(rf"{sheet.id}|\d/\d|Name|Date|R", "", "".join(texts)).split())
    assert read == expected.replace("Name", "").replace("Date", "").replace(sheet.id, "")
    assert len("".join(tokens(document))) == sum(len("".join(text.split())) for text in texts)


@pytest.mark.parametrize("measure", ["oc", "psf"])
def test_where_nothing_is_read_the_student_page_says_so(measure):
    sheet = made(measure, "K")
    (page,) = pages(printed(sheet, "student"))
    assert "The student has no page" in " ".join(page.split())
    assert page.split()[-1] == sheet.id
    assert not set(sheet.prompts) & set(page.split())


@pytest.mark.parametrize(("measure", "level"), LEVELS)
def test_the_examiner_sees_the_key_and_the_counts_at_the_line_ends(measure, level):
    sheet = made(measure, level)
    document, places = written(printed, sheet, "examiner")
    text = " ".join(tokens(document))
    last = [sheet.line(line).stop for line in range(len(sheet.lines))]
    right = max(place.end for place in places if place.text == str(last[-1]))
    counts = [place.text for place in places if abs(place.end - right) < 0.5]
    assert [int(count) for count in counts if count.isdigit()] == last
    assert measure_name(measure) in text
    assert level_name(level) in text
    assert f"Form 1 · {sheet.id}" in text  # as the screens call it
    if sheet.key:
        assert sheet.key == tuple(bold(places, len(sheet.key)))
    if measure in ("facts", "comp"):
        answers = [value.replace(" R", "") for value in bold(places, len(sheet.prompts))]
        keys = ["".join(sheet.items[i] for i in sheet.group(g)) for g in range(len(sheet.groups))]
        assert answers == keys
    if measure in ("nwf", "psf"):
        for group, prompt in enumerate(sheet.prompts):
            assert prompt in text
            assert " ".join(sheet.items[item] for item in sheet.group(group)) in text


def bold(places, count):
    """The last texts written in bold: before them stand the heading, and what is said when."""
    found = [place.text for place in places if place.font.endswith("700")]
    assert set(found[1:-count]) <= {"Time", "Practice", "", "Say", "Remind", "Sounds"}
    return found[-count:]


@pytest.mark.parametrize("size", SIZES)
def test_a_count_of_digits_stands_nearer_to_its_answer_than_to_the_next_problem(size):
    _, places = written(printed, made("facts", "add-20"), "examiner", size)
    counted = 0
    for answer, count, after in zip(places, places[1:], places[2:], strict=False):
        if count.points < answer.points and count.baseline == answer.baseline == after.baseline:
            assert after.start - count.end >= 2.5 * (count.start - answer.end), after.text
            counted += 1
    assert counted == 60  # the last of each row stands before the row's total


@pytest.mark.parametrize("size", SIZES)
def test_the_examiner_sees_words_read_by_the_end_of_each_line(size):
    passage = form(LONG)
    (page,) = pages(printed(passage, "examiner", size))
    read = 0
    found = iter(page.splitlines())
    for line in range(len(passage.lines)):
        words = [passage.items[item] for item in passage.line(line)]
        read += len(words)
        expected = " ".join([*words, str(read)])
        assert any(" ".join(text.split()) == expected for text in found), expected
    assert read == 300


@pytest.mark.parametrize(("measure", "level"), [("orf", "2"), *LEVELS])
def test_only_the_examiner_sees_the_grade_the_title_and_the_scoring_box(measure, level):
    sheet = form(FOX) if measure == "orf" else made(measure, level)
    student, examiner = (" ".join(tokens(printed(sheet, c))) for c in ("student", "examiner"))
    for only in (level_name(level), "Student", "a minute", "When the time is up"):
        assert only in examiner
        assert only not in student
    assert "Grade" not in student
    assert measure == "orf" or sheet.title not in student


BOX = {
    "orf": ("Words read", "Errors", "Words correct a minute (WCPM)", "Accuracy"),
    "lnf": ("Tried", "Errors", "Letters correct a minute", "Accuracy"),
    "nwf": ("Correct letter sounds (CLS)", "Whole words read (WWR)", "also after sounding out"),
    "psf": ("Segments correct", "Sounds in the words given"),
    "facts": ("Digits correct", "Digits possible", "Digits missing", "Problems correct"),
}


@pytest.mark.parametrize(("measure", "asked"), BOX.items())
def test_the_scoring_box_asks_for_what_the_measure_scores(measure, asked):
    sheet = form(FOX) if measure == "orf" else made(measure, dict(LEVELS)[measure])
    page = " ".join(tokens(printed(sheet, "examiner")))
    for words in asked:
        assert words in page


@pytest.mark.parametrize(
    ("measure", "level", "profile", "says"),
    [
        ("lnf", "K", "house", "in the first 10: stop"),
        ("lnf", "K", "three-rows", "in the first 3 lines: stop"),
        ("ni", "K", "stopped-prorated", "in the first line: stop"),
        ("ni", "K", "stopped-prorated", "Stopped: write the seconds"),
        ("wrf", "1", "house", "Don’t say the answer"),
        ("wrf", "1", "supplied", "silence: say what it is"),
        ("wrf", "1", "skipped-line-one-error", "one read and one error"),
        ("wrf", "1", "skipped-words-errors", "each an error"),
        ("comp", "4", "steps-counted", "Digits correct in written steps"),
    ],
)
def test_the_examiner_page_has_the_rules_of_the_profile(measure, level, profile, says):
    rules = profiles_for(measure)[profile]
    pdf = print_forms([made(measure, level)], ["examiner"], "a4", lambda measure: rules).pdf
    assert says in " ".join(tokens(pdf))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("measure", "level"), [("orf", "2"), *LEVELS])
def test_the_examiner_page_alone_is_enough_to_give_it(measure, level, language):
    sheet = form(FOX) if measure == "orf" else made(measure, level)
    asked = MEASURES[measure]
    pdf = print_forms([sheet], ["examiner"], "letter", house, language=language).pdf
    page = " ".join(tokens(pdf))
    mode = "paper" if "paper" in asked.modes else "oral"
    spoken = directions(measure, mode, language)
    assert spoken.say in page
    for one in spoken.practice:
        assert f"{one.ask} Right: {one.right} Wrong or silent: {one.wrong}" in page
    minutes = {"4": "3 minutes", "6": "6 minutes", "mul-3x2": "Grade 5: 5 minutes. Grade 6: 6 min"}
    assert (minutes[level] if measure == "comp" else "1 minute") in page
    assert "Start the clock a" in page
    assert "say: “Stop.”" in page
    assert page.count(", once: “") == len(asked.reminders)
    in_other = REMINDING["es" if language == "en" else "en"].values()
    assert not [said for said in in_other if said in page]
    assert asked.marked == "digits" or reminder("keep going", language) in page
    if measure in ("lsf", "nwf"):
        sounds = {item.lower() for item in sheet.items}
        for sound in sounds & {"a", "c", "g", "th", "x", "ch", "ng", "a_e", "ar", "qu"}:
            assert f"{sound} {' or '.join({**HEARD_IN, **SPELLED}[sound])}" in page


def test_the_key_has_the_digits_of_steps_where_they_count():
    sheet = own("comp", "46 x 23, 8 + 7", "1/2 + 1/3, 2.3 x 1.4")
    house_rules, steps_counted = (profiles_for("comp")[n] for n in ("house", "steps-counted"))
    plain = tokens(print_forms([sheet], ["examiner"], "letter", lambda _: house_rules).pdf)
    counted = tokens(print_forms([sheet], ["examiner"], "letter", lambda _: steps_counted).pdf)
    assert "4+6" in counted
    assert "2+4" in counted
    assert "3+5" in counted
    assert not [text for text in plain if re.fullmatch(r"\d\+\d", text)]
    assert {"1058", "5/6", "3.22"} <= set(plain)


@pytest.mark.parametrize(
    ("problems", "boxes"),
    [
        (("17 / 5, 10 / 5", "20 / 4, 8 + 7"), 3),
        (("15 / 5, 10 / 5", "20 / 4, 8 + 7"), 0),
    ],
)
def test_a_box_for_a_remainder_does_not_say_which_problem_leaves_one(problems, boxes):
    for measure, of_all in (("comp", boxes), ("facts", 4 if boxes else 0)):
        _, places = written(printed, own(measure, *problems), "student")
        assert [place.text for place in places].count("R") == of_all


@pytest.mark.parametrize(
    ("level", "lines"), [("add-3", 1), ("mul-2x2", 3), ("mul-3x2", 3), ("div-3x1", 6)]
)
@pytest.mark.parametrize("size", SIZES)
def test_a_computation_has_room_to_work(level, lines, size):
    _, places = written(printed, made("comp", level), "student", size)
    starts = [place.baseline for place in places if place.text.isdigit()]
    rows = sorted(set(starts))
    between = [lower - upper for upper, lower in pairwise(rows)]
    free = [gap for gap in between if gap > 40]
    assert free
    assert min(free) >= (lines + 1) * 20  # the steps, and what stands above the next one


LARGE = {
    "lnf": 24,
    "lsf": 24,
    "ni": 20,
    "nwf": 20,
    "wrf": 15,
    "qd": 18,
    "mn": 17,
    "facts": 14,
    "comp": 13,
}


@pytest.mark.parametrize(("size", "box"), SIZES.items())
@pytest.mark.parametrize(("measure", "level"), LEVELS)
@pytest.mark.parametrize("copy", ["student", "examiner"])
def test_a_form_is_a_page_of_the_size_asked_for_and_large(measure, level, size, box, copy):
    forms = generators.forms(measure, level, TEXTS)
    document, places = written(printed, forms[0], copy, size, forms)
    found = PdfReader(BytesIO(document)).pages
    assert 1 <= len(found) <= (2 if (measure, copy) == ("comp", "student") else 1)
    wide = (measure, copy) == ("mn", "student")
    for page in found:
        sides = (round(page.mediabox.width), round(page.mediabox.height))
        assert sides == (box[::-1] if wide else box)
    assert_inside(places, size, wide=wide)
    if copy == "examiner":
        assert min(place.points for place in places) >= 10
        assert_apart(places)
    elif measure not in ("oc", "psf"):
        sizes = [p.points for p in places if p.font.startswith("lexend") and p.text != "R"]
        assert min(sizes) >= LARGE.get(measure, 14) * 0.99


def test_twenty_sheets_go_in_one_file_the_same_or_others():
    forms = generators.forms("facts", "mul", TEXTS)[:20]
    document = print_forms(forms, ["student"], "letter", house).pdf
    read = pages(document)
    assert [page.split()[-1] for page in read] == [form.id for form in forms]
    again = print_forms([forms[0]] * 20, ["student"], "letter", house).pdf
    assert pages(again) == [read[0]] * 20
    assert PdfReader(BytesIO(again)).metadata.title == forms[0].id


def test_many_forms_go_in_one_file_each_with_its_copies():
    forms = [form(FOX, id=f"f{n}") for n in range(3)]
    document = print_forms(forms, ["student", "examiner"], "a4", house).pdf
    ids = [f"f{n}" for n in range(3) for _ in range(2)]
    assert [next(i for i in ids if i in page) for page in pages(document)] == ids
    assert PdfReader(BytesIO(document)).metadata.title == "f0, f1, f2"


def letter_sizes(draw, *args, **more):
    """The size of each passage's letters."""
    _, places = written(draw, *args, **more)
    return [place.points for place in places if place.text.startswith("The fox")]


def test_forms_of_one_level_have_letters_of_one_size():
    small, large = form(FOX, width=30, id="s"), form(LONG, width=60, id="l")
    other = form(LONG, width=60, level="5", id="o")
    alone = letter_sizes(printed, small, "student")
    assert letter_sizes(printed, small, "student", alike=[other]) == alone == [24]
    together = set(letter_sizes(print_forms, [small, large], ["student"], "letter", house))
    assert len(together) == 1
    assert max(together) < 24
    assert set(letter_sizes(printed, small, "student", alike=[large])) == together


def test_a_form_with_letters_too_small_to_read_does_not_change_those_beside_it():
    for copy in ("student", "examiner"):
        alone = printed(form(FOX), copy)
        assert printed(form(FOX), copy, alike=[form(["w" * 400], id="w")]) == alone


def test_the_same_form_is_always_the_same_bytes():
    first, second = (
        print_forms([form(LONG), made("comp", "4")], ["student", "examiner"], "letter", house).pdf
        for _ in range(2)
    )
    assert first == second
    facts = PdfReader(BytesIO(first)).metadata
    assert facts.creation_date == datetime(2026, 1, 1, tzinfo=UTC)
    assert facts.keys() == {"/Title", "/CreationDate"}


letters = st.text("abcdefgñéüÁ¿!’“—-.,()\\%<&", min_size=1, max_size=14)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(letters, min_size=1, max_size=60), st.integers(40, 50), st.sampled_from(list(SIZES))
)
def test_every_word_is_printed_in_order_and_inside_the_page(words, width, size):
    for copy in ("student", "examiner"):
        passage = form(words, width=width)
        document, places = written(printed, passage, copy, size)
        found = iter(" ".join(pages(document)).split())
        lines = range(len(passage.lines))
        assert all(word in found for line in lines for word in passage.text_of(line).split())
        assert_inside(places, size)


number = st.integers(0, 9999).map(str)
CELLS = {
    "wrf": st.text("abcWñ", min_size=1, max_size=40),
    "lnf": st.text("abcWñ", min_size=1, max_size=1),
    "ni": number,
    "qd": st.tuples(number, number).filter(lambda pair: pair[0] != pair[1]).map(" ".join),
    "mn": st.tuples(st.integers(0, 9990), st.integers(3, 6)).map(
        lambda at: " ".join([*map(str, range(at[0], at[0] + at[1] - 1)), "_"])
    ),
    "nwf": st.lists(st.text("abcW", min_size=1, max_size=4), min_size=2, max_size=8).map(" ".join),
    "psf": st.lists(st.text("abcW", min_size=1, max_size=4), min_size=1, max_size=12).map(
        lambda parts: f"{'W' * 40} = {' '.join(parts)}"
    ),
    "facts": st.tuples(st.integers(0, 999999), st.sampled_from("+×"), st.integers(0, 999999)).map(
        lambda parts: " ".join(map(str, parts))
    ),
    "comp": st.tuples(st.integers(0, 999999), st.sampled_from("+×÷"), st.integers(1, 999999)).map(
        lambda parts: " ".join(map(str, parts))
    ),
}


@settings(max_examples=12, deadline=None)
@given(st.data(), st.sampled_from(list(CELLS)), st.sampled_from(list(SIZES)))
def test_no_form_of_ones_own_breaks_the_page(data, measure, size):
    rows = data.draw(
        st.lists(st.lists(CELLS[measure], min_size=1, max_size=20), min_size=1, max_size=12)
    )
    sheet = own(measure, *map(",".join, rows))
    for copy in ("student", "examiner"):
        document, places = written(printed, sheet, copy, size)
        assert_inside(places, size, wide=measure == "mn" and copy == "student")
        if measure == "wrf" and copy == "student":
            assert [t for t in tokens(document) if t in sheet.items] == list(sheet.items)


@pytest.mark.parametrize("copy", ["student", "examiner"])
@pytest.mark.parametrize(
    "sheet",
    [
        own("wrf", *[",".join(["w" * 40] * 20)] * 10),
        own("psf", *[",".join([f"{'w' * 40} = a b c d e"] * 20)] * 10),
        own("mn", *[",".join(["9990 9991 9992 9993 9994 _"] * 20)] * 10),
        own("facts", *[",".join(["999999 × 999999"] * 20)] * 10),
        own("comp", *[",".join(["999999 / 888888"] * 20)] * 10),
        own("ni", *["1234,1235"] * 200),
        made("comp", "6"),
        made("nwf", "3"),
        made("qd", "2"),
    ],
    ids=lambda sheet: getattr(sheet, "measure", sheet),
)
def test_nothing_lies_on_anything_else(sheet, copy):
    _, places = written(printed, sheet, copy)
    assert_apart(places)
    assert_inside(places, "letter", wide=sheet.measure == "mn" and copy == "student")
    if sheet.measure == "ni":
        read = [place.points for place in places if place.font.startswith("lexend")]
        assert min(read) >= (15 if copy == "student" else 10)


def test_paragraphs_stand_apart_where_the_student_reads():
    text = "One fox came down to the river.\nIt looked at the boat, and went\naway.\nThen a bird"
    passage = passages.read(f"title: Foxes\nlevel: 2\n\n{text} called from the other bank.\n")
    assert passages.paragraphs(passage) == {3}
    _, places = written(printed, passage, "student")
    lines = [place.baseline for place in places if place.points == places[1].points][:4]
    steps = [round(lower - upper, 2) for upper, lower in pairwise(lines)]
    assert steps[0] == steps[1] < steps[2] < 2 * steps[0]


def test_most_passages_shipped_have_paragraphs():
    found = [len(passages.paragraphs(passage)) for passage in PASSAGES]
    assert sum(count > 0 for count in found) >= 0.95 * len(found)
    assert max(found) <= 8


@pytest.mark.parametrize("size", SIZES)
def test_every_passage_shipped_is_large_enough_on_its_page(size):
    assert PASSAGES
    both = ("student", "examiner")
    (document, _), places = written(print_forms, PASSAGES, both, size, house)
    texts = pages(document)
    assert len(texts) == 2 * len(PASSAGES)
    for passage, read, marked in zip(PASSAGES, texts[::2], texts[1::2], strict=True):
        assert read.split() == [*passage.title.split(), *passage.items, passage.id]
        assert str(len(passage.items)) in marked.split()
        first = " ".join(passage.items[item] for item in passage.line(0))
        student, examiner = (place.points for place in places if place.text == first)
        assert student >= 14
        assert examiner >= 10
    assert min(place.points for place in places if place.page % 2 == 0) >= 10
    assert_inside(places, size)


def test_a_long_passage_goes_on_on_the_next_page():
    passage = form(FOX * 65, title="")
    for copy in ("student", "examiner"):
        document, places = written(printed, passage, copy)
        found = iter(tokens(document))
        assert all(word in found for word in passage.items)
        assert len(pages(document)) > 1
        assert "k7f2 1/" in " ".join(pages(document)[0].split())
        assert_inside(places, "letter")
        assert min(letter_sizes(printed, passage, copy)) >= 8


def test_a_long_title_is_made_to_fit():
    passage = form(FOX, title="A Title That Does Not End " * 20)
    for copy in ("student", "examiner"):
        document, places = written(printed, passage, copy)
        assert pages(document)[0].split().count("Title") == 20
        assert_inside(places, "letter")


def test_loose_accents_are_joined_to_their_letters():
    passage = form([unicodedata.normalize("NFD", word) for word in ("niño", "café")])
    assert "niño café" in pages(printed(passage, "student"))[0]


@pytest.mark.parametrize(
    ("hostile", "lacking"),
    [
        (form(["a", "☃"]), "☃"),
        (form(["a", "b\nc"]), "\n"),
        (form(["a"], title="\u202e"), "\u202e"),
        (form(["a", "字☃"], measure="wrf"), "☃字"),
        (form(["a"]), ""),
    ],
)
def test_what_the_fonts_lack_is_a_question_mark_and_is_said(hostile, lacking):
    for copy in ("student", "examiner"):
        pdf, said = print_forms([hostile], [copy], "letter", house)
        assert said == lacking
        plain, _ = print_forms([form(["a"], measure=hostile.measure)], [copy], "letter", house)
        asked = " ".join(pages(plain)).count("?")  # by what is said to the student
        assert " ".join(pages(pdf)).count("?") - asked == len(lacking)


def test_what_is_not_printed_is_not_said_to_lack():
    assert print_forms([form(FOX)], ["student"], "a4", house, [form(["☃"], id="x")]).lacking == ""


def test_printing_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one form"):
        print_forms([], ["student"], "letter", house)


def test_it_prints_where_pillow_is_missing_and_loads_the_printer_only_then():
    tablet = (
        "import sys\n"
        "sys.modules['PIL'] = sys.modules['defusedxml'] = None\n"
        "from probes.forms.form import Form\n"
        "from probes.measures.profiles import HOUSE\n"
        "from screens.paper import print_forms\n"
        "assert 'fpdf' not in sys.modules\n"
        "form = Form(id='a', measure='orf', level='1', items=('a',), lines=(0,))\n"
        "pdf = print_forms([form], ['student'], 'a4', lambda measure: HOUSE).pdf\n"
        "assert pdf.startswith(b'%PDF')\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", tablet], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_paper_and_screen_use_the_same_fonts():
    fonts = sorted(path.name for path in (ROOT / "screens/paper/fonts").iterdir())
    assert any(name.endswith("OFL.txt") for name in fonts)
    for name in fonts:
        drawn = ROOT / "assets/fonts" / name
        assert drawn.read_bytes() == (ROOT / "screens/paper/fonts" / name).read_bytes()
