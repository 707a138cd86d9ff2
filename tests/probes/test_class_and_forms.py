"""A class in a season, forms that are odd, and what errors have in common."""

import random
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from progress_points import START

from probes.progress.class_results import class_result
from probes.progress.error_patterns import ReadForm, error_patterns
from probes.progress.form_difficulty import FormReading, form_difficulties

# A class


def test_a_class_in_a_season():
    found = class_result([12, 30, 38, 41, 55, 60, 62, 90], 50)
    assert (found.n, found.median, found.quartiles) == (8, 48, (36, 60.5))
    assert (found.lowest, found.highest) == (12, 90)
    assert (found.first, found.bins) == (10, (1, 0, 2, 1, 1, 2, 0, 0, 1))
    assert (found.reached, found.median_below) == (4, True)
    assert class_result([40, 40, 48, 60, 60], 48).median_below is False


def test_four_are_no_class():
    assert class_result([1, 2, 3, 4]) is None
    assert class_result([1, 2, 3, 4, 5]).reached is None
    with pytest.raises(ValueError, match="above 0"):
        class_result([1] * 5, step=0)


@given_any(st.lists(st.floats(0, 300), min_size=5, max_size=40), st.randoms())
def test_every_score_is_in_a_bin(scores, random):
    found = class_result(scores)
    assert sum(found.bins) == found.n == len(scores)
    assert found.median == median(scores)
    assert found.bins[0] > 0
    assert found.bins[-1] > 0
    random.shuffle(scores)
    assert class_result(scores) == found


# Forms


def readings(effects, students=20, weeks=12, sd=6.0, seed=1):
    """Read each student a form a week, in an order of their own."""
    source = random.Random(seed)
    forms = sorted(effects)
    read = []
    for student in range(students):
        level, slope = source.uniform(20, 120), source.uniform(0, 2)
        order = source.sample(forms * (weeks // len(forms) + 1), weeks)
        for week, form in enumerate(order):
            value = level + slope * week + effects[form] + source.gauss(0, sd)
            read.append(FormReading(str(student), START + timedelta(weeks=week), form, value))
    return read


def test_an_odd_form_is_pointed_out():
    effects = dict.fromkeys("ABCDEFGHIJKL", 0.0) | {"C": -12.0}
    found = form_difficulties(readings(effects))
    assert [one.form for one in found if one.odd] == ["C"]
    assert found[0].form == "C"
    assert found[0].low < -11 < found[0].high  # all twelve lie 1 under the other eleven
    assert found[0].students <= 20


def test_forms_that_are_alike_are_seldom_called_odd():
    alike = dict.fromkeys("ABCDEFGHIJKL", 0.0)
    called = [any(one.odd for one in form_difficulties(readings(alike, seed=s))) for s in range(60)]
    assert sum(called) <= 6


def test_effects_are_found_and_their_intervals_hold_them():
    source = random.Random(3)
    inside = total = 0
    for seed in range(20):
        true = {form: source.gauss(0, 3) for form in "ABCDEFGHIJKL"}
        centre = sum(true.values()) / 12
        for one in form_difficulties(readings(true, seed=seed)):
            inside += one.low <= true[one.form] - centre <= one.high
            total += 1
    assert inside / total > 0.92


def test_a_form_that_few_read_is_not_odd():
    effects = dict.fromkeys("ABCDEFGHIJKL", 0.0) | {"C": -30.0}
    found = form_difficulties(readings(effects, students=6))
    assert not any(one.odd for one in found)


def test_a_form_of_one_day_is_not_odd():
    """All read the same form in the same week, and one week goes badly."""
    values = [40, 41, 42, 43, 24, 45, 46, 47]
    read = [
        FormReading(str(s), START + timedelta(weeks=w), "ABCDEFGH"[w], value + (s * w) % 5)
        for s in range(20)
        for w, value in enumerate(values)
    ]
    assert form_difficulties(read)[0].form == "E"
    assert not any(one.odd for one in form_difficulties(read))


def test_too_little_tells_nothing_of_forms():
    assert form_difficulties([]) == ()
    assert form_difficulties(readings({"A": 0.0})) == ()
    three = [FormReading("s", START + timedelta(weeks=w), "ABC"[w], w) for w in range(3)]
    assert form_difficulties(three) == ()
    exact = [FormReading("s", START + timedelta(weeks=w), "AB"[w % 2], w) for w in range(8)]
    assert form_difficulties(exact) == ()


def test_the_order_of_readings_never_matters():
    read = readings(dict.fromkeys("ABCD", 0.0), students=5)
    mixed = read[:]
    random.Random(9).shuffle(mixed)
    assert form_difficulties(mixed) == form_difficulties(read)


# Errors


def text(day, items, measure="orf", **errors):
    return ReadForm(
        day=date(2026, 9, 7) + timedelta(days=day),
        measure=measure,
        items=tuple(items.split("|") if "|" in items else items.split()),
        errors={int(at[1:]): kind for at, kind in errors.items()},
    )


def test_a_kind_is_named_from_three_on_with_its_words():
    two = [text(0, "the cat sat down", _1="omission"), text(7, "A dog, ran off.", _1="omission")]
    assert error_patterns(two) == ()
    (found,) = error_patterns([*two, text(7, "the Cat sat", _1="omission")])
    assert (found.common, found.detail, found.count, found.of) == ("kind", "omission", 3, None)
    assert found.items == (("cat", 2), ("dog", 1))
    assert found.days == ((date(2026, 9, 7), 1), (date(2026, 9, 14), 2))


def test_a_plain_tap_is_no_kind():
    assert error_patterns([text(i, f"w{i} x y", _0="error") for i in range(5)]) == ()


def test_a_word_missed_again_and_again():
    read = [text(i, "they said so and", _1="error") for i in range(3)]
    (found,) = error_patterns(read)
    assert (found.common, found.detail, found.count, found.of) == ("same item", "said", 3, 3)
    assert error_patterns([text(0, "said said said ok", _0="error", _1="error", _2="error")]) == ()


def test_long_words_are_named_where_they_go_wrong_more_often():
    read = [
        text(0, "the elephant saw a banana and ran", _1="error", _4="error"),
        text(7, "an animal is hungry today", _1="error"),
    ]
    (found,) = error_patterns(read)
    assert (found.common, found.count, found.of) == ("long words", 3, 3)
    everything = text(8, "a b c d e", _0="error", _1="error", _2="error", _3="error", _4="error")
    missed = [one.common for one in error_patterns([*read, everything, everything])]
    assert "long words" in missed
    nothing_stands_out = text(
        0, "animal elephant banana cat", _0="error", _1="error", _2="error", _3="error"
    )
    assert error_patterns([nothing_stands_out]) == ()


def test_letters_that_look_alike():
    read = [text(i, "b d m s p q", "lnf", _0="error", _1="error") for i in range(2)]
    assert [one.common for one in error_patterns(read)] == ["look-alikes"]


def test_vowels_of_nonsense_words():
    read = [text(i, "m a t s i g", "nwf", _1="error", _4="error") for i in range(2)]
    assert "vowels" in [one.common for one in error_patterns(read)]


def test_signs_and_zeros():
    problems = "7 − 2|5 − 4|9 − 3|6 + 2|5 + 3|8 + 1"
    (found,) = error_patterns([text(0, problems, "comp", _0="error", _1="error", _2="error")])
    assert (found.common, found.detail, found.count, found.of) == ("sign", "−", 3, 3)
    zeros = "10 + 5|20 + 4|30 + 3|7 + 2|5 + 3|8 + 1"
    (found,) = error_patterns([text(0, zeros, "comp", _0="missing", _1="error", _2="error")])
    assert (found.common, found.count) == ("zeros", 3)


ITEMS = ("", "said", "Said,", "elephant", "b", "d", "a", "7 − 2", "10 + 5", "“", "ü")


@given_any(
    st.lists(
        st.builds(
            ReadForm,
            day=st.dates(),
            measure=st.sampled_from(("orf", "lsf", "comp")),
            items=st.lists(st.sampled_from(ITEMS), max_size=12).map(tuple),
            errors=st.dictionaries(st.integers(-2, 14), st.sampled_from(("error", "omission"))),
        ),
        max_size=4,
    )
)
def test_nothing_is_named_below_three(read):
    for one in error_patterns(read):
        assert one.count >= 3
        assert sum(times for _, times in one.items) == one.count
        assert sum(times for _, times in one.days) == one.count
        assert one.of is None or one.count <= one.of
