"""Rule profiles: the rules on which traditions of scoring differ.

The house profile is the default. Each other profile changes only what one
tradition does differently. Every score names the profile and version that produced
it, because the same reading has another accuracy under another profile. A version
is never changed; a changed rule gets a new version. docs/scoring.md has the sources.
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

    ``skipped_line`` says how a skipped line counts. ``set_accuracy`` says which
    accuracy a set of passages has. ``stopped`` says whether the rate of a
    discontinued probe is prorated by the time used. ``digits_of`` says whether the
    digits of written steps count. ``stopping`` and ``at_wait`` replace, by measure, the
    measure's own. ``measures`` names the measures that the profile makes a difference
    to; empty means all.
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
        """Return the stopping rule of a measure under this profile, or None if it has none."""
        return self.stopping.get(measure.id, measure.stopping)

    def help_at_wait(self, measure: Measure) -> AtWait:
        """Return the help given when a student has hesitated for the measure's ``wait_seconds``."""
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
        Profile(
            id="first-numbers",
            skipped_line="each word an error",
            stopping=_by_measure(ni=StoppingRule(items=5), qd=StoppingRule(items=4)),
            at_wait=_by_measure(qd="supply"),
            measures=("ni", "qd"),
        ),
        Profile(id="steps-counted", digits_of="answer and steps", measures=("comp",)),
    )
}


class UnknownProfile(ValueError):
    """A rule profile, or a version of one, that this version of the app doesn't have."""


def profiles_for(measure: str) -> dict[str, Profile]:
    """Return the newest version of each profile that makes a difference to a measure, by id."""
    return {
        rules.id: rules
        for _, rules in sorted(VERSIONS.items(), key=lambda known: known[0][1])
        if not rules.measures or measure in rules.measures
    }


PROFILES = profiles_for("orf")


def profile(profile_id: str, version: int | None = None) -> Profile:
    """Return a profile by its id, in the newest version unless another is given.

    Raises:
        UnknownProfile: there is no such profile, or not in that version.
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
