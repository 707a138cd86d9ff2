"""What forms are made of in tests: the texts of probes/forms/words, and how many seeds to try."""

import os
from functools import cache
from pathlib import Path

from probes.forms.generators import forms

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: path.read_text("utf-8") for path in (ROOT / "probes/forms/words").glob("*.txt")}

# Of each skill or level. AIMLINE_SEEDS=10000 is the long run: an hour.
SEEDS = int(os.environ.get("AIMLINE_SEEDS", "8"))


@cache
def shipped(measure, level):
    """The alternate forms of a level; made once, because several tests go through all of them."""
    return forms(measure, level, TEXTS)
