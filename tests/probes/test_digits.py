"""Which digits are correct: worked examples, the rules column by column, and laws."""

from itertools import product

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st
from paper_oracle import on_paper
from probe_sheets import given, problems

from probes.forms import digits
from probes.forms.digits import BadAnswer, Compared, compare, key, possible_steps
from probes.forms.form import BadForm, Form
from probes.forms.written_problem import BadProblem
from probes.giving.events import Answer, Extra, Last, Mark, Steps, TimeUp
from probes.measures.profiles import HOUSE, VERSIONS
from probes.scoring.score import score

STEPS_COUNTED = VERSIONS["steps-counted", 1]
SIGNS = st.sampled_from("+−×÷")
NUMBERS = st.integers(0, 9_999)


@st.composite
def parts_of_one(draw):
    """Generate a problem of decimals or of fractions."""
    sign = draw(SIGNS)
    if draw(st.booleans()):
        units = sorted(draw(st.lists(st.integers(1, 9_999), min_size=2, max_size=2)), reverse=True)
        one, other = (f"{n // 10**p}.{n % 10**p:0{p}}" for n, p in zip(units, (2, 2), strict=True))
        return f"{one} {'+' if sign == '÷' else sign} {other}"
    below, more = draw(st.integers(2, 12)), draw(st.integers(2, 12))
    return f"{draw(st.integers(1, 4))} {draw(st.integers(1, 12))}/{below} {sign} 1/{more}"


@st.composite
def sums(draw):
    """Generate a problem whose answer is a whole number."""
    left, sign, right = draw(NUMBERS), draw(SIGNS), draw(NUMBERS)
    if sign == "−":
        left, right = max(left, right), min(left, right)
    return f"{left} {sign} {max(right, 1) if sign == '÷' else right}"


ANSWERS = st.from_regex(r"[0-9_]{0,7}( ?[Rr] ?[0-9_]{0,3})?", fullmatch=True)


def sheet_of(prompt, *events):
    """Return the session of one attempted problem."""
    form = problems(prompt)
    over = TimeUp(at_ms=120_000)
    last = Last(item=0, at_ms=130_000)
    return given(form, over, *events, last)


# (problem, answer, digits correct, errors, missing, extra): domain rules 10, "Worked"
WORKED = [
    pytest.param("13 + 18", "31", 2, 0, 0, 0, id="13 + 18, key 31, answer 31"),
    pytest.param("13 + 18", "21", 1, 1, 0, 0, id="13 + 18, key 31, answer 21"),
    pytest.param("876 + 429", "1205", 3, 1, 0, 0, id="key 1305: hundreds wrong"),
    pytest.param("876 + 429", "305", 3, 0, 1, 0, id="key 1305: leading digit missing"),
    pytest.param("400 + 65", "4_5", 2, 0, 1, 0, id="key 465: blank middle"),
    pytest.param("400 + 65", "4650", 0, 4, 0, 1, id="key 465: shifted one column, 4 wrong"),
    pytest.param("12 × 8", "69", 0, 2, 0, 0, id="key 96: transposition"),
    pytest.param("46 × 23", "1058", 4, 0, 0, 0, id="46 x 23: all right"),
    pytest.param("92 ÷ 4", "2", 1, 0, 1, 0, id="92 / 4, key 23: left-aligned quotient"),
    pytest.param("92 ÷ 4", "23", 2, 0, 0, 0, id="92 / 4, key 23: all right"),
    pytest.param("315 ÷ 3", "15", 1, 1, 1, 0, id="315 / 3, key 105: dropped internal zero"),
    pytest.param("17 ÷ 5", "3 R1", 1, 1, 0, 0, id="17 / 5, key 3 R2: remainder digit wrong"),
    # and the further ones that worked_examples.py computes
    pytest.param("29 × 2", "508", 1, 2, 0, 1, id="key 58, answer 508, from the right"),
    pytest.param("100 + 5", "15", 1, 1, 1, 0, id="key 105, answer 15, from the right"),
    pytest.param("20 + 20", "4", 0, 1, 1, 0, id="key 40, answer 4, from the right"),
]


@pytest.mark.parametrize(("prompt", "answer", "right", "wrong", "missing", "extra"), WORKED)
def test_worked_example(prompt, answer, right, wrong, missing, extra):
    found = score(sheet_of(prompt, Answer(group=0, text=answer, at_ms=121_000)), HOUSE)
    assert (found.correct, found.errors) == (right, wrong)
    assert (found.missing, found.extra) == (missing, extra)
    assert found.possible == len(key(prompt)) == right + (wrong - extra) + missing
    assert found.problems_correct == (right == found.possible and not wrong)


@pytest.mark.parametrize(
    ("rules", "right", "possible"),
    [
        pytest.param(HOUSE, 4, 4, id="digits of the answer: 4"),
        pytest.param(STEPS_COUNTED, 10, 10, id="digits of the steps too: 138 and 920 make 10"),
    ],
)
@pytest.mark.parametrize("steps", [[], [Steps(group=0, right=6, wrong=0, at_ms=122_000)]])
def test_46_x_23(rules, right, possible, steps):
    """Domain rules 10: CD-A 4, CD-S 10; a right answer without work has full credit."""
    answer = Answer(group=0, text="1058", at_ms=121_000)
    found = score(sheet_of("46 × 23", answer, *steps), rules)
    assert (found.correct, found.possible, found.errors, found.missing) == (right, possible, 0, 0)


# (problem, steps marked, answer, right, errors, missing) under steps-counted
@pytest.mark.parametrize(
    ("prompt", "marked", "answer", "right", "wrong", "missing"),
    [
        ("46 × 23", (5, 1), "1048", 8, 2, 0),
        ("46 × 23", (2, 0), "1058", 6, 0, 4),
        ("46 × 23", None, "1048", 3, 1, 6),
        ("46 × 23", (6, 3), "", 6, 3, 4),
        ("876 + 429", None, "1305", 4, 0, 0),
        ("92 ÷ 4", None, "23", 8, 0, 0),
    ],
)
def test_marked_steps_count_and_a_wrong_answer_without_any_lacks_them(
    prompt, marked, answer, right, wrong, missing
):
    events = [Answer(group=0, text=answer, at_ms=121_000)]
    if marked:
        events.append(Steps(group=0, right=marked[0], wrong=marked[1], at_ms=122_000))
    found = score(sheet_of(prompt, *events), STEPS_COUNTED)
    assert (found.correct, found.errors, found.missing) == (right, wrong, missing)


@pytest.mark.parametrize(
    ("prompt", "answer", "rest"),
    [
        ("8 + 7", "15", ""),
        ("12 − 12", "0", ""),
        ("46 × 23", "1058", ""),
        ("92 ÷ 4", "23", ""),
        ("17 ÷ 5", "3", "2"),
        ("3 ÷ 12", "0", "3"),
        ("500 ÷ 13", "38", "6"),
        ("999999999 × 999999999", "999999998000000001", ""),
    ],
)
def test_a_key_is_the_answers_digits_and_then_the_remainders(prompt, answer, rest):
    assert "".join(key(prompt)) == answer + rest
    assert digits.signs(prompt, len(answer + rest)) == ({len(answer): "R"} if rest else {})
    assert digits.written(prompt, key(prompt)) == (f"{answer} R{rest}" if rest else answer)


@pytest.mark.parametrize(
    ("prompt", "steps"),
    [
        ("46 × 23", 6),
        ("46 × 3", 0),  # the only row is the answer itself
        ("46 × 20", 0),
        ("46 × 203", 3 + 4),  # 138 and 9200: a zero has no row
        ("0 × 23", 0),
        ("92 ÷ 4", 1 + 2 + 2 + 1),  # 8, 12, 12, 0
        ("315 ÷ 3", 1 + 1 + 1 + 2 + 2 + 1),  # 3, 1, 0, 15, 15, 0
        ("500 ÷ 13", 2 + 3 + 3 + 1),  # 39, 110, 104, 6
        ("56 ÷ 8", 0),  # a fact
        ("876 + 429", 0),
        ("876 − 429", 0),
        ("not a problem", 0),
    ],
)
def test_the_longest_method_has_so_many_digits_below_the_line(prompt, steps):
    assert possible_steps(prompt) == steps


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        ("8 - 7", "two numbers and a sign"),
        ("8+7", "two numbers and a sign"),
        ("8 + 7 + 1", "two numbers and a sign"),
        ("٣ + 1", "two numbers and a sign"),
        ("1234567890 + 1", "two numbers and a sign"),
        ("7 − 8", "a number from 0 up"),
        ("7 ÷ 0", "a number from 0 up"),
    ],
)
def test_a_problem_without_a_whole_answer_is_refused(problem, says):
    with pytest.raises(BadProblem, match=says):
        key(problem)


# Decimals and fractions: docs/scoring.md, "Digits"


@pytest.mark.parametrize(
    ("prompt", "answer", "signs"),
    [
        ("2.75 + 3.4", "6.15", {1: "."}),
        ("5.3 − 2.47", "2.83", {1: "."}),
        ("0.6 × 0.4", "0.24", {0: "0."}),  # the zero is written or not, and no digit that counts
        ("0.2 × 0.3", "0.06", {0: "0."}),
        ("8.4 ÷ 4", "2.1", {1: "."}),
        ("3.6 ÷ 0.4", "9", {}),
        ("2.5 + 2.5", "5", {}),
        ("0.5 − 0.5", "0", {}),
        ("3/8 + 2/8", "5/8", {1: "/"}),
        ("2 1/3 + 1 1/3", "3 2/3", {1: " ", 2: "/"}),
        ("5/6 + 3/4", "1 7/12", {1: " ", 2: "/"}),
        ("2/4 + 2/4", "1", {}),
        ("3 × 2/7", "6/7", {1: "/"}),
        ("4 ÷ 1/3", "12", {}),
        ("1/4 ÷ 3", "1/12", {1: "/"}),
        ("2/3 ÷ 3/4", "8/9", {1: "/"}),
    ],
)
def test_an_answer_in_parts_is_its_digits_and_the_signs_between_them(prompt, answer, signs):
    assert "".join(key(prompt)) == answer.removeprefix("0.").translate(str.maketrans("", "", "./ "))
    assert digits.signs(prompt, len(key(prompt))) == signs
    assert digits.written(prompt, key(prompt)) == answer
    assert compare(prompt, key(prompt), answer) == ((None,) * len(key(prompt)), 0)


@pytest.mark.parametrize(
    ("prompt", "answer", "right", "wrong", "missing"),
    [
        ("2.75 + 3.4", "6.15", 3, 0, 0),
        ("2.75 + 3.4", "5.15", 2, 1, 0),
        ("2.75 + 3.4", "6.1", 2, 0, 1),
        ("2.75 + 3.4", "6.150", 3, 0, 0),  # zeros at the end of decimals are no digits too many
        ("2.75 + 3.4", "6.151", 3, 1, 0),
        ("2.75 + 3.4", "615", 0, 3, 2),  # without its point every digit is in another place
        ("2.75 + 3.4", "61.5", 0, 3, 1),
        ("2.75 + 3.4", "06.15", 3, 1, 0),
        ("12.5 + 3.5", "16.0", 2, 0, 0),
        ("12.5 + 3.5", "1_", 1, 0, 1),
        ("0.6 × 0.4", ".24", 2, 0, 0),
        ("0.6 × 0.4", "2.4", 0, 2, 1),
        ("0.2 × 0.3", "0.6", 0, 1, 1),
        ("8.4 ÷ 4", "21", 0, 2, 1),
        ("3.6 ÷ 0.4", "0.9", 0, 2, 0),
        ("3/8 + 2/8", "5/8", 2, 0, 0),
        ("3/8 + 2/8", "5/16", 1, 2, 0),
        ("3/8 + 2/8", "5/", 1, 0, 1),
        ("3/8 + 2/8", "5", 0, 1, 2),
        ("3/8 + 2/8", "10/16", 2, 0, 0),  # the same value
        ("3/8 + 2/8", "1 5/8", 2, 1, 0),
        ("1/2 + 1/3", "2/5", 0, 2, 0),
        ("2 1/3 + 1 1/3", "11/3", 3, 0, 0),
        ("2 1/3 + 1 1/3", "3 2/6", 2, 1, 0),
        ("2 1/3 + 1 1/3", "3", 1, 0, 2),
        ("4 ÷ 1/3", "12/1", 2, 0, 0),
        ("4 ÷ 1/3", "4/3", 0, 2, 2),
        ("4 ÷ 1/3", "1/0", 0, 2, 2),
    ],
)
def test_decimals_outward_from_the_point_and_fractions_part_by_part(
    prompt, answer, right, wrong, missing
):
    found = score(sheet_of(prompt, Answer(group=0, text=answer, at_ms=121_000)), HOUSE)
    assert (found.correct, found.errors, found.missing) == (right, wrong, missing)
    assert found.possible == len(key(prompt))


@pytest.mark.parametrize(
    ("prompt", "steps"),
    [
        ("2.3 × 1.4", 2 + 3),  # 92 and 230
        ("2.3 × 4", 0),
        ("7.44 ÷ 6", 6),  # 6, 14, 12, 24, 24, 0 are ten digits: see below
        ("9.1 ÷ 2", 0),
        ("1/2 + 1/3", 2 + 2),  # 3/6 and 2/6
        ("1/2 + 3/8", 2),  # 4/8
        ("3/8 + 2/8", 0),
        ("2 1/2 − 1 1/3", 4),
        ("2/3 ÷ 3/4", 2),  # 4/3
        ("1/4 ÷ 3", 2),  # 1/3
        ("2/3 × 4/5", 0),
    ],
)
def test_steps_of_decimals_and_fractions(prompt, steps):
    worked = {"7.44 ÷ 6": 1 + 2 + 2 + 2 + 2 + 1, "9.1 ÷ 2": 1 + 2 + 2 + 2 + 2 + 1}
    assert possible_steps(prompt) == worked.get(prompt, steps)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        ("0.5 + 1/2", "decimals or fractions, not both"),
        ("1/0 + 1/2", "denominator is not 0"),
        ("1 ÷ 0.3", "come out even"),
        ("1.2 ÷ 0.0", "a number from 0 up"),
        ("1/3 − 1/2", "a number from 0 up"),
        (".5 + 1", "two numbers and a sign"),
    ],
)
def test_a_problem_of_parts_without_such_an_answer_is_refused(problem, says):
    with pytest.raises(BadProblem, match=says):
        key(problem)


@pytest.mark.parametrize(
    ("prompt", "text"),
    [("2.5 + 1.5", "4 R1"), ("2.5 + 1.5", "1.2.3"), ("2.5 + 1.5", "1/2"), ("1/2 + 1/3", "5.6"),
     ("1/2 + 1/3", "1/2/3"), ("1/2 + 1/3", "3 R1"), ("8 + 7", "1/2")],
)  # fmt: skip
def test_a_sign_that_no_answer_to_the_problem_has_is_refused(prompt, text):
    with pytest.raises(BadAnswer, match="an answer is digits"):
        compare(prompt, key(prompt), text)


@pytest.mark.parametrize("text", ["a", "3 4", "-5", "3R2R1", "1.5", "1,305", "²", "٣", "9" * 41])
def test_what_is_no_answer_is_refused(text):
    with pytest.raises(BadAnswer, match="digits, _ for a blank, and R"):
        compare("8 + 7", ("1", "5"), text)


def test_a_form_of_problems_has_their_answers():
    digits.check(problems("8 + 7", "17 ÷ 5"))
    with pytest.raises(BadForm, match="problem 2 has other digits than its answer"):
        digits.check(
            Form(
                id="",
                measure="comp",
                level="",
                items=("1", "5", "1"),
                lines=(0,),
                groups=(0, 2),
                prompts=("8 + 7", "1 + 1"),
            )
        )


# Every short answer, by another implementation of the rules

KEYS = ["8 + 7", "3 + 4", "876 + 429", "13 − 13", "46 × 23", "92 ÷ 4", "17 ÷ 5", "315 ÷ 3"]
WRITTEN = ["".join(some) for n in range(5) for some in product("0123456789_", repeat=n)]


@pytest.mark.parametrize("prompt", [*KEYS, "1000 ÷ 30"])
def test_every_answer_of_up_to_four_digits_is_read_as_the_rules_say(prompt):
    right = key(prompt)
    for text in WRITTEN:
        wrong, extra = on_paper(prompt, right, text)
        assert compare(prompt, right, text) == (tuple(wrong), extra), text


@pytest.mark.parametrize("prompt", ["17 ÷ 5", "1000 ÷ 30"])
def test_every_answer_with_a_remainder_of_four_digits_together_is_read_so(prompt):
    right = key(prompt)
    for number in (f"{n:0{size}}" for size in range(5) for n in range(10**size)):
        for at in range(len(number) + 1):
            text = f"{number[:at]} R{number[at:]}"
            wrong, extra = on_paper(prompt, right, text)
            assert compare(prompt, right, text) == (tuple(wrong), extra), text


@pytest.mark.parametrize("prompt", ["17 ÷ 5", "92 ÷ 4", "100 ÷ 12", "8 + 7", "1000 ÷ 30"])
def test_every_short_remainder_is_read_as_the_rules_say(prompt):
    right = key(prompt)
    for whole, rest in product(WRITTEN[:133:3], WRITTEN[:133]):
        text = f"{whole} R{rest}"
        wrong, extra = on_paper(prompt, right, text)
        assert compare(prompt, right, text) == (tuple(wrong), extra), text


# Laws


@given_any(sums(), ANSWERS)
def test_an_answer_never_has_more_right_than_is_possible(prompt, text):
    right = key(prompt)
    found = compare(prompt, right, text)
    written = sum(digit.isdigit() for digit in text)
    assert len(found.marks) == len(right)
    assert found.marks.count(None) + found.marks.count("error") + found.extra <= written


@given_any(st.lists(sums(), min_size=1, max_size=5), st.data(), st.sampled_from([*VERSIONS]))
def test_no_sheet_has_more_right_than_is_possible(prompts, data, rules):
    form = problems(*prompts)
    events = []
    for group, prompt in enumerate(prompts):
        text = data.draw(ANSWERS | st.just("".join(key(prompt))))
        events.append(Answer(group=group, text=text, at_ms=121_000))
        right = data.draw(st.integers(0, possible_steps(prompt)))
        events.append(Steps(group=group, right=right, wrong=data.draw(st.integers(0, 9)),
                            at_ms=121_000))  # fmt: skip
    last = Last(item=data.draw(st.integers(0, len(form.items) - 1)), at_ms=122_000)
    found = score(given(form, *events, last), VERSIONS[rules])
    assert 0 <= found.correct <= found.possible
    assert found.correct + found.missing <= found.possible
    assert 0 <= found.problems_correct <= found.problems_attempted <= len(prompts)


@given_any(sums())
def test_the_right_answer_is_all_right(prompt):
    right = "".join(key(prompt))
    at = next(iter(digits.signs(prompt, len(right))), len(right))
    written = [right] if at == len(right) else []
    written += [right[:at] + marker + (right[at:] or "0") for marker in (" R ", "R", " r")]
    for text in written:
        assert compare(prompt, key(prompt), text) == ((None,) * len(right), 0)


@given_any(sums(), ANSWERS, st.integers(0, 3))
def test_answers_that_the_rules_call_equal_are_scored_alike(prompt, text, blanks):
    """A blank beyond the digits makes no difference, nor does how the R is written."""
    right = key(prompt)
    whole, _, rest = text.upper().replace(" ", "").partition("R")
    edge = "_" * blanks
    spaced = whole + edge if "÷" in prompt else edge + whole
    found = compare(prompt, right, text)
    assert compare(prompt, right, f" {spaced}  r {edge}{rest}") == found
    if "R" not in text.upper():
        assert compare(prompt, right, f"{spaced} R") == found


@given_any(st.integers(0, 9_999), st.integers(0, 9_999), ANSWERS)
def test_problems_with_the_same_answer_are_scored_alike_in_any_order(left, right, text):
    one, other = f"{left} + {right}", f"{right} + {left}"
    assert compare(one, key(one), text) == compare(other, key(other), text)


@given_any(sums(), ANSWERS)
def test_entering_an_answer_and_tapping_the_same_marks_give_the_same_score(prompt, text):
    entered = sheet_of(prompt, Answer(group=0, text=text, at_ms=121_000))
    found = compare(prompt, key(prompt), text)
    taps = [
        Mark(item=item, kind=kind, at_ms=121_000) for item, kind in enumerate(found.marks) if kind
    ]
    tapped = sheet_of(prompt, *taps, Extra(group=0, digits=found.extra, at_ms=121_000))
    for rules in VERSIONS.values():
        assert score(entered, rules) == score(tapped, rules)
    assert entered.sheet.extras == tapped.sheet.extras
    assert entered.marks == tapped.marks


@given_any(sums(), ANSWERS, ANSWERS)
def test_entering_again_replaces_all_that_was_there(prompt, first, then):
    once = sheet_of(prompt, Answer(group=0, text=then, at_ms=121_000))
    again = sheet_of(
        prompt,
        Answer(group=0, text=first, at_ms=121_000),
        Extra(group=0, digits=7, at_ms=121_000),
        Answer(group=0, text=then, at_ms=121_000),
    )
    assert again.sheet == once.sheet


@given_any(parts_of_one(), st.from_regex(r"[0-9_]{0,3}([ ./]?[0-9_]{0,2}){0,2}", fullmatch=True))
def test_decimals_and_fractions_keep_the_same_laws(prompt, text):
    right = key(prompt)
    assert compare(prompt, right, digits.written(prompt, right)) == ((None,) * len(right), 0)
    try:
        found = compare(prompt, right, text)
    except BadAnswer:
        return
    assert len(found.marks) == len(right)
    entered = sheet_of(prompt, Answer(group=0, text=text, at_ms=121_000))
    taps = [Mark(item=n, kind=kind, at_ms=121_000) for n, kind in enumerate(found.marks) if kind]
    tapped = sheet_of(prompt, *taps, Extra(group=0, digits=found.extra, at_ms=121_000))
    for rules in VERSIONS.values():
        assert score(entered, rules) == score(tapped, rules)


def test_a_problem_all_wrong_is_one_tap():
    session = sheet_of("46 × 23", Mark(item=0, through=3, kind="error", at_ms=121_000))
    assert {item: mark.kind for item, mark in session.marks.items()} == dict.fromkeys(
        range(4), "error"
    )


def test_a_text_that_is_no_problem_is_compared_from_the_right():
    assert compare("", ("1", "5"), "5") == Compared(("missing", None), 0)
    assert compare("7 ÷ 0", ("1", "5"), "1") == Compared((None, "missing"), 0)


def test_steps_of_nothing_take_the_count_back():
    events = [
        Answer(group=0, text="1058", at_ms=121_000),
        Steps(group=0, right=2, wrong=1, at_ms=122_000),
        Steps(group=0, right=0, wrong=0, at_ms=123_000),
    ]
    assert score(sheet_of("46 × 23", *events), STEPS_COUNTED).correct == 10


def test_a_problem_with_a_digit_too_many_is_not_correct():
    found = score(sheet_of("8 + 7", Answer(group=0, text="115", at_ms=121_000)), HOUSE)
    assert (found.correct, found.errors, found.extra, found.problems_correct) == (2, 1, 1, 0)
    steps = sheet_of("46 × 23", Answer(group=0, text="11058", at_ms=121_000))
    assert score(steps, STEPS_COUNTED).correct == 4
