"""Pseudorandom numbers: the same everywhere, and uniform."""

from collections import Counter
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probes.forms.seeded_random import SeededRandom

seeds = st.integers(0, 2**64 - 1)


def test_the_numbers_are_those_of_splitmix64():
    # The reference implementation's numbers for this state, as commonly published.
    rng = SeededRandom(1234567)
    assert [rng.bits() for _ in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_a_seed_is_the_same_on_every_machine():
    # Forms are made again from their names, so this must never change.
    assert SeededRandom.seeded_by("math", 1, "facts", "add-10", 7).bits() == 12479253276422641486
    assert SeededRandom.seeded_by("a", "b").bits() != SeededRandom.seeded_by("ab").bits()


@given(seeds, st.lists(st.integers()))
def test_shuffling_loses_and_adds_nothing(seed, things):
    before = list(things)
    assert sorted(SeededRandom(seed).shuffled(things)) == sorted(before)
    assert things == before


@given(seeds, st.sets(st.integers(), min_size=1, max_size=20), st.integers(1, 4))
def test_a_cycle_has_everything_before_it_repeats_anything(seed, things, rounds):
    found = list(islice(SeededRandom(seed).cycle(tuple(things)), rounds * len(things)))
    rounds_of = [found[at : at + len(things)] for at in range(0, len(found), len(things))]
    assert all(sorted(each) == sorted(things) for each in rounds_of)


def test_a_cycle_of_nothing_is_empty():
    assert list(SeededRandom(1).cycle(())) == []


def test_everything_is_equally_likely():
    rng = SeededRandom(1)
    first = Counter(rng.shuffled("abcd")[0] for _ in range(4_000))
    numbers = Counter(rng.among(range(5, 9)) for _ in range(4_000))
    assert set(first) == set("abcd")
    assert set(numbers) == {5, 6, 7, 8}
    assert all(900 < count < 1_100 for count in (*first.values(), *numbers.values()))


@given(seeds, st.integers(1, 6))
def test_neighbours_are_kept_apart_in_blocks_and_between_them(seed, count):
    row = SeededRandom(seed).shuffled_blocks(["aabc"] * count, lambda one, other: one == other)
    assert all(one != other for one, other in pairwise(row))
    assert all(sorted(row[at : at + 4]) == list("aabc") for at in range(0, len(row), 4))


def test_what_no_order_keeps_apart_is_refused_and_does_not_hang():
    with pytest.raises(ValueError, match="no order keeps these 4 apart"):
        SeededRandom(1).shuffled_blocks(["aaab"], lambda one, other: one == other)
