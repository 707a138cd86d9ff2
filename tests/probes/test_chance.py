"""Chance: the same everywhere, and fair."""

from collections import Counter
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms.chance import Chance

seeds = st.integers(0, 2**64 - 1)


def test_the_numbers_are_those_of_splitmix64():
    # The numbers its reference implementation gives for this state, as commonly published.
    chance = Chance(1234567)
    assert [chance.bits() for _ in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_a_start_is_the_same_on_every_machine():
    # Forms that were given are made again from their names: never change this.
    assert Chance.of("math", 1, "facts", "add-10", 7).bits() == 12479253276422641486
    assert Chance.of("a", "b").bits() != Chance.of("ab").bits()


@given(seeds, st.lists(st.integers()))
def test_shuffling_loses_and_adds_nothing(seed, things):
    before = list(things)
    assert sorted(Chance(seed).shuffled(things)) == sorted(before)
    assert things == before


@given(seeds, st.sets(st.integers(), min_size=1, max_size=20), st.integers(1, 4))
def test_a_deck_deals_everything_before_it_deals_again(seed, things, rounds):
    dealt = list(islice(Chance(seed).deck(tuple(things)), rounds * len(things)))
    hands = [dealt[at : at + len(things)] for at in range(0, len(dealt), len(things))]
    assert all(sorted(hand) == sorted(things) for hand in hands)


def test_an_empty_deck_deals_nothing():
    assert list(Chance(1).deck(())) == []


def test_each_place_is_as_likely():
    chance = Chance(1)
    first = Counter(chance.shuffled("abcd")[0] for _ in range(4_000))
    numbers = Counter(chance.among(range(5, 9)) for _ in range(4_000))
    assert set(first) == set("abcd")
    assert set(numbers) == {5, 6, 7, 8}
    assert all(900 < count < 1_100 for count in (*first.values(), *numbers.values()))


@given(seeds, st.integers(1, 6))
def test_neighbours_are_kept_apart_in_blocks_and_between_them(seed, count):
    row = Chance(seed).apart(["aabc"] * count, lambda one, other: one == other)
    assert all(one != other for one, other in pairwise(row))
    assert all(sorted(row[at : at + 4]) == list("aabc") for at in range(0, len(row), 4))


def test_what_no_order_keeps_apart_is_refused_and_does_not_hang():
    with pytest.raises(ValueError, match="no order keeps these 4 apart"):
        Chance(1).apart(["aaab"], lambda one, other: one == other)
