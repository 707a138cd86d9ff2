"""What is kept up to date about chains is what looking at all of them would find."""

from hypothesis import given
from hypothesis import strategies as st

from sync.segments.chains import Chains, Kept
from sync.segments.sealing import Run

DEVICES = ("0" * 16, "1" * 16)
links = st.sampled_from([bytes([n]) * 32 for n in range(3)])


@st.composite
def some_kept(draw):
    lo = draw(st.integers(1, 4))
    run = Run(
        draw(st.sampled_from(DEVICES)),
        lo,
        lo + draw(st.integers(0, 2)),
        draw(links),
        draw(links),
        "k",
    )
    return Kept(run, 1, {}, draw(st.booleans()))


@given(
    st.lists(some_kept(), max_size=12),
    st.lists(st.tuples(st.sampled_from(["ask", "forget", "go on"]), st.integers(0, 11))),
)
def test_what_is_kept_up_to_date_is_what_looking_anew_finds(added, between):
    chains = Chains()
    steps = dict(enumerate(between))
    for number, kept in enumerate(added):
        chains.add(kept)
        what, place = steps.get(number, ("go on", 0))
        if what == "forget":
            chains.forget(added[place % len(added)].run.name)
        elif what == "ask":
            same(chains)
    same(chains)


def same(chains):
    anew = Chains()
    for kept in chains.kept.values():
        anew.add(kept)
    assert sorted(run.name for run in chains.loose()) == sorted(run.name for run in anew.loose())
    for device in DEVICES:
        assert chains.tip(device) == anew.tip(device)
