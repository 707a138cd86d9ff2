"""Several things on one line: a dot between two, never a stop before it, never two of either."""

import re
from pathlib import Path

import pytest
from students_to_report import DAY, FIRST, KEY, STUDENTS, records_with_students

import screens
from screens.parts.theme import LIGHT
from screens.reports.page_maker import PageMaker
from screens.reports.period_card import PeriodCard
from screens.words.one_line import one_line, without_stop

DOUBLED = re.compile(r"[.!?…] ·|· ·|[^.]\.\.(?!\.)|· *$|^ *·", re.MULTILINE)


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (["Likely −0.6 to 0.6 words a week; the goal asks for 1.5.", "9 days"], None),
        (["Below the line.", "K. Moss"], "Below the line · K. Moss"),
        (["Kyra D.", "Grade 2"], "Kyra D. · Grade 2"),
        (["Ramon Jr.", "no."], "Ramon Jr. · no"),
        (["Given. Look again.", "RT"], "Given. Look again · RT"),
        (["and so on...", "a"], "and so on... · a"),
        (
            ["The aide joins on Thursdays.", "Sent.", "K. M."],
            "The aide joins on Thursdays · Sent · K. M.",
        ),
        (
            ["Ana M.-J.", "Éva Sz.", "R.T.", "In grade 2."],
            "Ana M.-J. · Éva Sz. · R.T. · In grade 2",
        ),
        (["", "a", ""], "a"),
        (["a", ".", "b"], "a · b"),
        (["It is in the IEP.", "62 WCPM.", "RT"], "It is in the IEP · 62 WCPM · RT"),
        (["It stands alone."], "It stands alone."),
        ([], ""),
    ],
)
def test_a_sentence_among_others_loses_its_stop_and_a_name_keeps_its_own(parts, line):
    said = one_line(parts)
    assert said == (line if line is not None else f"{parts[0][:-1]} · {parts[1]}")


def test_a_stop_is_taken_once():
    assert without_stop("5 × 30 min.") == "5 × 30 min"
    assert without_stop("K. M.") == "K. M."


def test_nothing_in_the_screens_joins_such_lines_another_way():
    own = Path(screens.__file__).parent
    found = [
        str(path.relative_to(own))
        for path in own.rglob("*.py")
        if '" · ".join' in path.read_text(encoding="utf-8")
    ]
    assert found == ["words/one_line.py"]


@pytest.fixture(scope="module")
def records():
    found = records_with_students()
    (plan,) = found.plans.of("below")
    found.phases.add(
        plan.id,
        day=FIRST.replace(month=11),
        label="A smaller group.",
        changed=["something of ours"],
        why="It was said at the meeting.",
        who="K. M.",
    )
    progress = found.monitoring.of_series("below", KEY, DAY)
    found.periods.freeze(progress, sentence="The goal.", words="We go on.", who="R. T.")
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_has_one_doubled(records, language):
    maker = PageMaker(records)
    pages = [*maker.class_page("", lambda: "All", language), *maker.meeting("", str, language)]
    for key in STUDENTS:
        for kind in ("family", "team", "own", "period"):
            pages += maker.student(kind, key, KEY, language)
    for page in pages:
        for block in page.blocks:
            lines = [one.text for one in block.shapes if hasattr(one, "text")]
            said = " ".join(lines)
            assert not DOUBLED.search(f"{said} {block.said}".strip()), said


def texts(control):
    """Every text in a control."""
    for name in ("value", "content", "controls", "title", "subtitle", "label"):
        inside = getattr(control, name, None)
        for one in inside if isinstance(inside, list) else [inside]:
            if isinstance(one, str):
                yield one
            elif one is not None:
                yield from texts(one)


def test_a_period_cards_numbers_are_one_line(records):
    said = []
    for key in STUDENTS:
        progress = records.monitoring.of_series(key, KEY, DAY)
        card = PeriodCard(LIGHT, progress, STUDENTS[key], [], print, print, print).build()
        said += [one for one in texts(card) if " · " in one]
    assert len(said) > 4
    assert not [one for one in said if DOUBLED.search(one)]
