"""Forms and sessions for tests: a plain form, and hypothesis strategies."""

from dataclasses import replace
from itertools import accumulate

from hypothesis import strategies as st

from probes.forms.digits import key
from probes.forms.form import Form
from probes.giving.event_json import ALLOWED
from probes.giving.events import ERROR_KINDS, KINDS, Last, Mark, Start, TimeUp, Wait
from probes.giving.session import OutOfTurn, apply, new, replay
from probes.measures.measure import MEASURES, ORAL_READING

MARKS = (*ERROR_KINDS, "self_correction")
ANSWERS = ("", "3", "31", "4_5", "3 R2", "1305", "12345", "r1", "no")
TEXTS = ("", "the bell rang", "é “ 😀 \n \x00")
CHILD = "Wilhelmina Fernsby"  # a name that no message may quote
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
    """Return a form with that many words in each line."""
    starts = [0, *accumulate(lines)]
    items = tuple(f"w{n}" for n in range(starts[-1]))
    return Form(id="SHEET", measure="orf", level="2", items=items, lines=tuple(starts[:-1]))


def words(*of, a_line=5, measure="nwf"):
    """Return a form of words with that many sounds each, ``a_line`` words to a line."""
    starts = [0, *accumulate(of)]
    return Form(
        id="WORDS",
        measure=measure,
        level="1",
        items=tuple("abcdefghij"[n % 10] for n in range(starts[-1])),
        lines=tuple(starts[:-1:a_line]),
        groups=tuple(starts[:-1]),
        prompts=tuple(f"word{n}" for n in range(len(of))),
    )


def problems(*prompts, measure="comp", a_line=4):
    """Return a form of problems such as "8 + 7"."""
    keys = [key(prompt) for prompt in prompts]
    starts = [0, *accumulate(map(len, keys))]
    return Form(
        id="SUMS",
        measure=measure,
        level="2",
        items=tuple(digit for answer in keys for digit in answer),
        lines=tuple(starts[:-1:a_line]),
        groups=tuple(starts[:-1]),
        prompts=prompts,
    )


def given(form, *events, seconds=None):
    """Return the session after ``Start`` and the events."""
    return replay(new(form, MEASURES[form.measure], seconds), [Start(), *events])


def errors(count, at_ms=1_000):
    """Mark that many words, from the first, as errors."""
    return [Mark(item=item, at_ms=at_ms) for item in range(count)]


forms = st.lists(st.integers(1, 6), min_size=1, max_size=5).map(lambda lines: sheet(*lines))
some_problems = st.sampled_from(
    ["8 + 7", "13 + 18", "876 + 429", "12 − 12", "46 × 23", "92 ÷ 4", "17 ÷ 5", "315 ÷ 3"]
)


def forms_of(measure):
    """Generate forms of a measure."""
    if measure.marked == "digits":
        of = st.lists(some_problems, min_size=1, max_size=6)
        return of.map(lambda prompts: problems(*prompts, measure=measure.id, a_line=2))
    if measure.layout == "chips":
        of = st.lists(st.integers(1, 4), min_size=1, max_size=7)
        return of.map(lambda sounds: words(*sounds, measure=measure.id, a_line=2))
    return forms.map(lambda form: replace(form, measure=measure.id))


# The examiner's next step: what, where, how much later, and which kind of mark or text.
steps = st.tuples(
    st.sampled_from([*KINDS, "mark", "mark", "skip_line", "last", "undo"]),
    st.integers(0, 30),
    st.sampled_from([0, 1, 700, 4_000, 15_000]) | st.integers(0, 9_000),
    st.integers(0, 20),
)


def event(form, at_ms, step):
    """Return the event of a step after ``at_ms``, on the form or just past its end."""
    do, where, later_ms, which = step
    kind = KINDS[do]
    fields = {"at_ms": at_ms + later_ms}
    if do in ("mark", "unmark", "reached", "last", "wait"):
        fields["item"] = where % (len(form.items) + 1)
    if do in ("skip_line", "unskip_line"):
        fields["line"] = where % (len(form.lines) + 1)
    if do in ("extra", "answer", "steps", "word"):
        fields["group"] = where % (len(form.groups) + 1)
    if do in ("mark", "unmark") and which >= 15:
        fields["through"] = fields["item"] + which % 5
    if kind is Mark:
        others = {"digits": ("missing", "shifted", "error")}
        spoken = ("credit", "credit", "supplied") if form.groups else MARKS
        kinds = others.get(MEASURES[form.measure].marked, spoken)
        fields["kind"] = (*kinds, "error", "credit")[which % (len(kinds) + 2)]
    if do == "extra":
        fields["digits"] = which % 3
    if do == "steps":
        fields |= {"right": which % 7, "wrong": which % 3}
    if do == "word":
        fields["how"] = ALLOWED["how"][which % 4]
    if do == "remind":
        fields["which"] = ALLOWED["which"][which % 4]
    if do == "answer":
        fields["text"] = ANSWERS[which % len(ANSWERS)]
    if kind is Wait and which % 3 == 0:
        fields["item"] = None
    if do in ("note", "spoil"):
        fields["text" if do == "note" else "reason"] = TEXTS[which % 3]
    return kind(**fields)


def in_turn(session, *events):
    """Return the session after those of the events that are in turn."""
    for one in events:
        try:
            session = apply(session, one)
        except OutOfTurn:
            continue
    return session


@st.composite
def sittings(draw, measure=ORAL_READING):
    """Generate a session: the taps of a random run that are in turn, and often its end."""
    session = given(draw(forms_of(measure)))
    for step in draw(st.lists(steps, max_size=25)):
        session = in_turn(session, event(session.form, session.at_ms, step))
    if draw(st.booleans()):
        over_ms = session.limit_ms
        session = in_turn(session, TimeUp(at_ms=max(over_ms, session.at_ms)))
        item = draw(st.integers(0, len(session.form.items) - 1))
        session = in_turn(session, Last(item=item, at_ms=max(over_ms + 2_000, session.at_ms)))
    return session
