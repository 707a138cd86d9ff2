"""The screens from scores to a decision: what is proposed, kept, refused and taken back."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import flet as ft
import pytest
from record_doubles import MORNING, open_records
from test_ready import Page
from test_sharing_screen import texts

from records.group_settings import GroupSettings
from records.plans import SeriesKey
from screens.app import Tab
from screens.paper.team_page import goal_lines
from screens.parts.chart_plot import ROW, Plot
from screens.parts.progress_chart import progress_chart
from screens.parts.theme import LIGHT
from screens.progress.caseload_screen import FIRST, CaseloadScreen
from screens.progress.decide import NO_CHANGE
from screens.progress.goal_options import GoalOption, option_cards
from screens.running_app import App
from screens.shell import routes
from screens.students.student_page import StudentPage
from screens.words.catalogue import count_of, say
from screens.words.goal_words import measured_text
from screens.words.no_break import with_units

SERIES = SeriesKey("orf", "2", "oral")
TODAY = MORNING.date()
FIRST_DAY = TODAY - timedelta(weeks=11)
FLAT = (39, 38, 37, 39, 38, 39, 38, 37, 39, 38)


@pytest.fixture
def records():
    return open_records()


@pytest.fixture
def tab(records):
    tab = Tab(Page(), App(records=records))
    tab.said = []
    tab.window.notice = lambda text, undo=None: tab.said.append((text, undo))
    return tab


def add(records, student, scores=(36, 38, 41), *, weekly=(), group="", goal=None):
    """A student with scores on one day and then by the week, and perhaps a goal."""
    row = {"name": f"Student {student}", "grade": "2", "group": group, "archived": False}
    records.store.put(("students", student, row))
    days = [(FIRST_DAY, one) for one in scores]
    days += [(FIRST_DAY + timedelta(weeks=n), one) for n, one in enumerate(weekly, start=1)]
    for number, (day, correct) in enumerate(days):
        score = {
            "student": student,
            **SERIES._asdict(),
            "day": day.isoformat(),
            "correct": correct,
            "seconds": 60,
        }
        records.store.put(("old_scores", f"{student}-{number}", score))
    if goal is not None:
        begun = records.plans.begin([student], SERIES, every=5, since=FIRST_DAY, who="RT")
        found = records.monitoring.of_series(student, SERIES, TODAY)
        records.store.put(
            records.goals.row_to_set(
                begun.plans[0],
                kind="typed",
                baseline=found.baseline,
                target=goal,
                day=date(2027, 4, 10),
                who="RT",
            )
        )


def progress(records, student):
    return records.monitoring.of_series(student, SERIES, TODAY)


def shown(tab):
    return texts(tab.window.screen.build())


def wrong(tab):
    """What the fields of the screen say is wrong."""
    return [one.error for one in _fields(tab.window.screen.build()) if one.error]


def _fields(control):
    found = [control] if isinstance(control, ft.TextField) else []
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return found + [one for c in inside if isinstance(c, ft.Control) for one in _fields(c)]


def typed(value):
    return SimpleNamespace(control=SimpleNamespace(value=value))


# A goal


def test_before_the_first_score_monitoring_can_begin(tab, records):
    add(records, "s", ())
    tab.nav.go(routes.StudentRoute("s"))
    assert say("plan.none") in shown(tab)
    tab.nav.go(routes.NewGoalRoute("s"))
    screen = tab.window.screen
    assert count_of("goal.missing", 3) in shown(tab)
    assert say("plan.begin") in shown(tab)
    screen._pick_every("10")
    screen._keep()
    found = records.monitoring.progress("s", TODAY)[0]
    assert found.is_monitored
    assert (found.plan.every, found.goal) == (10, None)
    assert isinstance(tab.window.screen, StudentPage)


def test_a_goal_that_was_typed_is_set_and_taken_back(tab, records):
    add(records, "s")
    tab.nav.go(routes.NewGoalRoute("s", SERIES))
    screen = tab.window.screen
    assert any(text.startswith("38: the median of 36, 38, 41") for text in shown(tab))
    screen._day_typed(typed("never"))
    assert wrong(tab) == [say("day.typed.wrong")]
    screen._day_typed(typed("11/20/2026"))  # after the baseline, and past
    assert wrong(tab) == [say("day.typed.past")]
    assert say("goal.options.none") not in shown(tab)
    screen._number_typed(typed("86"))
    assert screen._button.disabled
    screen._day_typed(typed("4/10/2027"))
    screen._number_typed(typed("30"))
    assert say("goal.typed.low") in wrong(tab)
    screen._number_typed(typed("lots"))
    assert wrong(tab)
    screen._number_typed(typed("86"))
    assert wrong(tab) == []
    assert screen._chosen.target == 86
    assert say("goal.keep") in shown(tab)
    screen._keep()
    goal = progress(records, "s").goal
    assert (goal.kind, goal.baseline, goal.target) == ("typed", 38, 86)
    assert goal.end == date(2027, 4, 10)
    text, undo = tab.said[-1]
    assert text == say("goal.kept")
    undo()
    assert progress(records, "s").goal is None


def test_a_reader_far_below_is_offered_the_hardest_level_that_goes_well(tab, records):
    add(records, "s", (6, 7, 8))  # grade 2, on grade
    tab.nav.go(routes.NewGoalRoute("s"))
    assert tab.window.screen._series.level == "2"
    assert say("plan.level.none", floor=10) in shown(tab)
    easier = {"student": "s", **SERIES._asdict(), "level": "1", "correct": 24, "seconds": 60}
    records.store.put(("old_scores", "e", {**easier, "day": TODAY.isoformat()}))
    tab.nav.go(routes.NewGoalRoute("s"))
    assert tab.window.screen._series.level == "1"
    told = say("plan.level.off", floor=10, level="Grade 1")
    assert told in shown(tab)
    tab.nav.go(routes.NewGoalRoute("s", SERIES))  # whoever asks for grade 2 has it, and is told
    assert tab.window.screen._series == SERIES
    assert told in shown(tab)
    add(records, "t")
    tab.nav.go(routes.NewGoalRoute("t"))
    assert "under 10" not in " ".join(shown(tab))


def test_a_goal_from_old_scores_is_warned_of(tab, records):
    add(records, "s")
    for weeks, warned in ((-8, False), (20, True)):
        records.clock.wall += timedelta(weeks=weeks)
        tab.nav.go(routes.NewGoalRoute("s", SERIES))
        assert (say("goal.baseline.old") in shown(tab)) is warned


def test_a_goal_of_own_growth_says_once_where_it_comes_from():
    name = say("goal.kind.own_growth")
    option = GoalOption("own growth", name, 112, "own-growth", 2.3)
    said = texts(option_cards(LIGHT, [option], None, True, lambda one: None))
    assert [one for one in said if name[1:] in one] == [f"O{name[1:]}"]


def test_a_level_to_hold_may_lie_anywhere(tab, records):
    add(records, "s")
    tab.nav.go(routes.NewGoalRoute("s", SERIES))
    screen = tab.window.screen
    screen._pick_shape("level")
    screen._number_typed(typed("30"))
    assert wrong(tab) == []
    screen._keep()
    assert progress(records, "s").goal.kind == "mastery"


def test_a_full_device_keeps_nothing_and_stays(tab, records):
    add(records, "s")
    tab.nav.go(routes.NewGoalRoute("s", SERIES))
    screen = tab.window.screen
    screen._number_typed(typed("86"))
    records.store.full = True
    screen._keep()
    assert tab.window.screen is screen
    assert tab.said[-1][0] == say("error.full")
    records.store.full = False
    assert progress(records, "s").goal is None


def test_where_a_review_day_has_come_before_a_goal_both_are_offered(tab, records):
    add(records, "s", weekly=FLAT)
    (plan,) = records.plans.begin(["s"], SERIES, every=5, since=FIRST_DAY, who="RT").plans
    tab.nav.go(routes.StudentRoute("s", SERIES))
    assert progress(records, "s").judgement.suggestion.kind == "review"
    assert {say("goal.set"), say("next.open")} <= {*shown(tab)}
    records.phases.add(plan, day=TODAY, label="", changed=(), why="She was ill.", who="RT")
    assert say("goal.set") in shown(tab)


def test_where_a_goal_is_over_on_a_review_day_the_next_one_is_offered(tab, records):
    add(records, "s", weekly=FLAT * 3, goal=83)
    records.clock.wall += timedelta(weeks=20)
    tab.nav.go(routes.StudentRoute("s", SERIES))
    said = f"{say('verdict.todo.day_not_met')} {say('because.review', day='Nov 3, 2026')}"
    assert {said, say("goal.set"), say("next.open")} <= {*shown(tab)}


def test_after_a_goal_is_raised_its_own_baseline_is_said_everywhere(tab, records):
    add(records, "s", weekly=(*FLAT[:7], 47, 48, 49), goal=60)
    raised = progress(records, "s")
    row = records.goals.row_to_set(
        raised.plan.id,
        kind="typed",
        baseline=raised.recent,
        target=90,
        day=date(2027, 4, 10),
        who="RT",
    )
    records.store.put(row)
    found = progress(records, "s")
    assert found.baseline == replace(raised.recent, wide=False)
    assert (found.goal.baseline, found.goal.start) == (48, found.baseline.day)
    said = say("reports.baseline", measured="48: the median of 47, 48, 49 · Nov 10")
    tab.nav.go(routes.StudentRoute("s", SERIES))
    assert said in " ".join(shown(tab))
    assert said in goal_lines(found)
    noted = [mark.said for mark in progress_chart(found).marks]
    assert noted == [say("chart.baseline.first"), *[""] * 7, *[say("chart.baseline.of")] * 3]


def test_a_baseline_whose_scores_were_corrected_says_both(records):
    add(records, "s", weekly=FLAT, goal=60)
    records.store.put(("old_scores", "s-0", {"correct": 42}))
    records.store.put(("old_scores", "s-1", {"correct": 44}))
    found = progress(records, "s")
    said = measured_text(found.baseline, TODAY)
    assert said == "38 when the goal was set · Sep 8; now 42: 42, 44, 41"
    assert (found.goal.baseline, found.baseline.value) == (38, 38), "a goal stays as it was set"


def test_the_readings_of_a_baseline_have_no_trend_and_one_more_is_asked_for(tab, records):
    add(records, "s", ())
    for number, correct in enumerate((20, 41, 66)):
        day = (FIRST_DAY + timedelta(days=number)).isoformat()
        row = {"student": "s", **SERIES._asdict(), "day": day, "correct": correct, "seconds": 60}
        records.store.put(("old_scores", f"s-{number}", row))
    spec = progress_chart(progress(records, "s"))
    assert [mark.score for mark in spec.marks] == [20, 41, 66]
    assert (spec.lines, spec.bands) == ((), ())
    tab.nav.go(routes.StudentRoute("s", SERIES))
    assert say("goal.baseline.wide") in shown(tab)


def test_what_two_devices_decided_apart_is_said_with_whose_it_is(tab, records):
    add(records, "s", weekly=FLAT, goal=60)
    before = progress(records, "s")
    day = date(2027, 4, 10)
    row = records.goals.row_to_set(
        before.plan.id, kind="typed", baseline=before.baseline, target=90, day=day, who=""
    )
    records.store.put(row)
    records.phases.add(
        before.plan.id, day=TODAY, label="Smaller", changed=["group"], why="Below", who=""
    )
    tab.nav.go(routes.StudentRoute("s", SERIES))
    assert "Replaced: from 38 to 60 by Apr 10, 2027 · RT" in shown(tab)
    assert not any("Room 4 tablet" in one for one in shown(tab))
    records.store.put(("devices", "far", {"name": "Room 4 tablet"}))
    records.store.maker = lambda table, row_id: "far"
    tab.window.draw()
    assert sum(one.endswith(" · Room 4 tablet") for one in shown(tab)) == 2  # a goal, a change


def test_two_changes_of_one_day_stand_on_the_chart_one_below_the_other(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    (plan,) = records.plans.of("s")
    day = FIRST_DAY + timedelta(weeks=5)
    for label in ("5 × 30 min", "Group of three"):
        records.phases.add(
            plan.id, day=day, label=label, changed=["more minutes"], why="Below", who="RT"
        )
    spec = progress_chart(progress(records, "s"))
    assert [phase.label for phase in spec.phases] == [
        with_units("Oct 13 · 5 × 30 min"),
        "Oct 13 · Group of three",
    ]
    for width in (320, 800):
        first, second = Plot(spec, width, 300).phase_labels
        assert (first.line, second.y - first.y) == (second.line, ROW)


def test_all_that_is_tapped_is_a_button_which_the_keyboard_reaches(tab, records):
    """A container that is tapped gets no focus, and is no button to a screen reader."""
    add(records, "s", weekly=FLAT, goal=83)
    for route in (
        routes.TodayRoute(),
        routes.CaseloadRoute(),
        routes.StudentRoute("s"),
        routes.NewGoalRoute("s", SERIES),
        routes.DecideRoute("s", SERIES),
        routes.SeasonRoute(),
    ):
        tab.nav.go(route)
        every = _all(tab.window.screen.build())
        assert not [one for one in every if isinstance(one, ft.Container) and one.on_click], route
        chosen = [one for one in every if isinstance(one, ft.Semantics) and one.selected]
        merged = [one.content for one in every if isinstance(one, ft.MergeSemantics)]
        assert all(one in merged for one in chosen), route


def test_monitoring_can_be_ended_and_gone_on_with(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.StudentRoute("s", SERIES))
    before = progress(records, "s")
    _press(tab, say("plan.end"))
    found = progress(records, "s")
    assert (found.is_monitored, found.goal, found.points) == (False, before.goal, before.points)
    assert say("plan.end") not in shown(tab)
    assert say("next.open") not in shown(tab)
    assert {say("verdict.todo.ended", day="Nov 24"), say("plan.begin")} <= {*shown(tab)}
    tab.nav.go(routes.TodayRoute())
    assert "Student s" not in shown(tab)
    tab.said[-1][1]()
    assert progress(records, "s") == before


def _press(tab, name):
    [button] = [
        one for one in _all(tab.window.screen.build()) if name == getattr(one, "content", 0)
    ]
    button.on_click()


def _all(control):
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return [control, *(one for c in inside if isinstance(c, ft.Control) for one in _all(c))]


# A decision


def test_a_change_has_a_label_a_reason_and_a_day(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.StudentRoute("s"))
    assert say("next.open") in shown(tab)
    tab.nav.go(routes.DecideRoute("s", SERIES))
    screen = tab.window.screen
    assert screen._why == say("because.below_twice")
    screen._choose("smaller group")
    assert screen._label == say("change.smaller_group")
    screen._why, screen._label, screen._day = " ", "", "1/1/2026"
    screen._keep()
    assert screen._wrong.keys() == {"label", "why", "day"}
    screen._typed("why", typed("Below at two looks."))
    screen._typed("label", typed("3 in a group"))
    screen._typed("day", typed("11/23"))
    screen._typed("who", typed("RT with KM"))
    screen._keep()
    [kept] = progress(records, "s").decisions
    assert (kept.label, kept.changed, kept.why, kept.who, kept.day) == (
        "3 in a group",
        ("smaller group",),
        "Below at two looks.",
        "RT with KM",
        date(2026, 11, 23),
    )
    assert len(progress(records, "s").phases) == 2
    tab.said[-1][1]()
    assert progress(records, "s").decisions == ()


def test_a_change_of_tomorrow_is_kept_and_is_not_on_the_chart_yet(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.DecideRoute("s", SERIES))
    screen = tab.window.screen
    screen._choose("smaller group")
    screen._typed("day", typed("11/25"))
    screen._keep()
    [kept] = progress(records, "s").decisions
    assert (kept.day, len(progress(records, "s").phases)) == (TODAY + timedelta(days=1), 1)
    assert tab.said[-1][0] == say("decide.kept.later", day="Nov 25")


def test_no_change_is_a_decision_and_draws_no_line(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.DecideRoute("s", SERIES))
    screen = tab.window.screen
    screen._choose("more minutes")
    screen._choose(NO_CHANGE)
    assert (screen._chosen, screen._label) == ([], "")
    assert say("decide.keep.none") in shown(tab)
    screen._typed("why", typed("She was ill."))
    screen._keep()
    found = progress(records, "s")
    assert found.answered.why == "She was ill."
    assert len(found.phases) == 1
    said = shown(tab)
    assert say("next.answered", day="today", why="She was ill.") in said
    assert say("next.open") not in said


# A group, and everybody


def test_a_group_gets_its_goals_with_one_tap(tab, records):
    add(records, "a", group="Robins")
    add(records, "b", (50, 52, 57), group="Robins")
    add(records, "c", (20, 22), group="Robins")
    add(records, "d", weekly=FLAT, group="Robins", goal=83)
    add(records, "m", (), group="Robins")
    facts = SeriesKey("facts", "add-10", "paper")
    records.plans.begin(["m"], facts, every=5, since=TODAY, who="RT")
    [group] = records.groups.all()
    tab.nav.go(routes.GroupGoalsRoute(group.id))
    screen = tab.window.screen
    said = shown(tab)
    assert count_of("group_goals.begin", 3) in said  # no norms here, so no goals are proposed
    assert count_of("goal.missing", 1) in said
    assert say("group_goals.has", goal=83, day="Apr 10, 2027") in said
    screen._keep()
    found = {one: progress(records, one) for one in "abcd"}
    assert not progress(records, "m").is_monitored  # who is monitored on something else stays so
    assert all(one.is_monitored for one in found.values())
    assert found["c"].goal is None
    assert found["d"].goal.target == 83
    assert isinstance(tab.window.screen, CaseloadScreen)
    tab.said[-1][1]()
    assert [one for one in "abcd" if progress(records, one).is_monitored] == ["d"]


def test_a_groups_goals_say_which_reader_is_better_on_another_level(tab, records):
    add(records, "far", (6, 7, 8), group="Robins")
    add(records, "near", group="Robins")
    easier = {"student": "far", **SERIES._asdict(), "level": "1", "correct": 24, "seconds": 60}
    records.store.put(("old_scores", "e", {**easier, "day": TODAY.isoformat()}))
    [group] = records.groups.all()
    tab.nav.go(routes.GroupGoalsRoute(group.id))
    screen = tab.window.screen
    told = say("plan.level.off", floor=10, level="Grade 1")
    screen._pick_series(str(screen._series.index(SERIES)))
    assert shown(tab).count(told) == 1
    screen._pick_series(str(screen._series.index(SERIES._replace(level="1"))))
    assert told not in shown(tab)  # it is the level already


def test_a_math_group_of_students_monitored_in_reading_is_begun(tab, records):
    math = records.groups.get(records.groups.save(GroupSettings(name="Math", area="math")))
    for student in "ab":
        add(records, student, weekly=FLAT, goal=83)
        records.groups.add(records.students.get(student), math)
    tab.nav.go(routes.GroupGoalsRoute(math.id))
    screen = tab.window.screen
    screen._take_up(next(one for one in screen._series if one.measure == "facts"))
    screen._redraw()
    assert count_of("group_goals.begin", 2) in shown(tab)
    records.groups.save(GroupSettings(name="Math"), math.id)
    tab.nav.go(routes.GroupGoalsRoute(math.id))
    screen = tab.window.screen
    screen._take_up(next(one for one in screen._series if one.measure == "facts"))
    screen._redraw()
    assert {say("group_goals.elsewhere"), say("plan.begin")} <= {*shown(tab)}


def test_students_of_one_name_stand_in_one_order(tab, records):
    """And so does whose grade comes first, by which the usual series are offered."""
    for student in "fbdaec":
        add(records, student, group="Robins")
        records.store.put(("students", student, {"name": "A. B."}))
    tab.nav.go(routes.GroupGoalsRoute(records.groups.all()[0].id))
    assert "".join(one.id for one in tab.window.screen._students) == "abcdef"


def test_a_goal_whose_day_is_past_is_followed_by_one_from_the_latest_scores(tab, records):
    add(records, "s", weekly=FLAT, goal=83, group="Robins")
    old = progress(records, "s")
    records.clock.wall += timedelta(weeks=40)  # the goal was for April
    tab.nav.go(routes.GroupGoalsRoute(records.groups.all()[0].id))
    [member] = tab.window.screen._members()
    assert not member.has_goal
    assert member.start == old.recent != old.baseline
    tab.nav.go(routes.StudentRoute("s", SERIES))
    records.plans.end(old.plan.id, day=records.clock.now().date())
    tab.nav.go(routes.NewGoalRoute("s", SERIES))
    screen = tab.window.screen
    assert screen._start == old.recent
    screen._number_typed(typed("86"))
    screen._keep()
    [due] = records.week.due(records.clock.now().date())
    assert due.plan.since == due.day == records.clock.now().date(), "not since a year ago"


def test_the_caseload_says_the_group_before_the_child(tab, records):
    for student in "abc":
        add(records, student, weekly=FLAT, group="Robins", goal=83)
    add(records, "e", (50, 52), group="Wrens")
    tab.nav.go(routes.CaseloadRoute())
    said = shown(tab)
    banner = say("caseload.below", group="Robins", below=3, judged=3)
    assert said.index(banner) < said.index("Student a")
    assert count_of("caseload.unplanned", 1) in said
    assert "3 students · 3 need a decision" in said
    tab.window.screen._pick_view("group")
    assert {"Robins", "Wrens", say("group_goals.open")} <= set(shown(tab))
    tab.window.screen._pick_view("measure")
    assert "Oral reading · Grade 2" in shown(tab)


def test_a_whole_caseload_is_drawn_in_parts(tab, records):
    for number in range(FIRST * 2):
        add(records, f"s{number:03}", weekly=(38, 39, 40), goal=83)
    tab.nav.go(routes.CaseloadRoute())
    screen = tab.window.screen
    tab.window.page.run_task = lambda task: None
    while screen._reading.read_on():
        pass
    assert sum(text.startswith("Student s") for text in shown(tab)) == FIRST
    assert count_of("caseload.rest", FIRST) in shown(tab)
    screen._show_all()
    assert sum(text.startswith("Student s") for text in shown(tab)) == FIRST * 2


def test_nobody_monitored_yet_is_told_how_to_begin(tab, records):
    tab.nav.go(routes.CaseloadRoute())
    assert {say("caseload.empty.one"), say("caseload.empty.start")} <= set(shown(tab))
    add(records, "a", group="Robins")
    tab.nav.go(routes.CaseloadRoute())
    assert say("group_goals.open") in shown(tab)


def test_a_chart_can_be_read_as_a_table(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.StudentRoute("s"))
    page = tab.window.screen
    page._progress._toggle_table()
    said = shown(tab)
    assert {"Day", "WCPM", "Aim line", "imported"} <= set(said)
    assert said.count("38") >= 4
    page._progress._toggle_details()
    assert any(text.startswith("Single scores lie about") for text in shown(tab))


def test_a_screen_reader_hears_what_the_chart_shows(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.StudentRoute("s"))
    [found] = _charts(tab.window.screen.build())
    assert found.label.startswith("Chart of 11 scores, from 38 to 38 words a minute. The aim line")


def _charts(control):
    found = [control] if isinstance(control, ft.Semantics) and control.image else []
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return found + [one for c in inside if isinstance(c, ft.Control) for one in _charts(c)]


def test_a_goal_names_its_baselines_scores(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.StudentRoute("s"))
    said = " ".join(shown(tab))
    assert "38: the median of 36, 38, 41 · " in said
