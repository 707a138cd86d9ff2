"""Tables in the shapes and encodings that schools have: students and scores, or a named refusal."""

from datetime import date

import pytest
from bring_in_doubles import brought, looked_at, planned, refusals, scores, students
from hypothesis import given
from hypothesis import strategies as st

from probes.table_text import BadTable
from records.imports.cell_values import (
    found_date,
    grade,
    is_nothing,
    number,
    of_out_of,
    order_of,
    person,
    school_number,
    season,
)
from records.imports.columns import examples
from records.imports.header_words import use_of

ROSTER = "Name,Grade,Group\nAnna Lee,3,Blue\nBen Cruz,K,Red\nZoë Åkesson,3,Blue\n"


IN_GROUPS = {"Anna Lee": "Group 1", "Ben Cruz": "Group 2"}


def groups(records):
    return {one.name: one.group for one in records.students.all()}


@pytest.mark.parametrize(
    "data",
    [
        ROSTER.encode(),
        b"\xef\xbb\xbf" + ROSTER.encode(),
        ROSTER.encode("utf-16"),
        ROSTER.encode("utf-16-le"),
        ROSTER.encode("cp1252"),
        ROSTER.replace("\n", "\r").encode(),
        ROSTER.replace("\n", "\r\n").encode(),
        ROSTER.replace(",", ";").encode(),
        ROSTER.replace(",", "\t").encode(),
        b"sep=;\n" + ROSTER.replace(",", ";").encode(),
        ("Roster 2026\n\n" + ROSTER).encode(),
        (ROSTER + "\nTotal,3,\n").encode(),
        ROSTER.replace("Anna Lee", '"Anna Lee"').encode(),
    ],
)
def test_a_roster_comes_in_whatever_wrote_it(data):
    records, plan = brought(data)
    assert (plan.new, plan.groups) == (3, 2)
    here = students(records)
    assert set(here) == {"Anna Lee", "Ben Cruz", "Zoë Åkesson"}
    assert (here["Ben Cruz"].grade, here["Ben Cruz"].group) == ("K", "Red")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anna Lee\nBen Cruz\n", {"Anna Lee": "", "Ben Cruz": ""}),
        (
            "Anna Lee, 3, Group 1\nBen Cruz, 2, Group 2\n",
            {"Anna Lee": "Group 1", "Ben Cruz": "Group 2"},
        ),
        (
            "Group 1, 3, Anna Lee\nGroup 2, 2, Ben Cruz\n",
            {"Anna Lee": "Group 1", "Ben Cruz": "Group 2"},
        ),
        ("3\tAnna Lee\n2\tBen Cruz\n", {"Anna Lee": "", "Ben Cruz": ""}),
        ("Lee, Anna\nCruz, Ben\n", {"Anna Lee": "", "Ben Cruz": ""}),
        ("First,Last\nAnna,Lee\n", {"Anna Lee": ""}),
        ('Student\n"Lee, Anna"\n', {"Anna Lee": ""}),
    ],
)
def test_a_list_that_was_pasted_is_names_with_grade_and_group_in_any_order(text, told):
    records, _ = brought(text)
    assert groups(records) == told


def test_leading_zeros_stay_and_names_twice_are_two_students_by_their_numbers():
    text = "Name,Student Number,Grade\nAnna Lee,00123,3\nAnna Lee,00124,3\n"
    records, plan = brought(text)
    assert plan.new == 2
    assert {one.district_id for one in records.students.all()} == {"00123", "00124"}


LONG = """Student,Grade,Date,WCPM,Errors
Anna Lee,3,2026-09-14,41,3
Anna Lee,3,2026-09-21,45,2
Ben Cruz,3,2026-09-14,absent,
Ben Cruz,3,2026-09-21,38,
"""


def test_a_row_a_score():
    records, plan = brought(LONG)
    assert (plan.new, plan.scores, plan.found.notes) == (2, 3, {"no score": 1})
    assert scores(records, "Anna Lee") == [("2026-09-14", 41), ("2026-09-21", 45)]
    first = records.old_scores.of(students(records)["Anna Lee"].id)[0]
    assert (first.attempted, first.accuracy) == (44, pytest.approx(100 * 41 / 44))
    assert scores(records, "Ben Cruz") == [("2026-09-21", 38)]


def test_a_row_a_student_and_a_column_a_date():
    text = "ORF weekly\nName,Grade,9/14/2026,9/21/2026\nAnna Lee,3,41,45\nBen Cruz,3,n/a,38\n"
    records, plan = brought(text)
    assert plan.scores == 3
    assert scores(records, "Anna Lee") == [("2026-09-14", 41), ("2026-09-21", 45)]


def test_a_column_a_week_is_counted_from_the_first_day():
    text = "Name,Week 1,Week 2\nAnna Lee,41,45\n"
    records, plan = brought(text, measure="orf", first_day=date(2026, 8, 31))
    assert scores(records, "Anna Lee") == [("2026-09-07", 41), ("2026-09-14", 45)]
    assert plan.found.counted


def test_a_column_a_season_and_measure_as_teachers_write_them():
    text = (
        "Name,Grade,fall K - FSF,winter K - NWF CLS,winter1 DORF-WPM,2fall DORF WPM,"
        "3fall DORF acc \n"
        '"Lee, Anna",2,12,31,22,55,97\n"Cruz, Ben",2,n/a,absent,@school,48,\n'
    )
    records, plan = brought(text)
    assert (plan.new, plan.scores) == (2, 4)
    found = records.old_scores.of(students(records)["Anna Lee"].id)
    assert sorted((s.series.measure, s.series.level, s.season, s.rate) for s in found) == [
        ("nwf", "K", "winter", 31),
        ("orf", "1", "winter", 22),
        ("orf", "2", "fall", 55),
    ]


def test_headers_in_two_rows_of_which_one_is_merged():
    above = ",,Fall,,Winter,\nName,Grade,ORF,NWF,ORF,NWF\nAnna Lee,1,10,20,30,40\n"
    below = "Name,Grade,ORF,,NWF,\n,,Fall,Winter,Fall,Winter\nAnna Lee,1,10,30,20,40\n"
    for text in (above, below):
        records, plan = brought(text)
        assert plan.scores == 4
        found = records.old_scores.of(students(records)["Anna Lee"].id)
        assert {(s.series.measure, s.season): s.rate for s in found} == {
            ("orf", "fall"): 10,
            ("nwf", "fall"): 20,
            ("orf", "winter"): 30,
            ("nwf", "winter"): 40,
        }


def test_scores_of_an_export_with_a_row_a_probe_of_any_measure():
    text = (
        "student_primary_id,student_first_name,student_last_name,enrollment_grade,"
        "assessment_grade,device_date,measure,score\n"
        "123.0,Anna,Lee,2,1,2026-10-05,ORF,41\n"
        "123.0,Anna,Lee,2,1,2026-10-05,ORF-Accu,95\n"
        "123.0,Anna,Lee,2,K,2026-10-05,NWF-CLS,30\n"
        "123.0,Anna,Lee,2,K,2026-10-05,(DEC-IW),3\n"
    )
    records, plan = brought(text)
    assert (plan.new, plan.scores, plan.found.notes) == (1, 2, {"other measure": 2})
    (one,) = students(records).values()
    assert one.district_id == "123"
    assert [s.series.level for s in records.old_scores.of(one.id)] in (["1", "K"], ["K", "1"])


def test_a_wide_data_farming_file():
    text = (
        "student_id,grade,date_orf_2nd_beginning,orf_wordscorrect_2nd_beginning,"
        "orf_wordscorrect_2nd_middle,benchmark_status_orf_2nd_beginning\n"
        "77,2,09/14/2026,41,55,At Risk\n"
    )
    records, plan = brought(text)
    assert plan.scores == 2
    assert scores(records, "77")[0] == ("2026-09-14", 41) or scores(records, "77")[1][1] == 41


def test_dates_that_can_be_read_in_two_ways_are_asked_about_once_a_file():
    text = "Name,Date,WCPM\nAnna Lee,3/4/25,41\nAnna Lee,5/6/25,45\n"
    records, bringing, plan = looked_at(text)
    assert plan.asks == ["dates"]
    for order, day in (("month first", "2025-03-04"), ("day first", "2025-04-03")):
        plan = planned(bringing, dates=order)
        assert plan.asks == []
        assert day in plan.rows[1][2]["scores"]
    sure = text + "Anna Lee,13/6/25,50\n"
    records, _ = brought(sure)
    assert scores(records, "Anna Lee")[0] == ("2025-04-03", 41)


def test_one_date_that_is_none_is_refused_with_its_row_and_what_is_allowed():
    text = "Name,Date,WCPM\nAnna Lee,2/30/2025,41\nAnna Lee,2/13/2025,41\n"
    _, _, plan = looked_at(text)
    assert refusals(plan) == [
        "row 2, Date: “2/30/2025”; allowed: a date such as 2026-11-24 or 11/24/2026"
    ]


def test_more_words_than_there_are_in_any_passage_are_refused():
    _, _, plan = looked_at("Name,Date,WCPM\nAnna Lee,2026-09-14,44/2026\n")
    assert refusals(plan) == ["row 2, WCPM: “44/2026”; allowed: a number from 0 to 1000"]


def test_headers_that_stand_twice_are_remembered_each_by_its_place():
    text = "Name,Extra,Extra\nAnna Lee,41,note\n"
    records, bringing, _ = looked_at(text)
    bringing.columns = bringing.columns.changed(1, use_of("ORF fall"))
    bringing.carry_out(planned(bringing))
    _, again, plan = looked_at(text.replace("Anna Lee", "Ben Cruz"), records)
    assert [use.kind for use in again.columns.uses] == ["name", "score", "ignore"]
    assert (plan.scores, plan.refused) == (1, [])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Anna Lee,3,2026-09-14,-5,", "row 2, WCPM: “-5”; allowed: a number from 0 to 1000"),
        ("Anna Lee,3,2026-09-14,Ben Smith,", "row 2, WCPM: a text of 9 characters"),
        ("Anna Lee,3,2026-09-14,4O,", "row 2, WCPM: “4O”"),
        ("Anna Lee,3,2026-09-14,nan0,", "row 2, WCPM: “nan0”"),
        ("Anna Lee,3,2026-09-14,1e9,", "row 2, WCPM: “1e9”"),
        (
            "Anna Lee,third floor,2026-09-14,41,",
            "row 2, Grade: a text of 11 characters; allowed: K",
        ),
        ("Anna Lee,3,soon,41,", "row 2, Date: a text of 4 characters; allowed: a date"),
        ("Anna Lee,3,2026-09-14,41,x1", "row 2, Errors: “x1”; allowed: a number from 0 to 1000"),
        (",3,2026-09-14,41,", "row 2, Student: nothing; allowed: a name, or the student’s number"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_value_and_what_is_allowed(row, says):
    lines = LONG.splitlines()
    _, _, plan = looked_at("\n".join([lines[0], row, lines[2]]))
    assert says in refusals(plan)[0]
    assert "Smith" not in str(plan.refused)


def test_a_score_that_is_here_with_another_value_is_refused_and_stays():
    records, _ = brought(LONG)
    _, _, plan = looked_at(LONG.replace("45", "54"), records, same="same")
    assert "orf: “54”; allowed: the score that is here already" in refusals(plan)[0]


def test_a_table_that_grew_brings_in_what_is_new():
    records, _ = brought(LONG)
    more = LONG + "Anna Lee,3,2026-09-28,50,\n"
    _, _, asking = looked_at(more, records)
    assert asking.asks == ["same"]
    records, plan = brought(more, records, same="same")
    assert (plan.new, plan.known, plan.scores, plan.known_scores) == (0, 2, 1, 3)
    assert scores(records, "Anna Lee")[-1] == ("2026-09-28", 50)


def test_several_probes_of_one_day_stay_several_and_a_further_one_joins():
    text = "Name,Date,WCPM\nAnna Lee,2026-09-14,41\nAnna Lee,2026-09-14,43\n"
    records, _ = brought(text)
    records, plan = brought(text + "Anna Lee,2026-09-14,47\n", records, same="same")
    assert (plan.scores, plan.known_scores) == (1, 2)
    assert [rate for _, rate in scores(records, "Anna Lee")] == [41, 43, 47]


def test_what_columns_were_changed_to_is_remembered_for_tables_of_the_same_headers():
    text = "Name,Grade,Mystery\nAnna Lee,3,41\n"
    records, bringing, _ = looked_at(text)
    assert bringing.columns.uses[2].kind == "ignore"
    assert examples(bringing.source.tables[0].rows, bringing.columns, 2) == ["41"]
    use = use_of("ORF fall")
    bringing.columns = bringing.columns.changed(2, use)
    plan = planned(bringing)
    assert plan.scores == 1
    bringing.carry_out(plan)
    _, again, plan = looked_at("Name,Grade,Mystery\nBen Cruz,3,38\n", records)
    assert again.columns.uses[2].measure == "orf"
    assert plan.scores == 1


def test_a_measure_that_no_column_tells_is_asked_for():
    _, _, plan = looked_at("Name,9/14/2026,9/21/2026\nAnna Lee,41,45\n")
    assert plan.asks == ["measure"]
    _, _, plan = looked_at("Name,9/14/2026\nAnna Lee,41\n", name="ORF 2026.csv")
    assert plan.asks == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "there is nothing in it"),
        (b"PK\x03\x04 broken", "damaged zip"),
        (b"\x00\x01\x02\x03" * 50, "not plain text"),
        (b"%PDF-1.4", "it is a PDF"),
        (b'Name\n"Anna', "quotation mark"),
        (b'{"students": [{"name": "Anna"}]}', "it is JSON"),
        (b'\xef\xbb\xbf[\n  {"name": "Anna"}]', "it is JSON"),
        (b'[["Name"], ["Anna"]]', "it is JSON"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "it is a web page or XML"),
        (b'<?xml version="1.0"?>\n<Workbook/>', "it is a web page or XML"),
        (b"{\\rtf1 Anna}", "copy the table"),
        (b"Name," + b"x," * 2_001 + b"x\nAnna\n", "more than 2,000 columns"),
        (b"a,b\n" * 250_001, "more than 250,000 rows"),
    ],
)
def test_what_is_no_table_is_a_sentence(data, says):
    with pytest.raises(BadTable, match=says):
        looked_at(data)


def test_1700_columns_with_names_twice_and_none():
    headers = ["Name", "Grade", "", *["ORF fall", "ORF fall"], *[f"Item {n}" for n in range(1_695)]]
    cells = ["Anna Lee", "3", "", "41", "43", *["1"] * 1_695]
    records, plan = brought(f"{','.join(headers)}\n{','.join(cells)}\n")
    assert plan.scores == 2
    assert [rate for _, rate in scores(records, "Anna Lee")] == [41, 43]


# What a cell says


@pytest.mark.parametrize(
    ("text", "found"),
    [("K", "K"), ("KG", "K"), ("Kindergarten", "K"), ("00", "K"), ("03", "3"), ("3rd", "3"),
     ("Grade 3", "3"), ("gr. 4", "4"), ("Third", "3"), ("3.0", "3"), ("PK", ""), ("12", ""),
     ("Nine", ""), ("blue", None), ("3-4", None)],
)  # fmt: skip
def test_grades(text, found):
    assert grade(text) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)), ("11/24/2026", date(2026, 11, 24)),
        ("11/24/26", date(2026, 11, 24)), ("20261124", date(2026, 11, 24)),
        ("Nov 24, 2026", date(2026, 11, 24)), ("24-Nov-26", date(2026, 11, 24)),
        ("November 24 2026", date(2026, 11, 24)), ("24.11.2026", None),
        ("2026-11-24T13:28:05.852Z", date(2026, 11, 24)), ("Tue, Nov 24, 2026", date(2026, 11, 24)),
        ("11/24/2026 9:15", date(2026, 11, 24)), ("9/14", date(2026, 9, 14)),
        ("12/14", date(2025, 12, 14)), ("Sept 14", date(2026, 9, 14)),
        ("14-Sep", date(2026, 9, 14)),
    ],
)  # fmt: skip
def test_dates(text, day):
    found = found_date(text)
    assert found is not None
    assert found.day("month first", date(2026, 11, 30)) == day


@pytest.mark.parametrize("text", ["", "41", "soon", "1.2.3.4", "99/99", "Anna 3", "13/13/13x"])
def test_what_is_no_date(text):
    found = found_date(text)
    assert found is None or found.day("month first", date(2026, 11, 30)) is None


def test_the_order_of_a_files_dates():
    dates = {text: found_date(text) for text in ("3/4/25", "13/4/25", "4/13/25", "2025-04-13")}
    assert order_of([dates["3/4/25"], dates["2025-04-13"]]) == ""
    assert order_of([dates["3/4/25"], dates["13/4/25"]]) == "day first"
    assert order_of([dates["3/4/25"], dates["4/13/25"]]) == "month first"
    assert order_of([dates["13/4/25"], dates["4/13/25"]]) is None


def test_numbers_and_what_says_that_there_is_none():
    told = {"45": 45, "45.0": 45, "22,4": 22.4, "1,204": 1204, "45 wcpm": 45, ".5": 0.5, "-3": -3}
    assert {text: number(text) for text in told} == told
    for text in ("", "x", "1_0", "nan", "inf", "٣", "4O", "45*", "1e999x", "--5"):
        assert number(text) is None
    assert all(
        map(is_nothing, ["", "absent", "Abs.", "N/A", "n/a*", "-", "—", "@school", "Not tested"])
    )
    assert not any(map(is_nothing, ["0", "D", "Anna"]))
    assert of_out_of("38/50") == (38, 50)
    assert season("Winter (November 16 - March 1)") == "winter"
    assert (season("BOY"), season("fall to spring"), season("x")) == ("fall", None, None)


def test_names_and_numbers_of_students():
    assert person("Lee, Anna") == "Anna Lee"
    assert person("King, Jr") == "King, Jr"
    assert [*map(school_number, ["00123", "605000.0", "000000", "n/a", "'0042"])] == [
        "00123", "605000", "", "", "0042",
    ]  # fmt: skip


@given(st.text(max_size=30))
def test_any_cell_is_read_without_a_crash(text):
    grade(text), number(text), is_nothing(text), season(text), person(text), school_number(text)
    found = found_date(text)
    if found is not None:
        found.day("day first", date(2026, 11, 30))
    use_of(text)


@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8))
def test_any_table_is_a_plan_or_a_sentence(rows):
    text = "\n".join(",".join(f'"{c}"' if '"' not in c else c for c in row) for row in rows)
    try:
        looked_at(text.encode("utf-8", "replace"), measure="orf", day=date(2026, 9, 14))
    except BadTable:
        return
