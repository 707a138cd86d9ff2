"""The directions: there for every measure, and with the same parts in both languages."""

import re
from itertools import product
from pathlib import Path

import pytest
from real_words import english, spanish, written

from probes.forms.letter_sounds import HEARD_IN
from probes.measures.directions import LANGUAGES, directions
from probes.measures.directions.reminding import REMINDING
from probes.measures.measure import MEASURES

WORDS = Path(__file__).parents[2] / "probes/forms/words"
ASKED = [(measure.id, mode) for measure in MEASURES.values() for mode in measure.modes]
PRACTISED = ("lnf", "lsf", "nwf", "psf", "ni", "qd", "mn")


@pytest.mark.parametrize(("measure", "mode"), ASKED)
def test_every_measure_and_mode_has_directions_in_both_languages(measure, mode):
    english, spanish = (directions(measure, mode, language) for language in LANGUAGES)
    assert english.say != spanish.say
    assert [english.say[0], english.say[-1]] == ["“", "”"]
    assert [spanish.say[0], spanish.say[-1]] == ["“", "”"]
    # The clock's word, or the examiner's first one, comes last in either language.
    assert (measure == "psf") or (english.say[:-1].endswith("Begin."))
    assert (measure == "psf") or (spanish.say[:-1].endswith("Begin."))


def test_what_is_said_meanwhile_is_there_in_both_languages():
    assert tuple(REMINDING) == LANGUAGES
    english, spanish = REMINDING["en"], REMINDING["es"]
    assert english.keys() == spanish.keys()
    assert set(english.values()).isdisjoint(spanish.values())
    for said in (*english.values(), *spanish.values()):
        assert [said[0], said[-2:]] == ["“", ".”"]


def test_answers_aloud_and_on_paper_are_asked_for_in_other_words():
    aloud, paper, tablet = (directions("facts", m, "en").say for m in ("oral", "paper", "tablet"))
    assert "tell me" in aloud
    assert "write" in paper
    assert "type" in tablet


@pytest.mark.parametrize(("measure", "mode"), ASKED)
def test_practice_shows_the_same_in_both_languages(measure, mode):
    english, spanish = (directions(measure, mode, language).practice for language in LANGUAGES)
    assert bool(english) is (measure in PRACTISED)
    assert [one.shows for one in english] == [one.shows for one in spanish]
    for one in (*english, *spanish):
        assert one.wrong[-2] in "?.”’"
        assert len({one.ask, one.right, one.wrong}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_practice_says_what_is_right(language):
    names = {"3  8": "eight", "10  6": "ten", "1  2  _": "three", "5  _  7": "six"}
    for measure in ("qd", "mn"):
        for one in directions(measure, "oral", language).practice:
            assert names[one.shows] in one.right.casefold()
            assert names[one.shows] in one.wrong.casefold()
    for one in directions("lsf", "oral", language).practice:
        assert HEARD_IN[one.shows][0] in one.wrong or one.shows == "m"
        assert f"/{one.shows}/" in one.right
    for one in directions("nwf", "oral", language).practice:
        sounds = " ".join(f"/{letter}/" for letter in one.shows)
        assert sounds in one.wrong


def spoken_in_spanish():
    for measure, mode in ASKED:
        one = directions(measure, mode, "es")
        yield one.say
        for practice in one.practice:
            yield from (practice.ask, practice.right, practice.wrong)
    yield from REMINDING["es"].values()


def test_spanish_is_that_of_schools_in_the_united_states():
    text = " ".join(spoken_in_spanish())
    for peninsular in ("atasc", "déjalo vacío", "es más que", "«", "vosotros"):
        assert peninsular not in text
    assert re.findall(r"uando (?!yo diga)", text) == []
    assert text.count("‘") == text.count("’")


def test_letter_names_in_spanish_directions_are_marked_as_english_ones():
    names = {"B": "bee", "k": "kay"}
    for one in directions("lnf", "oral", "es").practice:
        for said in (one.right, one.wrong):
            assert "n inglés" in said
            assert f"‘{names[one.shows]}’" in said


def test_a_made_up_word_to_practise_with_is_none_of_the_lists():
    for one in directions("nwf", "oral", "en").practice:
        assert one.shows not in written()
        assert not english([*one.shows])
        assert not spanish(one.shows)


def test_a_made_up_word_to_practise_with_is_no_real_one():
    for name in ("real", "indecent"):
        listed = set(re.findall(r"\w+", (WORDS / f"{name}.txt").read_text("utf-8")))
        for one, language in product(range(2), LANGUAGES):
            assert directions("nwf", "oral", language).practice[one].shows not in listed
