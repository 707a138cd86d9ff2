"""Every file of the shared folder comes in: how many students and scores, and five by value."""

import csv
from collections import defaultdict

import pytest
from bring_in_doubles import brought, looked_at, scores, students

from records.plans import SeriesKey
from records.tables import TABLES


def test_dibels_next(shared_data):
    records, plan = brought((shared_data / "exports" / "dibels_next.csv").read_bytes())
    assert (plan.new, plan.scores) == (5, 11)
    here = students(records)
    one = here["Student One"]
    assert (one.grade, one.school, one.district_id, one.group) == ("K", "SCHOOL 1", "605000", "one")
    assert here["Student Two"].grade == ""  # PK
    assert here["Student Three"].grade == "2"
    assert scores(records, "Student One", "lnf") == [("2022-10-05", 1)]
    assert scores(records, "Student Two", "psf") == [("2023-01-11", 14)]
    assert scores(records, "Student Two", "nwf") == [("2023-01-11", 32)]
    (first,) = records.old_scores.of(one.id)
    assert (first.series, first.season) == (SeriesKey("lnf", "K", "oral"), "fall")


def test_fastbridge_reading_with_1336_columns(shared_data):
    records, plan = brought((shared_data / "exports" / "fastbridge_english.csv").read_bytes())
    assert (plan.new, plan.scores) == (13, 44)
    one = students(records)["605000"]
    assert (one.grade, one.district_id) == ("K", "605000")
    assert scores(records, "605000", "lnf") == [("2022-08-18", 1)]
    found = scores(records, "605000", "lsf")
    assert found[:2] == [("2022-08-18", 0), ("2022-11-28", 19)]
    assert scores(records, "605003", "lnf") == [("2022-08-15", 35)]
    assert scores(records, "605002", "lnf")[0][1] == 1.4
    assert not scores(records, "605000", "orf")  # nobody read a passage
    assert students(records)["605009"].grade == ""  # ninth


def test_fastbridge_math_has_students_and_no_measure_of_ours(shared_data):
    records, plan = brought((shared_data / "exports" / "fastbridge_cbmmath.csv").read_bytes())
    assert (plan.new, plan.scores) == (5, 0)
    here = students(records)
    assert {one.district_id for one in here.values()} == {f"1000{n}" for n in range(1, 6)}
    assert here["10001"].school == "North High School"
    assert (here["10002"].grade, here["10004"].grade, here["10001"].grade) == ("K", "5", "")


def test_spanish_measures_stay_apart_from_english_ones(shared_data):
    records, plan = brought((shared_data / "exports" / "idel.csv").read_bytes())
    assert (plan.new, plan.scores) == (1, 12)
    (one,) = students(records).values()
    assert (one.name, one.grade, one.group) == ("Firstname Lastname", "K", "ClassName")
    assert one.district_id == ""  # 000000 is no number
    found = records.old_scores.of(one.id)
    assert {score.series.level for score in found} == {"K Spanish"}
    assert [s.rate for s in found if s.series.measure == "lnf"] == [5, 11, 17, 12, 45]
    assert [s.rate for s in found if s.series.measure == "nwf"] == [22, 37, 49]


def test_iready_has_students_and_no_measure_of_ours(shared_data):
    records, plan = brought((shared_data / "exports" / "iready_ela.csv").read_bytes())
    assert (plan.new, plan.scores) == (2, 0)
    here = students(records)
    assert set(here) == {"First 1 Last 1", "First 2 Last 2"}
    one = here["First 2 Last 2"]
    assert (one.grade, one.school, one.district_id, one.group) == (
        "6", "School 1", "605002", "Class 1",
    )  # fmt: skip


def test_star_has_students_and_no_measure_of_ours(shared_data):
    records, plan = brought((shared_data / "exports" / "star_reading.csv").read_bytes())
    assert (plan.new, plan.scores) == (5, 0)
    here = students(records)
    assert [here[f"Student {n}"].grade for n in ("One", "Two", "Three", "Four")] == [*"4687"]
    assert here["Student One"].district_id == "605000"
    assert here["Student One"].group == "Class One"


def test_the_tables_of_studies_come_in_as_they_are(shared_data):
    data = (shared_data / "wrcm_series_sample.csv").read_bytes()
    records, plan = brought(data)
    assert (plan.new, plan.scores) == (52, 935)
    told = defaultdict(list)
    for row in csv.DictReader(data.decode().splitlines()):
        told[row["study"], row["case"]].append(float(row["wrcm"]))
    for student in records.students.all():
        mine = records.old_scores.of(student.id)
        assert sorted(one.rate for one in mine) == sorted(told[student.group, student.name])
    assert set(records.store.tables) <= set(TABLES)


def test_the_table_of_passages_is_prorated(shared_data):
    records, plan = brought((shared_data / "orf_passages_sample.csv").read_bytes())
    assert (plan.new, plan.scores) == (20, 199)
    found = [s for one in records.students.all() for s in records.old_scores.of(one.id)]
    assert all(0 < one.rate < 200 and one.accuracy <= 100 for one in found)
    one = students(records)["1037"]
    first = next(s for s in records.old_scores.of(one.id) if s.form == "22078")
    assert (first.correct, first.attempted, first.seconds) == (38, 50, 22.4)
    assert first.rate == pytest.approx(38 * 60 / 22.4)
    assert (first.season, first.series.level) == ("fall", "3")


def test_oneroster_1_1(shared_data):
    folder = shared_data / "rosters" / "oneroster_1_1"
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    records, plan = brought(files)
    assert (plan.new, plan.groups, plan.scores) == (2, 3, 0)
    here = students(records)
    one = here["student Example"]
    assert (one.school, one.district_id, one.roster_id) == ("School 1", "user identifier", "user1")
    assert here["student2 Example"].school == "School 2"
    members = {g.name: g.members for g in records.groups.all()}
    assert members["Class 1 title"] == members["Class 2 title"] == {one.id}
    assert members["Class 3 title"] == {here["student2 Example"].id}


@pytest.mark.parametrize(
    "name",
    [
        "exports/dibels_next.csv",
        "exports/fastbridge_english.csv",
        "exports/idel.csv",
        "orf_passages_sample.csv",
        "wrcm_series_sample.csv",
    ],
)
def test_brought_in_twice_changes_nothing(shared_data, name):
    data = (shared_data / name).read_bytes()
    records, first = brought(data)
    before = records.store.version
    _, _, plan = looked_at(data, records)
    assert plan.is_nothing
    assert (plan.known, plan.known_scores) == (first.new, first.scores)
    assert records.store.version == before


def test_numbers_of_which_no_column_tells_the_measure_are_asked_about(shared_data):
    data = (shared_data / "reference" / "series.csv").read_bytes()
    _, bringing, plan = looked_at(data)
    assert bringing.columns.headers == ("series", "x", "y")
    assert "measure" in plan.asks
