"""The texts in probes/forms/words that forms are made from, and how many seeds the tests try."""

import os
from functools import cache
from pathlib import Path

from probes.forms.generators import forms

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: path.read_text("utf-8") for path in (ROOT / "probes/forms/words").glob("*.txt")}

# Per skill or level. AIMLINE_SEEDS=10000 makes a long run of about an hour.
SEEDS = int(os.environ.get("AIMLINE_SEEDS", "8"))


@cache
def shipped(measure, level):
    """Return the alternate forms of a level, made once, because several tests go through all."""
    return forms(measure, level, TEXTS)
