"""Pages for a team, a teacher, a meeting, an IEP's period, the student; and contacts."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from record_doubles import Rows, open_records
from students_to_report import DAY, FIRST, KEY, STUDENTS, monitor, records_with_students

from probes.progress.look import JUDGED, Verdict
from records.exports.progress_json import progress_json
from records.reports.contacts import HOWS, BadContact
from records.reports.family_report import NEWS, news_of
from records.reports.frozen_numbers import FrozenNumbers
from records.reports.period_reports import BadPeriodReport, PeriodReport, contradictions
from records.reports.report_texts import SchoolHead
from screens.paper.class_pages import class_cells
from screens.paper.drawn_page import DrawnText
from screens.paper.pdf_document import MARGIN, PdfDocument
from screens.paper.report_printing import ReportPrinter
from screens.paper.report_sheet import PageFrame, ReportSheet
from screens.paper.team_page import accuracy_chart
from screens.parts.progress_chart import progress_chart
from screens.words.catalogue import say
from screens.words.family.language import family_languages
from screens.words.figures import tenth, whole
from screens.words.verdict_words import KEYS

HEAD = SchoolHead("Lincoln School", "100 Elm Street", "K. Moss")
LANGUAGES = family_languages({})


@pytest.fixture(scope="module")
def records():
    return records_with_students()


@pytest.fixture(scope="module")
def printer():
    return ReportPrinter("letter")


def pages_of(records, printer, kind, key):
    """The pages of a kind; a class's and a meeting's are those of the whole grade."""
    norms = records.reports.norms()
    match kind:
        case "team":
            return printer.team(records.reports.team(key, DAY, KEY), norms, HEAD)
        case "own":
            report = records.reports.family(key, DAY, KEY)
            return printer.own_graph(report, LANGUAGES[report.choice.language], HEAD)
        case "period":
            return printer.period(period(records, key), STUDENTS[key], HEAD)
        case "class":
            return printer.class_page(records.reports.class_page("grade 2", "Grade 2", DAY), HEAD)
        case "meeting":
            return printer.meeting(records.reports.meeting("grade 2", "Grade 2", DAY), HEAD)


def tags(element):
    """An element of a PDF's tags as its kind and what is in it: numbers of pieces, and others."""
    inside = element["/K"] if isinstance(element["/K"], list) else [element["/K"]]
    found = [one if isinstance(one, int) else tags(one.get_object()) for one in inside]
    return element["/S"], found


@pytest.mark.parametrize("kind", ["class", "meeting", "period", "team"])
def test_a_table_is_one_for_whoever_hears_it(records, printer, kind):
    pages = pages_of(records, printer, kind, "on_track")
    reader = PdfReader(BytesIO(printer.one_file([pages, pages]).raw))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    kinds = [tags(one.get_object()) for one in root["/K"][0].get_object()["/K"]]
    tables = [inside for kind, inside in kinds if kind == "/Table"]
    assert len(tables) == 2, "one for each of the two reports, over as many pages as it has"
    for rows in tables:
        assert {kind for kind, _ in rows} == {"/TR"}
        cells = [[kind for kind, _ in inside] for _, inside in rows]
        columns = len(cells[0])
        assert cells == [["/TH"] * columns, *[["/TD"] * columns] * (len(rows) - 1)]
        assert len(rows) > 4
    assert tables[0] == tables[1]
    # What each piece of a page belongs to is found by its number, and by nothing else.
    lists = root["/ParentTree"]["/Nums"]
    of_page = dict(zip(lists[::2], lists[1::2], strict=True))
    for page in reader.pages:
        pieces = [int(n) for n in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())]
        assert pieces == [*range(len(pieces))]
        elements = [one.get_object() for one in of_page[page["/StructParents"]]]
        assert [one["/K"] for one in elements] == [[number] for number in pieces]
        assert {one.raw_get("/Pg").idnum for one in elements} == {page.indirect_reference.idnum}


@pytest.mark.parametrize("kind", ["period", "team"])
def test_a_tables_heads_stand_on_each_of_its_pages_and_are_heard_once(records, printer, kind):
    report = pages_of(records, printer, kind, "on_track")
    tables = [[one for one in page.blocks if one.cells] for page in report]
    first, *later = [blocks for blocks in tables if blocks]
    assert first[0].role == "heads"
    for blocks in later:
        assert blocks[0].role == "artifact"
        assert [one.text for one in blocks[0].shapes] == [one.text for one in first[0].shapes]
    assert all(one.role == "row" for blocks in (first, *later) for one in blocks[1:])
    if kind == "period":
        assert later, "it goes on to a second page here"


def test_all_scores_of_a_record_stand_by_day_wherever_they_came_from(records, printer):
    pages = pages_of(records, printer, "team", "left_out")
    rows = [one for page in pages for one in page.blocks if one.role == "row"]
    days = [row.shapes[0].text for row in rows]
    assert days[4:7] == ["Oct 12", "Oct 19", "Oct 21"]
    notes = [row.shapes[-1].text for row in rows]
    assert notes[:2] == ["imported · the baseline, one point", "imported"], "three are one row"
    assert "The one probe was not scored by a second person." in "\n".join(p.text for p in pages)


def period(records, key):
    progress = records.monitoring.of_series(key, KEY, DAY)
    kept = records.periods.of(key, KEY)
    if not kept:
        records.periods.freeze(progress, sentence="The goal.", words="We go on.", who="Team")
        kept = records.periods.of(key, KEY)
    return kept[0]


def text_of(pages):
    return " ".join(" ".join(page.text.split()) for page in pages)


KINDS = ("team", "own", "period", "class", "meeting")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_nothing_lies_beyond_the_margins_or_on_each_other(records, kind, size):
    printer = ReportPrinter(size)
    for key in STUDENTS if kind in ("team", "own", "period") else ("on_track",):
        for page in pages_of(records, printer, kind, key):
            texts = [s for b in page.blocks for s in b.shapes if isinstance(s, DrawnText)]
            boxes = []
            for one in texts:
                wide = printer.measure(one.font, one.points, one.text)
                assert one.x >= MARGIN - 0.1, one
                assert one.x + wide <= page.width - MARGIN + 0.1, one
                assert MARGIN <= one.y <= page.height - MARGIN / 2, one
                boxes.append((one.x, one.y - one.points * 0.8, one.x + wide, one.y, one))
            for n, a in enumerate(boxes):
                for b in boxes[n + 1 :]:
                    apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                    assert apart, (kind, key, a, b)


@pytest.mark.parametrize("kind", ["team", "own", "period"])
def test_a_students_pdf_has_no_other_students_name(records, printer, kind):
    for key, own in STUDENTS.items():
        raw = printer.one_file([pages_of(records, printer, kind, key)]).raw
        assert len(raw) <= 150_000
        read = " ".join(page.extract_text() for page in PdfReader(BytesIO(raw)).pages)
        for other in set(STUDENTS.values()) - {own}:
            assert other.split()[0] not in read
        assert own.split()[0] in read
        assert "onfiden" in read


def test_a_teams_numbers_are_those_of_the_progress_command(records, printer):
    for key in STUDENTS:
        found = records.monitoring.of_series(key, KEY, DAY)
        numbers, text = progress_json(found), text_of(pages_of(records, printer, "team", key))
        assert say(f"verdict.{KEYS[Verdict(numbers['verdict'])]}") in text
        if found.judgement.verdict in JUDGED:
            low, high = numbers["interval"]
            assert say("verdict.range", low=tenth(low), high=tenth(high)) in text
            assert say("verdict.trend", slope=tenth(numbers["slope"])) in text
            assert f"{numbers['n']} probe days" in text
        if numbers["goal"]:
            target, unit = whole(numbers["goal"]["target"]), say("goal.unit.orf")
            assert f"to {target} {unit} by Apr 9, 2027" in text
            assert "the median of 36, 38, 41" in text
        for point in numbers["points"]:
            assert f" {whole(point['value'])} " in text


def test_a_team_sees_decisions_left_out_scores_and_where_to_write(records, printer):
    text = text_of(pages_of(records, printer, "team", "below"))
    assert "Oct 5 · 5 × 30 min" in text
    assert "decided by K. Moss with M. Ortiz" in text
    left = text_of(pages_of(records, printer, "team", "left_out"))
    assert "fire drill" in left
    report = records.reports.team("left_out", DAY)
    assert (report.agreement.probes, report.agreement.scored_twice) == (1, 0)
    assert report.patterns == ()


def test_accuracy_stands_beside_the_graph_over_the_same_days(records):
    found = records.monitoring.of_series("on_track", KEY, DAY)
    spec = progress_chart(found)
    beside = accuracy_chart(found, spec)
    assert (beside.first, beside.last) == (spec.first, spec.last)
    known = [p.occasion.accuracy for p in found.points if p.occasion.accuracy is not None]
    assert [mark.score for mark in beside.marks] == known
    nobody = records.monitoring.of_series("none", KEY, DAY)
    assert accuracy_chart(nobody, spec) is None


def test_a_class_has_a_line_for_each_who_is_monitored_and_names_the_rest(records, printer):
    report = records.reports.class_page("grade 2", "Grade 2", DAY)
    assert len(report.lines) == 5
    assert set(report.unmonitored) == {"Tess V.", "Otis W."}
    text = text_of(pages_of(records, printer, "class", ""))
    assert "39 WCPM, Nov 30" in text
    assert records.reports.class_page("grade 5", "Grade 5", DAY).lines == ()
    assert "Nobody" in text_of(
        printer.class_page(records.reports.class_page("grade 5", "Grade 5", DAY), HEAD)
    )


def test_a_meeting_goes_by_need_as_the_caseload_does(records, printer):
    report = records.reports.meeting("grade 2", "Grade 2", DAY)
    needs = [row.need for row in report.rows]
    assert needs == sorted(needs)
    assert {row.student.name for row in report.rows[:2]} == {"Inés G.", "Kyra D."}
    assert records.reports.meeting("grade 5", "Grade 5", DAY).rows == ()
    (group,) = [g for g in records.groups.all() if g.name == "Robins"]
    assert len(records.reports.meeting(f"group {group.id}", "Robins", DAY).rows) == 5
    assert records.reports.students("group nobody") == []


def test_own_graph_has_the_best_score_and_the_goal_and_no_verdict(records, printer):
    text = text_of(pages_of(records, printer, "own", "on_track"))
    assert "Best score so far: 58 words, on November 16, 2026." in text
    assert "The goal: 86 words." in text
    assert not re.search(r"track|below|grade|half", text)


# Period reports


def test_frozen_numbers_stay_as_they_were(records, printer):
    records = records_with_students()
    progress = records.monitoring.of_series("on_track", KEY, DAY)
    records.periods.freeze(progress, sentence="By April …", words="Steady.", who="K. Moss")
    (kept,) = records.periods.of("on_track", KEY)
    before = printer.period(kept, "Ramon B.", HEAD)
    later = {**KEY._asdict(), "student": "on_track", "day": DAY.isoformat(), "seconds": 60}
    records.store.put(("old_scores", "later", {**later, "correct": 5}))
    (again,) = records.periods.of("on_track", KEY)
    assert printer.period(again, "Ramon B.", HEAD) == before
    numbers = progress_json(progress)
    assert again.numbers.lately == numbers["reasons"]["lately"]
    assert (again.numbers.low, again.numbers.high) == tuple(numbers["interval"])
    assert [p.value for p in again.numbers.points] == [p["value"] for p in numbers["points"]]
    assert "Median of the last three: 57 words correct a minute" in text_of(before)
    records.periods.take_back(again.id)
    assert records.periods.of("on_track", KEY) == []


def test_a_report_needs_the_teams_words():
    records = records_with_students()
    progress = records.monitoring.of_series("on_track", KEY, DAY)
    for words in ("", "  ", "x" * 1_501):
        with pytest.raises(BadPeriodReport):
            records.periods.freeze(progress, sentence="", words=words, who="")
    assert records.store.rows("periods") == {}


@pytest.mark.parametrize(
    ("words", "student", "found"),
    [
        ("He is growing and on track.", "on_track", ()),
        ("She has met the goal.", "on_track", ("met",)),
        ("The goal was reached.", "on_track", ("met",)),
        ("Reading is improving.", "below", ("growing",)),
        ("Sufficient progress was made.", "below", ("on track",)),
        ("She is not on track, and hasn't met the goal.", "below", ()),
        ("Scores are below the line.", "below", ()),
        ("Scores are below the line.", "on_track", ("below",)),
        ("We read each day.", "below", ()),
        ("Growth is strong.", "none", ("growing",)),
    ],
)
def test_words_that_contradict_the_numbers_are_pointed_out(records, words, student, found):
    assert contradictions(words, records.monitoring.of_series(student, KEY, DAY)) == found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["points", "goal", "interval", "reasons", "day", "value", "n", "verdict"]
            ),
            inside,
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_whatever_was_kept_elsewhere_can_be_read(numbers):
    row = {"student": "s", **KEY._asdict(), "day": "2026-12-10", "numbers": json.dumps(numbers)}
    read = PeriodReport.read("p", row)
    assert read is None or isinstance(read.numbers, FrozenNumbers)
    assert PeriodReport.read("p", {**row, "numbers": "["}) is None


# Contacts


def test_contacts_are_noted_taken_back_and_sorted():
    records = open_records(store=Rows())
    records.store.put(("students", "s", {"name": "R. T.", "grade": "2"}))
    early = records.contacts.note(
        "s", day=FIRST, how="call", whom="Mother", who="RT", page="family", language="es"
    )
    late = records.contacts.note("s", day=DAY, how="letter", whom="Ms. Ortiz", who="RT")
    found = records.contacts.of("s")
    assert [one.id for one in found] == [late, early]
    assert (found[1].page, found[1].language, found[1].how) == ("family", "es", "call")
    records.contacts.take_back(late)
    assert [one.id for one in records.contacts.of("s")] == [early]
    records.contacts.take_back(late, removed=False)
    assert len(records.contacts.of("s")) == 2
    with pytest.raises(BadContact):
        records.contacts.note("s", day=DAY, how="call", whom=" ", who="")
    records.store.put(("contacts", "odd", {"student": "s", "day": "2026-12-10", "how": "raven"}))
    assert len(records.contacts.of("s")) == 2
    assert len(HOWS) == 5


# Words never contradict numbers


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(5, 110), max_size=14), st.integers(45, 130))
def test_a_direction_never_contradicts_the_numbers(weekly, goal):
    records = open_records(store=Rows())
    records.store.put(("students", "s", {"name": "R. T.", "grade": "2"}))
    monitor(records, "s", weekly, goal)
    day = FIRST + timedelta(weeks=len(weekly), days=3)
    (line,) = records.reports.class_page("", "All", day).lines
    found, direction = line.progress.judgement, class_cells(line)[3]
    if "growing" in direction:
        assert found.interval is not None
        assert found.interval[0] > 0
    assert ("on track" in direction) == (found.verdict is Verdict.ON_TRACK)
    assert news_of(line.progress) is NEWS[found.verdict]
    assert ("below" in direction) <= found.is_below


@pytest.mark.parametrize("rows", range(1, 60))
def test_the_last_row_of_a_table_stands_on_no_page_alone(rows):
    frame = PageFrame("", "", "", "List", "Page", "list")
    document = PdfDocument("letter", title="List")
    document.only_measures()
    sheet = ReportSheet(document, frame)
    sheet.table(["Name"], [[f"Row {number}"] for number in range(rows)], (1,), least=34.0)
    pages = [sum(one.role == "row" for one in page.blocks) for page in sheet.pages()]
    assert sum(pages) == rows
    assert pages[-1] > 1 or rows == 1


def test_once_monitoring_has_ended_the_team_page_says_no_decision_or_review_that_is_to_come():
    records = records_with_students()
    plan = records.plans.of("below")[-1]
    records.phases.add(plan.id, day=DAY, label="", changed=[], why="a new start", who="K. M.")
    said = said_next(records)
    assert any("no change, because a new start" in line for line in said)
    records.plans.end(plan.id, day=DAY - timedelta(days=1))
    said = said_next(records)
    assert not any("because a new start" in line for line in said)
    assert any(line.startswith("Monitoring ended on") for line in said)


def said_next(records):
    """What the team's page says under the next step."""
    pages = ReportPrinter("letter").team(records.reports.team("below", DAY, KEY), None, HEAD)
    lines = [
        one.text
        for page in pages
        for block in page.blocks
        for one in block.shapes
        if isinstance(one, DrawnText)
    ]
    begin, end = (lines.index(say(f"reports.team.{one}")) for one in ("next", "scores"))
    found = lines[begin + 1 : end]
    return [" ".join(found), *found]
