"""What the examiner does when a stall has lasted three seconds, and what is marked then."""

from typing import NamedTuple

from probes.giving.session import Session
from probes.measures.profiles import Profile
from screens.words.catalogue import say
from screens.words.nouns import noun


class Help(NamedTuple):
    """The help due now.

    ``pad`` is what the pad says when the time has come, ``status`` what is said
    meanwhile. ``kind`` is how an item tapped next is marked where errors are marked.
    """

    pad: str
    status: str
    kind: str


def help_due(session: Session, rules: Profile) -> Help:
    """Return the help that the measure, its profile and what was done so far ask for."""
    measure = session.measure
    errors, items = measure.marked == "errors", noun(measure)
    match rules.help_at_wait(measure):
        case "supply once" if any(mark.kind == "supplied" for mark in session.marks.values()):
            return Help(say("give.wait.none"), say("give.status.wait.none"), "error")
        case "supply" | "supply once":
            status = say(f"give.status.wait.supply.{items}")
            return Help(say(f"give.wait.supply.{items}"), status, "supplied")
        case "say the next":
            return Help(say("give.wait.next"), say("give.status.wait.next"), "omission")
        case "point on":
            status = say("give.status.wait.point" if errors else "give.status.wait.go_on")
            return Help(say("give.wait.point"), status, "omission")
