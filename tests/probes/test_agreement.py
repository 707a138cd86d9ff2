"""Two scorers on one probe: published examples, and what must hold of any two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms.form import Form
from probes.giving.events import Answer, Extra, Last, Mark, SkipLine, Start, TimeUp
from probes.giving.session import new, replay
from probes.measures.measure import MEASURES
from probes.scoring.agreement import agreement, looks_systematic, needed, pooled, target
from tests.screens.measure_forms import FORMS

FORM = Form(
    id="F", measure="orf", level="2", items=tuple(f"w{n}" for n in range(120)), lines=(0, 60)
)


def scored(wrong=(), last=95, form=FORM, more=()):
    done = [Start(), TimeUp(at_ms=60_000), *(Mark(at_ms=60_000, item=i) for i in wrong)]
    done += [] if last is None else [Last(at_ms=60_000, item=last)]
    return replay(new(form, MEASURES[form.measure]), [*done, *more])


def segmented(*spans, measure="psf"):
    marks = [Mark(at_ms=60_000, item=a, through=b, kind="credit") for a, b in spans]
    return replay(new(FORMS[measure], MEASURES[measure]), [Start(), TimeUp(at_ms=60_000), *marks])


def test_five_disagreements_in_96_words_are_94_8_per_cent():
    found = agreement(scored(range(5)), scored())
    assert (found.items, found.agreed) == (96, 91)
    assert found.by_item == pytest.approx(94.8, abs=0.05)
    assert not found.meets_target


def test_83_against_87_is_95_4_per_cent_of_the_total():
    found = agreement(scored(range(13)), scored(range(9)))
    assert found.correct == (83, 87)
    assert found.by_total == pytest.approx(95.4, abs=0.05)


def test_equal_totals_can_hide_errors_that_cancel():
    found = agreement(scored([1, 2, 3]), scored([4, 5, 6]))
    assert found.by_total == 100
    assert [one.item for one in found.differences] == [1, 2, 3, 4, 5, 6]
    assert found.systematic == ""


def test_another_last_word_differs_in_what_lies_between_and_is_one_slip():
    found = agreement(scored(last=90), scored(last=95))
    assert {(one.first, one.second) for one in found.differences} == {("not reached", "correct")}
    assert len(found.differences) == 5
    assert found.systematic == ""


def test_marks_that_differ_one_way_are_a_pattern():
    assert agreement(scored(), scored([1, 2, 3])).systematic == "lenient"
    assert agreement(scored([1, 2, 3]), scored()).systematic == "strict"
    assert agreement(scored([7]), scored([1, 2, 3])).systematic == "lenient"
    assert agreement(scored([7, 8]), scored([1, 2, 3])).systematic == ""


def test_more_than_a_tenth_with_a_pattern_asks_for_a_look_at_all():
    good, bad = agreement(scored(), scored()), agreement(scored(), scored([1, 2, 3]))
    assert not looks_systematic([])
    assert not looks_systematic([bad, *[good] * 9])
    assert looks_systematic([bad, *[good] * 8])


def test_a_fifth_is_to_be_scored_twice():
    assert [needed(n, 0) for n in (0, 1, 5, 6, 10)] == [0, 1, 1, 2, 2]
    assert needed(10, 5) == 0


def test_kinds_of_error_are_no_disagreement_and_a_skipped_line_is():
    first = scored(more=[Mark(at_ms=60_000, item=3, kind="omission")])
    second = scored(more=[Mark(at_ms=60_000, item=3, kind="substitution")])
    assert agreement(first, second).by_item == 100
    skipped = scored(more=[SkipLine(at_ms=60_000, line=0)])
    assert len(agreement(scored(), skipped).differences) == 60
    righted = scored(more=[Mark(at_ms=60_000, item=3, kind="self_correction")])
    assert agreement(righted, scored()).by_item == 100


def test_segments_differ_where_they_were_cut_differently():
    found = agreement(segmented((0, 0), (1, 2)), segmented((0, 0), (1, 1), (2, 2)))
    assert [(one.item, one.first, one.second) for one in found.differences] == [
        (2, "joined", "correct")
    ]
    whole = agreement(segmented((0, 2)), segmented((0, 0), (1, 1), (2, 2)))
    assert {one.first for one in whole.differences} == {"repeated"}
    assert (found.target, target(MEASURES["orf"])) == (90, 95)


def test_digits_differ_by_what_was_wrong_and_by_what_was_too_many():
    form = FORMS["facts"]
    first = scored(form=form, last=4, more=[Extra(at_ms=60_000, group=0, digits=1)])
    second = scored(form=form, last=4, more=[Mark(at_ms=60_000, item=2, kind="error")])
    found = agreement(first, second)
    assert [(one.item, one.extra) for one in found.differences] == [(1, (1, 0)), (2, (0, 0))]
    entered = scored(form=form, last=4, more=[Answer(at_ms=60_000, group=0, text="15")])
    left = agreement(entered, scored(form=form, last=4)).differences
    assert {one.first for one in left} == {"missing"}


def test_two_forms_are_not_compared():
    with pytest.raises(ValueError, match="one form"):
        agreement(scored(), scored(form=FORMS["orf"], last=3))


SHEETS = st.builds(scored, st.sets(st.integers(0, 119)), st.integers(0, 119) | st.none())


@given(SHEETS, SHEETS)
def test_agreement_is_the_same_from_both_sides(first, second):
    one, other = agreement(first, second), agreement(second, first)
    assert (one.items, one.agreed, one.by_total) == (other.items, other.agreed, other.by_total)
    assert one.by_item is None or 0 <= one.by_item <= 100
    assert {one.systematic, other.systematic} in ({""}, {"lenient", "strict"})


@given(SHEETS)
def test_with_oneself_one_agrees(sheet):
    found = agreement(sheet, sheet)
    assert found.differences == ()
    assert pooled([found]) in (None, 100)
