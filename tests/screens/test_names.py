"""Measures, levels, rules and scores in words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from probes.administration import Administration
from probes.forms import generators
from probes.forms.form import Form
from probes.giving.events import Finish, Mark, Start, TimeUp, Word
from probes.giving.events import Last as LastItem
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE, profile, profiles_for
from records.score_entry import entry_of
from screens.forms.student_view import rows_to_read
from screens.giving.rules_in_words import REMINDERS, SKIPS, STARTS, WAITS, rules
from screens.parts.score_text import score_text, series_name, series_of
from screens.words.catalogue import say
from screens.words.measure_names import (
    form_name,
    kind_name,
    kinds_of,
    level_name,
    usual,
    within_kind,
)

WORDS = Path(__file__).parents[2] / "probes/forms/words"
TEXTS = {path.stem: path.read_text("utf-8") for path in WORDS.glob("*.txt")}
MADE = [measure for measure in MEASURES if measure != "orf"]


def first_form(measure, level=None):
    return generators.forms(measure, level or next(iter(generators.levels(measure))), TEXTS)[0]


def given(form, *events, **more):
    measure = MEASURES[form.measure]
    known = Administration(
        id="a",
        measure=form.measure,
        profile=HOUSE.id,
        profile_version=HOUSE.version,
        form=form,
        seconds=60,
        student="s",
        grade="1",
        given_at="2026-11-24T09:15:00+00:00",
        examiner="",
        input_mode=measure.modes[0],
        conditions=(),
        part=None,
        events=(Start(), *events),
    )
    return replace(known, **more)


@pytest.mark.parametrize("measure", MADE)
def test_every_level_has_a_plain_name_of_its_own(measure):
    levels = generators.levels(measure)
    names = [level_name(level) for level in levels]
    assert len(set(names)) == len(names)
    assert not any(re.search(r"[a-z]-\d|\ds\b|\dx\d", name) for name in names)
    within = [(kind, within_kind(level)) for kind, ls in kinds_of(levels).items() for level in ls]
    assert len(set(within)) == len(levels)
    assert all(kind_name(kind) for kind in kinds_of(levels))


@pytest.mark.parametrize(
    ("level", "name"),
    [
        ("K", "Grade K"),
        ("mul-7s", "Multiplication: times 7"),
        ("add-sub-20", "Addition and subtraction: to 20"),
        ("facts-mixed", "All four: all facts"),
        ("sub-3-regroup", "Subtraction: 3 digits, regrouping"),
        ("div-3x1-remainder", "Division: 3 by 1 digits, remainder"),
    ],
)
def test_names_of_levels(level, name):
    assert level_name(level) == name


def test_a_made_form_is_called_by_its_number_and_another_by_its_title():
    made = generators.forms("lsf", "K", TEXTS)[6]
    assert form_name(made) == "Form 7"
    assert form_name(replace(made, title="A Bed for Dot")) == "A Bed for Dot"


def test_usual_levels_come_first_and_never_none():
    levels = generators.levels("facts")
    assert "mul-7s" in usual(levels, "4")
    assert "mul-7s" not in usual(levels, "1")
    assert usual(levels, "8") == usual(levels, "") == list(levels)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_the_rules_told_are_those_of_the_measure_and_profile(measure):
    for rules_of in profiles_for(measure.id).values():
        for mode in measure.modes:
            told = rules(measure, rules_of, mode)
            assert len(set(told)) == len(told)
            assert all(sentence.strip().endswith(".") for sentence in told)
            aloud = mode == "oral"
            assert any("3 seconds" in sentence for sentence in told) is aloud
            stops = any("you may stop" in sentence for sentence in told)
            assert stops is (aloud and rules_of.stopping_rule(measure) is not None)
            reminded = sum("remind once" in sentence for sentence in told)
            assert reminded == (len(measure.reminders) if aloud else 0)
            assert any("left out: point" in s for s in told) is (aloud and measure.line_skips)


def test_another_profile_tells_another_rule():
    letters, sounds = MEASURES["lnf"], MEASURES["nwf"]
    assert rules(letters, HOUSE, "oral") != rules(letters, profile("three-rows"), "oral")
    assert "point to the next" in " ".join(rules(sounds, HOUSE, "oral"))
    assert "say the sound" in " ".join(rules(sounds, profile("supplied"), "oral"))
    prorated = " ".join(rules(MEASURES["ni"], profile("stopped-prorated"), "oral"))
    assert "The first row all wrong, or 10 wrong" in prorated


def test_every_rule_of_a_measure_has_a_sentence():
    for measure in MEASURES.values():
        assert measure.starts in STARTS
        assert set(measure.reminders) <= REMINDERS.keys()
        for rules_of in profiles_for(measure.id).values():
            assert rules_of.help_at_wait(measure) in WAITS
            assert rules_of.skipped_line in SKIPS


def test_digits_and_words_have_a_line_of_their_own():
    sums = first_form("facts", "add-20")
    digits = len(sums.group(0))
    wrong = Mark(at_ms=5, item=0, kind="error")
    one = given(sums, wrong, TimeUp(at_ms=60_000), LastItem(at_ms=60_001, item=0))
    accuracy = "0" if digits == 1 else "50"
    assert score_text(one.score()) == f"{digits - 1}\u00a0DCPM · 1\u00a0EPM · {accuracy}\u00a0%"
    assert score_text(entry_of(one)) == score_text(one.score())
    assert score_text(replace(one, events=one.events[:-1]).score()) == say("student.no_rate")
    words = first_form("nwf", "1")
    one = given(words, Word(at_ms=9, group=0, how="whole"), Finish(at_ms=30_000))
    assert "CLS" in score_text(one.score())
    assert score_text(one.score()).endswith("1\u00a0WWR")
    assert score_text(entry_of(one)) == score_text(one.score())


def test_no_line_mixes_measures_modes_or_skills():
    paper = given(first_form("facts", "mul"))
    others = [
        replace(paper, input_mode="oral"),
        given(first_form("facts", "add-10")),
        given(first_form("comp", "3")),
        given(first_form("lsf")),
    ]
    lines = [series_of(entry_of(one)) for one in (paper, *others)]
    assert len(set(lines)) == len(lines)
    names = [series_name(line) for line in lines]
    assert names[0] == "Math facts · Multiplication: all facts · on paper"
    assert names[1].endswith("aloud")
    assert len(set(names)) == len(names)
    first, kindergarten = (entry_of(given(first_form("lsf", level))) for level in ("1", "K"))
    assert series_of(first) == series_of(kindergarten)


@pytest.mark.parametrize("measure", [m for m in MADE if m not in ("psf", "oc")])
def test_what_a_student_is_shown_has_no_answer(measure):
    form = first_form(measure)
    rows = rows_to_read(form)
    assert len(rows) == len(form.lines)
    seen = [text for row in rows for text in row]
    assert seen == list(form.prompts or form.items)
    if MEASURES[measure].marked == "digits":
        assert all(re.fullmatch(r"\d+ [+−×÷] \d+", text) for text in seen)


def test_a_passages_lines_are_not_read_as_cells():
    form = Form(id="F", measure="wrf", level="1", items=("a", "b", "c"), lines=(0, 2))
    assert rows_to_read(form) == [["a", "b"], ["c"]]
