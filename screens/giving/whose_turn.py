"""Who comes after a probe: the next of the group, or the next paper."""

from records.papers import Paper, Papers
from records.sitting import Head
from records.students import Student, Students


def following_student(students: Students, here: str) -> Student | None:
    """Return the student after one in the list, of the same group; None after the last."""
    listed = [one for one in students.all() if not one.archived]
    mine = next((one for one in listed if one.id == here), None)
    if mine is None:
        return None
    mates = [one for one in listed if one.group == mine.group]
    place = mates.index(mine) + 1
    return mates[place] if place < len(mates) else None


def next_paper(papers: Papers, scored: Head) -> Paper | None:
    """Return the paper to score after one: of those given with it, or else the first."""
    waiting = papers.waiting()
    with_it = [paper for paper in waiting if paper.head.given_at == scored.given_at]
    return next(iter([*with_it, *waiting]), None)
