"""What a passphrase is worth against somebody who can try as many as they like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.sharing.passphrase_strength import guesses_bits, strength
from sync.keys.key_file import SHORTEST

JUDGED = [
    ("1234567", "short"),
    (" 1234567 ", "short"),  # space around it counts for nothing, as in the engine
    ("12345678", "weak"),
    ("aaaaaaaaaaaaaaaa", "weak"),
    ("qwertyuiop", "weak"),
    ("password1", "weak"),
    ("Tr0ub4dor&3", "weak"),
    ("p@$$w0rd", "weak"),
    ("sunshine school", "weak"),
    ("blue blue blue blue", "weak"),
    ("four quiet otters dance", "good"),
    ("cuatro nutrias bailan solas", "good"),
    ("xkq7!pPw2#zR", "fair"),
]


@pytest.mark.parametrize(("passphrase", "worth"), JUDGED)
def test_judged(passphrase, worth):
    assert strength(passphrase) == worth


@given(st.text(max_size=30))
def test_short_is_what_the_engine_refuses(text):
    import unicodedata

    spelt = unicodedata.normalize("NFKC", text).strip()
    assert (strength(text) == "short") is (len(spelt) < SHORTEST)


@given(st.text(min_size=1, max_size=20))
def test_saying_it_twice_is_worth_hardly_more(text):
    assert guesses_bits(f"{text} {text}") <= guesses_bits(text) + 12
