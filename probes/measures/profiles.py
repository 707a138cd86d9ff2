"""Rule profiles: what two traditions of scoring count differently.

The house profile is the default. Each of the others changes what one tradition
does otherwise and nothing else. Every score stores the profile and version that
produced it: the same reading has another accuracy under another profile. A
version is never changed; a rule that changes gets a new one. Sources:
docs/scoring.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeVar

from probes.measures.measure import AtWait, Measure, StoppingRule

SkippedLine = Literal["left out", "one error", "each word an error"]
SetAccuracy = Literal["of the medians", "of the median passage"]
Stopped = Literal["as it is", "prorated"]
DigitsOf = Literal["answer", "answer and steps"]

T = TypeVar("T")


def _by_measure(**values: T) -> Mapping[str, T]:
    return MappingProxyType(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One set of rules, by name and version.

    ``skipped_line`` says what a line the student left out does to the score.
    ``set_accuracy`` says which accuracy a set of passages has. ``stopped`` says
    whether the rate of a stopped probe is what was correct, or prorated by the
    time used. ``digits_of`` says whether the digits of written steps count.
    ``stopping`` and ``at_wait`` hold, by measure, what replaces the measure's own.
    ``measures`` names those that it makes a difference to; none means all.
    """

    id: str
    version: int = 1
    skipped_line: SkippedLine = "left out"
    set_accuracy: SetAccuracy = "of the medians"
    stopped: Stopped = "as it is"
    digits_of: DigitsOf = "answer"
    stopping: Mapping[str, StoppingRule] = field(default_factory=_by_measure)
    at_wait: Mapping[str, AtWait] = field(default_factory=_by_measure)
    measures: tuple[str, ...] = ()

    def stopping_rule(self, measure: Measure) -> StoppingRule | None:
        """Return when stopping a measure is suggested, or None for never."""
        return self.stopping.get(measure.id, measure.stopping)

    def help_at_wait(self, measure: Measure) -> AtWait:
        """Return how the examiner helps when a stall has lasted long enough."""
        return self.at_wait.get(measure.id, measure.at_wait)


HOUSE = Profile(id="house")

VERSIONS = {
    (profile.id, profile.version): profile
    for profile in (
        HOUSE,
        Profile(
            id="skipped-line-one-error",
            skipped_line="one error",
            measures=("orf", "wrf", "lnf", "lsf", "nwf", "ni", "qd", "mn"),
        ),
        Profile(
            id="skipped-words-errors",
            skipped_line="each word an error",
            measures=("orf", "wrf", "lnf", "lsf", "nwf", "ni", "qd", "mn"),
        ),
        Profile(id="median-passage", set_accuracy="of the median passage", measures=("orf",)),
        Profile(
            id="three-rows",
            stopping=_by_measure(lnf=StoppingRule(lines=3), lsf=StoppingRule(lines=3)),
            measures=("lnf", "lsf"),
        ),
        Profile(
            id="stopped-prorated",
            stopped="prorated",
            stopping=_by_measure(ni=StoppingRule(lines=1, run=10)),
            measures=("ni",),
        ),
        Profile(
            id="supplied",
            at_wait=_by_measure(nwf="supply", wrf="supply"),
            measures=("nwf", "wrf"),
        ),
        Profile(id="steps-counted", digits_of="answer and steps", measures=("comp",)),
    )
}


class UnknownProfile(ValueError):
    """A rule profile, or a version of one, that this app doesn't have."""


def profiles_for(measure: str) -> dict[str, Profile]:
    """Return the newest version of each profile that makes a difference to a measure, by id."""
    return {
        rules.id: rules
        for _, rules in sorted(VERSIONS.items(), key=lambda known: known[0][1])
        if not rules.measures or measure in rules.measures
    }


PROFILES = profiles_for("orf")


def profile(profile_id: str, version: int | None = None) -> Profile:
    """Return a profile by name; the newest where no version is asked for.

    Raises:
        UnknownProfile: there is none of that name, or not in that version.
    """
    versions = [number for name, number in VERSIONS if name == profile_id]
    if not versions:
        known = ", ".join(dict.fromkeys(name for name, _ in VERSIONS))
        raise UnknownProfile(f"the rule profile must be one of {known}")
    wanted = max(versions) if version is None else version
    if wanted not in versions:
        here = ", ".join(map(str, versions))
        raise UnknownProfile(
            f"the rule profile {profile_id} has version {here} here, not {wanted}; "
            "a newer Aimline may have it"
        )
    return VERSIONS[profile_id, wanted]
