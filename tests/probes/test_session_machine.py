"""The session against a naive second opinion.

The oracle keeps a plain list of what stands and reads every fact from it anew,
declared rather than stepped through. It shares nothing with ``session`` or
``scoring`` but the events themselves.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from probe_sheets import MARKS, TEXTS, forms, given

from probes.events import KINDS, NAMES
from probes.measure import ORAL_READING
from probes.profiles import PROFILES
from probes.scoring import score
from probes.session import OutOfTurn, apply, new

LIMIT = 60_000
LATER = st.sampled_from([0, 0, 0, 1, 800, 3_000, 12_000]) | st.integers(0, 30_000)


class Oracle:
    """What stands, and the time it is. A line is a list of its items."""

    def __init__(self, lines):
        self.lines = lines
        self.items = [item for line in lines for item in line]
        self.stands = []
        self.now = 0

    def all(self, *names):
        return [event for event in self.stands if NAMES[type(event)] in names]

    def latest(self, *names, **having):
        for event in reversed(self.all(*names)):
            if all(getattr(event, name) == value for name, value in having.items()):
                return event
        return None

    def is_latest(self, name, *others, **having):
        found = self.latest(name, *others, **having)
        return found is not None and NAMES[type(found)] == name

    def place_in_list(self, *names):
        found = self.latest(*names)
        return max((n for n, one in enumerate(self.stands) if one is found), default=-1)

    @property
    def started(self):
        return bool(self.all("start"))

    def stopped(self, now):
        """How the clock stopped by then, and when; (None, 0) while it runs."""
        if self.all("finish"):
            return "finished", self.all("finish")[0].at_ms
        if self.is_latest("discontinue", "resume"):
            return "discontinued", min(self.latest("discontinue").at_ms, LIMIT)
        if self.started and (self.all("time_up") or now > LIMIT):
            return "time up", LIMIT
        return None, 0

    @property
    def marks(self):
        found = {item: self.latest("mark", "unmark", item=item) for item in self.items}
        return {i: e.kind for i, e in found.items() if e and NAMES[type(e)] == "mark"}

    @property
    def skipped(self):
        lines = range(len(self.lines))
        return {n for n in lines if self.is_latest("skip_line", "unskip_line", line=n)}

    def open(self, item):
        return any(item in line for n, line in enumerate(self.lines) if n not in self.skipped)

    @property
    def last(self):
        if self.all("finish"):
            return max(item for item in self.items if self.open(item))
        found = self.latest("last")
        return found and found.item

    @property
    def place(self):
        reached = self.latest("reached")
        return max([*self.marks, *([reached.item] if reached else [])], default=None)

    @property
    def spoiled(self):
        return self.latest("spoil").reason if self.is_latest("spoil", "unspoil") else None

    @property
    def waiting(self):
        if self.stopped(self.now)[0]:
            return None
        over = self.place_in_list("mark", "skip_line", "discontinue")
        return self.latest("wait") if self.place_in_list("wait") > over else None

    def allows(self, event):
        name, now = NAMES[type(event)], event.at_ms
        how, _ = self.stopped(now)
        running = self.started and how is None
        if now < self.now:
            return False
        if name == "start" or not self.started:
            return name == "start" and now == 0 and not self.started
        match name:
            case "mark":
                return self.open(event.item) and event.kind != "credit" and event.through is None
            case "last":
                return self.open(event.item) and how != "finished"
            case "reached":
                return self.open(event.item) and running
            case "wait":
                return (event.item is None or self.open(event.item)) and running
            case "unmark":
                return event.item in self.marks
            case "skip_line":
                there = event.line < len(self.lines) and event.line not in self.skipped
                return there and self.last not in self.lines[event.line]
            case "unskip_line":
                return event.line in self.skipped
            case "time_up":
                return now >= LIMIT and how != "finished"
            case "finish":
                return running and now > 0 and len(self.skipped) < len(self.lines)
            case "discontinue":
                return running or (how == "time up" and self.last is None)
            case "resume":
                return how == "discontinued"
            case "unspoil":
                return self.spoiled is not None
            case "undo":
                return any(NAMES[type(one)] not in ("start", "time_up") for one in self.stands)
            case "note" | "spoil":
                return True

    def take(self, event):
        self.now = event.at_ms
        if NAMES[type(event)] != "undo":
            self.stands.append(event)
            return
        names = [NAMES[type(one)] for one in self.stands]
        del self.stands[max(n for n, name in enumerate(names) if name not in ("start", "time_up"))]

    def sheet(self, upto):
        """What is written over each word on paper, up to a word: right, wrong or skipped."""
        marks, words = self.marks, {}
        for n, line in enumerate(self.lines):
            for item in line:
                if n in self.skipped and line[0] <= upto:
                    words[item] = "skipped"
                elif item <= upto:
                    said = marks.get(item, "right")
                    words[item] = "right" if said in ("right", "self_correction") else "wrong"
        return list(words.values())

    def score(self, skipped_line):
        """Attempted, errors, rate and accuracy."""
        how, at_ms = self.stopped(self.now)
        upto = self.place if self.last is None else self.last
        words = [] if upto is None else self.sheet(upto)
        lines = [n for n in self.skipped if upto is not None and self.lines[n][0] <= upto]
        right, wrong = words.count("right"), words.count("wrong")
        wrong += {
            "left out": 0,
            "one error": len(lines),
            "each word an error": words.count("skipped"),
        }[skipped_line]
        if how is None or (self.last is None and how != "discontinued"):
            return right + wrong, wrong, None, None
        seconds = at_ms / 1000 if how == "finished" else 60
        share = right / (right + wrong) * 100 if words and right + wrong else None
        return right + wrong, wrong, right / seconds * 60, share


class SittingMachine(RuleBasedStateMachine):
    """Every event, in turn and out of it, at any time."""

    @initialize(form=forms, begun=st.sampled_from([True, True, True, False]))
    def take_a_form(self, form, begun):
        self.session = new(form, ORAL_READING)
        self.oracle = Oracle([list(form.line(n)) for n in range(len(form.lines))])
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

    @rule(later_ms=LATER, where=st.integers(0, 30), kind=st.sampled_from(MARKS))
    def mark(self, later_ms, where, kind):
        self.do("mark", later_ms, item=self.on_form(where), kind=kind)

    @rule(later_ms=LATER, where=st.integers(0, 30), kind=st.sampled_from(["error", "credit"]))
    def mark_as_no_reading_is(self, later_ms, where, kind):
        through = None if kind == "credit" else where
        self.do("mark", later_ms, item=self.on_form(where), kind=kind, through=through)

    @rule(later_ms=LATER, which=st.integers(0, 30))
    def unmark_one_that_is_marked(self, later_ms, which):
        marked = sorted(self.oracle.marks) or [0]
        self.do("unmark", later_ms, item=marked[which % len(marked)])

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
        name=st.sampled_from(["start", "wait", "finish", "discontinue", "resume", "unspoil"]),
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
        self.do("time_up", max(0, LIMIT - self.oracle.now) + off_ms)

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
        assert session.skipped == oracle.skipped
        assert session.last == oracle.last
        assert session.place == oracle.place
        assert session.spoiled == oracle.spoiled
        assert session.waiting == oracle.waiting
        assert list(session.notes) == [note.text for note in oracle.all("note")]
        assert list(session.standing) == oracle.stands
        assert session.at_ms == oracle.now

    @invariant()
    def both_score_the_same(self):
        if not hasattr(self, "session"):
            return
        for profile in PROFILES.values():
            found = score(self.session, profile)
            attempted, wrong, rate, share = self.oracle.score(profile.skipped_line)
            assert (found.attempted, found.errors) == (attempted, wrong)
            assert (found.rate is None) is (rate is None)
            assert rate is None or abs(found.rate - rate) < 1e-9
            assert (found.accuracy is None) is (share is None)
            assert share is None or abs(found.accuracy - share) < 1e-9


TestSitting = SittingMachine.TestCase
TestSitting.settings = settings(max_examples=100, stateful_step_count=40)
