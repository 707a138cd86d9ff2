"""Math forms, made from a skill and a seed.

Every block of a form has the same mix, so all blocks and all forms of a skill have
the same number of possible digits. In basic facts one problem in each block of ten
is trivial (+ 0, × 1 and the like), and no two trivial ones are neighbours.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from probes.forms import cell_text
from probes.forms.decimals_and_fractions import ProblemText
from probes.forms.form import Form
from probes.forms.problems import Problem
from probes.forms.seeded_random import SeededRandom
from probes.forms.skills import skills

# By measure. With another one, every seed is another form.
VERSIONS: Mapping[str, int] = {"facts": 1, "comp": 2}
ACROSS = 5


def form(measure: str, skill_id: str, seed: int) -> Form:
    """Return the form of a skill and a seed, the same one every time.

    Raises:
        KeyError: there is no such skill.
    """
    skill = skills()[measure, skill_id]
    version = VERSIONS[measure]
    rng = SeededRandom.seeded_by("math", version, measure, skill_id, seed)
    shares: list[tuple[int, Iterator[Problem | ProblemText]]] = [
        (count, share.deal(rng)) for count, share in skill.mix
    ]
    blocks = [
        [problem for count, source in shares for problem in islice(source, count)]
        for _ in range(skill.blocks)
    ]
    problems = list(map(str, rng.shuffled_blocks(blocks, _alike)))
    rows = [problems[at : at + ACROSS] for at in range(0, len(problems), ACROSS)]
    return cell_text.form(measure, skill_id, f"{version}.{seed:02}", rows)


def possible_digits(form: Form) -> int:
    """Return how many digits can be correct on a form of problems."""
    return len(form.items)


def _alike(one: Problem | ProblemText, other: Problem | ProblemText) -> bool:
    """Return whether two problems may not be neighbours: 3 × 7 and 7 × 3, or two trivial ones."""
    same = one == other or (
        one.sign == other.sign
        and one.sign in "+×"
        and (one.one, one.other) == (other.other, other.one)
    )
    return same or (one.trivial and other.trivial)
