"""Probes of one form given to one student on one day: two devices may not have known of each other.

None is dropped. Whoever sees them decides which is not to count.
"""

from collections.abc import Sequence

from probes.administration import Administration


def twice(history: Sequence[Administration]) -> list[tuple[Administration, ...]]:
    """Return those that count and share form and day, two or more together."""
    found: dict[tuple[str, str], list[Administration]] = {}
    for given in history:
        if not given.score().spoiled:
            found.setdefault((given.form.id, given.given_at[:10]), []).append(given)
    return [tuple(same) for same in found.values() if len(same) > 1]
