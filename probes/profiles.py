"""Rule profiles: what two traditions of scoring count differently.

The house profile is the default. The others change one rule each, because the
rules are independent of one another. Every score stores the profile that
produced it: the same reading has another accuracy under another profile.
Sources: docs/scoring.md.
"""

from dataclasses import dataclass
from typing import Literal

SkippedLine = Literal["left out", "one error", "each word an error"]
SetAccuracy = Literal["of the medians", "of the median passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One set of rules, by name and version.

    ``skipped_line`` says what a line the student left out does to the score.
    ``set_accuracy`` says which accuracy a set of passages has. ``opening_items``
    is the least number of items that must all be wrong, together with the rest
    of the first line, before stopping is suggested.
    """

    id: str
    version: int = 1
    skipped_line: SkippedLine = "left out"
    set_accuracy: SetAccuracy = "of the medians"
    opening_items: int = 10


HOUSE = Profile(id="house")

PROFILES = {
    profile.id: profile
    for profile in (
        HOUSE,
        Profile(id="skipped-line-one-error", skipped_line="one error"),
        Profile(id="skipped-words-errors", skipped_line="each word an error"),
        Profile(id="median-passage", set_accuracy="of the median passage"),
    )
}


class UnknownProfile(ValueError):
    """A rule profile, or a version of one, that this app doesn't have."""


def profile(profile_id: str, version: int = 1) -> Profile:
    """Return a profile by name.

    Raises:
        UnknownProfile: there is none of that name, or not in that version.
    """
    found = PROFILES.get(profile_id)
    if found is None:
        known = ", ".join(PROFILES)
        raise UnknownProfile(f"the rule profile must be one of {known}")
    if version != found.version:
        raise UnknownProfile(
            f"the rule profile {profile_id} has version {found.version} here, not {version}; "
            "a newer Aimline may have it"
        )
    return found
