"""Names that look the same are the same; they are found and sorted as people expect."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_doubles import open_records

from records.derived_ids import group_id
from records.name_comparison import found_by, normalised, searched, sort_key, tidied

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élodie", "E\u0301lodie"),
        ("O’Neil", "O'Neil"),
        ("O‘Neil", "Oʼneil"),
        ("Ana  Lee", " Ana\u00a0Lee "),
        ("Ana\u2009Lee", "ana lee"),
        ("Ana\u200bLee", "AnaLee"),
        ("Ana\u00ad", "Ana"),
        ("\ufeffAna\u200e", "Ana"),
        ("Jean–Luc", "Jean-Luc"),
        ("STRASSE", "straße"),
        ("Tom\tB.", "Tom B."),
    ],
)
def test_names_that_look_the_same_are_the_same(one, other):
    assert normalised(one) == normalised(other)
    assert group_id(one) == group_id(other)


@pytest.mark.parametrize(("one", "other"), [("Élodie", "Elodie"), ("Ana L", "AnaL"), ("A", "B")])
def test_names_that_look_different_are_different(one, other):
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    "name", ["\u200b", "\u200d\u200c", "\u2060 \u200b", "\u3164", "\u2800", " ", "\0"]
)
def test_a_name_of_nothing_that_can_be_seen_is_none(name):
    assert tidied(name) == normalised(name) == ""


@pytest.mark.parametrize(
    "name", ["R. T.", "Élodie", "नदी", "می\u200cخواهم", "张伟", "7", "—", "🦊"]
)
def test_a_name_that_can_be_seen_stays(name):
    assert tidied(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("elodie", "Élodie"),
        ("ÉLO", "Elodie"),
        ("e\u0301lodie", "Élodie"),
        ("o'neil", "Ann O’Neil"),
        ("ONeil", "Ann ONeil"),
        ("neil ann", "Ann O’Neil"),
        ("nunez", "Núñez"),
        ("lukasz", "Łukasz"),
        ("soren", "Søren"),
        ("nguyen", "Nguyễn"),
        ("", "Anybody"),
        (" ", "Anybody"),
    ],
)
def test_a_search_finds_with_and_without_accents(typed, name):
    assert found_by(name, typed)


def test_a_search_finds_nobody_else():
    assert not found_by("Elodie", "eloise")
    assert not found_by("Ann", "ann b")


def test_names_are_sorted_by_language_and_numbers_by_size():
    wanted = [
        "2", "10", "Ana", "Dan", "Ede", "Édith", "Edna", "Eve", "Núñez", "O’Brien", "OBrien T.",
        "Ole", "Øle", "Student 2", "Student 10", "Zoe",
    ]  # fmt: skip
    mixed = wanted[::-1]
    assert sorted(mixed, key=sort_key) == wanted


names = st.text() | st.text("eE\u0301É’'ʼ \u200b\u00a0ßŁ-–", max_size=8)


@given(names)
def test_what_was_compared_once_is_compared_the_same_again(name):
    assert normalised(normalised(name)) == normalised(name)
    assert tidied(tidied(name)) == tidied(name)
    assert searched(searched(name)) == searched(name)
    assert normalised(tidied(name)) == normalised(name)


@given(names, st.sampled_from(["NFC", "NFD"]))
def test_how_letters_are_composed_makes_no_difference(name, form):
    other = unicodedata.normalize(form, name)
    assert tidied(other) == tidied(name)
    assert normalised(other) == normalised(name)
    assert searched(other) == searched(name)
    assert (sort_key(other)[:2]) == sort_key(name)[:2]
    assert found_by(name, other)


@pytest.fixture
def records():
    return open_records()


def test_students_are_kept_as_they_are_shown_and_listed_by_language(records):
    for name in ("Zoe", "E\u0301lodie  B. ", "Dan", "Eve\u200b"):
        records.students.add(name=name, grade="2", group="Mrs. O’Neil")
    assert [s.name for s in records.students.all()] == ["Dan", "Élodie B.", "Eve", "Zoe"]
    one = records.students.all()[0]
    records.groups.change_shown(one, date(2026, 11, 24), name=" D’An\u00a0", group="Mrs. O'Neil")
    assert records.students.get(one.id).name == "D’An"
    assert len(records.groups.all()) == 1
    assert len(records.groups.all()[0].members) == 4


def test_no_list_compares_names_in_a_way_of_its_own():
    found = [
        path.name
        for room in ("records", "screens")
        for path in (ROOT / room).rglob("*.py")
        if "name.casefold()" in path.read_text("utf-8")
    ]
    assert found == []
