"""Math forms, made from a skill and a seed.

Every block of a form has the same mix, and as much work (``balance``), so all blocks and all
forms of a skill have the same number of possible digits. In basic facts one problem in each
block of ten is trivial (+ 0, × 1 and the like), and no two trivial ones are neighbours.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice

from probes.forms import cell_text
from probes.forms.balance import HAND, balanced, work_of
from probes.forms.decimals_and_fractions import ProblemText
from probes.forms.digits import key
from probes.forms.form import Form
from probes.forms.problems import ListedProblems, Problem
from probes.forms.seeded_random import SeededRandom
from probes.forms.skills import Source, skills

# By measure. With another one, every seed is another form.
VERSIONS: Mapping[str, int] = {"facts": 2, "comp": 3}
ACROSS = 5

AnyProblem = Problem | ProblemText

ORDERS = 4  # of a block, among which one is taken
BESIDE, DIGIT = 107, 53  # units of work: two seconds for a problem, one for each digit


def form(measure: str, skill_id: str, seed: int) -> Form:
    """Return the form of a skill and a seed, the same one every time.

    Raises:
        KeyError: there is no such skill.
    """
    skill = skills()[measure, skill_id]
    version = VERSIONS[measure]
    rng = SeededRandom.seeded_by("math", version, measure, skill_id, seed)
    shares: list[tuple[int, Iterator[AnyProblem]]] = [
        (count, _balanced(share, count * skill.blocks, rng)) for count, share in skill.mix
    ]
    blocks = [
        [problem for count, source in shares for problem in islice(source, count)]
        for _ in range(skill.blocks)
    ]
    problems = list(map(str, _in_order(rng, blocks)))
    rows = [problems[at : at + ACROSS] for at in range(0, len(problems), ACROSS)]
    return cell_text.form(measure, skill_id, f"{version}.{seed:02}", rows)


def _in_order(rng: SeededRandom, blocks: list[list[AnyProblem]]) -> list[AnyProblem]:
    """Return the blocks shuffled, no neighbours alike, so that digits come at one pace.

    Of some orders of each block, the one is taken in which the digits that were possible so far
    are nearest to the block's own pace all along: wherever the time is up, it makes no difference.
    """
    row: list[AnyProblem] = []
    for block in blocks:
        before = row[-1:]
        tries = ORDERS if len(set(map(_pace, block))) > 1 else 1
        orders: list[list[AnyProblem]] = [
            rng.shuffled_blocks([before, block], _alike)[len(before) :] for _ in range(tries)
        ]
        evenest = min(orders, key=_unevenness)
        row += evenest
    return row


def _unevenness(order: Sequence[AnyProblem]) -> int:
    paces = list(map(_pace, order))
    digits, work = map(sum, zip(*paces, strict=True))
    return max(map(abs, accumulate([d * work - digits * w for d, w in paces])))


@lru_cache(maxsize=4096)
def _pace(problem: AnyProblem) -> tuple[int, int]:
    """Return a problem's possible digits, and all of its work."""
    digits = len(key(str(problem)))
    return digits, BESIDE + DIGIT * digits + _work(problem)


def _balanced(source: Source, count: int, rng: SeededRandom) -> Iterator[AnyProblem]:
    hand = HAND
    if isinstance(source, ListedProblems):
        hand = min(HAND, max(1, len(source.problems) // 3))
    return balanced(source.deal(rng), _work_of_some(source, count), _work, hand)


@cache
def _work_of_some(source: Source, count: int) -> tuple[int, ...]:
    """Return the work of each of a source's problems, or of some that chance dealt once."""
    if isinstance(source, ListedProblems):
        return tuple(_work(problem) for problem in source.problems)
    some = islice(source.deal(SeededRandom.seeded_by("mean work")), count)
    return tuple(map(_work, some))


@lru_cache(maxsize=4096)
def _work(problem: AnyProblem) -> int:
    return work_of(str(problem))


def _alike(one: AnyProblem, other: AnyProblem) -> bool:
    """Return whether two problems may not be neighbours: 3 × 7 and 7 × 3, or two trivial ones."""
    same = one == other or (
        one.one == other.other
        and one.other == other.one
        and one.sign == other.sign
        and one.sign in "+×"
    )
    return same or (one.trivial and other.trivial)
