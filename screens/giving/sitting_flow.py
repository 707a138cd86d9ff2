"""The sitting under way, as one tab sees it.

A sitting's taps come from one tab only, its holder. Another tab says so, and
can take it over.
"""

from collections.abc import Callable

from probes.administration import PartOfSet
from probes.forms.form import Form
from probes.giving.events import Event
from probes.measures.measure import Mode
from records.papers import Paper, Papers
from records.plans import Plans
from records.second_scores import SecondScores
from records.sitting import Sitting
from records.sittings import Sittings
from records.students import Student
from screens.shell.navigation import Navigation
from screens.shell.routes import (
    GiveRoute,
    GroupClockRoute,
    OtherTabRoute,
    PapersRoute,
    RecoverRoute,
    ResultRoute,
    ReviewRoute,
    StudentListRoute,
    TodayRoute,
)
from screens.words.catalogue import say


class SittingFlow:
    """Begins, takes over and puts back sittings, and shows where that leads."""

    def __init__(
        self,
        nav: Navigation,
        sittings: Sittings,
        papers: Papers,
        plans: Plans,
        second_scores: SecondScores,
    ) -> None:
        self._nav = nav
        self._plans = plans
        self._sittings = sittings
        self._papers = papers
        self._second_scores = second_scores
        self.known: Callable[[], bool] = lambda: True  # who is due, though not all is read yet

    def begin(self) -> None:
        """Show where things stand: a sitting under way, else the day, once anybody has a plan."""
        sittings = self._sittings
        if sittings.current is None and sittings.group is not None:
            self._nav.go(GroupClockRoute())
        elif sittings.current is None:
            today = self.known() and self._plans.all()
            self._nav.go(TodayRoute() if today else StudentListRoute())
        elif self._in_other_tab():
            self._nav.go(OtherTabRoute(taken=False))
        elif sittings.recovered:
            self._nav.go(RecoverRoute())
        else:
            self.take()
        told = {
            "recover.settled": sittings.settled,
            "recover.set_aside": sittings.set_aside,
            "recover.lost": sittings.lost,
        }
        sittings.settled = sittings.set_aside = sittings.lost = False
        for said in (name for name, is_so in told.items() if is_so):
            self._nav.window.notice(say(said))

    def take(self) -> None:
        """Take the sitting's taps here."""
        sittings = self._sittings
        holder, sittings.holder = sittings.holder, self
        if isinstance(holder, SittingFlow) and holder is not self:
            holder.lose()
        if sittings.current is None:
            self._nav.go(StudentListRoute())
        elif sittings.current.done and not sittings.current.head.paper:
            self._nav.go(ResultRoute())
        else:
            self._nav.go(GiveRoute())

    def lose(self) -> None:
        """Say that another tab has taken the sitting."""
        self._nav.go(OtherTabRoute(taken=True))

    def start(
        self,
        student: Student,
        form: Form,
        seconds: int | None = None,
        mode: Mode | None = None,
        *,
        silent: bool = False,
        part: PartOfSet | None = None,
        along: bool = False,
    ) -> None:
        """Start the clock; ``silent`` says that help was given for the first item before.

        ``part`` is the part of a benchmark set that it will be; ``along`` says that another device
        gives it, and this is a second score.
        """
        sittings = self._sittings
        if sittings.giving:
            self.begin()
        elif self._nav.window.attempt(
            lambda: sittings.start(
                student,
                form,
                seconds=seconds,
                mode=mode,
                silent=silent,
                part=part,
                along=along,
            )
        ):
            sittings.recovered = False
            sittings.holder = self
            self._nav.go(GiveRoute())

    def new_set(self) -> PartOfSet:
        """Return the first part of a new benchmark set of three."""
        return self._sittings.new_set()

    def start_group(self, students: list[Student], form: Form, seconds: int) -> None:
        """Start the clock of a group."""
        if self._sittings.giving or self._nav.window.attempt(
            lambda: self._papers.hand_out(students, form, seconds)
        ):
            self.begin()

    def leave_clock(self) -> None:
        """The papers are collected: their clock is needed no more."""
        self._sittings.group = None
        self._sittings.after_keep()

    def score_paper(self, paper: Paper) -> None:
        """Score a paper; a sitting under way comes first."""
        if self._sittings.giving:
            self.begin()
            return
        found = [waiting for waiting in self._papers.waiting() if waiting.id == paper.id]
        if not found:
            self._nav.go(PapersRoute())  # scored, or left out, in another tab
        elif self._nav.window.attempt(lambda: self._papers.take_up(found[0])):
            self._sittings.holder = self
            self._nav.go(GiveRoute())

    def score_second(self, probe: str, done: tuple[Event, ...] = ()) -> None:
        """Score a kept probe a second time; a sitting under way comes first."""
        if self._sittings.giving:
            self.begin()
        elif self._nav.window.attempt(lambda: self._second_scores.begin(probe, done)):
            self._sittings.holder = self
            self._nav.go(GiveRoute())

    def _put_second_back(self, sitting: Sitting) -> None:
        """Leave a second scoring; the notice takes its marks up again."""
        probe, done = sitting.head.second_of, sitting.session.events
        if self._nav.window.attempt(self._sittings.discard):
            self._nav.go(ReviewRoute(probe))
            self._nav.window.notice(say("second.put_back"), lambda: self.score_second(probe, done))

    def put_back(self) -> None:
        """Put the paper that is being scored back among those that wait, with its marks."""
        sitting = self._sittings.current
        if sitting is not None and sitting.head.second_of:
            self._put_second_back(sitting)
            return
        if sitting is None or not self._nav.window.attempt(self._papers.put_back):
            return
        self._nav.go(PapersRoute())
        mine = [p for p in self._papers.waiting() if p.id == sitting.head.administration]
        if mine:
            self._nav.window.notice(
                say("papers.put_back"),
                lambda: self.score_paper(mine[0]),
            )

    def _in_other_tab(self) -> bool:
        holder = self._sittings.holder
        return isinstance(holder, SittingFlow) and holder is not self and holder.connected

    @property
    def connected(self) -> bool:
        """Whether the tab is connected."""
        return self._nav.window.connected
