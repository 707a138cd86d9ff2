"""A monkey taps anything, with reloads and lost connections: nothing breaks, and scores are true.

``AIMLINE_TAPS`` says how often; 2,000 is the bar, of which a run of all tests does a few.
"""

import json
import os
import random
import re
import subprocess
import sys
from contextlib import suppress

import pytest
from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as Waited

from probes.administration_set import score_exported
from screens.parts.score_text import rounded
from tests.browser.conftest import ROOT, ready
from tests.browser.test_probe import add_student

pytestmark = pytest.mark.long

TAPS = int(os.environ.get("AIMLINE_TAPS", "150"))
SEED = int(os.environ.get("AIMLINE_SEED", "17"))
RELOADS, CUTS, KEYS, ANYWHERE = 0.01, 0.005, 0.06, 0.06  # of all taps
FORTH = 0.5  # of the taps on a button, if there is one that leads on
PRESSED = ("u", "w", "s", "l", "Enter", "ArrowRight", "a", "1")
FORWARD = re.compile(
    r"Start|No response|Stop|Finished|Interrupted|Last \w+|To the result|Show the score|Next|"
    r"Give |Done|Yes, count it|All right|Score |To the list"
)
# What would leave the page, lock it, share, or take the students away.
NOT = re.compile(
    r"Print|Export|Import|Save as|Bring|Sharing|[Ff]older|[Cc]ode|[Ll]ock|Archive|archived|Sample|"
    r"[Mm]erge|Settings|backup|Update|Delete|Remove"
)
BUTTONS = """() => [...document.querySelectorAll('flt-semantics[role="button"]')].map(one => {
  const box = one.getBoundingClientRect();
  return {name: one.getAttribute("aria-label") || one.textContent || "",
          x: box.x + box.width / 2, y: box.y + box.height / 2};
}).filter(one => one.x > 0 && one.y > 0 && one.x < innerWidth && one.y < innerHeight)"""
RATE = """() => {
  const one = document.querySelector('[flt-semantics-identifier="rate"]');
  return one && (one.textContent || one.getAttribute("aria-label"));
}"""
LEAVES = re.compile(r"^(Next: .*|Next passage|Give again|Done|All students)$")


def kept(data, folder):
    """The scores of all probes that were kept, as ``main.py score`` computes them."""
    everything = folder / "everything.json"
    command = [sys.executable, "main.py", "export", "--data", data, "--to", everything]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    probes = json.loads(everything.read_text())["administrations"]
    for probe in probes[-1:]:  # the command itself once: it takes a second
        single = folder / "probe.json"
        single.write_text(json.dumps(probe))
        command = [sys.executable, "main.py", "score", single]
        said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
        assert json.loads(said.stdout)["rate"] == score_exported(probe).rate
    return [score_exported(probe) for probe in probes]


def shown_rate(page):
    """The number of a result, None where none is shown."""
    text = page.evaluate(RATE)
    match = re.match(r"\s*(\d+)", text or "")
    return None if match is None else int(match[1])


@pytest.mark.parametrize("page", ["tablet"], indirect=True)
def test_whatever_is_tapped_nothing_breaks_and_scores_are_true(app, page, trouble, tmp_path):
    chance = random.Random(SEED)
    add_student(page)
    page.get_by_role("button", name="Back", exact=True).click()
    add_student(page, name="M. T.")
    shown: list[int] = []
    quiet = 0
    for tap in range(TAPS):
        dice = chance.random()
        if dice < RELOADS:
            page.reload()
            ready(page)
            continue
        if dice < RELOADS + CUTS:
            trouble.cut(page)
            page.wait_for_timeout(200)
            trouble.mend(page)
            page.wait_for_timeout(3_000)
            continue
        if dice < RELOADS + CUTS + KEYS:
            page.keyboard.press(
                chance.choice(["u", "w", "s", "l", "Enter", "ArrowRight", "a", "1"])
            )
            continue
        if dice < RELOADS + CUTS + KEYS + ANYWHERE:
            size = page.viewport_size
            page.mouse.click(
                chance.random() * size["width"], chance.random() * size["height"] * 0.7
            )
            continue
        buttons = [one for one in page.evaluate(BUTTONS) if not NOT.search(one["name"])]
        quiet = 0 if buttons else quiet + 1
        assert quiet < 60, f"nothing to tap: the page froze before tap {tap}"
        if not buttons:
            page.wait_for_timeout(250)
            continue
        forward = [one for one in buttons if FORWARD.search(one["name"])]
        one = chance.choice(forward if forward and chance.random() < FORTH else buttons)
        if LEAVES.match(one["name"]) and (rate := shown_rate(page)) is not None:
            shown.append(rate)
        with suppress(Waited, Error):
            page.mouse.click(one["x"], one["y"])
        page.wait_for_timeout(30)
    scores = kept(app.data, tmp_path)
    rates = {rounded(one.rate) for one in scores if one.rate is not None}
    assert [rate for rate in shown if rate not in rates] == []
    page.reload()
    ready(page)  # and it still draws
    sys.stderr.write(json.dumps({"taps": TAPS, "kept": len(scores), "shown": len(shown)}))
