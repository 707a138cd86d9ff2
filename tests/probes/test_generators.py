"""The forms that come with Aimline: which there are, and what the docs say of them."""

import pytest
from form_texts import ROOT, TEXTS, shipped

from probes.forms.cell_kinds import KINDS
from probes.forms.cell_text import form as form_of
from probes.forms.early_forms import TEXTS as NAMES
from probes.forms.generators import levels
from probes.forms.math_forms import form as math_form
from probes.forms.own_forms import read, written
from probes.forms.passages import read as passage
from probes.forms.skills import skills
from probes.measures.measure import MEASURES

EVERY = [(measure, level) for measure in KINDS for level in levels(measure)]


def test_every_measure_but_passages_has_forms():
    assert set(KINDS) == set(MEASURES) - {"orf"}
    assert all(levels(measure) for measure in KINDS)
    assert levels("orf") == {}
    assert set(TEXTS) == set(NAMES)


def test_every_level_has_its_grades():
    grades = {grade for each in EVERY for grade in levels(each[0])[each[1]]}
    assert grades == {"K", "1", "2", "3", "4", "5", "6"}
    assert all(levels(measure)[level] for measure, level in EVERY)


def test_no_two_forms_have_one_id():
    made = [form for each in EVERY for form in shipped(*each)]
    passages = [
        passage(path.read_text("utf-8")) for path in (ROOT / "probes/forms/orf").glob("*.txt")
    ]
    assert len(made) > 2_500
    assert len({form.id for form in (*made, *passages)}) == len(made) + len(passages)


@pytest.mark.parametrize(("measure", "level"), EVERY)
def test_a_form_written_as_text_is_read_back_as_itself(measure, level):
    for form in shipped(measure, level)[:10]:
        assert read(written(form)) == form


def test_another_title_level_or_cell_is_another_form():
    rows = [["8 + 7", "3 + 4"], ["1 + 1"]]
    ids = {
        form_of("facts", "1", "A", rows).id,
        form_of("facts", "2", "A", rows).id,
        form_of("facts", "1", "B", rows).id,
        form_of("comp", "1", "A", rows).id,
        form_of("facts", "1", "A", [["8 + 7"], ["3 + 4", "1 + 1"]]).id,
        form_of("facts", "1", "A", [["8 + 7", "3 + 4"], ["1 + 2"]]).id,
    }
    assert len(ids) == 6


def table():
    rows = ["| Skill | Grades | Problems | Possible digits |", "| --- | --- | --: | --: |"]
    for (measure, level), skill in skills().items():
        if not level.endswith("s"):  # add-2s to div-9s are in the text
            possible = len(math_form(measure, level, 1).items)
            grades = ", ".join(skill.grades)
            rows.append(f"| {measure} {level} | {grades} | {skill.problems} | {possible} |")
    return "\n".join(rows) + "\n"


def test_the_table_of_skills_in_the_docs_is_true():
    page = (ROOT / "docs/content.md").read_text("utf-8")
    assert table() in page, f"put this table into docs/content.md:\n\n{table()}"
