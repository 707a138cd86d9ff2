"""A reader fixed beforehand for each measure, and how many points it makes on a form.

What takes longer and goes wrong more often is as the sources found; the figures are ours, of a
child in the middle of the level, and were set before any form was looked at. No chance is in it:
the reader goes through the form in order until the time is up and gets what it may expect.

wrf    longer words take longer: Zoccolotti and others 2005 (Italian, grades 1 to 3); that they
       fail more often is our assumption
lnf    letters that look alike are confused (b d p q, and others): Treiman and Kessler 2003 *
lsf    sounds that begin the letter's name are easiest, those not in it hardest: Treiman, Tincoff,
       Rodriguez, Mouzaki and Francis 1998
nwf    last consonants fail more than first ones: Fowler, Liberman and Shankweiler 1977; that
       vowels fail most is our assumption
psf    the first of two consonants that begin a word is hard to take apart: Treiman and
       Weatherston 1992, who found no such harm at a word's end; that the second one and those at
       the end are as hard is our assumption
ni     teens are harder than their digits: Fuson 1990 *
qd     the time falls with the distance, as log of L / (L - S): Moyer and Landauer 1967, after
       Welford 1960
mn     counting back and by other steps takes longer: Fuson, Richards and Briars 1982 *
facts  sums by the smaller number, ties fast: Groen and Parkman 1972 *; products by their size:
       Campbell and Graham 1985 *
comp   each digit, carried digit and digit of the steps takes its time: Hitch 1978 *

Of those without a star the abstract or the first page was looked up; of those with one only that
the work is cited for it, by others or from memory.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import log

from probes.forms.digits import possible_steps
from probes.forms.form import Form
from probes.forms.generators import levels
from probes.forms.written_problem import problem_of
from probes.measures.measure import MEASURES

Unit = tuple[float, float]  # the seconds that a place takes, and the points it is good for


def points(form: Form) -> float:
    """Return the points that the reader makes in the measure's time in the level's first grade."""
    grades = levels(form.measure).get(form.level, (form.level,))
    left, made = float(MEASURES[form.measure].seconds_at(grades[0])), 0.0
    for seconds, credit in _READERS[form.measure](form):
        made += credit * min(1.0, left / seconds)
        left -= seconds
        if left <= 0:
            return made
    return made * 60 / (60 - left) if left < 60 else made


def _words(form: Form) -> Iterator[Unit]:
    for word in form.items:
        more = max(0, len(word) - 3)
        yield 1.1 + 0.12 * more, max(0.6, 0.95 - 0.03 * more)


def _letters(form: Form) -> Iterator[Unit]:
    for letter in form.items:
        yield 1.3, 0.7 if letter in "bdpqlIuvwyhn" else 0.9


def _sounds(form: Form) -> Iterator[Unit]:
    for sound in form.items:
        if len(sound) > 1 or sound in "aeiouhwyq":
            yield 1.8, 0.65
        else:
            yield 1.4, 0.9 if sound in "bdjkptvz" else 0.8


def _nonsense(form: Form) -> Iterator[Unit]:
    for group in range(len(form.groups)):
        sounds = [form.items[item] for item in form.group(group)]
        yield (
            0.8 + 0.7 * len(sounds),
            sum(
                0.75 if sound[0] in "aeiou" else 0.92 if place == 0 else 0.84
                for place, sound in enumerate(sounds)
            ),
        )


def _segments(form: Form) -> Iterator[Unit]:
    for group in range(len(form.groups)):
        sounds = [form.items[item] for item in form.group(group)]
        vowel = [sound[0] in "aeiouy" and sound != "y" for sound in sounds]
        beside = [
            not vowel[n] and any(not vowel[m] for m in (n - 1, n + 1) if 0 <= m < len(sounds))
            for n in range(len(sounds))
        ]
        yield 1.2 + 0.6 * len(sounds), sum(0.6 if near else 0.9 for near in beside)


def _counting(form: Form) -> Iterator[Unit]:
    return ((0.9, 0.95) for _ in form.items)


def _numbers(form: Form) -> Iterator[Unit]:
    for text in form.items:
        if len(text) == 1:
            yield 1.0, 0.95
        else:
            yield (1.5, 0.8) if text[0] == "1" else (1.4, 0.88)


def _pairs(form: Form) -> Iterator[Unit]:
    for text in form.items:
        small, large = sorted(map(int, text.split()))
        hard = log(large / (large - small))
        yield 1.3 + 0.25 * hard, max(0.6, 0.96 - 0.05 * hard)


def _rows(form: Form) -> Iterator[Unit]:
    for text, key in zip(form.items, form.key, strict=True):
        numbers = text.split()
        known = [int(number) for number in numbers if number != "_"]
        by_ones = known[-1] - known[0] < len(numbers)
        seconds = 2.2 + 0.6 * (numbers[0] == "_") + 1.5 * (not by_ones) + 0.4 * (int(key) > 20)
        yield seconds, 0.9 if by_ones else 0.7


def _facts(form: Form) -> Iterator[Unit]:
    for group, prompt in enumerate(form.prompts):
        one, sign, other = prompt.split()
        a, b = int(one), int(other)
        match sign:
            case "+":
                size = 0 if a == b else min(a, b)
            case "−":
                size = min(b, a - b)
            case "×":
                size = a * b // 8 if min(a, b) > 1 else 0
            case _:
                size = a // 8 if b > 1 else 0
        yield 1.8 + 0.15 * size, len(form.group(group)) * (0.97 - 0.01 * size)


def _computation(form: Form) -> Iterator[Unit]:
    for group, prompt in enumerate(form.prompts):
        digits = len(form.group(group))
        carried = _carried(prompt)
        yield (
            3 + 2 * digits + 1.5 * carried + 1.2 * possible_steps(prompt),
            digits * max(0.6, 0.94 - 0.03 * carried),
        )


def _carried(prompt: str) -> int:
    """Return how many digits are carried or borrowed; of a fraction, how large its numbers are."""
    problem = problem_of(prompt)
    if problem.shape == "fraction":
        return 0
    one, other = (Fraction(number) for number in (problem.one, problem.other))
    match problem.sign:
        case "+":
            return (_sum(one) + _sum(other) - _sum(one + other)) // 9
        case "−":
            return (_sum(one - other) + _sum(other) - _sum(one)) // 9
        case "×":
            pairs = ((int(a), int(b)) for a in problem.one.replace(".", "")
                     for b in problem.other.replace(".", ""))  # fmt: skip
            return sum(a * b > 9 for a, b in pairs)
    return 0


def _sum(value: Fraction) -> int:
    return sum(map(int, str(int(value * 10_000))))


_READERS: dict[str, Callable[[Form], Iterator[Unit]]] = {
    "wrf": _words,
    "lnf": _letters,
    "lsf": _sounds,
    "nwf": _nonsense,
    "psf": _segments,
    "oc": _counting,
    "ni": _numbers,
    "qd": _pairs,
    "mn": _rows,
    "facts": _facts,
    "comp": _computation,
}
