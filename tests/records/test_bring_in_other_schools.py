"""Files as other schools have them, each its own trouble: what comes in, or what is said."""

import io
from datetime import date

import openpyxl
import pytest
from bring_in_doubles import brought, looked_at, planned, refusals, scores, students
from workbook_doubles import xlsx


def found(records):
    """Return all scores on record: name, measure, season, day, rate."""
    return [
        (one.name, score.series.measure, score.season, score.day.isoformat(), score.rate)
        for one in records.students.all()
        for score in records.old_scores.of(one.id)
    ]


def grades(records):
    return {one.name: one.grade for one in records.students.all()}


def test_headers_in_two_rows_with_merged_cells_and_totals_below():
    made = openpyxl.Workbook()
    sheet = made.active
    for row in [
        ["Lincoln Elementary: reading 2025-26"],
        [],
        ["Student", None, "Grade", "ORF (WCPM)", None, None, "NWF CLS", None],
        ["Last", "First", None, "Fall", "Winter", "Spring", "Fall", "Winter"],
        ["Lee", "Anna", "Grade 3", 41, 52, 60, None, None],
        ["Cruz", "Ben", "3rd", 38, "abs", 55, None, None],
        ["Day", "Cy", "First", 10, 20, None, 31, 44],
        ["Total", None, None, 89, 72, 115, 31, 44],
        ["Average", None, None, 29.7, 36, 57.5, 31, 44],
    ]:
        sheet.append(row)
    for merged in ("A1:H1", "A3:B3", "D3:F3", "G3:H3"):
        sheet.merge_cells(merged)
    held = io.BytesIO()
    made.save(held)
    records, plan = brought(held.getvalue())
    assert (plan.new, plan.scores) == (3, 9)
    assert plan.found.notes == {"no score": 1, "summary": 2}
    assert grades(records) == {"Anna Lee": "3", "Ben Cruz": "3", "Cy Day": "1"}
    told = {(name, measure, season): rate for name, measure, season, _, rate in found(records)}
    assert told["Anna Lee", "orf", "spring"] == 60
    assert told["Ben Cruz", "orf", "fall"] == 38
    assert told["Cy Day", "orf", "winter"] == 20
    assert told["Cy Day", "nwf", "fall"] == 31
    assert told["Cy Day", "nwf", "winter"] == 44


def test_titles_that_name_two_measures_tell_none():
    _, _, plan = looked_at("ORF and NWF 2026\nName,Fall,Winter\nAnna Lee,41,52\n")
    assert plan.asks == ["measure"]


def test_days_as_a_spreadsheet_counts_them_in_cells_and_headers():
    records, _ = brought("Name,Grade,Date,WCPM\nAnna Lee,3,45901,41\nBen Cruz,3,45908,38\n")
    assert scores(records, "Anna Lee") == [("2025-09-01", 41)]
    assert scores(records, "Ben Cruz") == [("2025-09-08", 38)]
    records, _ = brought("Name,Grade,45901,45908\nAnna Lee,3,41,45\n", measure="orf")
    assert scores(records, "Anna Lee") == [("2025-09-01", 41), ("2025-09-08", 45)]
    _, _, plan = looked_at("Name,Date,WCPM\nAnna Lee,90210,41\n")
    assert "row 2, Date: “90210”; allowed: a date" in refusals(plan)[0]


def test_one_student_whose_number_lost_its_zeros_in_some_rows_is_one():
    rows = [
        ["Student ID", "First Name", "Last Name", "Grade Level"],
        ["124", "Ben", "Cruz", 3],
        ["00123", "Anna", "Lee", 3],
        [123, "Anna", "Lee", 3],
        ["0123", "Cy", "Day", "03"],
        ["00124", "Ben", "Cruz", 3],
    ]
    records, plan = brought(xlsx(rows))
    assert plan.new == 3
    told = {one.name: one.district_id for one in records.students.all()}
    assert told == {"Anna Lee": "00123", "Ben Cruz": "00124", "Cy Day": "0123"}


def test_semicolons_decimal_commas_and_points_between_days():
    text = "Name;Grade;Date;WCPM;Seconds\nAnna;3;14.09.2026;62,5;60\nZoë;2;28.09.2026;12,5;45,5\n"
    records, plan = brought(text.encode("cp1252"))
    assert (plan.new, plan.scores) == (2, 2)
    assert scores(records, "Anna") == [("2026-09-14", 62.5)]
    assert scores(records, "Zoë")[0][1] == pytest.approx(12.5 * 60 / 45.5)
    _, _, plan = looked_at(text.replace("62,5", '"1.012,5"'))
    assert refusals(plan) == [
        "row 2, WCPM: “1.012,5”; allowed: a number from 0 to 1000, or nothing",
    ]


def test_codes_for_absent_are_no_scores_and_unknown_ones_are_refused():
    text = (
        "Name,Grade,Wk 1,Wk 2,Wk 3,Wk 4,Wk 5\n"
        "Anna Lee,3,41,A,ABS,*,45\nBen Cruz,3,38,999,NA,--,-1\nCy Day,2,#N/A,-99,n/a*,T,20\n"
    )
    _, _, plan = looked_at(text, measure="orf")
    assert (plan.scores, plan.found.notes) == (4, {"no score": 10})
    assert refusals(plan) == ["row 4, Wk 4: “T”; allowed: a number from 0 to 1000, or nothing"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_a_spreadsheet_in_utf_16_with_tabs_at_its_ends(encoding):
    text = "Student\tGrade\tGroup\tWCPM\t\t\r\nAnna Lee\t3\tBlue\t41\t\t\r\nÅsa Öst\t2\tRed\t38\t\t"
    records, _ = brought(text.encode(encoding), day=date(2026, 9, 14))
    assert scores(records, "Åsa Öst") == [("2026-09-14", 38)]
    assert {one.group for one in records.students.all()} == {"Blue", "Red"}


def test_1700_columns_of_items_are_left_out_and_the_rate_among_them_comes_in():
    items = [f"Q{n} score" for n in range(1_698)]
    headers = ["Student Name", "Grade", *items[:900], "ORF Fall", *items[900:]]
    cells = ["Anna Lee", "Third", *"1" * 900, "41", *"1" * 798]
    records, plan = brought(f"{','.join(headers)}\n{','.join(cells)}\n")
    assert plan.scores == 1
    assert [one[4] for one in found(records)] == [41]
    assert grades(records) == {"Anna Lee": "3"}


def test_a_part_for_each_group_with_its_headers_again():
    text = (
        "Blue group,,\nName,Grade,WCPM\nAnna Lee,3,41\nBen Cruz,3,38\n,,\n"
        "Red group,,\nName,Grade,WCPM\nCy Day,2,20\nDee Fox,2,25\n"
    )
    records, plan = brought(text, day=date(2026, 9, 14))
    assert (plan.new, plan.scores, plan.found.notes) == (4, 4, {"heading": 2})
    told = {one.name: one.group for one in records.students.all()}
    assert told == {
        "Anna Lee": "Blue group",
        "Ben Cruz": "Blue group",
        "Cy Day": "Red group",
        "Dee Fox": "Red group",
    }


def test_lists_beside_each_other_are_groups():
    text = "Blue,Green,Mrs. Ray\nAnna Lee,Cy Day,Ed Gray\nBen Cruz,Dee Fox,Flo Hill\n,,Gus Ives\n"
    records, plan = brought(text)
    assert (plan.new, plan.groups) == (7, 3)
    told = {one.name: one.group for one in records.students.all()}
    assert (told["Dee Fox"], told["Gus Ives"], told["Anna Lee"]) == ("Green", "Mrs. Ray", "Blue")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lee,Blue\nBen Cruz,Red\nCy Day,Blue\n",
        "Lee,Anna\nCruz,Ben\nDay,Cy\n",
        "Name,Teacher\nAnna Lee,Tess Ray\nBen Cruz,Tess Ray\nCy Day,Tess Ray\n",
    ],
)
def test_a_list_with_a_column_beside_the_names_is_none_of_several(text):
    records, plan = brought(text)
    assert plan.new == 3
    assert "Anna Lee" in students(records)


def test_what_stands_below_a_table_is_no_student():
    text = (
        "Report generated 9/14/2026\nSchool: Lincoln\n\nStudent Name,Student ID,Grade\n"
        "Anna Lee,1234,3\nBen Cruz,1235,3\n\nTotal Students: 2\nPage 1 of 1\nTess Ray\n"
    )
    records, plan = brought(text)
    assert (plan.new, plan.found.notes) == (2, {"below": 3})
    assert {*students(records)} == {"Anna Lee", "Ben Cruz"}
    records, plan = brought("Name,Grade\nAnna Lee,3\nBen Cruz\nCy Day\n")
    assert plan.new == 3


def test_grades_in_every_hand():
    told = {
        "Grade 3": "3", "3": "3", "Third": "3", "3rd grade": "3", "03": "3", "3.º": "3", "G4": "4",
        "KG": "K", "Kdg": "K", "K5": "K", "Gr. 5": "5", "1st Gr": "1", "Pre-K": "",
    }  # fmt: skip
    rows = "".join(f"Student {chr(65 + n)},{grade}\n" for n, grade in enumerate(told))
    records, plan = brought(f"Name,Grade\n{rows}")
    assert [one.grade for one in plan.found.students] == [*told.values()]
    assert len(grades(records)) == len(told)
    _, _, plan = looked_at("Name,Grade\nAnna Lee,2-3\n")
    assert refusals(plan) == ["row 2, Grade: “2-3”; allowed: K or 1 to 8"]


def test_a_list_that_is_numbered_or_has_bullets():
    records, _ = brought("1. Anna Lee\n2. Ben Cruz\n3) Cy Day\n• Dee Fox\n- Ed Gray\n")
    assert {*students(records)} == {"Anna Lee", "Ben Cruz", "Cy Day", "Dee Fox", "Ed Gray"}


def test_a_table_in_spanish():
    text = (
        "Nombre,Apellido,Grado,Fecha,Palabras correctas por minuto\n"
        "Ana,León,3.º,14/09/2026,41\nBeto,Cruz,2º,21/09/2026,38\n"
    )
    records, _ = brought(text)
    assert grades(records) == {"Ana León": "3", "Beto Cruz": "2"}
    assert scores(records, "Beto Cruz") == [("2026-09-21", 38)]


def test_students_across_and_days_down_are_a_sentence():
    _, bringing, plan = looked_at("Date,Anna Lee,Ben Cruz\n9/14/2026,41,38\n", measure="orf")
    assert not bringing.columns.names_students
    assert not plan.rows


def test_exports_whose_headers_alone_are_known():
    """Column names of ``exports/headers.md``: DIBELS's long export and aimswebPlus's in a table."""
    records, plan = brought(
        "student_id,student_name,grade,measure,assessment_grade,score,assessment_dates\n"
        '77,"Lee, Anna",2,DORF-WC,2,41,09/14/2026\n'
        '77,"Lee, Anna",2,DORF-Accuracy,2,95,09/14/2026\n'
        '78,"Cruz, Ben",1,NWF-CLS,1,30,09/21/2026\n'
    )
    assert (plan.new, plan.scores, plan.found.notes) == (2, 2, {"other measure": 1})
    assert found(records) == [
        ("Anna Lee", "orf", "", "2026-09-14", 41),
        ("Ben Cruz", "nwf", "", "2026-09-21", 30),
    ]
    records, plan = brought(
        "SchoolYear,Period,StudentID,LastName,FirstName,Grade,RelatedForm,AdministrationDate,"
        "CorrectScore\n2025-2026,Winter,605,Lee,Anna,2,ORF Grade 2 Form 1,2026-03-30,41\n"
        "2025-2026,NULL,606,Cruz,Ben,1,NWF Form 3,2026-01-12,30\n"
        "2025-2026,N/A,607,Day,Cy,1,,2026-01-12,12\n"
    )
    assert (plan.new, plan.scores) == (3, 2)
    assert ("Anna Lee", "orf", "winter", "2026-03-30", 41) in found(records)
    assert ("Ben Cruz", "nwf", "", "2026-01-12", 30) in found(records)


def test_the_series_of_reference_come_in_once_their_measure_is_said(shared_data):
    data = (shared_data / "reference" / "series.csv").read_bytes()
    _, bringing, plan = looked_at(data)
    assert plan.asks == ["measure"]
    plan = planned(bringing, measure="orf", first_day=date(2026, 9, 7))
    assert (plan.new, plan.scores, plan.refused) == (3, 54, [])
    bringing.carry_out(plan)
    records = bringing.records
    assert len(scores(records, "swiper")) == 11
    assert len(scores(records, "nist_norris")) == 36
    assert scores(records, "sen1968")[:5] == [
        ("2026-09-08", 9), ("2026-09-09", 15), ("2026-09-10", 19), ("2026-09-11", 20),
        ("2026-09-17", 45),
    ]  # fmt: skip
