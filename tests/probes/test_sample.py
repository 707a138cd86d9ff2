"""The made-up class: real administrations, flagged as a sample."""

import random
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from probes.administration import Administration
from probes.passages import read
from probes.sample import STUDENTS, WEEKS, sample_class

ROOT = Path(__file__).parents[2]
FORMS = [
    read(path.read_text("utf-8")) for path in sorted((ROOT / "probes/forms/orf").glob("*.txt"))
]
TODAY = date(2026, 11, 24)


def made(seed=1):
    numbers = count()
    return sample_class(FORMS, TODAY, lambda: f"id{next(numbers)}", random.Random(seed).random)


ROWS = made()


def test_every_student_is_flagged_as_a_sample():
    students = [row for table, _, row in ROWS if table == "students"]
    assert [row["name"] for row in students] == [made_up.name for made_up in STUDENTS]
    assert all(row["sample"] is True and row["archived"] is False for row in students)


def test_every_probe_can_be_read_and_scored():
    forms = {form.id: form for form in FORMS}
    students = {row_id: row for table, row_id, row in ROWS if table == "students"}
    given = [(i, row) for table, i, row in ROWS if table == "administrations"]
    assert len(given) == WEEKS * len(STUDENTS)
    for row_id, row in given:
        one = Administration.kept(row_id, row, forms[row["form"]])
        student = students[one.student]
        assert one.form.level == one.grade == student["grade"]
        assert one.given_at[:10] < TODAY.isoformat()
        found = one.score()
        assert 10 < found.rate < 150
        assert found.accuracy > 75
        assert not any((found.prorated, found.discontinued, found.spoiled))


def test_the_class_is_chances_alone():
    assert made() == ROWS
    assert made(seed=2) != ROWS


def test_no_id_is_given_twice():
    ids = [row_id for _, row_id, _ in ROWS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("forms", [[], FORMS[:1]])
def test_without_forms_of_a_grade_there_are_students_and_no_probes(forms):
    rows = sample_class(forms, TODAY, lambda: "x", lambda: 0.5)
    assert {table for table, _, _ in rows} == {"students"}
