"""Results that ask before they count, and those that never do."""

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from probe_sheets import errors, given, problems, sheet, sittings

from probes.giving.events import (
    Answer,
    Confirm,
    Discontinue,
    Extra,
    Finish,
    Last,
    Mark,
    Spoil,
    TimeUp,
    Undo,
    Unspoil,
)
from probes.giving.session import OutOfTurn, apply
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE
from probes.scoring.score import score, score_set

MINUTE = TimeUp(at_ms=60_000)
SUMS = problems("8 + 7", "9 − 3", "13 + 18", measure="facts")
LONG = sheet(*[10] * 40)  # 400 words


def asked(session):
    return score(session, HOUSE).doubt


@pytest.mark.parametrize(
    ("form", "events", "why"),
    [
        pytest.param(LONG, [Finish(at_ms=50_000)], "too fast", id="480 words a minute"),
        pytest.param(sheet(112), [Finish(at_ms=48_000)], None, id="fluent, without one tap"),
        pytest.param(sheet(112), [Finish(at_ms=9_999)], "too soon", id="within seconds"),
        pytest.param(sheet(40), [Finish(at_ms=10_000)], None, id="240 a minute in 10 s"),
        pytest.param(LONG, [MINUTE, Last(item=300, at_ms=61_000)], "too fast", id="301 words"),
        pytest.param(LONG, [MINUTE, Last(item=299, at_ms=61_000)], None, id="300 words"),
        pytest.param(LONG, [MINUTE], None, id="no last word yet, no score, no question"),
        pytest.param(LONG, [*errors(10), Discontinue(at_ms=4_000)], None, id="stopped at once"),
        pytest.param(SUMS, [Finish(at_ms=30_000)], None, id="all right, nothing marked"),
        pytest.param(
            SUMS, [Finish(at_ms=30_000), Answer(group=2, text="", at_ms=40_000)], "end is blank",
            id="finished, with the last one left out",
        ),
        pytest.param(
            SUMS, [Finish(at_ms=30_000), Answer(group=0, text="15", at_ms=40_000)], "end is blank",
            id="finished, with the last one untouched",
        ),
        pytest.param(
            SUMS, [MINUTE, Answer(group=0, text="15", at_ms=61_000), Last(item=4, at_ms=62_000)],
            None, id="the time was up: no claim that it was finished",
        ),
        pytest.param(
            SUMS, [Finish(at_ms=30_000), Mark(item=3, through=4, kind="missing", at_ms=31_000),
                   Extra(group=2, digits=1, at_ms=31_000)],
            None, id="something was written for the last one",
        ),
    ],
)  # fmt: skip
def test_what_asks(form, events, why):
    assert asked(given(form, *events)) == why


def test_more_than_150_digits_a_minute_ask():
    many = problems(*["13 + 18"] * 80, measure="facts")
    assert asked(given(many, Finish(at_ms=60_000))) == "too fast"
    assert asked(given(many, MINUTE, Last(item=149, at_ms=61_000))) is None


def test_an_answer_stands_until_the_end_or_the_last_word_is_another():
    session = given(sheet(112), Finish(at_ms=3_000))
    answered = apply(session, Confirm(at_ms=5_000))
    assert (asked(answered), score(answered, HOUSE).rate) == (None, score(session, HOUSE).rate)
    assert asked(apply(answered, Undo(at_ms=6_000))) == "too soon"
    timed = given(LONG, MINUTE, Last(item=320, at_ms=61_000), Confirm(at_ms=62_000))
    assert asked(timed) is None
    assert asked(apply(timed, Last(item=330, at_ms=63_000))) == "too fast"
    with pytest.raises(OutOfTurn):
        given(LONG, Confirm(at_ms=1_000))


def test_what_is_left_out_asks_nothing_and_asks_when_it_counts_again():
    session = given(sheet(112), Finish(at_ms=3_000), Spoil(reason="slip", at_ms=4_000))
    assert asked(session) is None
    assert asked(apply(session, Unspoil(at_ms=5_000))) == "too soon"


def test_a_set_with_a_part_that_asks_has_no_rate():
    good = score(given(sheet(112), Finish(at_ms=48_000)), HOUSE)
    odd = score(given(sheet(112), Finish(at_ms=3_000)), HOUSE)
    assert score_set([good, good, odd], HOUSE).rate is None
    assert score_set([good, good, good], HOUSE).rate == good.rate


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
@given_any(data=st.data())
def test_only_what_has_a_rate_asks_and_a_confirmation_settles_it(measure, data):
    session = data.draw(sittings(measure))
    found = score(session, HOUSE)
    if found.doubt is not None:
        assert found.rate is not None
        assert not found.spoiled
        assert asked(apply(session, Confirm(at_ms=session.at_ms))) is None
