"""Measure the making of forms: ``uv run --group test python -m bench.forms``. Prints JSON; seconds.

1,000 forms of every measure and level in turn, each as its alternates come; the slowest level;
and what the first form costs, for which word lists are read and patterns sorted.

``spread``: how far two forms of a level are apart in the points of a reader fixed beforehand
(``form_readers``), as a percentage of the level's mean; 95 of 100 pairs of its thirty forms are no
further apart. The bar is 5 %.
"""

import json
import time
from collections.abc import Sequence
from itertools import combinations, cycle, islice
from pathlib import Path
from statistics import fmean

from bench.form_readers import points
from probes.forms import early_forms, math_forms
from probes.forms.cell_kinds import KINDS
from probes.forms.form import Form
from probes.forms.generators import forms, levels

ROOT = Path(__file__).parents[1]
FORMS, BAR_SECONDS = 1_000, 2.0
BAR_SPREAD = 5.0  # %


def spread(forms: Sequence[Form]) -> float:
    """Return the percentage within which 95 of 100 pairs of forms are."""
    made = [points(form) for form in forms]
    apart = sorted(abs(one - other) for one, other in combinations(made, 2))
    if not apart:
        return 0.0
    return round(100 * apart[int(0.95 * (len(apart) - 1))] / fmean(made), 2)


def main() -> None:
    """Measure and print."""
    texts = {
        name: (ROOT / "probes" / "forms" / "words" / f"{name}.txt").read_text(encoding="utf-8")
        for name in early_forms.TEXTS
    }
    every = [(measure, level) for measure in KINDS for level in levels(measure)]

    def made(measure: str, level: str, seed: int) -> float:
        began = time.perf_counter()
        if measure in early_forms.LEVELS:
            early_forms.form(measure, level, seed, texts)
        else:
            math_forms.form(measure, level, seed)
        return time.perf_counter() - began

    first = {f"{measure} {level}": made(measure, level, 0) for measure, level in every}
    began, began_working = time.perf_counter(), time.process_time()
    for seed, (measure, level) in enumerate(islice(cycle(every), FORMS), start=1):
        made(measure, level, seed)
    took, worked = time.perf_counter() - began, time.process_time() - began_working
    thirty = {
        f"{measure} {level}": sum(made(measure, level, seed) for seed in range(30))
        for measure, level in every
    }
    spreads = {
        f"{measure} {level}": spread(forms(measure, level, texts)) for measure, level in every
    }
    slowest = max(thirty, key=lambda name: thirty[name])
    dearest = max(first, key=lambda name: first[name])
    print(
        json.dumps(
            {
                "forms": FORMS,
                "seconds": round(took, 2),
                "processor_seconds": round(worked, 2),
                "seconds_bar": BAR_SECONDS,
                "slowest_level": {"level": slowest, "ms_a_form": round(thirty[slowest] / 0.03, 2)},
                "spread_bar_percent": BAR_SPREAD,
                "spread_percent": dict(sorted(spreads.items(), key=lambda one: -one[1])),
                "spread_missed": [name for name, one in spreads.items() if one > BAR_SPREAD],
                "dearest_first_form": {"level": dearest, "ms": round(first[dearest] * 1000, 1)},
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
