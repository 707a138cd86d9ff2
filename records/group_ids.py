"""Ids of groups and memberships that follow from names, the same on every device."""

from hashlib import sha256

from records.name_comparison import normalised


def group_id(name: str) -> str:
    """Return the id of a group that only has a name; names that compare equal have one id."""
    return _digest("group", normalised(name))


def membership_id(group: str, student: str) -> str:
    """Return the id under which a student's being in a group is kept."""
    return _digest("membership", group, student)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
