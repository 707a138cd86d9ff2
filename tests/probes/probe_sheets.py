"""Forms and sittings for tests: a plain sheet, and whatever hypothesis makes up."""

from itertools import accumulate

from hypothesis import strategies as st

from probes.events import ERROR_KINDS, KINDS, Last, Mark, Start, TimeUp, Wait
from probes.form import Form
from probes.measure import ORAL_READING
from probes.session import OutOfTurn, apply, new, replay

MARKS = (*ERROR_KINDS, "self_correction")
TEXTS = ("", "the bell rang", "é “ 😀 \n \x00")
CHILD = "Wilhelmina Fernsby"  # a name that no sentence may show
EXPORTED = {
    "format": 1,
    "id": "a1",
    "measure": "orf",
    "profile": "house",
    "profile_version": 1,
    "form": {"id": "F1", "level": "2", "items": ["The", "fox", "ran"], "lines": [0, 2]},
    "seconds": 60,
    "student": "s1",
    "grade": "2",
    "given_at": "2026-11-24T09:15:00-05:00",
    "examiner": "RT",
    "input_mode": "oral",
    "conditions": ["interrupted"],
    "set": None,
    "events": [
        {"do": "start", "at_ms": 0},
        {"do": "mark", "item": 1, "kind": "omission", "at_ms": 5120},
        {"do": "time_up", "at_ms": 60000},
        {"do": "last", "item": 2, "at_ms": 63000},
    ],
}


def sheet(*lines):
    """Return a form whose lines have that many words."""
    starts = [0, *accumulate(lines)]
    items = tuple(f"w{n}" for n in range(starts[-1]))
    return Form(id="SHEET", measure="orf", level="2", items=items, lines=tuple(starts[:-1]))


def given(form, *events, seconds=60):
    """Return the session after ``Start`` and the events."""
    return replay(new(form, ORAL_READING, seconds), [Start(), *events])


def errors(count, at_ms=1_000):
    """Mark that many words, from the first, as errors."""
    return [Mark(item=item, at_ms=at_ms) for item in range(count)]


forms = st.lists(st.integers(1, 6), min_size=1, max_size=5).map(lambda lines: sheet(*lines))

# What an examiner does next: what, where, how long after, and which kind of mark or text.
steps = st.tuples(
    st.sampled_from([*KINDS, "mark", "mark", "skip_line", "last", "undo"]),
    st.integers(0, 30),
    st.sampled_from([0, 1, 700, 4_000, 15_000]) | st.integers(0, 9_000),
    st.integers(0, 20),
)


def event(form, at_ms, step):
    """Return the event of a step, on the form or just past its end, at its time after ``at_ms``."""
    do, where, later_ms, which = step
    kind = KINDS[do]
    fields = {"at_ms": at_ms + later_ms}
    if do in ("mark", "unmark", "reached", "last", "wait"):
        fields["item"] = where % (len(form.items) + 1)
    if do in ("skip_line", "unskip_line"):
        fields["line"] = where % (len(form.lines) + 1)
    if kind is Mark:
        fields["kind"] = (*MARKS, "error", "credit")[which % 9]
        fields["through"] = fields["item"] if which == 20 else None
    if kind is Wait and which % 3 == 0:
        fields["item"] = None
    if do in ("note", "spoil"):
        fields["text" if do == "note" else "reason"] = TEXTS[which % 3]
    return kind(**fields)


def in_turn(session, *events):
    """Apply those of the events that are in turn."""
    for one in events:
        try:
            session = apply(session, one)
        except OutOfTurn:
            continue
    return session


@st.composite
def sittings(draw):
    """Make up a session: whatever of a run of taps is in turn, and often its end."""
    session = given(draw(forms))
    for step in draw(st.lists(steps, max_size=25)):
        session = in_turn(session, event(session.form, session.at_ms, step))
    if draw(st.booleans()):
        session = in_turn(session, TimeUp(at_ms=max(60_000, session.at_ms)))
        item = draw(st.integers(0, len(session.form.items) - 1))
        session = in_turn(session, Last(item=item, at_ms=max(62_000, session.at_ms)))
    return session
