"""The session compared with a naive oracle, for every kind of marking."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from paper_oracle import Oracle
from probe_sheets import ANSWERS, MARKS, TEXTS, forms_of, given

from probes.giving.event_json import ALLOWED
from probes.giving.events import KINDS
from probes.giving.session import OutOfTurn, apply, new
from probes.measures.measure import MEASURES
from probes.measures.profiles import VERSIONS
from probes.scoring.score import score

COUNTED_DIFFERENTLY = {
    (rules.skipped_line, rules.stopped, rules.digits_of): rules for rules in VERSIONS.values()
}.values()
LATER = st.sampled_from([0, 0, 0, 1, 800, 3_000, 12_000]) | st.integers(0, 30_000)


class SittingMachine(RuleBasedStateMachine):
    """Every event, in turn or not, at any time."""

    measure = MEASURES["orf"]

    @initialize(data=st.data(), begun=st.sampled_from([True, True, True, False]))
    def take_a_form(self, data, begun):
        form = data.draw(forms_of(self.measure))
        self.session = new(form, self.measure)
        self.oracle = Oracle(form)
        if begun:
            self.session = given(form)
            self.oracle.take(self.session.events[0])

    def do(self, name, later_ms, **fields):
        event = KINDS[name](at_ms=max(0, self.oracle.now + later_ms), **fields)
        allowed = self.oracle.allows(event)
        try:
            after = apply(self.session, event)
        except OutOfTurn as refused:
            assert not allowed, f"{event} was refused: {refused}"  # noqa: PT017
            return
        assert allowed, f"{event} was taken"
        self.session = after
        self.oracle.take(event)

    def on_form(self, where):
        return where % (len(self.oracle.items) + 1)

    def in_groups(self, where):
        return where % (len(self.oracle.groups) + 1)

    @rule(later_ms=LATER, where=st.integers(0, 30), kind=st.sampled_from(MARKS))
    def mark(self, later_ms, where, kind):
        self.do("mark", later_ms, item=self.on_form(where), kind=kind)

    @rule(
        later_ms=LATER,
        where=st.integers(0, 30),
        further=st.sampled_from([None, None, 0, 1, 2, 3, -1]),
        kind=st.sampled_from(["error", "credit", "credit", "missing", "shifted"]),
    )
    def mark_several(self, later_ms, where, further, kind):
        item = self.on_form(where)
        through = None if further is None else max(0, item + further)
        self.do("mark", later_ms, item=item, kind=kind, through=through)

    @rule(
        later_ms=LATER,
        which=st.integers(0, 30),
        further=st.sampled_from([None, None, 0, 1, 3, -1]),
    )
    def unmark_one_that_is_marked(self, later_ms, which, further):
        marked = sorted(self.oracle.marks) or [0]
        item = marked[which % len(marked)]
        through = None if further is None else max(0, item + further)
        self.do("unmark", later_ms, item=item, through=through)

    @rule(later_ms=LATER, where=st.integers(0, 8), how=st.sampled_from(ALLOWED["how"]))
    def say_a_word(self, later_ms, where, how):
        self.do("word", later_ms, group=self.in_groups(where), how=how)

    @rule(later_ms=LATER, where=st.integers(0, 8), text=st.sampled_from(ANSWERS))
    def enter_an_answer(self, later_ms, where, text):
        self.do("answer", later_ms, group=self.in_groups(where), text=text)

    @rule(later_ms=LATER, where=st.integers(0, 8), digits=st.sampled_from([0, 1, 2, 100]))
    def too_many_digits(self, later_ms, where, digits):
        self.do("extra", later_ms, group=self.in_groups(where), digits=digits)

    @rule(
        later_ms=LATER,
        where=st.integers(0, 8),
        right=st.integers(0, 7),
        wrong=st.sampled_from([0, 1, 2, 100]),
    )
    def count_steps(self, later_ms, where, right, wrong):
        self.do("steps", later_ms, group=self.in_groups(where), right=right, wrong=wrong)

    @rule(later_ms=LATER, which=st.sampled_from(ALLOWED["which"]))
    def remind(self, later_ms, which):
        self.do("remind", later_ms, which=which)

    @rule(
        name=st.sampled_from(["unmark", "last", "last", "reached", "wait"]),
        later_ms=LATER,
        where=st.integers(0, 30),
    )
    def at_an_item(self, name, later_ms, where):
        self.do(name, later_ms, item=self.on_form(where))

    @rule(
        name=st.sampled_from(["skip_line", "unskip_line"]),
        later_ms=LATER,
        where=st.integers(0, 5),
    )
    def at_a_line(self, name, later_ms, where):
        self.do(name, later_ms, line=where % (len(self.oracle.lines) + 1))

    @rule(
        name=st.sampled_from(
            ["start", "wait", "finish", "discontinue", "resume", "unspoil", "confirm"]
        ),
        later_ms=LATER,
    )
    def without_a_place(self, name, later_ms):
        self.do(name, later_ms)

    @rule(name=st.sampled_from(["note", "spoil"]), later_ms=LATER, text=st.sampled_from(TEXTS))
    def say(self, name, later_ms, text):
        self.do(name, later_ms, **{"text" if name == "note" else "reason": text})

    @rule(later_ms=LATER)
    def undo(self, later_ms):
        self.do("undo", later_ms)

    @precondition(lambda self: self.oracle.started)
    @rule(off_ms=st.sampled_from([-1, 0, 0, 0, 1, 500]))
    def time_up(self, off_ms):
        self.do("time_up", max(0, self.oracle.limit - self.oracle.now) + off_ms)

    @rule(name=st.sampled_from(["undo", "discontinue", "time_up"]))
    def back_in_time(self, name):
        if self.oracle.now:
            self.do(name, -1)

    @invariant()
    def both_say_the_same(self):
        if not hasattr(self, "session"):
            return
        session, oracle = self.session, self.oracle
        how, ended_ms = oracle.stopped(oracle.now)
        assert session.started == oracle.started
        assert (session.ended, session.ended_ms) == (how, ended_ms)
        assert {item: mark.kind for item, mark in session.marks.items()} == oracle.marks
        assert dict(session.sheet.words) == oracle.words
        assert dict(session.sheet.extras) == oracle.extras
        assert dict(session.sheet.answers) == oracle.answers
        steps = {n: (marked.right, marked.wrong) for n, marked in session.sheet.steps.items()}
        assert steps == oracle.steps
        assert session.reminded == {reminder.which for reminder in oracle.all("remind")}
        assert session.skipped == oracle.skipped
        assert session.last == oracle.last
        assert session.place == oracle.place
        assert session.spoiled == oracle.spoiled
        assert session.confirmed == oracle.confirmed
        assert session.waiting == oracle.waiting
        assert list(session.notes) == [note.text for note in oracle.all("note")]
        assert list(session.standing) == oracle.stands
        assert session.at_ms == oracle.now

    @invariant()
    def both_score_the_same(self):
        if not hasattr(self, "session"):
            return
        for profile in COUNTED_DIFFERENTLY:
            found = score(self.session, profile)
            for name, expected in self.oracle.score(profile).items():
                value = getattr(found, name)
                if isinstance(expected, float):
                    assert abs(value - expected) < 1e-9, name
                else:
                    assert value == expected, name


def marked_like(measure_id):
    """Return the state machine's test case for one measure."""
    machine = type("Machine", (SittingMachine,), {"measure": MEASURES[measure_id]})
    case = machine.TestCase
    case.settings = settings(max_examples=30, stateful_step_count=40)
    return case


TestReading = marked_like("orf")
TestLetters = pytest.mark.long(marked_like("lnf"))
TestNonsenseWords = pytest.mark.long(marked_like("nwf"))
TestSegmentation = pytest.mark.long(marked_like("psf"))
TestComputation = pytest.mark.long(marked_like("comp"))
