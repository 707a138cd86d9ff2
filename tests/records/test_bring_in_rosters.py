"""Rosters: sets of files, students known again, nothing overwritten unasked, taken back whole."""

import io
import zipfile

import pytest
from bring_in_doubles import brought, looked_at, refusals, scores, students
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import Rows, open_records

from records.brought_in import BuiltOn, Imports
from records.group_settings import GroupSettings
from records.groups import Groups

ONE_1_2 = {
    "manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.users,bulk\n",
    "orgs.csv": "sourcedId,status,dateLastModified,name,type\nS1,,,Oak School,school\n",
    "academicSessions.csv": "sourcedId,status,dateLastModified,title,type,startDate,endDate\n",
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
        "middleName,identifier,email,grades,preferredFirstName\n"
        "u1,,,TRUE,anna,,Anna,Lee,,0042,,03,\n"
        "u2,,,TRUE,ben,,Benjamin,Cruz,,0043,,KG,Ben\n"
        "t1,,,TRUE,ray,,Tom,Ray,,9,,,\n"
    ),
    "roles.csv": (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
        "r1,,,u1,primary,student,,,S1\nr2,,,u2,primary,student,,,S1\nr3,,,t1,primary,teacher,,,S1\n"
    ),
    "classes.csv": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,termSourcedIds\n"
        "c1,,,Room 3,03,,,homeroom,,S1,\nc2,,,Red group,,,,scheduled,,S1,\n"
    ),
    "enrollments.csv": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n"
        "e1,,,c1,S1,u1,student\ne2,,,c2,S1,u1,student\ne3,,,c2,S1,u2,student\ne4,,,c1,S1,t1,teacher\n"
    ),
}
CLEVER = {
    "schools.csv": "School_id,School_name,School_number\n1,Oak School,12\n",
    "students.csv": (
        "School_id,Student_id,Student_number,State_id,Last_name,Middle_name,First_name,Grade\n"
        "1,c-1,0042,77,Lee,,Anna,3\n1,c-2,0043,78,Cruz,,Ben,Kindergarten\n"
    ),
    "teachers.csv": "School_id,Teacher_id,Last_name,First_name\n1,t1,Ray,Tom\n",
    "sections.csv": (
        "School_id,Section_id,Teacher_id,Name,Grade\n1,s1,t1,Room 3,3\n1,s2,t1,Red group,\n"
    ),
    "enrollments.csv": "School_id,Section_id,Student_id\n1,s1,c-1\n1,s2,c-1\n1,s2,c-2\n",
}
ACADIENCE = {
    "manifest.csv": "Property Name,Value\nversion,1\n",
    "Schools.csv": "ID,NCES ID,Name\n1,,Oak School\n",
    "Classes.csv": "ID,School ID,Name,Type\n10,1,Room 3,Class\n11,1,Red group,Class\n",
    "Students.csv": (
        "ID,Primary ID,Secondary ID,Last Name,First Name,Nickname,Email,DOB,Grade Level,"
        "Teacher ID\n100,0042,,Lee,Anna,,,,3,\n101,0043,,Cruz,Ben,,,,K,\n"
    ),
    "Staff.csv": "ID,Primary ID,Secondary ID,Last Name,First Name,Nickname,Email,Job Title\n",
    "StudentEnrollments.csv": "ID,Student ID,Class ID\n1,100,10\n2,100,11\n3,101,11\n",
    "StaffEnrollments.csv": "ID,Staff ID,School ID,Class ID,Role\n",
}
LIST = "Name,Student Number,Grade,Group\nAnna Lee,0042,3,Blue\nBen Cruz,0043,K,Red\n"


def as_bytes(files, **changed):
    return {name: text.encode() for name, text in {**files, **changed}.items()}


def zipped(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in files.items():
            whole.writestr(f"roster/{name}", text)
    return held.getvalue()


def rows_of(records):
    return {
        name: {i: dict(row) for i, row in rows.items()}
        for name, rows in records.store.tables.items()
    }


@pytest.mark.parametrize(
    "files", [ONE_1_2, CLEVER, ACADIENCE], ids=["OneRoster", "Clever", "Acadience"]
)
@pytest.mark.parametrize("pack", [as_bytes, zipped])
def test_a_set_of_files_as_a_folder_and_as_a_zip(files, pack):
    records, plan = brought(pack(files))
    assert (plan.new, plan.groups) == (2, 2)
    here = students(records)
    assert set(here) == {"Anna Lee", "Ben Cruz"}
    one = here["Anna Lee"]
    assert (one.grade, one.school, one.district_id) == ("3", "Oak School", "0042")
    assert here["Ben Cruz"].grade == "K"
    members = {group.name: group.members for group in records.groups.all()}
    assert members == {"Room 3": {one.id}, "Red group": {one.id, here["Ben Cruz"].id}}
    _, _, again = looked_at(pack(files), records)
    assert again.is_nothing


def test_a_student_is_known_by_number_from_one_system_to_the_next():
    records, _ = brought(as_bytes(ONE_1_2))
    records, plan = brought(as_bytes(CLEVER), records)
    assert (plan.new, plan.known) == (0, 2)
    assert len(records.students.all()) == 2


def test_a_delta_adds_and_says_who_is_gone_without_archiving():
    records, _ = brought(as_bytes(ONE_1_2))
    delta = as_bytes(
        {
            "manifest.csv": "propertyName,value\nfile.users,delta\nfile.enrollments,delta\n",
            "users.csv": ONE_1_2["users.csv"].splitlines()[0]
            + "\nu2,tobedeleted,2026-11-01,,,,Benjamin,Cruz,,0043,,KG,\n"
            + "u9,active,,,,,Mia,Diaz,,0050,,02,\n",
            "classes.csv": ONE_1_2["classes.csv"],
            "enrollments.csv": ONE_1_2["enrollments.csv"].splitlines()[0]
            + "\ne9,active,,c1,S1,u9,student\ne10,active,,c1,S1,u2,student\n",
        }
    )
    _, bringing, plan = looked_at(delta, records)
    assert (plan.new, plan.known, len(plan.left)) == (1, 1, 1)
    bringing.carry_out(plan)
    assert not students(records)["Ben Cruz"].archived
    records, plan = brought(delta, records, left="archive")
    assert "Ben Cruz" not in students(records)
    imports = Imports(records.store)
    imports.take_back(next(one.id for one in imports.all() if not one.students))
    assert "Ben Cruz" in students(records)


def test_who_is_enrolled_and_in_no_file_of_a_whole_set_is_refused():
    files = as_bytes(ONE_1_2)
    files["enrollments.csv"] += b"e9,,,c1,S1,u77,student\ne10,,,c77,S1,u1,student\n"
    _, _, plan = looked_at(files)
    assert refusals(plan) == [
        "enrollments.csv, row 6, user sourced id: “u77”; allowed: an id of users.csv",
        "enrollments.csv, row 7, class sourced id: “c77”; allowed: an id of classes.csv",
    ]


def test_by_name_a_student_is_known_only_with_a_question():
    records = open_records(store=Rows())
    anna = records.students.add(name="Anna Lee", grade="3", group="")
    _, _, plan = looked_at("Name,Grade,School\nanna lee,3,Oak\n", records)
    assert plan.asks == ["same"]
    assert plan.likely == [("anna lee", anna)]
    records, plan = brought("Name,Grade,School\nanna lee,3,Oak\n", records, same="same")
    assert (plan.new, plan.known, plan.filled) == (0, 1, 1)
    assert records.students.get(anna).school == "Oak"
    assert records.students.get(anna).name == "Anna Lee"
    records, plan = brought("Name,Grade\nAnna Lee,3\n", records, same="new")
    assert plan.new == 1
    assert len(students(records)) == 1  # of one name
    assert len(records.students.all()) == 2


def test_a_year_later_the_grade_above_is_the_same_student_with_a_question():
    records, _ = brought("Name,Grade\nAnna Lee,3\nBen Cruz,3\n")
    _, _, plan = looked_at("Name,Grade\nAnna Lee,4\nBen Cruz,7\n", records)
    assert [name for name, _ in plan.likely] == ["Anna Lee"]
    assert plan.new == 1


def test_two_who_look_alike_here_need_a_number():
    records = open_records(store=Rows())
    for _ in range(2):
        records.students.add(name="Anna Lee", grade="3", group="")
    _, _, plan = looked_at("Name,Grade\nAnna Lee,3\n", records)
    assert "a student number, as several here" in refusals(plan)[0]


def test_what_was_changed_here_stays_unless_the_file_is_told_to_count():
    records, _ = brought(LIST)
    anna = students(records)["Anna Lee"].id
    known, day = records.students.get(anna), records.clock.now().date()
    records.groups.change_shown(known, day, name="Annie Lee", grade="4", group="Green")
    _, _, plan = looked_at(LIST, records)
    assert plan.is_nothing
    assert sorted(field for _, field in plan.differing) == ["grade", "name"]
    kept = records.students.get(anna)
    assert (kept.name, kept.grade, kept.group) == ("Annie Lee", "4", "Green")
    records, plan = brought(LIST, records, differs="take")
    assert plan.changed == 2
    taken = records.students.get(anna)
    assert (taken.name, taken.grade) == ("Anna Lee", "3")
    last = next(one for one in Imports(records.store).all() if one.changed)
    Imports(records.store).take_back(last.id)
    assert records.students.get(anna).name == "Annie Lee"


def test_who_was_archived_here_or_taken_out_of_a_group_stays_so():
    records, _ = brought(LIST)
    here = students(records)
    records.students.archive(here["Ben Cruz"].id)
    (blue,) = [g for g in records.groups.all() if g.name == "Blue"]
    records.groups.remove(here["Anna Lee"], blue)
    _, _, plan = looked_at(LIST, records)
    assert plan.is_nothing


def test_zeros_that_a_spreadsheet_lost_are_forgiven_where_the_name_is_the_same():
    records, _ = brought(LIST)
    records, plan = brought(LIST.replace("0042", "42").replace("0043", "43"), records)
    assert (plan.new, plan.known) == (0, 2)
    assert students(records)["Anna Lee"].district_id == "0042"


# Taking back


def test_an_import_is_taken_back_as_one_and_brought_back():
    records = open_records(store=Rows())
    text = "Name,Grade,Group,Date,WCPM\nAnna Lee,3,Blue,2026-09-14,41\n"
    records, _ = brought(text, records)
    imports = Imports(records.store)
    (one,) = imports.all()
    assert (one.students, one.scores, one.name) == (1, 1, "file.csv")
    anna = students(records)["Anna Lee"].id
    imports.take_back(one.id)
    assert (records.students.all(), records.groups.all(), imports.all()) == ([], [], [])
    assert records.old_scores.of(anna) == []
    imports.bring_back(one.id)
    assert scores(records, "Anna Lee") == [("2026-09-14", 41)]
    imports.take_back(one.id)
    records, plan = brought(text, records)
    assert (plan.new, plan.scores) == (1, 1)
    assert scores(records, "Anna Lee") == [("2026-09-14", 41)]
    assert [group.name for group in records.groups.all()] == ["Blue"]


def test_what_something_was_built_on_is_not_taken_back():
    records, _ = brought(LIST)
    anna = students(records)["Anna Lee"].id
    (one,) = Imports(records.store).all()
    records.store.put(("absences", "a", {"student": anna, "day": "2026-11-30", "why": "absent"}))
    with pytest.raises(BuiltOn, match="1 of its students have something on record since"):
        Imports(records.store).take_back(one.id)
    assert len(students(records)) == 2


def test_scores_of_another_file_are_built_on_the_students_of_the_first():
    records, _ = brought(LIST)
    first = Imports(records.store).all()[0].id
    records, _ = brought("Student Number,Date,WCPM\n0042,2026-09-14,41\n", records)
    imports = Imports(records.store)
    with pytest.raises(BuiltOn):
        imports.take_back(first)
    second = next(one.id for one in imports.all() if one.scores)
    imports.take_back(second)
    imports.take_back(first)
    assert students(records) == {}


def test_who_was_taken_back_can_be_put_on_the_list_again():
    records, _ = brought(LIST)
    anna = students(records)["Anna Lee"].id
    Imports(records.store).take_back(Imports(records.store).all()[0].id)
    found = records.students.get(anna)
    assert found.archived
    assert found.taken_back
    records.students.archive(anna, archived=False)
    assert set(students(records)) == {"Anna Lee"}


NAMES = st.text("abcdeé'- ", min_size=1, max_size=8).map(str.strip).filter(lambda n: n.strip("-' "))
PUPILS = st.lists(
    st.tuples(NAMES, st.sampled_from(["K", "1", "2"]), st.sampled_from(["", "Red", "Blue"])),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0].casefold(),
)


@given(PUPILS)
def test_a_list_brought_in_twice_and_taken_back_leaves_what_was(pupils):
    text = "Name,Grade,Group\n" + "".join(f'"{n}","{g}","{c}"\n' for n, g, c in pupils)
    records = open_records(store=Rows())
    records.students.add(name="Somebody Else Entirely", grade="3", group="Own")
    before = [(s.name, s.group) for s in records.students.all()]
    _, bringing, plan = looked_at(text, records)
    if plan.refused or plan.is_nothing:
        return
    bringing.carry_out(plan)
    written = rows_of(records)
    assert looked_at(text, records)[2].is_nothing
    assert rows_of(records) == written
    imports = Imports(records.store)
    imports.take_back(imports.all()[0].id)
    assert [(s.name, s.group) for s in records.students.all() if not s.archived] == before
    assert [group.name for group in records.groups.all()] == ["Own"]


def test_a_group_is_looked_up_once_however_many_a_file_puts_into_it(monkeypatch):
    """A district's roster has 20,000 rows and hundreds of groups."""
    asked = []
    monkeypatch.setattr(Groups, "called", lambda _, name: asked.append(name))
    rows = "".join(f"Student {n},2,Group {n % 3}\n" for n in range(30))
    brought(f"Name,Grade,Group\n{rows}", classes="groups")
    assert sorted(asked) == ["Group 0", "Group 1", "Group 2"]


def test_a_files_group_is_the_one_that_is_called_so_now():
    """A group was renamed and its old name given to a new one: a file means the new one."""
    first = "Name,Grade,Group\nAnn,2,Robins\n"
    records, _ = brought(first, classes="groups")
    (robins,) = records.groups.all()
    records.groups.save(GroupSettings(name="Larks"), robins.id)
    records.groups.save(GroupSettings(name="Robins"))
    records, plan = brought(
        first + "Ben,2,Robins\nCal,2,Larks\n", records, classes="groups", same="same"
    )
    here = students(records)
    assert {group.name: group.members for group in records.groups.all()} == {
        "Larks": {here["Ann"].id, here["Cal"].id},
        "Robins": {here["Ben"].id},
    }
    assert plan.groups == 0
    _, _, again = looked_at(
        first + "Ben,2,Robins\nCal,2,Larks\n", records, classes="groups", same="same"
    )
    assert again.is_nothing
