"""Measure printing: ``python -m bench.paper``. Prints JSON; the bar is 1 s for 20 pages."""

import json
import statistics
import time
from collections.abc import Callable

from probes.forms import generators
from probes.forms.form import Form
from probes.measures.profiles import HOUSE, Profile
from screens.paper import print_forms

TALE = "the small brown dog ran home over a green hill with its long red leash"
WORDS, LINE = 250, 11  # of one form: items, and items a line


def _house(_measure: str) -> Profile:
    return HOUSE


def _form(number: int) -> Form:
    words = TALE.split()
    return Form(
        id=f"b{number}",
        measure="orf",
        level="3",
        title="The Way Home",
        items=tuple(words[(item * 7 + number) % len(words)] for item in range(WORDS)),
        lines=tuple(range(0, WORDS, LINE)),
    )


def _median_ms(work: Callable[[], object], times: int) -> float:
    """Return the median over ``times`` runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(taken), 1)


def main() -> None:
    """Print the figures."""
    passages = [_form(number) for number in range(10)]
    facts = generators.forms("facts", "mul", {})[:20]
    computations = generators.forms("comp", "mul-2x2", {})[:20]
    start = time.perf_counter()
    print_forms(passages[:1], ["student"], "letter", _house)  # the first one loads fpdf2
    first_ms = round((time.perf_counter() - start) * 1000, 1)
    figures = {
        "first_copy_ms": first_ms,
        "student_copy_ms": _median_ms(
            lambda: print_forms(passages[:1], ["student"], "letter", _house), 20
        ),
        "document_20_pages_ms": _median_ms(
            lambda: print_forms(passages, ["student", "examiner"], "letter", _house), 5
        ),
        "facts_20_sheets_ms": _median_ms(
            lambda: print_forms(facts, ["student"], "letter", _house), 5
        ),
        "one_computation_20_times_ms": _median_ms(
            lambda: print_forms(computations[:1] * 20, ["student"], "letter", _house), 5
        ),
        "computation_20_sheets_ms": _median_ms(
            lambda: print_forms(computations, ["student"], "letter", _house), 5
        ),
        "document_20_pages_bar_ms": 1000,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
