import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from probes import passages
from probes.form import Form
from screens.paper import CannotPrint, examiner_copy, print_forms, student_copy

ROOT = Path(__file__).parents[2]
ORF = ROOT / "probes/forms/orf"
SIZES = {"letter": (612, 792), "a4": (595, 842)}
WORDS = {
    "paper.form": "Form {form}",
    "paper.grade": "Grade {grade}",
    "paper.student": "Student",
    "paper.date": "Date",
    "paper.examiner": "Examiner",
    "paper.mark_error": "Strike through each word read wrong or left out.",
    "paper.wait": "Silent for three seconds: say the word and strike it through.",
    "paper.skipped_line": "A line passed over: point to it once, else cross it out.",
    "paper.stop_rule": "No word right in the first line, nor in the first ten words: stop.",
    "paper.last_word": "At one minute, put a bracket ] after the last word read.",
    "paper.finished_early": "Finished early: write the seconds.",
    "paper.words_read": "Words read",
    "paper.errors": "Errors",
    "paper.seconds": "Seconds",
    "paper.rate": "Words correct",
    "paper.accuracy": "Accuracy",
}


def say(key, **values):
    return WORDS[key].format(**values)


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
    points: float
    start: float
    end: float
    baseline: float


def written(draw, *args, **more):
    """A document, and every text on it with its place."""
    places = []
    write = FPDF.text

    def see(pdf, x, y, text):
        places.append(Written(text, pdf.font_size_pt, x, x + pdf.get_string_width(text), y))
        write(pdf, x, y, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FPDF, "text", see)
        return draw(*args, **more), places


def assert_inside(places, size):
    width, height = SIZES[size]
    for place in places:
        assert 36 <= place.start <= place.end <= width - 18, place
        assert 36 <= place.baseline <= height - 18, place


@pytest.mark.parametrize("size", SIZES)
def test_the_student_reads_the_title_and_every_line_and_nothing_else(size):
    passage = form(LONG)
    (page,) = pages(student_copy(passage, size, say))
    lines = [" ".join(passage.items[i] for i in passage.line(n)) for n in range(len(passage.lines))]
    assert page.splitlines() == ["The Lost Kite", *lines, "k7f2"]


@pytest.mark.parametrize("size", SIZES)
def test_the_examiner_sees_words_read_by_the_end_of_each_line(size):
    passage = form(LONG)
    (page,) = pages(examiner_copy(passage, size, say))
    read = 0
    found = iter(page.splitlines())
    for line in range(len(passage.lines)):
        words = [passage.items[item] for item in passage.line(line)]
        read += len(words)
        expected = " ".join([*words, str(read)])
        assert any(" ".join(text.split()) == expected for text in found), expected
    assert read == 300


def test_only_the_examiner_sees_the_grade_and_the_scoring_box():
    student, examiner = pages(print_forms([form(FOX)], ["student", "examiner"], "letter", say))
    assert "Grade 2" in examiner
    assert "Form k7f2" in examiner
    for key in ("paper.stop_rule", "paper.student", "paper.words_read", "paper.accuracy"):
        words = WORDS[key].split()
        assert words[0] in examiner
        assert " ".join(words) in " ".join(examiner.split())
        assert " ".join(words) not in " ".join(student.split())
    assert "Grade" not in student


@pytest.mark.parametrize(("size", "box"), SIZES.items())
def test_a_form_is_one_page_of_the_size_asked_for(size, box):
    for draw in (student_copy, examiner_copy):
        (page,) = PdfReader(BytesIO(draw(form(LONG), size, say))).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == box


def test_many_forms_go_in_one_file_each_with_its_copies():
    forms = [form(FOX, id=f"f{n}") for n in range(3)]
    document = print_forms(forms, ["student", "examiner"], "a4", say)
    ids = [f"f{n}" for n in range(3) for _ in range(2)]
    assert [next(i for i in ids if i in page) for page in pages(document)] == ids
    assert PdfReader(BytesIO(document)).metadata.title == "f0, f1, f2"


def letter_sizes(draw, *args, **more):
    """The size of each passage's letters."""
    _, places = written(draw, *args, **more)
    return [place.points for place in places if place.text.startswith("The fox")]


def test_forms_of_one_level_have_letters_of_one_size():
    small, large = form(FOX, width=30), form(LONG, width=60)
    other = form(LONG, width=60, level="5")
    alone = letter_sizes(student_copy, small, "letter", say)
    assert letter_sizes(student_copy, small, "letter", say, alike=[other]) == alone == [24]
    together = set(letter_sizes(print_forms, [small, large], ["student"], "letter", say))
    assert len(together) == 1
    assert max(together) < 24
    assert set(letter_sizes(student_copy, small, "letter", say, alike=[large])) == together


@pytest.mark.parametrize(
    "unprintable", [form(["w" * 400]), form(["fox", "☃"]), form(FOX, groups=(0,))]
)
def test_a_form_that_cannot_be_printed_does_not_change_those_beside_it(unprintable):
    alone = student_copy(form(FOX), "letter", say)
    assert student_copy(form(FOX), "letter", say, alike=[unprintable]) == alone


def test_the_same_form_is_always_the_same_bytes():
    first, second = (
        print_forms([form(LONG)], ["student", "examiner"], "letter", say) for _ in range(2)
    )
    assert first == second
    facts = PdfReader(BytesIO(first)).metadata
    assert facts.creation_date == datetime(2026, 1, 1, tzinfo=UTC)
    assert facts.keys() == {"/Title", "/CreationDate"}
    assert facts.title == "k7f2"


letters = st.text("abcdefgñéüÁ¿!’“—-.,()\\%<&", min_size=1, max_size=14)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(letters, min_size=1, max_size=60), st.integers(40, 50), st.sampled_from(list(SIZES))
)
def test_every_word_is_printed_in_order_and_inside_the_page(words, width, size):
    for draw in (student_copy, examiner_copy):
        document, places = written(draw, form(words, width=width), size, say)
        printed = iter(" ".join(pages(document)).split())
        assert all(word in printed for word in words)
        assert_inside(places, size)


SHIPPED = [passages.read(file.read_text("utf-8")) for file in sorted(ORF.glob("*.txt"))]


@pytest.mark.parametrize("size", SIZES)
def test_every_form_shipped_is_large_enough_on_its_page(size):
    assert SHIPPED
    copies = ("student", "examiner")
    document, places = written(print_forms, SHIPPED, copies, size, say)
    texts = pages(document)
    assert len(texts) == 2 * len(SHIPPED)
    for passage, read, marked in zip(SHIPPED, texts[::2], texts[1::2], strict=True):
        assert read.split() == [*passage.title.split(), *passage.items, passage.id]
        assert str(len(passage.items)) in marked.split()
        first = " ".join(passage.items[item] for item in passage.line(0))
        student, examiner = (place.points for place in places if place.text == first)
        assert student >= 14
        assert examiner >= 10
    assert_inside(places, size)


def test_a_long_title_is_made_to_fit():
    passage = form(FOX, title="A Title That Does Not End " * 20)
    for draw in (student_copy, examiner_copy):
        document, places = written(draw, passage, "letter", say)
        assert pages(document)[0].split().count("Title") == 20
        assert_inside(places, "letter")


def test_loose_accents_are_joined_to_their_letters():
    passage = form([unicodedata.normalize("NFD", word) for word in ("niño", "café")])
    assert "niño café" in pages(student_copy(passage, "letter", say))[0]


@pytest.mark.parametrize(
    ("hostile", "why"),
    [
        (form(["a", "☃"]), "holds '☃', which the print fonts lack"),
        (form(["a", "b\nc"]), r"holds '\\n', which the print fonts lack"),
        (form(["a"], title="\u202e"), r"holds '\\u202e', which"),
        (form(["w" * 400]), "shorter lines, or fewer"),
        (form(["a"] * 200, width=1), "shorter lines, or fewer"),
        (form(["a", "b"], groups=(0,)), "groups its items"),
    ],
)
def test_a_form_that_would_print_wrong_is_refused_by_its_id(hostile, why):
    for draw in (student_copy, examiner_copy):
        with pytest.raises(CannotPrint, match=f"form k7f2.*{why}"):
            draw(hostile, "letter", say)


def test_printing_nothing_is_refused():
    with pytest.raises(CannotPrint, match="at least one form"):
        print_forms([], ["student"], "letter", say)


def test_it_prints_where_pillow_is_missing_and_loads_the_printer_only_then():
    tablet = (
        "import sys\n"
        "sys.modules['PIL'] = sys.modules['defusedxml'] = None\n"
        "from probes.form import Form\n"
        "from screens.paper import student_copy\n"
        "assert 'fpdf' not in sys.modules\n"
        "form = Form(id='a', measure='orf', level='1', items=('a',), lines=(0,))\n"
        "assert student_copy(form, 'a4', str).startswith(b'%PDF')\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", tablet], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_paper_and_screen_use_the_same_fonts():
    fonts = sorted(path.name for path in (ROOT / "screens/fonts").iterdir())
    assert any(name.endswith("OFL.txt") for name in fonts)
    for name in fonts:
        drawn = ROOT / "assets/fonts" / name
        assert drawn.read_bytes() == (ROOT / "screens/fonts" / name).read_bytes()
