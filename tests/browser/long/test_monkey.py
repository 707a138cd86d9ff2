"""A monkey taps anything, with reloads and lost connections: nothing breaks, and scores are true.

It begins with a caseload: sample students with kept probes, groups that meet today, goals and
decisions. The first screen is a kept probe, from where it is corrected, replayed and scored a
second time. It rather taps what it has tapped least, or what leads to a screen that it hasn't met,
the nearest first, and gives no probe for ever: so it comes everywhere. Soon after screens that
are new to it, and at the end, the command line has one score for each kept probe, whichever command
is asked.
``AIMLINE_BEGIN`` says where it begins (``BEGINS``): with few taps it comes from some places to
screens that it doesn't from others.
``AIMLINE_TAPS`` says how often it taps; in 2,000, which is the bar, it has to meet every screen,
and a run of all tests does a few. ``AIMLINE_SEED`` is its luck. ``AIMLINE_COMPARE`` sends it to
kept probes first, until so many scores were compared with the command line's.
"""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as Waited

from probes.administration_set import score_exported
from records.exports.export_format import read
from screens.parts.double_tap import SECOND_TAP_MS
from screens.parts.score_text import rounded
from screens.words.measure_names import form_name
from tests.browser import class_of_the_day, class_to_decide
from tests.browser.conftest import ROOT, ready
from tests.browser.test_decisions_in_browser import open_student
from tests.browser.test_review_in_browser import open_probe, score_twice

pytestmark = pytest.mark.long

TAPS = int(os.environ.get("AIMLINE_TAPS", "60"))
SEED = int(os.environ.get("AIMLINE_SEED", "17"))
COMPARE = int(os.environ.get("AIMLINE_COMPARE", "0"))  # kept probes, before it looks for screens
RELOADS, CUTS, KEYS, ANYWHERE, TYPED, SCROLLED = 0.01, 0.005, 0.05, 0.05, 0.05, 0.05  # of all
PRESSED = ("u", "w", "s", "l", "o", "Enter", "ArrowRight", "Escape", "a", "1")
TEXTS = ("12", "1.5", "Nov 24", "tired", "", "9" * 30, "ñ ’ 语", "10/10/2026")
SLOW_MS = 90_000  # for a reload, on a busy machine
FURTHER = 8  # scrolls at most in search of what comes next
FROZEN = 60  # seconds without anything to tap
FORWARD = 0.4  # of the taps on a button, if there is one that leads on
LONG = 25  # taps with the clock in sight, after which only what leads on is tapped
TOWARDS = 0.5  # of the taps on a button, if there is one on the way to a screen not met,
TOWARDS_A_PROBE = 0.85  # or to a kept probe, while enough of those weren't compared
PATIENT = 0.7  # of the taps on a button, after which it waits as one does who doesn't tap twice
APART = 20  # taps at least between two looks at all scores
BAR = 2_000  # taps by which every screen is met
LEADS_ON = re.compile(
    r"Start|Stop|Finished|Interrupted|Last \w+|To the result|Show the score|Next|"
    r"Give |Done|Yes, count it|All right|Score |To the list|Keep"
)
# What would leave the page, lock it, share, or take the students away.
NOT = re.compile(
    r"Print|Export|Import|Save as|Bring|Sharing|[Ff]older|[Cc]ode|[Ll]ock|Archive|archived|Sample|"
    r"sample|Meeting list|PDF|[Pp]assphrase|backup|Update|Delete|Open a file|Choose a file|Español"
)
# What is to be met in 2,000 taps, by a button that is only there.
SCREENS = {
    "give": "Stop",
    "correct": "^(Correct something else|Correct)$",
    "replay": "^Play$",
    "second scorer": "^Score it now$",
    "along": "^I score along$",
    "set of three": "^Three passages",
    "plan": "^(Start monitoring|Another measure)$",
    "goal": "goal",
    "what next": "What next",
    "today": "^(Absent|Refused)(:|$)",
    "groups": "^Add a group$",
    "session": "^Session: ",
    "agreement": "^Agreement by examiner$",
}
# What leads there, besides chance; what is further on the way comes later.
OUT = "^(Back|Today|Done|Close)"
TO_A_PROBE = (OUT, "^Students", "Last probe|A score to check", "WCPM")
TO_READY = (OUT, "^Students", "^Give a probe( to .+)?$")
WAYS = {
    "give": (*TO_READY, "^Start$"),
    "correct": TO_A_PROBE,
    "replay": (*TO_A_PROBE, "^Replay$"),
    "second scorer": (*TO_A_PROBE, "^Second scorer$"),
    "along": TO_READY,
    "set of three": TO_READY,
    "plan": (OUT, "^Students", "Last probe"),
    "goal": (OUT, "^Students", "Last probe"),
    "what next": (OUT, "^Caseload", "^Below B", "^What next"),
    "today": (OUT,),
    "groups": (OUT, "^Students", "^Groups$"),
    "session": (OUT,),
    "agreement": (OUT, "^Settings", "^Agreement by examiner$"),
}
BUTTONS = """() => [...document.querySelectorAll(
  'flt-semantics[role="button"], flt-semantics[role="tab"]')].map(one => {
  const box = one.getBoundingClientRect();
  return {name: one.getAttribute("aria-label") || one.textContent || "",
          x: box.x + box.width / 2, y: box.y + box.height / 2};
}).filter(one => one.x > 0 && one.y > 0 && one.x < innerWidth && one.y < innerHeight)"""
SHOWN = """identifier => {
  const one = document.querySelector(`[flt-semantics-identifier="${identifier}"]`);
  return one && (one.textContent || one.getAttribute("aria-label"));
}"""
TEXT = """() => [...document.querySelectorAll("flt-semantics")].map(
  one => one.getAttribute("aria-label") || one.textContent).join("\\n")"""
LEAVES = re.compile(r"^(Next: .*|Next passage|Give again|Done|All students|To today)$")
BEGINS = {
    "a probe": open_probe,
    "scored twice": lambda page: (open_probe(page), score_twice(page)),
    "to decide": lambda page: open_student(page, "Below B."),
}


@dataclass
class Monkey:
    """Taps, and what it saw."""

    page: object
    chance: random.Random
    trouble: object
    data: Path
    folder: Path

    def __post_init__(self):
        self.tapped = Counter()
        self.seen = set()
        self.rates = []  # of results, as they were left
        self.leaving = None  # the rate of a result that a tap may have left
        self.quiet = 0  # since when there is nothing to tap, 0 while there is
        self.compared = 0
        self.trail = []  # what was tapped
        self.giving = 0  # taps since when the clock is in sight
        self.score = None  # as the kept probe in sight showed it last
        self.aim = ""  # the screen not met that it looks for

    def tap(self):
        """Do one thing; a screen that has nothing to tap is waited for."""
        dice = self.chance.random()
        for share, do in (
            (RELOADS, self._reload),
            (CUTS, self._cut),
            (KEYS, lambda: self.page.keyboard.press(self.chance.choice(PRESSED))),
            (ANYWHERE, self._anywhere),
            (TYPED, self._type),
            (SCROLLED, lambda: self._scroll(self.chance.choice((1, 1, -1)))),
        ):
            if dice < share:
                self.leaving = None
                do()
                return
            dice -= share
        while not self._button():
            self.page.wait_for_timeout(250)

    def _reload(self):
        self.page.reload(timeout=SLOW_MS)
        ready(self.page)

    def _cut(self):
        self.trouble.cut(self.page)
        self.page.wait_for_timeout(200)
        self.trouble.mend(self.page)
        self.page.wait_for_timeout(3_000)

    def _anywhere(self):
        size = self.page.viewport_size
        self.page.mouse.click(
            self.chance.random() * size["width"], self.chance.random() * size["height"] * 0.7
        )

    def _scroll(self, down):
        size = self.page.viewport_size
        self.page.mouse.move(size["width"] / 2, size["height"] / 2)
        self.page.mouse.wheel(0, 400 * down)
        self.page.wait_for_timeout(200)

    def _type(self):
        fields = self.page.locator("input:visible, textarea:visible")
        if count := fields.count():
            with suppress(Waited, Error):
                fields.nth(self.chance.randrange(count)).fill(
                    self.chance.choice(TEXTS), timeout=2_000
                )

    def _button(self):
        """Tap a button; return whether there was one."""
        if self.leaving is not None and self._shown("rate") is None:  # the tap was taken
            self.rates.append(self.leaving)
        self.leaving = None
        found = self.page.evaluate(BUTTONS)
        self._note([one["name"] for one in found])
        buttons = [one for one in found if not NOT.search(one["name"])]
        if found and not buttons:  # all there is in sight is not for a monkey
            self._scroll(-1)
            self.page.keyboard.press("Escape")
            self.quiet = 0
            return True
        if not buttons:
            self.quiet = self.quiet or time.monotonic()
            if time.monotonic() - self.quiet > FROZEN:
                self.page.screenshot(path=self.folder / "frozen.png")
                raise AssertionError(f"nothing to tap after {self.trail[-12:]}")
            return False
        self.quiet = 0
        on = [one for one in buttons if LEADS_ON.search(one["name"])]
        self.giving = self.giving + 1 if self._shown("clock") else 0
        forward = 1 if self.giving > LONG else FORWARD
        there = self._towards(buttons)
        among = buttons
        towards = TOWARDS_A_PROBE if self.compared < COMPARE else TOWARDS
        if there != [] and self.chance.random() < towards:
            if there is None:
                self._look_further_down()
                return True
            among = there
        elif on and self.chance.random() < forward:
            among = on
        kinds = sorted({kind(one["name"]) for one in among})
        weights = [1 / (1 + self.tapped[name]) ** 2 for name in kinds]
        chosen = self.chance.choices(kinds, weights)[0]
        self.tapped[chosen] += 1
        one = self.chance.choice([one for one in among if kind(one["name"]) == chosen])
        self.trail.append(one["name"][:40])
        if LEAVES.match(one["name"]):
            self.leaving = number(self._shown("rate"))
        with suppress(Waited, Error):
            self.page.mouse.click(one["x"], one["y"])
        patient = self.chance.random() < PATIENT
        self.page.wait_for_timeout(SECOND_TAP_MS if patient else 30)
        return True

    def _look_further_down(self):
        for _ in range(FURTHER):
            self._scroll(1)
            found = self.page.evaluate(BUTTONS)
            self._note([one["name"] for one in found])
            if self._towards(found):
                return
        self.trail.append("(nothing further down)")  # so the way begins anew

    def _towards(self, buttons):
        """Return the buttons that are furthest on the way to a screen not met, or to a kept probe.

        None: what comes next is further down.
        """
        unmet = [screen for screen in SCREENS if screen not in self.seen]
        if self.compared < COMPARE:
            unmet = []
        near = [
            screen
            for screen in unmet
            if WAYS[screen][-1] != OUT
            and any(re.search(WAYS[screen][-1], one["name"]) for one in buttons)
        ]
        if unmet and self.aim not in (near or unmet):
            self.aim = self.chance.choice(near or unmet)
        way = WAYS[self.aim] if unmet else TO_A_PROBE if COMPARE else ()
        been = [n for n, step in enumerate(way) if self.trail and re.search(step, self.trail[-1])]
        for place, step in reversed([*enumerate(way)]):
            if place in been:
                return None
            if found := [one for one in buttons if re.search(step, one["name"])]:
                return found
        return []

    def _note(self, names):
        for screen, of in SCREENS.items():
            if any(re.search(of, name) for name in names):
                self.seen.add(screen)
        if "Replay" not in names:
            self.score = None  # whichever is opened next is compared, though it has the same score
        elif (score := self._shown("score")) != self.score:
            self.score = score
            self._compare()

    def _compare(self):
        """See that a kept probe shows what ``main.py score`` makes of what is on disk."""
        before = self._shown("score")
        whose = self.page.evaluate(TEXT).replace("\xa0", " ")
        rates = [
            rounded(one["rate"])
            for one in scores(self.data, self.folder)
            if one["rate"] is not None and one["name"] in whose and one["title"] in whose
        ]
        if before is None or before != self._shown("score") or number(before) is None:
            return
        assert number(before) in rates, (
            f"{before} is shown, and on disk there are {rates}: {self.trail[-25:]}"
        )
        self.compared += 1

    def _shown(self, identifier):
        return self.page.evaluate(SHOWN, identifier)


def kind(name):
    """What a button is, whatever number, student, day or word it is about."""
    return re.sub(r"[\d.,:“”]+|(?<=: ).*|\b[A-Z]\w*\.? [A-Z]\w*\.?", "#", name)[:40]


def number(text):
    """The number that a text begins with, None for none."""
    match = re.match(r"\s*(\d+)", text or "")
    return None if match is None else int(match[1])


def scores(data, folder):
    """The scores of all kept probes as ``main.py score`` makes them of an export, with names."""
    everything = folder / "everything.json"
    for command in (["export", "--data", data, "--to", everything], ["score", everything]):
        said = subprocess.run(
            [sys.executable, "main.py", *command],
            cwd=ROOT,
            check=True,
            capture_output=True,
            timeout=120,
        )
    exported = json.loads(everything.read_text())
    names = {one["id"]: one["name"] for one in exported["students"]}
    given = {one["id"]: one for one in exported["administrations"]}
    counts = read(exported).amended()  # a probe may be another student's by now
    return [
        {
            **one,
            "name": names.get(counts[one["id"]].student, ""),
            "title": form_name(counts[one["id"]].form),
            "as kept": None
            if (rate := score_exported(given[one["id"]]).rate) is None
            else rounded(rate),
        }
        for one in json.loads(said.stdout)
    ]


def differing(data, folder):
    """Return the probes whose point on a chart isn't what ``main.py score`` makes of them."""
    rates = {one["id"]: one["rate"] for one in scores(data, folder)}
    said = subprocess.run(
        [sys.executable, "main.py", "progress", "--data", data],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    points = [point for one in json.loads(said.stdout)["series"] for point in one["points"]]
    return [
        (point["probes"], point["value"])
        for point in points
        if not point["brought_in"]
        and point["value"] != pytest.approx(median(rates[probe] for probe in point["probes"]))
    ]


def test_whatever_is_tapped_nothing_breaks_and_scores_are_true(start, visit, trouble, tmp_path):
    data = tmp_path / "data"
    for fills in (
        ["main.py", "demo", "--data"],
        [class_of_the_day.__file__],
        [class_to_decide.__file__],
    ):
        subprocess.run([sys.executable, *fills, data], cwd=ROOT, check=True, capture_output=True)
    page = visit(start(data=data).url, os.environ.get("AIMLINE_SIZE", "tablet"))
    BEGINS[os.environ.get("AIMLINE_BEGIN", "a probe")](page)
    monkey = Monkey(page, random.Random(SEED), trouble, data, tmp_path)
    met = set()
    for tap in range(TAPS):
        monkey.tap()
        if tap % APART == APART - 1 and (new := monkey.seen - met):
            met |= new
            assert differing(data, tmp_path) == [], f"after {new}: {monkey.trail[-12:]}"
    assert differing(data, tmp_path) == []
    found = scores(data, tmp_path)
    rates = {one["as kept"] for one in found}
    assert [rate for rate in monkey.rates if rate not in rates] == []
    monkey._reload()  # and it still draws
    report = {
        "taps": TAPS,
        "kept": len(found),
        "results": len(monkey.rates),
        "compared": monkey.compared,
        "screens": sorted(monkey.seen),
        "not met": sorted(SCREENS.keys() - monkey.seen),
        "kinds": len(monkey.tapped),
        "trail": monkey.trail,
        "most tapped": dict(monkey.tapped.most_common(8)),
    }
    sys.stderr.write(json.dumps(report, indent=1))
    assert TAPS < BAR or report["not met"] == []
