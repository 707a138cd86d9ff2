"""Math forms made from a skill and a seed.

Every block of a page has the same mix, so every block and every form of a skill
has the same number of possible digits. In facts one problem of a block of ten is
trivial (+ 0, × 1 and the like), and no two of those are neighbours.
"""

from collections.abc import Mapping
from itertools import islice

from probes.forms import cell_text
from probes.forms.chance import Chance
from probes.forms.form import Form
from probes.forms.problems import Problem
from probes.forms.skills import skills

# By measure. With another one, every seed is another form.
VERSIONS: Mapping[str, int] = {"facts": 1, "comp": 2}
ACROSS = 5


def form(measure: str, skill_id: str, seed: int) -> Form:
    """Make one form; the same seed makes the same form.

    Raises:
        KeyError: there is no such skill.
    """
    skill = skills()[measure, skill_id]
    version = VERSIONS[measure]
    chance = Chance.of("math", version, measure, skill_id, seed)
    shares = [(count, share.deal(chance)) for count, share in skill.mix]
    blocks = [
        [problem for count, dealt in shares for problem in islice(dealt, count)]
        for _ in range(skill.blocks)
    ]
    problems = list(map(str, chance.apart(blocks, _alike)))
    rows = [problems[at : at + ACROSS] for at in range(0, len(problems), ACROSS)]
    return cell_text.form(measure, skill_id, f"{version}.{seed:02}", rows)


def possible_digits(form: Form) -> int:
    """Return how many digits can be right on a form of problems."""
    return len(form.items)


def _alike(one: Problem, other: Problem) -> bool:
    """Whether neighbours may not be these two: 3 × 7 is 7 × 3, and one trivial fact is enough."""
    same = one == other or (
        one.sign == other.sign
        and one.sign in "+×"
        and (one.one, one.other) == (other.other, other.one)
    )
    return same or (one.trivial and other.trivial)
