"""The texts that `bench.mutants` changes are still there: it takes too long for every run."""

import pytest

from bench.mutants import MUTANTS, ROOT


@pytest.mark.parametrize("rule", MUTANTS)
def test_each_rule_that_is_broken_on_purpose_still_stands_where_it_did(rule):
    for name, old, new in MUTANTS[rule]:
        assert (ROOT / name).read_text("utf-8").count(old) == 1, name
        assert new != old
