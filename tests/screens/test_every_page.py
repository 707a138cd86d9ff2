"""The rules of paper over every measure and level that ships: both sizes, both languages."""

import pytest
from test_paper import PASSAGES, SIZES, TEXTS, assert_apart, assert_inside, house, written

from probes.forms import generators
from probes.forms.cell_kinds import KINDS
from probes.measures.directions import LANGUAGES
from screens.paper import print_forms
from screens.paper.student_copy import has_page
from screens.paper.styles import style_of

pytestmark = pytest.mark.long

LEVELS = [(measure, level) for measure in KINDS for level in generators.levels(measure)]
LEAST = 10  # points, of whatever the examiner reads
READ, WORKED = 12, 0.9 * 12  # of what the student reads: words, and the digits of a fraction


def level_of(measure, level):
    if measure == "orf":
        return [passage for passage in PASSAGES if passage.level == level]
    return generators.forms(measure, level, TEXTS)


# Letter in each CI, A4, which is longer and 6 mm narrower, at length.
@pytest.mark.parametrize(
    "size", [pytest.param(one, marks=pytest.mark.full if one == "a4" else ()) for one in SIZES]
)
@pytest.mark.parametrize(("measure", "level"), [*(("orf", g) for g in "123456"), *LEVELS])
def test_the_page_of_every_level(measure, level, size):
    forms = level_of(measure, level)
    for language in LANGUAGES:
        _, places = written(
            print_forms, forms[:1], ["examiner"], size, house, forms, language=language
        )
        assert min(place.points for place in places) >= LEAST
        assert {place.page for place in places} == {1}
        assert_inside(places, size)
        assert_apart(places)
    if has_page(forms[0]):
        _, places = written(print_forms, forms[:1], ["student"], size, house, forms)
        read = [p.points for p in places if p.font.startswith("lexend") and p.text != "R"]
        assert min(read) >= (WORKED if measure == "comp" else READ) * 0.99
        assert max(place.page for place in places) <= (2 if measure == "comp" else 1)
        assert_inside(places, size, wide=style_of(forms[0], "student").wide)
        if names := [p.baseline for p in places if p.page == 1 and p.text == "Name"]:
            first = min(p.baseline for p in places if p.page == 1 and p.font.startswith("lexend"))
            assert first - names[0] >= 36  # room before the first problem
        if not any("/" in prompt for prompt in forms[0].prompts):
            assert_apart(places)
