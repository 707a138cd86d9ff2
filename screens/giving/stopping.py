"""Stopping before the time is up: what a tap on Stop meant, and the suggestion to stop."""

from collections.abc import Callable

from probes.giving import events
from probes.giving.events import Event
from probes.giving.session import Phase
from probes.measures.profiles import Profile
from probes.scoring.score import suggests_stopping
from records.sitting import Sitting
from screens.giving.give_actions import GiveActions
from screens.giving.rules_in_words import stopping_rule
from screens.giving.tap_modes import Taps
from screens.shell.window import Window
from screens.words.catalogue import say


class Stopping:
    """What stops a sitting; ``declined`` says that stopping isn't suggested any more."""

    def __init__(
        self,
        give: GiveActions,
        window: Window,
        sitting: Sitting,
        profile: Profile,
        *,
        declined: bool,
    ) -> None:
        self._give = give
        self._window = window
        self._sitting = sitting
        self._profile = profile
        self._declined = declined

    @property
    def suggesting(self) -> bool:
        """Whether stopping is suggested now."""
        session = self._sitting.session
        return (
            session.phase is Phase.RUNNING
            and not self._declined
            and self._give.taps is Taps.MARK
            and suggests_stopping(session, self._profile)
        )

    @property
    def choices(self) -> dict[str, Callable[[], object]]:
        """What a tap on Stop may have meant, by catalogue key, and what that does.

        The stopping rule is among them only where there is one.
        """
        choices: dict[str, Callable[[], object]] = {"give.stop.finished": self.finish}
        head = self._sitting.head
        if stopping_rule(self._sitting.session.measure, self._profile, head.input_mode):
            choices["give.stop.rule"] = self.discontinue
        return choices | {"give.stop.interrupted": self.interrupt, "give.stop.go_on": self.go_on}

    def stop(self) -> None:
        """Stamp this instant, and ask what it was."""
        self._window.attempt(self._sitting.stop)
        self._give.taps = Taps.MARK
        self._give.show_changes()

    def go_on(self) -> None:
        """It was nothing; the clock has run on meanwhile."""
        self._window.attempt(self._sitting.go_on)
        self._give.show_changes()

    def decline(self) -> None:
        """Don't suggest stopping again."""
        self._declined = True
        self._give.show_changes()

    def finish(self) -> None:
        """Everything was read."""
        self._end(events.Finish)

    def discontinue(self) -> None:
        """Stop by the rule."""
        self._end(events.Discontinue)

    def interrupt(self) -> None:
        """Keep it, and don't count it."""
        self._end(events.Spoil, reason=say("result.reason.interrupted"))

    def _end(self, what: type[Event], /, **fields: object) -> None:
        if self._window.attempt(lambda: self._sitting.end(what, **fields)):
            self._give.show_result()
        else:
            self._give.show_changes()
