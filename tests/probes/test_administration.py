"""An administration: exported, stored, read back, scored; and refused without quoting a child."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from probe_sheets import CHILD, EXPORTED, errors, given, sheet, sittings

from probes.administration import (
    MOST_EVENTS,
    Administration,
    PartOfSet,
    UnreadableAdministration,
)
from probes.administration_set import score_exported
from probes.giving.events import Last, TimeUp
from probes.giving.session import replay
from probes.measures.measure import MEASURES
from probes.measures.profiles import VERSIONS
from probes.scoring.score import score

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def administrations(draw):
    """Generate an administration of any session."""
    measure = draw(st.sampled_from([*MEASURES.values()]))
    session = draw(sittings(measure))
    keys = st.just(()) | st.just(tuple("k" for _ in session.form.items))
    of = draw(st.integers(1, 3))
    return Administration(
        id=draw(TEXTS),
        measure=measure.id,
        profile=draw(st.sampled_from([name for name, _ in VERSIONS])),
        profile_version=1,
        form=replace(session.form, title=draw(TEXTS), genre=draw(TEXTS), key=draw(keys)),
        seconds=session.seconds,
        student=draw(TEXTS),
        grade=draw(TEXTS),
        given_at=draw(st.sampled_from(["", "2026-11-24T09:15:00-05:00", "2026-02-28T23:59:59.5Z"])),
        examiner=draw(TEXTS),
        input_mode=draw(st.sampled_from(measure.modes)),
        conditions=tuple(draw(st.lists(TEXTS, max_size=2))),
        part=draw(st.none() | st.builds(PartOfSet, TEXTS, st.integers(0, of - 1), st.just(of))),
        events=session.events,
    )


def changed(**fields):
    """Return the exported administration with other fields; None removes a field."""
    fields = {**EXPORTED, **fields}
    return {name: value for name, value in fields.items() if value is not ...}


def sums(**form):
    """Return an exported administration of one problem, with other fields in its form."""
    fields = {"items": ["1", "5"], "lines": [0], "groups": [0], "prompts": ["8 + 7"], **form}
    if not fields["groups"]:
        fields["prompts"] = []
    return changed(measure="comp", form=fields, input_mode="paper", events=[])


def refusal(data):
    with pytest.raises(UnreadableAdministration) as refused:
        score_exported(data)
    return str(refused.value)


# Round trips


@given_any(administrations())
def test_exported_and_read_it_is_the_same(given):
    assert Administration.read(given.exported()) == given
    assert Administration.read(json.loads(json.dumps(given.exported()))) == given


@given_any(administrations())
def test_an_export_is_plain_json_values(given):
    assert json.loads(json.dumps(given.exported())) == given.exported()
    assert Administration.read(given.exported()).exported() == given.exported()


@given_any(administrations())
def test_kept_and_read_it_is_the_same(given):
    record = json.loads(json.dumps(given.record()))
    assert record == given.record()
    assert Administration.kept(given.id, record, given.form) == given
    assert record["form"] == given.form.id


def test_events_are_replayed_once_and_a_score_is_worked_out_once(monkeypatch):
    replayed = []

    def counted(session, events):
        replayed.append(events)
        return replay(session, events)

    monkeypatch.setattr("probes.administration.replay", counted)
    given = Administration.read(EXPORTED)
    assert given.score() is given.score()
    assert given.session() is given.session()
    assert len(replayed) == 1
    assert given == Administration.read(EXPORTED)  # as before


@pytest.mark.parametrize("odd", [{"items": (["a"], ["b"])}, {"title": ["a"]}, {"title": 5}])
def test_a_kept_form_that_is_none_is_refused(odd):
    given = Administration.read(EXPORTED)
    form = replace(given.form, **{"lines": (0,), "groups": (), "prompts": (), "key": (), **odd})
    with pytest.raises(UnreadableAdministration):
        Administration.kept("a1", given.record(), form)


def test_a_kept_record_needs_no_escapes_in_json():
    record = Administration.read(EXPORTED).record()
    assert len(record["events"]) > 100
    assert "\\" not in json.dumps(record)


@given_any(administrations())
def test_a_saved_score_is_the_live_score(given):
    live = score(given.session(), VERSIONS[given.profile, given.profile_version])
    assert score_exported(json.loads(json.dumps(given.exported()))) == live


def test_the_documented_layout_is_read():
    read = Administration.read(EXPORTED)
    assert (read.form.items, read.form.lines) == (("The", "fox", "ran"), (0, 2))
    assert (read.student, read.part, read.conditions) == ("s1", None, ("interrupted",))
    found = read.score()
    assert (found.attempted, found.errors, found.rate, found.kinds) == (3, 1, 2, {"omission": 1})
    assert read.exported() == EXPORTED


def test_the_least_there_can_be_is_a_form_and_events():
    least = {"format": 1, "measure": "orf", "form": {"items": ["a"], "lines": [0]}, "events": []}
    found = Administration.read(least)
    assert (found.profile, found.seconds, found.id) == ("house", 60, "")
    assert found.score().rate is None


def test_without_seconds_they_are_those_of_the_grade():
    events = [{"do": "start", "at_ms": 0}]
    for grade, seconds in (("2", 120), ("5", 300), ("", 120)):
        read = Administration.read(sums() | {"grade": grade, "events": events, "seconds": 1})
        assert read.seconds == 1
        given = {name: value for name, value in read.exported().items() if name != "seconds"}
        assert Administration.read(given).seconds == seconds


def test_under_another_profile_the_same_reading_has_another_accuracy():
    skip = {"do": "skip_line", "line": 0, "at_ms": 60_500}
    events = [*EXPORTED["events"][:3], skip, EXPORTED["events"][3]]
    house = Administration.read(changed(events=events))
    other = house.under("skipped-words-errors")
    assert (house.score().accuracy, round(other.score().accuracy, 1)) == (100, 33.3)
    assert house.score().rate == other.score().rate == 1


# What is refused


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("text", "an administration is an object, not a text"),
        (None, "an administration is an object, not missing"),
        (changed(format=2), "“format” is 2; this Aimline reads format 1"),
        (changed(format=...), "“format” is missing; this Aimline"),
        (changed(format=True), "“format” is true or false"),
        (changed(measure="orf2"), "“measure” must be one of orf"),
        (changed(measure=...), "“measure” must be a text"),
        (changed(profile="ours"), "the rule profile must be one of house"),
        (changed(profile_version=2), "has version 1 here, not 2"),
        (changed(seconds=0), "“seconds” must be a whole number from 1 to 3600, not 0"),
        (changed(seconds=60.0), "not 60.0"),
        (changed(seconds=float("nan")), "not nan"),
        (changed(seconds=True), "not true or false"),
        (changed(seconds=None), "“seconds” must be a whole number from 1 to 3600, not missing"),
        (changed(student=4711), "“student” must be a text of at most 200 characters, not a number"),
        (changed(student="x" * 201), "“student” must be a text of at most 200"),
        (changed(student="half \ud83d"), "“student” must be a text of at most 200"),
        (changed(given_at="yesterday"), "“given_at” must be a date and time with its offset"),
        (changed(given_at="2026-11-24T09:15:00"), "with its offset from UTC"),
        (changed(given_at="20261124T091500-0500"), "such as 2026-11-24T09:15:00-05:00"),
        (changed(given_at="2026-W48-2T09:15:00Z"), "such as 2026-11-24T09:15:00-05:00"),
        (changed(conditions="interrupted"), "“conditions” must be a list"),
        (changed(conditions=[1]), "“conditions” 0 must be a text of at most 200 characters, not a"),
        (changed(form=...), "“form” is an object with items and lines, not missing"),
        (changed(form={"lines": [0]}), "at least one item"),
        (changed(form={"items": ["a"] * 2001, "lines": [0]}), "at most 2000 texts"),
        (changed(form={"items": ["a"], "lines": [1]}), "lines must start at 0"),
        (changed(form={"items": ["a"], "lines": ["0"]}), "“lines” must be a whole number"),
        (changed(form={"items": ["a"], "lines": {}}), "“lines” must be a list"),
        (changed(form={"items": [["a"]], "lines": [0]}), "“items” 0 must be a text"),
        (changed(form={"items": ["a", "b"], "lines": [0], "key": ["1"]}), "one answer for each"),
        (changed(form={"items": ["a"], "lines": [0], "prompts": ["a"]}), "each of the 0 groups"),
        (changed(input_mode="paper"), "“input_mode” of orf must be one of oral"),
        (changed(input_mode=5), "“input_mode” must be a text"),
        (sums(groups=[]), "a form of problems needs groups"),
        (sums(prompts=["8 + 8"]), "problem 1 has other digits than its answer"),
        (sums(prompts=["8 plus 7"]), "problem 1: a problem is two numbers and a sign"),
        (sums(prompts=["1 ÷ 0"]), "problem 1: a problem's answer must be a number"),
        (sums(prompts=["1 − 2"]), "problem 1: a problem's answer must be a number"),
        (changed(set=[]), "“set” is an object with id, index and of"),
        (
            changed(set={"id": "x", "index": 3, "of": 3}),
            "“index” must be a whole number from 0 to 2",
        ),
        (changed(events=...), "“events” must be a list"),
        (changed(events={}), "“events” must be a list"),
        (changed(events=[{}] * (MOST_EVENTS + 1)), "at most 2000 events"),
        (
            changed(events=[{"do": "start", "at_ms": 0}, {"do": "go"}]),
            "event 2: “do” must be one of",
        ),
        (changed(events=[{"do": "last", "at_ms": 0, "item": 1}]), "event 1: “last” is out of turn"),
    ],
)
def test_what_is_no_administration_is_refused_with_a_sentence(data, says):
    assert says in refusal(data)


@pytest.mark.parametrize("child", [CHILD, [CHILD], {CHILD: CHILD}, CHILD * 1_000])
@pytest.mark.parametrize("field", [*EXPORTED])
def test_no_sentence_names_a_child(field, child):
    try:
        Administration.read(changed(**{field: child}))
    except UnreadableAdministration as refused:
        assert CHILD[:4] not in str(refused)  # noqa: PT017 (some fields may hold any text)
        assert len(str(refused)) < 300  # noqa: PT017
    else:
        assert field in ("id", "student", "grade", "examiner", "conditions")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=6,
)


@given_any(st.sampled_from([*EXPORTED]), JSON)
def test_no_other_error_is_raised_whatever_stands_in_a_field(field, value):
    try:
        Administration.read(changed(**{field: value})).score()
    except UnreadableAdministration as refused:
        assert str(refused)  # noqa: PT017


@pytest.mark.parametrize("events", [None, 5, "[", '{"do": 1}', "[" * 100_000, "[[]]"])
def test_a_damaged_record_is_refused(events):
    given = Administration.read(EXPORTED)
    fields = {**given.record(), "events": events}
    with pytest.raises(UnreadableAdministration):
        Administration.kept("a1", fields, given.form)


# Sets


def part(number, of=3, right=60, **fields):
    """Return part ``number`` of a set, exported."""
    session = given(
        sheet(100), *errors(2), TimeUp(at_ms=60_000), Last(item=right + 1, at_ms=61_000)
    )
    events = Administration.read(EXPORTED).exported() | {"events": []}
    made = replace(Administration.read(events), form=session.form, events=session.events)
    place = None if number is None else {"id": "set1", "index": number, "of": of}
    return made.exported() | {"id": f"p{number}", "set": place} | fields


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_a_list_is_a_set_in_any_order(order):
    parts = [part(0, right=61), part(1, right=74), part(2, right=66)]
    assert score_exported([parts[n] for n in order]).rate == 66


def test_unnumbered_parts_are_taken_as_they_come():
    rights = (60, 50, 40)
    assert score_exported([part(None, right=n, id=f"a{n}") for n in rights]).rate == 50
    assert score_exported([part(None, right=n, id="") for n in rights]).rate == 50


def test_a_set_of_one_is_its_part():
    found = score_exported([part(0, of=1)])
    assert found.rate == 60
    assert asdict(found.parts[0]) == asdict(score_exported(part(0, of=1)))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([], "a set needs at least one administration; this list is empty"),
        ([part(0), 5], "administration 2: an administration is an object"),
        ([part(0), part(1), part(2, student="s2")], "must be of one student"),
        ([part(0), part(1)], "the set has 3 parts, 0 to 2; this list has [0, 1]"),
        ([part(0), part(1), part(1)], "this list has [0, 1, 1]"),
        ([part(0), part(1), part(None)], "belong to different sets"),
        ([part(0, of=2), part(1)], "belong to different sets"),
        ([part(None), part(None, profile="median-passage")], "must share one profile"),
        ([sums(), sums() | {"input_mode": "tablet"}], "must have one input mode"),
        ([part(None), part(None, right=50)], "administration 2 is in this list before"),
        ([part(None, id=""), part(None, id="x"), part(None, id="")], "administration 3 is in this"),
        ([[part(0)]], "administration 1: an administration is an object, not a list"),
    ],
)
def test_what_is_no_set_is_refused(parts, says):
    assert says in refusal(parts)
