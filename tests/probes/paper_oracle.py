"""A naive second opinion on a session: the paper, read anew for every question.

The oracle keeps a plain list of what stands and reads every fact from it,
declared rather than stepped through. It shares nothing with the program but the
events themselves; what it knows of a measure is written here by hand.
"""

from probes.giving.events import NAMES

ERRORS = ("error", "substitution", "mispronunciation", "omission", "reversal", "supplied")
TAPS = {
    "errors": (*ERRORS, "self_correction"),
    "credits": ("credit", "error", "supplied"),
    "segments": ("credit", "error", "supplied"),
    "digits": ("error", "missing", "shifted"),
}
MARKED = {"nwf": "credits", "psf": "segments", "comp": "digits", "facts": "digits"}
NO_LINES_LEFT_OUT = ("oc", "psf", "comp", "facts")
REMINDERS = {
    "lnf": ("say names", "try each"),
    "lsf": ("say sounds",),
    "psf": ("take it apart", "say sounds"),
}
STEPS = {"46 × 23": 6, "92 ÷ 4": 6, "315 ÷ 3": 8}  # digits below the line, counted by hand


def on_paper(prompt, key, text):
    """Return what is wrong with each digit of the key, and how many digits are too many.

    None for a text that is no answer. Every digit stands in a column: those of a
    quotient counted from the left edge, all others from the right edge.
    """
    text = text.replace(" ", "").upper()
    if text.count("R") > 1 or text.strip("0123456789_R"):
        return None
    whole, _, rest = text.partition("R")
    split = len(key)
    if "÷" in prompt:
        split = len(str(int(prompt.split()[0]) // int(prompt.split()[2])))
    if split == len(key) and set(rest) <= {"0", "_"}:
        rest = ""
    wrong, extra = [], 0
    for right, said, from_left in (
        (key[:split], whole, "÷" in prompt),
        (key[split:], rest, False),
    ):
        edge = 0 if from_left else 50
        columns = range(edge, edge + len(right)) if from_left else range(edge - len(right), edge)
        begins = edge if from_left else edge - len(said)
        strip = {begins + n: digit for n, digit in enumerate(said) if digit != "_"}
        for column, digit in zip(columns, right, strict=True):
            found = strip.pop(column, None)
            wrong.append("missing" if found is None else None if found == digit else "error")
        extra += len(strip)
    return wrong, extra


class Oracle:
    """What stands, and the time it is. A line, or a group, is a list of its items."""

    def __init__(self, form):
        self.measure = form.measure
        self.marked = MARKED.get(form.measure, "errors")
        self.limit = 120_000 if form.measure == "comp" else 60_000
        self.lines = _runs(form.lines, len(form.items))
        self.groups = _runs(form.groups, len(form.items))
        self.prompts = form.prompts
        self.texts = form.items
        self.items = list(range(len(form.items)))
        self.stands = []
        self.now = 0

    # What is in effect

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
        """How and when the clock had stopped by then; (None, 0) while it runs."""
        if self.all("finish"):
            return "finished", self.all("finish")[0].at_ms
        if self.is_latest("discontinue", "resume"):
            return "discontinued", min(self.latest("discontinue").at_ms, self.limit)
        if self.started and (self.all("time_up") or now > self.limit):
            return "time up", self.limit
        return None, 0

    # The marks on the items

    def latest_over(self, items, *names):
        """The latest event of these names that affects one of the items."""
        for event in reversed(self.all(*names)):
            if items & set(self.span(event)):
                return event
        return None

    def span(self, event):
        if hasattr(event, "group"):
            return self.groups[event.group]
        through = event.item if event.through is None else event.through
        return range(event.item, through + 1)

    def kind(self, item):
        """The mark on an item, or on the segment that the item is part of."""
        if self.marked == "segments":
            over = [one for one in self.segments if item in self.span(one)]
            return max(over, key=lambda one: one.item).kind if over else None
        words = [event for event in self.all("word") if event.how == "none"]
        for event in reversed(self.all("mark", "unmark", "word", "answer")):
            if event in words or item not in self.span(event):
                continue
            match NAMES[type(event)]:
                case "mark":
                    return event.kind
                case "unmark":
                    return None
                case "word":
                    return "credit"
                case "answer":
                    group = self.groups[event.group]
                    key = [self.texts[one] for one in group]
                    wrong, _ = on_paper(self.prompts[event.group], key, event.text)
                    return wrong[group.index(item)]
        return None

    @property
    def segments(self):
        """The segments that no later one lies within or around, and that no tap takes off."""
        found = []
        for event in self.all("mark", "unmark"):
            span = set(self.span(event))
            if NAMES[type(event)] == "mark":
                apart = [one for one in found if not self.nested(span, set(self.span(one)))]
                found = [*apart, event]
                continue
            over = [one for one in found if span & set(self.span(one))]
            if event.through is None:
                over = sorted(over, key=lambda one: one.item)[-1:]
            found = [one for one in found if one not in over]
        return found

    @staticmethod
    def nested(one, other):
        return one <= other or other <= one

    @property
    def marks(self):
        if self.marked == "segments":
            return {one.item: one.kind for one in self.segments}
        kinds = {item: self.kind(item) for item in self.items}
        return {item: kind for item, kind in kinds.items() if kind}

    @property
    def words(self):
        """How each word was read as a whole word, unless a later mark withdrew that."""
        found = {}
        for n, group in enumerate(self.groups if self.marked == "credits" else []):
            for event in reversed(self.all("word", "mark", "unmark")):
                if set(group) & set(self.span(event)) and getattr(event, "kind", "") != "credit":
                    how = getattr(event, "how", "none")
                    found |= {} if how == "none" else {n: how}
                    break
        return found

    @property
    def extras(self):
        found = {}
        for n in range(len(self.groups) if self.marked == "digits" else 0):
            event = self.latest("extra", "answer", group=n)
            if event and NAMES[type(event)] == "extra":
                found[n] = event.digits
            elif event:
                key = [self.texts[item] for item in self.groups[n]]
                found[n] = on_paper(self.prompts[n], key, event.text)[1]
        return {n: digits for n, digits in found.items() if digits}

    @property
    def answers(self):
        found = {}
        for n, group in enumerate(self.groups if self.marked == "digits" else []):
            event = self.latest_over(set(group), "extra", "answer", "mark", "unmark")
            if event and NAMES[type(event)] == "answer":
                found[n] = event.text
        return found

    @property
    def entered(self):
        """The problems of which something was entered as what the student wrote."""
        latest = {n: self.latest("answer", group=n) for n in range(len(self.groups))}
        return {n for n, event in latest.items() if event and event.text.strip("_ ")}

    def noted(self, n):
        """Whether anything at all is noted of a problem."""
        own = [*self.answers, *self.extras, *self.steps, *self.entered]
        return n in own or any(self.kind(item) for item in self.groups[n])

    @property
    def steps(self):
        found = {n: self.latest("steps", group=n) for n in range(len(self.groups))}
        return {n: (e.right, e.wrong) for n, e in found.items() if e and (e.right or e.wrong)}

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
        if found and self.marked == "digits":
            return next(group[-1] for group in self.groups if found.item in group)
        return found and found.item

    @property
    def place(self):
        reached = self.latest("reached")
        if self.marked == "segments":
            over = [item for one in self.segments for item in self.span(one)]
        else:
            over = [*self.marks]
        groups = {*self.words, *self.extras, *self.steps, *self.answers}
        ends = [self.groups[n][-1] for n in groups]
        return max([*over, *ends, *([reached.item] if reached else [])], default=None)

    @property
    def spoiled(self):
        return self.latest("spoil").reason if self.is_latest("spoil", "unspoil") else None

    @property
    def confirmed(self):
        over = ("last", "finish", "discontinue", "resume")
        return self.place_in_list("confirm") > self.place_in_list(*over)

    @property
    def waiting(self):
        if self.stopped(self.now)[0]:
            return None
        writing = ("mark", "word", "extra", "answer", "steps")
        over = self.place_in_list(*writing, "skip_line", "discontinue")
        return self.latest("wait") if self.place_in_list("wait") > over else None

    # What may come next

    def allows(self, event):
        name, now = NAMES[type(event)], event.at_ms
        how, _ = self.stopped(now)
        running = self.started and how is None
        if now < self.now:
            return False
        if name == "start" or not self.started:
            return name == "start" and now == 0 and not self.started
        if name in ("mark", "unmark", "word", "extra", "answer", "steps"):
            return self.takes(name, event)
        match name:
            case "last":
                return self.open(event.item) and how != "finished"
            case "reached":
                return self.open(event.item) and running
            case "wait":
                return (event.item is None or self.open(event.item)) and running
            case "remind":
                given = self.latest("remind", which=event.which)
                return running and event.which in REMINDERS.get(self.measure, ()) and not given
            case "skip_line":
                there = event.line < len(self.lines) and event.line not in self.skipped
                can = there and self.measure not in NO_LINES_LEFT_OUT
                return can and self.last not in self.lines[event.line]
            case "unskip_line":
                return event.line in self.skipped
            case "time_up":
                return now >= self.limit and how != "finished"
            case "finish":
                return running and now > 0 and len(self.skipped) < len(self.lines)
            case "discontinue":
                return running or (how == "time up" and self.last is None)
            case "resume":
                return how == "discontinued"
            case "confirm":
                return how is not None
            case "unspoil":
                return self.spoiled is not None
            case "undo":
                return any(NAMES[type(one)] not in ("start", "time_up") for one in self.stands)
            case "note" | "spoil":
                return True

    def takes(self, name, event):
        """Whether a tap is allowed by the marks on the items."""
        if name in ("mark", "unmark"):
            span = self.span(event)
            if not span or (self.marked == "errors" and event.through is not None):
                return False
            if name == "unmark":
                return any(self.kind(item) for item in span if item in self.items)
            if event.kind not in TAPS[self.marked] or not all(self.open(item) for item in span):
                return False
            one_word = any(set(span) <= set(group) for group in self.groups)
            return one_word or self.marked != "segments"
        if event.group >= len(self.groups):
            return False
        if name == "word":
            if self.marked != "credits" or not all(map(self.open, self.groups[event.group])):
                return False
            return event.how != "none" or event.group in self.words
        if self.marked != "digits":
            return False
        key = [self.texts[item] for item in self.groups[event.group]]
        match name:
            case "extra":
                return event.digits < 100
            case "answer":
                return on_paper(self.prompts[event.group], key, event.text) is not None
            case "steps":
                most = STEPS.get(self.prompts[event.group], 0)
                return event.right <= most and event.wrong < 100

    def take(self, event):
        self.now = event.at_ms
        if NAMES[type(event)] != "undo":
            self.stands.append(event)
            return
        names = [NAMES[type(one)] for one in self.stands]
        del self.stands[max(n for n, name in enumerate(names) if name not in ("start", "time_up"))]

    # The score

    def score(self, profile):
        """The expected fields of the score."""
        how, at_ms = self.stopped(self.now)
        upto = self.place if self.last is None else self.last
        upto = -1 if upto is None else upto
        found = getattr(self, f"_{self.marked}")(upto, profile)
        right, wrong = found.pop("right"), found["errors"]
        known = self.last is not None or how == "discontinued"
        known = how is not None and (known or self.marked in ("credits", "segments"))
        early = how == "finished" or (how == "discontinued" and profile.stopped == "prorated")
        minutes = (at_ms if early and at_ms else self.limit) / 60_000
        share = right / (right + wrong) * 100 if right + wrong else None
        if self.marked == "segments" or (self.marked == "credits" and self.last is None):
            share = None
        return {
            "attempted": right + wrong,
            "correct": right,
            "rate": right / minutes if known else None,
            "error_rate": wrong / minutes if known and self.marked == "digits" else None,
            "accuracy": share if known else None,
        } | found

    def _written(self, upto, says):
        """Each item up to one as on paper: right, wrong or skipped."""
        words = []
        for n, line in enumerate(self.lines):
            for item in line:
                if n in self.skipped and line[0] <= upto:
                    words.append("skipped")
                elif item <= upto:
                    words.append("right" if says(item) else "wrong")
        return words

    def _with_lines(self, words, upto, profile):
        lines = [n for n in self.skipped if self.lines[n][0] <= upto]
        more = {
            "left out": 0,
            "one error": len(lines),
            "each word an error": words.count("skipped"),
        }[profile.skipped_line]
        return {"right": words.count("right"), "errors": words.count("wrong") + more}

    def _errors(self, upto, profile):
        words = self._written(upto, lambda item: self.kind(item) in (None, "self_correction"))
        return self._with_lines(words, upto, profile) | {"possible": None, "words_whole": None}

    def _credits(self, upto, profile):
        words = self._written(upto, lambda item: self.kind(item) == "credit")
        said = [
            how
            for n, how in self.words.items()
            if self.groups[n][0] <= upto and self.open(self.groups[n][0])
        ]
        return self._with_lines(words, upto, profile) | {
            "possible": words.count("right") + words.count("wrong"),
            "words_whole": sum(how == "whole" for how in said),
            "words_recoded": len(said),
        }

    def _segments(self, upto, profile):
        words = [group for group in self.groups if len(group) > 1]
        kinds = [
            one.kind
            for one in self.segments
            if one.item <= upto and not (one.kind == "credit" and [*self.span(one)] in words)
        ]
        right = kinds.count("credit")
        return {"right": right, "errors": len(kinds) - right, "possible": upto + 1}

    def _digits(self, upto, profile):
        whole = ("possible", "problems_correct", "problems_attempted")
        sums = dict.fromkeys(("right", "errors", "missing", "extra", *whole), 0)
        for n, group in enumerate(self.groups):
            if group[0] > upto:
                continue
            over = [self.kind(item) for item in group]
            if self.entered and not self.noted(n):
                over = ["missing"] * len(group)
            extra = self.extras.get(n, 0)
            all_right = not any(over) and not extra
            sums["right"] += over.count(None)
            sums["missing"] += over.count("missing")
            sums["errors"] += over.count("error") + over.count("shifted") + extra
            sums["extra"] += extra
            sums["possible"] += len(group)
            sums["problems_correct"] += all_right
            sums["problems_attempted"] += set(over) != {"missing"} or extra > 0
            if profile.digits_of == "answer and steps":
                most = STEPS.get(self.prompts[n], 0)
                right, wrong = self.steps.get(n, (most if all_right else 0, 0))
                sums["right"] += right
                sums["errors"] += wrong
                sums["possible"] += most
                sums["missing"] += max(most - right - wrong, 0)
        return sums


def _runs(starts, end):
    ends = [*starts[1:], end]
    return [list(range(a, ends[n])) for n, a in enumerate(starts)]
