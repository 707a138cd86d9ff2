"""The sample class: real administrations, flagged as a sample."""

import random
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from probes.administration import Administration
from probes.forms import generators
from probes.forms.passages import read
from probes.measures.measure import MEASURES
from records.form_library import kept_form
from records.plan_goals import KeptGoal
from records.plan_phases import KeptPhase
from records.plans import Plan
from records.privacy import leaves
from records.sample import STUDENTS, sample_class

ROOT = Path(__file__).parents[2]
PASSAGES = [
    read(path.read_text("utf-8")) for path in sorted((ROOT / "probes/forms/orf").glob("*.txt"))
]
TEXTS = {path.stem: path.read_text("utf-8") for path in (ROOT / "probes/forms/words").glob("*.txt")}
TODAY = date(2026, 11, 24)


@cache
def forms_of(level, measure):
    if measure == "orf":
        return [form for form in PASSAGES if form.level == level]
    return generators.forms(measure, level, TEXTS)


def made(seed=1):
    numbers = count()
    return sample_class(forms_of, TODAY, lambda: f"id{next(numbers)}", random.Random(seed).random)


ROWS = made()
LINES = [line for student in STUDENTS for line in student.lines]


def test_every_student_is_flagged_as_a_sample():
    students = [row for table, _, row in ROWS if table == "students"]
    assert [row["name"] for row in students] == [made_up.name for made_up in STUDENTS]
    assert all(row["sample"] is True and row["archived"] is False for row in students)


def test_every_probe_can_be_read_and_scored():
    forms = {row_id: kept_form(row_id, row) for table, row_id, row in ROWS if table == "forms"}
    students = {row_id: row for table, row_id, row in ROWS if table == "students"}
    given = [(i, row) for table, i, row in ROWS if table == "administrations"]
    assert len(given) == sum(line.weeks for line in LINES)
    for row_id, row in given:
        one = Administration.kept(row_id, row, forms[row["form"]])
        student = students[one.student]
        assert one.form.level == one.grade == student["grade"] or one.measure == "facts"
        assert one.given_at[:10] < TODAY.isoformat()
        found = one.score()
        assert 5 < found.rate < 150
        assert found.accuracy > 65
        assert not any((found.prorated, found.discontinued, found.spoiled))


def test_letter_sounds_and_math_are_among_the_scores_of_the_youngest():
    young = {line.measure for s in STUDENTS if s.grade in ("K", "1", "2") for line in s.lines}
    assert {"lsf", "facts", "orf"} <= young
    assert {line.measure for line in LINES} <= MEASURES.keys()


def test_plans_goals_and_a_phase_show_what_the_app_is_for_and_never_leave_the_device():
    kept = {table: {} for table, _, _ in ROWS}
    for table, row_id, row in ROWS:
        kept[table][row_id] = row
    plans = [Plan.read(i, row) for i, row in kept["plans"].items()]
    assert len(plans) == sum(line.planned for line in LINES)
    assert len(kept["goals"]) == sum(line.asks > 0 for line in LINES)
    assert all(plan and plan.series.level for plan in plans)
    for goal_id, row in kept["goals"].items():
        goal = KeptGoal.read(goal_id, row)
        assert goal.line().target > goal.baseline
        assert {*goal.probes} <= {*kept["administrations"]}
    assert [KeptPhase.read(i, row).changed for i, row in kept["phases"].items()] == [
        ("more minutes",)
    ]
    for table, row_id, row in ROWS:
        if table != "forms":
            found = leaves(lambda t, i: kept.get(t, {}).get(i), table, row_id, row)
            assert found == "stays", table


def test_the_form_of_every_probe_is_there_once():
    forms = [row_id for table, row_id, _ in ROWS if table == "forms"]
    used = {row["form"] for table, _, row in ROWS if table == "administrations"}
    assert sorted(forms) == sorted(used)


def test_the_class_is_chances_alone():
    assert made() == ROWS
    assert made(seed=2) != ROWS


def test_no_id_is_given_twice():
    ids = [row_id for _, row_id, _ in ROWS]
    assert len(set(ids)) == len(ids)


def test_without_forms_there_are_students_and_no_probes():
    rows = sample_class(lambda level, measure: [], TODAY, lambda: "x", lambda: 0.5)
    assert {table for table, _, _ in rows} == {"students"}
