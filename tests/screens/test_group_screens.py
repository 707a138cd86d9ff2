"""The screens of a group: setup, its clock, and the papers afterwards."""

from types import SimpleNamespace

import pytest
from record_doubles import Clock, open_records
from test_ready import Page
from test_sharing_screen import texts

from probes.giving import events
from probes.measures.directions import directions
from records.group_settings import GroupSettings
from records.papers import ABSENT
from screens.app import Tab
from screens.giving.give import Give
from screens.groups.group_clock_screen import GroupClockScreen
from screens.groups.group_setup import GroupSetup
from screens.groups.papers_to_score import PapersToScore
from screens.review.review import Review
from screens.running_app import App
from screens.shell import routes
from screens.students.student_list import StudentList
from screens.words.catalogue import say
from tests.probes.form_texts import TEXTS

SECOND = 1_000


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(clock):
    found = open_records(clock, texts=lambda: TEXTS)
    for number in range(3):
        row = {"name": f"R. {number}", "grade": "3", "group": "Robins", "archived": False}
        found.store.put(("students", f"s{number}", row))
    return found


@pytest.fixture
def tab(records):
    return Tab(Page(), App(records=records))


@pytest.fixture
def under_the_clock(tab, clock):
    """A tab that shows the clock of a group."""
    tab.nav.go(routes.GroupSetupRoute("Robins"))
    clock.pass_ms(SECOND)  # the second tap of a double tap starts nothing
    tab.window.screen._start()
    return tab


def test_who_is_in_two_groups_is_under_the_clock_of_both(tab, records, clock):
    records.store.put(("students", "s3", {"name": "R. 3", "grade": "3", "group": "Wrens"}))
    math = records.groups.get(records.groups.save(GroupSettings(name="Math", area="math")))
    for one in ("s0", "s3"):
        records.groups.add(records.students.get(one), math)
    tab.nav.go(routes.GroupSetupRoute())
    screen = tab.window.screen
    assert "Math" in texts(screen.build())
    screen._pick_group("Math")
    assert [one.id for one in screen._taking_part] == ["s0", "s3"]
    screen._pick_group("Robins")
    assert [one.id for one in screen._taking_part] == ["s0", "s1", "s2"]
    tab.nav.go(routes.StudentListRoute())
    listed = tab.window.screen
    assert texts(listed.build()).count("R. 0") == 1
    listed._choose_group("Math")
    assert {"R. 0", "R. 3", "Math"} <= {*texts(listed._list)}
    assert not {"R. 1", "R. 2", "Robins"} & {*texts(listed._list)}
    tab.nav.go(routes.StudentRoute("s0"))
    assert "Grade 3 · Robins · Math" in texts(tab.window.screen.build())


def test_a_group_is_listed_by_name_and_groups_stand_in_their_order(tab, records):
    for row_id, name, group in [("z", "A. Last", "Wrens"), ("y", "Z. First", "Ants")]:
        records.store.put(("students", row_id, {"name": name, "grade": "3", "group": group}))
    reading = records.groups.get(records.groups.save(GroupSettings(name="Swans")))
    for one in ("y", "z"):
        records.groups.add(records.students.get(one), reading)
    names = ["Ants", "Robins", "Swans", "Wrens"]
    tab.nav.go(routes.GroupSetupRoute("Swans"))
    setup = tab.window.screen
    assert [one.id for one in setup._taking_part] == ["z", "y"]
    assert [text for text in texts(setup.build()) if text in names] == names
    tab.nav.go(routes.StudentListRoute())
    listed = tab.window.screen
    assert [text for text in texts(listed.build()) if text in names][:4] == names
    listed._choose_group("Swans")
    found = [text for text in texts(listed._list) if text in ("A. Last", "Z. First")]
    assert found == ["A. Last", "Z. First"]


def test_a_group_is_given_one_form(tab, records, clock):
    tab.nav.go(routes.GroupSetupRoute("Robins"))
    screen = tab.window.screen
    assert isinstance(screen, GroupSetup)
    assert {"R. 0", "R. 1", "R. 2"} <= set(texts(screen.build()))
    screen._ticked.discard("s1")
    clock.pass_ms(SECOND)
    screen._start()
    assert isinstance(tab.window.screen, GroupClockScreen)
    assert [paper.head.student for paper in records.papers.given_together()] == ["s0", "s2"]


def test_each_hears_the_directions_in_their_own_language(tab, records):
    def said():
        tab.nav.go(routes.GroupSetupRoute("Robins"))
        return texts(tab.window.screen._said())

    english, spanish = (directions("facts", "paper", one).say for one in ("en", "es"))
    assert english in said()
    assert spanish not in said()
    assert say("ready.language.es") in said()  # for those of whom nobody said it
    records.students.change("s1", language="es")
    shown = said()
    assert shown.index("English: R. 0, R. 2") < shown.index(english)
    assert shown.index(english) < shown.index("Español: R. 1") < shown.index(spanish)
    records.students.change("s0", language="es")
    records.students.change("s2", language="es")
    assert said() == [say("group.say"), spanish]
    screen = tab.window.screen
    screen._tick_or_clear()  # nobody: what this device says
    assert english in texts(screen._said())


def test_of_two_starts_at_once_the_second_does_nothing(tab, records):
    tab.nav.go(routes.GroupSetupRoute("Robins"))
    tab.window.screen._start()
    assert isinstance(tab.window.screen, GroupSetup)
    assert records.sittings.group is None


def test_a_tap_on_a_name_says_that_a_student_has_finished(under_the_clock, records, clock):
    screen = under_the_clock.window.screen
    assert any("·" in text for text in texts(screen._about()))  # the measure, and the form
    clock.pass_ms(20 * SECOND)
    screen._finish(screen._given[0])
    assert records.papers.given_together()[0].used_ms == 20 * SECOND
    screen._finish(screen._given[0])  # another tap takes it back
    assert records.papers.given_together()[0].used_ms is None


def test_a_device_that_slept_says_when_the_time_was_up(under_the_clock, records, clock):
    clock.sleep_ms(600 * SECOND)
    screen = under_the_clock.window.screen
    screen._over = screen._slept = screen._group.slept  # as at the next look at the clock
    said = next(text for text in texts(screen.build()) if "Time’s up" in text and "slept" in text)
    assert "since 9:16 AM" in said


def test_who_writes_when_all_stop_early_has_used_that_long(under_the_clock, records, clock):
    screen = under_the_clock.window.screen
    clock.pass_ms(20 * SECOND)
    screen._finish(screen._given[0])
    clock.pass_ms(10 * SECOND)
    screen._stop()
    clock.pass_ms(5 * SECOND)
    screen._all_finished()
    assert isinstance(under_the_clock.window.screen, PapersToScore)
    used = [paper.used_ms for paper in records.papers.waiting()]
    assert used == [20 * SECOND, 30 * SECOND, 30 * SECOND]


def test_a_groups_clock_is_stopped_and_gone_on_with_by_keys(under_the_clock, records, clock):
    def press(key):
        under_the_clock.window.screen.key(SimpleNamespace(key=key))

    clock.pass_ms(10 * SECOND)
    press("1")  # nothing is asked
    for back in ("Escape", "3"):
        press("S")
        assert records.sittings.group.stopped_ms is not None
        press(back)
        assert records.sittings.group.stopped_ms is None
    press("S")
    press("1")
    assert isinstance(under_the_clock.window.screen, PapersToScore)
    assert [paper.used_ms for paper in records.papers.waiting()] == [10 * SECOND] * 3


def test_an_interruption_is_taken_back_while_the_time_runs(under_the_clock, records, clock):
    screen = under_the_clock.window.screen
    offered = []
    under_the_clock.window.notice = lambda text, undo=None: offered.append(undo)
    clock.pass_ms(20 * SECOND)
    screen._stop()
    screen._interrupted()
    assert isinstance(under_the_clock.window.screen, StudentList)
    assert len(records.papers.left_out()) == 3
    offered[-1]()
    assert isinstance(under_the_clock.window.screen, GroupClockScreen)
    assert len(records.papers.given_together()) == 3
    assert records.sittings.group.stopped_ms is None


@pytest.fixture
def to_score(under_the_clock, clock):
    """A tab that lists the papers of a group."""
    clock.pass_ms(20 * 60 * SECOND)
    under_the_clock.window.screen._leave_clock()
    return under_the_clock


def test_a_paper_is_left_out_and_put_back(to_score, records):
    screen, offered = to_score.window.screen, []
    to_score.window.notice = lambda text, undo=None: offered.append(undo)
    paper = records.papers.waiting()[0]
    screen._leave_out(paper, ABSENT)
    assert [left.left_out for left in records.papers.left_out()] == [ABSENT]
    screen._toggle()
    assert say(f"papers.why.{ABSENT}") in texts(screen.build())
    offered[-1]()
    assert len(records.papers.waiting()) == 3
    assert to_score.window.screen is not screen  # the list, wherever somebody had gone meanwhile


@pytest.mark.parametrize(
    ("typed", "used_ms"), [("40", 40 * SECOND), ("", None), ("0", 7), ("9999999", 7), ("4½", 7)]
)
def test_when_a_student_had_finished_can_be_entered(to_score, records, typed, used_ms):
    screen, paper = to_score.window.screen, records.papers.waiting()[0]
    records.papers.change([paper], used_ms=7)
    screen._ask(paper.id)
    screen._enter(paper, typed)
    assert records.papers.waiting()[0].used_ms == used_ms
    assert screen._wrong is (used_ms == 7)


def test_nothing_has_changed_where_nothing_can_be_written(to_score, records):
    paper = records.papers.waiting()[0]
    records.store.full = True
    to_score.window.screen._leave_out(paper, ABSENT)
    assert len(records.papers.waiting()) == 3


def test_a_tap_on_a_paper_scores_it(to_score, records):
    screen, paper = to_score.window.screen, records.papers.waiting()[1]
    screen._row(paper).on_click()
    assert isinstance(to_score.window.screen, Give)
    assert records.sittings.current.head.student == "s1"


def test_a_scored_paper_is_opened(to_score, records):
    screen, paper = to_score.window.screen, records.papers.waiting()[0]
    assert "Show those scored this week" not in texts(screen.build())
    records.papers.take_up(paper)
    sitting = records.sittings.current
    sitting.do(events.Last, item=len(sitting.session.form.items) - 1)
    records.sittings.keep()
    assert "Show those scored this week" in texts(screen.build())
    screen._turn()
    assert say("papers.has_score") in texts(screen.build())
    screen._row_scored(records.papers.scored(records.clock.now().date())[0]).on_click()
    assert isinstance(to_score.window.screen, Review)


# A group's name


def test_a_name_that_another_group_has_is_refused_and_changes_neither(tab, records):
    records.groups.save(GroupSettings(name="Robins", minutes=30))
    (robins,) = records.groups.all()
    math = records.groups.save(GroupSettings(name="Math"))
    for edited in (None, math):
        tab.nav.go(routes.EditGroupRoute(edited))
        tab.window.screen.build()
        tab.window.screen._fields["name"].value = " robins"
        tab.window.screen._save()
        assert tab.window.screen._wrong == {"name": say("groups.name.there")}
    assert [one.name for one in records.groups.all()] == ["Math", "Robins"]
    assert records.groups.get(robins.id) == robins
    records.groups.archive([robins.id])
    tab.window.screen._save()
    assert tab.window.screen._wrong == {"name": say("groups.name.archived")}


def test_a_group_keeps_its_own_name_though_another_device_made_one_of_it(tab, records):
    records.groups.save(GroupSettings(name="Robins"))
    (robins,) = records.groups.all()
    records.store.put(("groups", "elsewhere", {"name": "Robins"}))
    tab.nav.go(routes.EditGroupRoute(robins.id))
    tab.window.screen.build()
    tab.window.screen._fields["minutes"].value = "25"
    tab.window.screen._save()
    assert records.groups.get(robins.id).settings.minutes == 25
