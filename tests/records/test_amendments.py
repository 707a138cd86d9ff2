"""Amendments that came from anywhere: one score, whatever their order; taken back, none were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import FORM, Clock, open_records
from test_score_index import AMENDMENT, LONGER, give

from probes.giving import events
from records.amended import amended
from records.taken_back import stamp

FORMS = {FORM.id: FORM, LONGER.id: LONGER}
AT = "2026-11-24T10:00:00.000+00:00"


@pytest.fixture(scope="module")
def kept():
    clock = Clock()
    records = open_records(clock)
    row_id = give(records, clock, last=9)
    return records.history.original(row_id)


def after(kept, *rows):
    """What the rows make of an administration; each has a later time than the one before."""
    found = {f"m{n}": {"when": f"2026-11-25T10:00:{n:02}", **row} for n, row in enumerate(rows)}
    return amended(kept, found, FORMS.get)


def test_what_is_amended_counts(kept):
    assert kept.score().rate == 10
    marked = after(kept, {"what": "item", "item": 3, "after": "omission"}).administration
    assert (marked.score().errors, marked.score().rate) == (1, 9)
    shorter = after(kept, {"what": "last", "after": 4}).administration
    assert shorter.score().rate == 5
    moved = after(kept, {"what": "student", "after": "two"}).administration
    assert moved.student == "two"
    day = after(kept, {"what": "day", "after": "2026-11-20"}).administration
    assert day.given_at == "2026-11-20T09:15:00+00:00"
    out = after(kept, {"what": "counts", "after": False, "why": "wrong form"}).administration
    assert out.score().spoiled
    back = after(kept, {"what": "counts", "after": False}, {"what": "counts", "after": True})
    assert not back.administration.score().spoiled
    form = after(kept, {"what": "form", "after": "L"}).administration
    assert (form.form, form.score().rate) == (LONGER, 10)
    half = after(kept, {"what": "seconds", "after": 30}).administration
    assert (half.seconds, half.score().rate) == (30, 20)
    done = after(kept, {"what": "end", "after": "finished"}).administration
    assert done.score().attempted == 12
    noted = after(kept, {"what": "note", "why": "read quietly"}).administration
    assert noted.session().notes == ("read quietly",)


def test_the_latest_row_for_a_target_stands_and_each_note_adds_one(kept):
    found = after(
        kept,
        {"what": "last", "after": 2},
        {"what": "last", "after": 7},
        {"what": "note", "why": "a"},
        {"what": "note", "why": "b"},
    )
    assert found.administration.score().rate == 8
    assert set(found.administration.session().notes) == {"a", "b"}
    assert set(found.applied) == {"m1", "m2", "m3"}


@pytest.mark.parametrize(
    "row",
    [
        {"what": "last", "after": 99},
        {"what": "last", "after": "soon"},
        {"what": "item", "item": 99, "after": "error"},
        {"what": "item", "item": 1, "after": "shouted"},
        {"what": "form", "after": "gone"},
        {"what": "day", "after": "9999-99-99"},
        {"what": "seconds", "after": 0},
        {"what": "end", "after": "never"},
        {"what": "mood", "after": 1},
        {},
    ],
)
def test_what_does_not_fit_is_listed_and_not_applied(kept, row):
    found = after(kept, row)
    assert (found.applied, found.unapplied) == ((), ("m0",))
    assert found.administration == kept


def test_the_latest_that_fits_stands(kept):
    found = after(kept, {"what": "last", "after": 7}, {"what": "last", "after": 99})
    assert (found.applied, found.unapplied) == (("m0",), ("m1",))
    assert found.administration.score().rate == 8


def test_a_form_that_ends_before_the_last_word_is_refused(kept):
    long = after(kept, {"what": "form", "after": "L"}, {"what": "last", "after": 15}).administration
    assert long.score().attempted == 16
    found = amended(long, {"m": {"what": "form", "after": "F", "when": AT}}, FORMS.get)
    assert found.unapplied == ("m",)


ROWS = st.dictionaries(st.sampled_from([f"m{n}" for n in range(8)]), AMENDMENT, max_size=8)


@given(ROWS, st.randoms(use_true_random=False))
def test_order_says_nothing(kept, rows, chance):
    shuffled = [*rows.items()]
    chance.shuffle(shuffled)
    assert amended(kept, dict(shuffled), FORMS.get) == amended(kept, rows, FORMS.get)


@given(ROWS, AMENDMENT)
def test_taken_back_it_never_was(kept, rows, row):
    plain = {k: {f: v for f, v in r.items() if f != "undoes"} for k, r in rows.items()}
    added = {**plain, "zz": {**row, "when": "zz"}}
    added["zz"].pop("undoes", None)
    taken_back = {**added, "zzz": {"undoes": "zz", "when": "zzz"}}
    before, now = amended(kept, plain, FORMS.get), amended(kept, taken_back, FORMS.get)
    assert now.administration == before.administration


def test_a_new_row_comes_after_every_row_seen():
    clock = Clock()
    records = open_records(clock)
    assert records.amendments.next_when(clock.now()) == stamp(clock.now())
    ahead = "2031-01-01T00:00:00.000+00:00"
    records.store.put(("amendments", "m", {"administration": "a", "what": "note", "when": ahead}))
    assert records.amendments.next_when(clock.now()) == "2031-01-01T00:00:00.001+00:00"
    records.store.put(("amendments", "n", {"administration": "a", "what": "note", "when": "zz"}))
    assert records.amendments.next_when(clock.now()) > "zz"


def test_a_left_out_probe_that_came_from_elsewhere_counts_no_more():
    clock = Clock()
    records = open_records(clock)
    row_id = give(records, clock)
    (entry,), _ = records.history.entries("one")
    assert not entry.spoiled
    row = {"administration": row_id, "what": "counts", "after": False, "when": AT, "why": "slip"}
    records.store.put(("amendments", "m", row))
    (entry,), _ = records.history.entries("one")
    assert (entry.spoiled, entry.amended) == (True, True)
    opened = records.history.open(row_id)
    assert opened.administration.score().spoiled
    assert not records.history.original(row_id).score().spoiled
    assert isinstance(opened.administration.events[-1], events.Spoil)
