"""Plans and goals for a whole group: each from the student's own baseline, set with one tap."""

from collections import Counter
from dataclasses import dataclass

import flet as ft

from probes.progress.baseline import Baseline, BaselineMissing
from probes.progress.proposals import Proposal
from records.groups import Group
from records.levels_tried import fitting_level
from records.name_comparison import sort_key
from records.open_records import OpenRecords
from records.plans import SeriesKey
from records.plans_with_goals import SetTogether, Wanted
from records.progress import first_day, proposals
from records.student_progress import StudentProgress
from records.students import Student
from screens.parts.controls import (
    bold,
    card,
    choice,
    field,
    page_body,
    primary,
    quiet,
    rename,
    rows_card,
    set_parts,
)
from screens.parts.page_foot import with_foot
from screens.parts.page_head import page_head
from screens.parts.theme import GAP
from screens.progress.level_hint import level_hint
from screens.progress.new_goal import DEFAULT_EVERY, FIELD
from screens.progress.usual_series import usual_series
from screens.shell import routes
from screens.shell.navigation import Navigation
from screens.shell.window import Screen
from screens.words.catalogue import count_of, say
from screens.words.figures import tenth, whole
from screens.words.goal_words import (
    EVERY,
    every_text,
    goal_day,
    proposal_name,
    series_title,
    source_text,
)
from screens.words.typed_days import coming_day_typed, day_to_type

FITTING = "fitting"
PACES = ("realistic", "ambitious")


@dataclass(frozen=True, slots=True)
class _Member:
    """A student of the group, what is known of the series, and the goal that would be set."""

    student: Student
    progress: StudentProgress
    start: Baseline | None
    proposal: Proposal | None

    @property
    def has_goal(self) -> bool:
        """Whether a goal goes on: one whose day is past is to be followed by another."""
        goal = self.progress.goal
        return self.progress.is_monitored and goal is not None and goal.end >= self.progress.day


class GroupGoals(Screen):
    """One measure and one day for all; the goals differ, as the baselines do."""

    foot = True

    def __init__(
        self,
        nav: Navigation,
        records: OpenRecords,
        group: Group,
        *,
        from_today: bool = False,
    ) -> None:
        self._nav = nav
        self._monitoring = records.monitoring
        self._planned = records.planned
        self._settings = records.settings
        self._group = group
        self._forms = records.forms
        self._from_today = from_today
        self._today = records.clock.now().date()
        found = [records.students.get(one) for one in group.members]
        here = [one for one in found if one is not None and not one.archived]
        self._students = sorted(here, key=lambda one: (sort_key(one.name), one.id))
        self._series = self._in_use()
        self._every = DEFAULT_EVERY
        self._pace = FITTING
        self._day_text = ""
        if self._series:
            self._take_up(self._series[0])

    def _in_use(self) -> list[SeriesKey]:
        """Return the series that the group's students were given, the most common first.

        After them what is usual in the grade of most, of the group's area.
        """
        given: Counter[SeriesKey] = Counter()
        for student in self._students:
            given.update(one.series for one in self._monitoring.progress(student.id, self._today))
        found = [series for series, _ in sorted(given.items(), key=lambda one: (-one[1], one[0]))]
        grades = Counter(student.grade for student in self._students)
        if not grades:
            return found
        (grade, _), *_ = grades.most_common(1)
        area = self._group.settings.area
        return [*dict.fromkeys([*found, *usual_series(self._forms, grade, area)])]

    def _take_up(self, series: SeriesKey) -> None:
        self._chosen = series
        known = [
            (student, self._monitoring.of_series(student.id, series, self._today))
            for student in self._students
        ]
        self._known = [
            (student, found)
            for student, found in known
            if found is not None and (found.points or not self._is_monitored(student))
        ]
        if not self._day_text and self._known:
            self._day_text = day_to_type(self._known[0][1].proposed_day)

    def _is_monitored(self, student: Student) -> bool:
        """Tell whether a student is monitored on anything that the group works on.

        Then no other series is begun here.
        """
        found = self._monitoring.progress(student.id, self._today)
        return any(one.is_monitored and self._group.works_on(one.series.measure) for one in found)

    def _members(self) -> list[_Member]:
        """Return the students with the goals up to the day that was typed."""
        end, _ = coming_day_typed(self._day_text, self._today)
        norms = self._monitoring.school().norms
        members = []
        for student, found in self._known:
            start = found.start if isinstance(found.start, Baseline) else found.screening
            trend = found.judgement.trend
            offered = (
                proposals(
                    start, end, self._chosen, student.grade, norms, trend.fit if trend else None
                )
                if end is not None
                else ()
            )
            wanted = [one for one in offered if one.pace == self._pace]
            fitting = [one for one in offered if one.proposed]
            proposal = next(iter(wanted if self._pace in PACES else fitting), None)
            members.append(_Member(student, found, start, proposal))
        return members

    def build(self) -> ft.Control:
        """Build the screen."""
        window, palette = self._nav.window, self._nav.window.palette
        head = page_head(palette, say("group_goals.title"), self._back, self._group.name)
        if not self._series:
            none = ft.Text(say("group_goals.none"), size=17, color=palette.ink)
            return page_body(window.wide, head, card(palette, none))
        self._what, self._kinds = card(palette), ft.Column(tight=True)
        when = self._when_card()
        cards: list[ft.Control] = [self._what, when]
        if window.wide:
            self._what.expand = when.expand = True
            start = ft.CrossAxisAlignment.START
            cards = [ft.Row([*cards], spacing=GAP + 4, vertical_alignment=start)]
        self._rows = ft.Column(tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        self._button = primary("", self._keep, width=None if window.phone else 320)
        self._fill()
        body = page_body(window.wide, head, *cards, self._rows)
        return with_foot(palette, body, self._button, wide=window.wide, phone=window.phone)

    def _fill(self) -> None:
        """Put in what was chosen, and what comes of it for each."""
        palette, members = self._nav.window.palette, self._members()
        set_parts(self._what, self._what_parts())
        kinds = {FITTING: say("group_goals.fitting")}
        kinds |= {pace: say(f"goal.pace.{pace}") for pace in PACES}
        self._kinds.controls = [choice(palette, kinds, self._pace, self._pick_pace)]
        _, wrong = coming_day_typed(self._day_text, self._today)
        self._day.error = wrong or None
        rows = [self._row(one) for one in members]
        elsewhere = ft.Text(say("group_goals.elsewhere"), size=17, color=palette.ink)
        self._rows.controls = [rows_card(palette, rows) if rows else card(palette, elsewhere)]
        count = sum(self._is_new(one) for one in members)
        begin = sum(self._only_begins(one) for one in members)
        if count or begin:
            said = count_of("group_goals.keep" if count else "group_goals.begin", count or begin)
        else:
            said = say("plan.begin")
        rename(self._button, said)
        self._button.disabled = bool(wrong) or not (count or begin)

    def _redraw(self) -> None:
        self._fill()
        self._nav.window.update(self._what, self._kinds, self._day, self._rows, self._button)

    def _what_parts(self) -> list[ft.Control]:
        palette = self._nav.window.palette
        names = {str(n): series_title(one) for n, one in enumerate(self._series)}
        every = {str(days): every_text(days) for days in EVERY}
        return [
            bold(say("plan.what"), 16, palette.title),
            choice(palette, names, str(self._series.index(self._chosen)), self._pick_series),
            quiet(palette, say("plan.every")),
            choice(palette, every, str(self._every), self._pick_every),
        ]

    def _when_card(self) -> ft.Container:
        window, palette = self._nav.window, self._nav.window.palette
        room = {"expand": True} if window.phone else {"width": FIELD}
        self._day = field(
            say("goal.day"),
            self._day_text,
            on_change=self._day_typed,
            helper=say("goal.day.help"),
            **room,
        )
        title = bold(say("goal.options"), 16, palette.title)
        return card(palette, title, self._kinds, ft.Row([self._day]))

    def _row(self, member: _Member) -> ft.Control:
        palette = self._nav.window.palette
        lines: list[ft.Control] = [
            bold(member.student.name, 17, palette.ink),
            quiet(palette, self._said(member)),
        ]
        hint = "" if member.has_goal else self._level_hint(member.student)
        if hint:
            lines.append(ft.Text(hint, size=16, color=palette.caution))
        return ft.Container(
            ft.Column(lines, spacing=2, tight=True),
            padding=ft.Padding.symmetric(horizontal=18, vertical=12),
        )

    def _level_hint(self, student: Student) -> str:
        """Return that another level is better for a student, as a goal of their own says it."""
        found = self._monitoring.progress(student.id, self._today)
        fits = fitting_level(found, student.grade)
        return level_hint(self._chosen, fits) if fits.level != self._chosen.level else ""

    def _said(self, member: _Member) -> str:
        """Return the goal that would be set, or why there is none."""
        goal = member.progress.goal
        if member.has_goal and goal is not None:
            day = goal_day(goal.end, self._today)
            return say("group_goals.has", goal=whole(goal.target), day=day)
        missing = member.progress.start
        if member.start is None and isinstance(missing, BaselineMissing):
            return count_of("goal.missing", missing.more)
        if member.proposal is None:
            return say("group_goals.no_norm")
        goal = member.proposal.goal
        return say(
            "group_goals.row",
            baseline=whole(goal.baseline),
            goal=whole(goal.target),
            slope=tenth(goal.slope),
            kind=proposal_name(member.proposal),
            source=source_text(goal.kind, goal.source),
        )

    @staticmethod
    def _is_new(member: _Member) -> bool:
        return not member.has_goal and member.start is not None and member.proposal is not None

    def _only_begins(self, member: _Member) -> bool:
        """Tell whether a plan begins for a student, and no goal is set yet."""
        return not member.progress.is_monitored and not self._is_new(member)

    # What is tapped

    def _pick_series(self, number: str) -> None:
        self._take_up(self._series[int(number)])
        self._redraw()

    def _pick_every(self, days: str) -> None:
        self._every = int(days)
        self._redraw()

    def _pick_pace(self, pace: str) -> None:
        self._pace = pace
        self._redraw()

    def _day_typed(self, event: ft.Event[ft.TextField]) -> None:
        text = event.control.value or ""
        if text != self._day_text:
            self._day_text = text
            self._redraw()

    def _keep(self) -> None:
        window, who = self._nav.window, self._settings.now.examiner
        wanted = [self._wanted(one) for one in self._members() if not one.has_goal]
        done: list[SetTogether] = []

        def undo() -> None:
            if window.attempt(lambda: self._planned.take_back(done[0], who=who)):
                self._back()

        if window.attempt(lambda: done.append(self._planned.set(wanted, self._chosen, who=who))):
            self._back()
            made = len(done[0].goals)
            said = count_of("group_goals.kept", made) if made else say("plan.begun")
            window.notice(said, undo)

    def _wanted(self, member: _Member) -> Wanted:
        """Return the plan and the goal of a student without one; no goal without a baseline."""
        plan = member.progress.plan if member.progress.is_monitored else None
        return Wanted(
            student=member.student.id,
            plan=plan,
            since=first_day(member.start, self._today, self._monitoring.school().school_days),
            every=plan.every if plan else self._every,
            baseline=member.start,
            goal=member.proposal.goal if member.proposal else None,
        )

    def _back(self) -> None:
        self._nav.go(routes.TodayRoute() if self._from_today else routes.CaseloadRoute())

    def key(self, event: ft.KeyboardEvent) -> None:
        """Escape goes back."""
        if event.key == "Escape":
            self._back()
