"""The school's own menu of what next: ours less what it struck, and its own words."""

import pytest
from record_doubles import open_records

from probes.progress.menu import CHOICES
from records.menu_choices import MOST_OWN, BadMenuChoice


@pytest.fixture
def records():
    return open_records()


def test_at_first_it_is_ours(records):
    assert records.menu_choices.all() == CHOICES
    assert records.monitoring.school().choices == CHOICES


def test_ours_are_struck_and_put_back_and_own_words_stand_behind_by_name(records):
    menu = records.menu_choices
    menu.strike("smaller group")
    menu.add("  Reading   buddy ")
    menu.add("a visit to the doctor about glasses")
    ours = [one for one in CHOICES if one != "smaller group"]
    own = ["a visit to the doctor about glasses", "Reading buddy"]
    assert [*menu.all()] == [*ours, *own]
    assert [*records.monitoring.school().choices] == [*ours, *own]
    menu.strike("reading BUDDY")
    menu.add("Smaller Group")  # one of ours, put back
    assert menu.all() == (*CHOICES, own[0])


@pytest.mark.parametrize(
    ("words", "why"),
    [("", "words"), (" \u200b", "words"), ("x" * 61, "words"), ("Reading  buddy", "there")],
)
def test_what_cannot_be_on_it_says_why(records, words, why):
    records.menu_choices.add("reading buddy")
    with pytest.raises(BadMenuChoice) as caught:
        records.menu_choices.add(words)
    assert caught.value.why == why
    assert records.menu_choices.own == ("reading buddy",)


def test_a_menu_is_short(records):
    for number in range(MOST_OWN):
        records.menu_choices.add(f"change {number}")
    with pytest.raises(BadMenuChoice) as caught:
        records.menu_choices.add("one more")
    assert caught.value.why == "many"


def test_devices_apart_that_add_the_same_have_it_once():
    here, there = open_records(), open_records()
    here.menu_choices.add("Reading buddy")
    there.menu_choices.add("reading  buddy")
    assert {*here.store.rows("menu_choices")} == {*there.store.rows("menu_choices")}


@pytest.mark.parametrize(
    "row",
    [
        {"change": "not its id"},
        {"change": 7},
        {"change": "\u200b"},
        {"removed": True},
        {"change": "y" * 61},
    ],
)
def test_an_odd_row_changes_nothing(records, row):
    records.store.put(("menu_choices", "x", row))
    assert records.menu_choices.all() == CHOICES
