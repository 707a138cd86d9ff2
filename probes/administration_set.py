"""A benchmark set: administrations of one student that are scored together, as three passages are.

docs/scoring.md, "Sets of three", has the rules.
"""

from collections.abc import Sequence

from probes.administration import Administration, UnreadableAdministration
from probes.measures.profiles import profile
from probes.scoring.score import BadSet, Score, SetScore, score_set


def score_exported(data: object) -> Score | SetScore:
    """Score one exported administration, or a list of them as a set.

    Raises:
        UnreadableAdministration: one can't be read, or together they are not a set.
    """
    if not isinstance(data, list):
        return Administration.read(data).score()
    parts = []
    for number, part in enumerate(data, start=1):
        try:
            parts.append(Administration.read(part))
        except UnreadableAdministration as problem:
            raise UnreadableAdministration(f"administration {number}: {problem}") from None
    parts = _standing(parts)
    _check_set(parts)
    try:
        found = score_set(
            [part.score() for part in parts],
            profile(parts[0].profile, parts[0].profile_version) if parts else profile("house"),
            stopped=_only_first_stopped(parts),
        )
    except BadSet as problem:
        raise UnreadableAdministration(str(problem)) from None
    for number, part in enumerate(parts, start=1):
        if any(_is_same(part, earlier) for earlier in parts[: number - 1]):
            raise UnreadableAdministration(
                f"administration {number} is in this list before; a set takes each probe once"
            )
    return found


def _standing(parts: Sequence[Administration]) -> list[Administration]:
    """Return the parts without those that a later one of the same place stands for.

    That is, without what doesn't count where another part of its place does.
    """
    counts = {(p.part.id, p.part.index) for p in parts if p.part and not p.score().spoiled}
    return [
        p
        for p in parts
        if p.part is None or not p.score().spoiled or (p.part.id, p.part.index) not in counts
    ]


def _only_first_stopped(parts: Sequence[Administration]) -> bool:
    """Tell whether only the first part of a set was given, as it was stopped by the rule."""
    first = parts[0] if len(parts) == 1 else None
    stopped = first is not None and first.part is not None and first.part.of > 1
    return stopped and first is not None and first.score().discontinued


def _check_set(parts: Sequence[Administration]) -> None:
    """Check that the parts are one student's, and each part of one set exactly once.

    If no part is numbered, any number of parts is accepted.
    """
    if len({part.student for part in parts}) > 1:
        raise UnreadableAdministration("the parts of a set must be of one student")
    if len({part.input_mode for part in parts}) > 1:
        raise UnreadableAdministration(
            "the parts of a set must have one input mode; digits written on paper and typed "
            "on a tablet are two scores"
        )
    numbered = [part.part for part in parts if part.part is not None]
    if not numbered:
        return
    first = numbered[0]
    if _only_first_stopped(parts) and first.index == 0:
        return
    indexes = sorted(part.index for part in numbered)
    if len(numbered) != len(parts) or any((p.id, p.of) != (first.id, first.of) for p in numbered):
        raise UnreadableAdministration("these administrations belong to different sets")
    if indexes != list(range(first.of)):
        raise UnreadableAdministration(
            f"the set has {first.of} parts, 0 to {first.of - 1}; this list has {indexes}"
        )


def _is_same(one: Administration, other: Administration) -> bool:
    return one.id == other.id if one.id and other.id else one == other
