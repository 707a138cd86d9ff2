"""A kept probe replayed, and scored by a second person, as the screens show it."""

import asyncio

import pytest
from record_doubles import Clock
from test_corrections import FORM, kept, opened
from test_second_scores import score_twice

from probes.giving import events
from records.students import Student
from screens.giving.give import Give
from screens.review.agreement_screen import AgreementScreen
from screens.review.examiners import Examiners
from screens.review.keep_second import KeepSecond
from screens.review.replay import Replay
from screens.review.review import Review
from screens.shell.routes import (
    AgreementRoute,
    ExaminersRoute,
    ReadyRoute,
    ReplayRoute,
    ResultRoute,
    ReviewRoute,
)
from screens.words.catalogue import say
from tests.screens.give_doubles import every
from tests.screens.measure_forms import FORMS
from tests.screens.test_review import press, review, said, shown, tap

PUPIL = Student("pupil", "", "2", "")


@pytest.fixture
def records():
    found = opened(clock=Clock())
    found.settings.change(examiner="R. First")
    return found


def labels(tab):
    return [c.label for c in every(shown(tab)) if getattr(c, "label", None)]


def test_from_a_kept_probe_to_a_second_score(records):
    probe = kept(records, marks=[(1, "error")])
    tab = review(records, probe)
    tap(tab, "Second scorer")
    assert "Compare (1)" not in said(tab)
    tap(tab, "Score it now")
    assert isinstance(tab.window.screen, Give)
    assert "word 2: w1" in labels(tab)  # a blank page
    tab.window.screen.tap_item(3)
    records.clock.pass_ms(1_000)
    tab.window.screen.choose_last()
    tab.window.screen.tap_item(10)
    tab.window.screen.show_result()  # the bracket is seen first
    assert isinstance(tab.window.screen, KeepSecond)
    tap(tab, "Keep and compare")  # the second tap of a double tap
    assert isinstance(tab.window.screen, KeepSecond)
    records.clock.pass_ms(1_000)
    tap(tab, "Back to the form")
    tab.window.screen.tap_item(3)
    tab.window.screen.tap_item(1)
    tab.window.screen.show_result()
    records.clock.pass_ms(1_000)
    tap(tab, "Keep and compare")
    assert isinstance(tab.window.screen, AgreementScreen)
    assert "100\u00a0% of items agree" in said(tab)
    press(tab, "Escape")
    tap(tab, "Second scorer")
    tap(tab, "Compare (1)")
    assert isinstance(tab.window.screen, AgreementScreen)


def test_leaving_a_second_scoring_can_be_taken_back(records):
    probe = kept(records)
    tab = review(records, probe)
    tab.flow.score_second(probe)
    tab.window.screen.tap_item(3)
    tab.window.screen.put_back()
    assert isinstance(tab.window.screen, Review)
    tab.window.undo[-1]()
    assert isinstance(tab.window.screen, Give)
    assert "word 4: w3, error" in labels(tab)


def test_the_words_that_differ_are_named(records):
    probe = kept(records, marks=[(1, "error"), (2, "error")])
    score_twice(records, probe, marks=[2, 3, 4, 5], last=9)
    tab = review(records, probe)
    tab.nav.go(AgreementRoute(probe))
    words = said(tab)
    assert "54.5\u00a0% of items agree" in words
    assert say("second.missed", target=95) in words
    assert "Word 2 “w1”" in words
    assert "first: error; second: correct" in words
    assert "first: correct; second: not reached" in words
    assert say("second.lenient") in words
    tap(tab, say("second.remove"))
    assert say("second.none") in said(tab)
    tab.window.undo[-1]()
    assert say("second.none") not in said(tab)


def test_two_devices_gave_it_at_once(records):
    probe = kept(records, marks=[(1, "error")])
    records.settings.change(examiner="S. Second")
    other = kept(records)
    tab = review(records, probe)
    tap(tab, "Second scorer")
    [name] = [text for text in said(tab) if text.startswith("Compare with the one given at")]
    tap(tab, name)
    assert "90.9\u00a0% of items agree" in said(tab)
    assert records.scores.entry(other).spoiled
    assert not records.scores.entry(probe).spoiled


def test_examiners_are_told_how_many_more(records):
    probes = [kept(records) for _ in range(11)]
    score_twice(records, probes[0], marks=[1, 2, 3], last=10)
    tab = review(records, probes[0])
    tab.nav.go(ExaminersRoute())
    words = said(tab)
    assert "1 of 11 probes scored twice (9\u00a0%)" in words
    assert "2 more reach 20\u00a0%." in words
    assert "1 agrees less than it should" in words
    assert say("second.systematic", most=10) in words
    tap(tab, "This school year")
    assert isinstance(tab.window.screen, Examiners)
    for probe in probes[1:3]:
        score_twice(records, probe, last=10)
    tab.window.draw()
    assert "20\u00a0% are scored twice." in said(tab)


@pytest.mark.parametrize("measure", sorted(FORMS))
def test_every_measure_is_played_to_its_end(records, measure):
    records = opened(clock=records.clock)
    probe = kept(records, measure)
    before = dict(records.store.tables["administrations"])
    tab = review(records, probe)
    tab.nav.go(ReplayRoute(probe))
    screen = tab.window.screen
    assert isinstance(screen, Replay)
    assert screen._session.ended is None
    screen.show(10**9)
    assert screen._session == records.history.open(probe).administration.session()
    assert records.store.tables["administrations"] == before
    assert "amendments" not in records.store.tables


def test_it_plays_at_one_to_eight_times_with_its_clock(records):
    probe = kept(records, marks=[(1, "error"), (5, "error")])
    tab = review(records, probe)
    tap(tab, "Replay")
    screen, tasks = tab.window.screen, []
    tab.window.page.run_task = lambda work, *args: tasks.append((work, args))
    clock_node = next(c for c in every(shown(tab)) if getattr(c, "identifier", "") == "clock")
    assert clock_node.label == "0 of 60 seconds"
    tap(tab, "4 ×")
    tap(tab, "Play")
    [(work, args)] = tasks

    async def frames():
        """Let a second pass between two looks, until it stops by itself."""
        seen = []
        playing = asyncio.ensure_future(work(*args))
        while not playing.done():
            await asyncio.sleep(0)
            seen.append((clock_node.label, [*screen._page.layout.session.marks]))
            records.clock.pass_ms(1_000)
            await asyncio.sleep(0.11)
        return seen

    seen = asyncio.run(frames())
    assert seen[0] == ("0 of 60 seconds", [])
    assert ("4 of 60 seconds", [1, 5]) in seen
    assert seen[-1][0] == "60 of 60 seconds"
    assert "Play" in said(tab)
    press(tab, " ")  # from the start
    assert (screen.at_ms, screen.playing) == (0, True)
    press(tab, "8", " ", "Escape")
    assert isinstance(tab.window.screen, Review)


def test_too_few_taps_say_nothing_of_the_pace(records):
    tab = review(records, probe := kept(records, marks=[(1, "error")]))
    tab.nav.go(ReplayRoute(probe))
    assert say("replay.pace.unknown") in said(tab)
    assert "1 error along 11 items in all" in labels(tab) or "1 error along 11 in all" in labels(
        tab
    )
    tab.nav.go(ReplayRoute(kept(records, marks=[(n, "error") for n in (1, 3, 5, 7)])))
    assert say("replay.pace.unknown") not in said(tab)
    assert any(label.startswith("Pace by ten seconds") for label in labels(tab))


def test_on_ready_it_is_said_that_another_device_gives_it(records):
    records.store.put(("students", "pupil", {"name": "B. R.", "grade": "2"}))
    tab = review(records, kept(records))
    tab.nav.go(ReadyRoute("pupil"))
    assert say("ready.along.help") not in said(tab)
    tap(tab, "I score along")
    assert say("ready.along.help") in said(tab)
    records.clock.pass_ms(1_000)
    tap(tab, "Start")
    assert "B. R. · second score" in said(tab)
    records.clock.pass_ms(60_000)
    records.sittings.current.tick()
    tab.window.screen.choose_last()
    tab.window.screen.tap_item(10)
    tab.window.screen.show_result()
    assert isinstance(tab.window.screen, KeepSecond)
    records.clock.pass_ms(1_000)
    tap(tab, "Keep as second score")
    assert len(records.store.rows("administrations")) == 1


def test_what_waits_for_the_other_device_is_said_and_can_be_the_students_probe(records):
    tab = review(records, kept(records))
    for number in range(2):
        records.clock.pass_ms(3_600_000)
        sitting = records.sittings.start(PUPIL, FORMS["lnf"], along=True)
        records.clock.pass_ms(60_000)
        sitting.do(events.Last, item=3 + number)
        records.sittings.keep()
    tab.nav.go(ExaminersRoute())
    assert said(tab).count(say("second.waiting.not_here")) == 2
    tap(tab, "Remove this second score")
    assert said(tab).count(say("second.waiting.not_here")) == 1
    tab.window.undo[-1]()
    assert said(tab).count(say("second.waiting.not_here")) == 2
    tap(tab, say("second.mine.short"))
    assert isinstance(tab.window.screen, Review)
    assert len(records.store.rows("administrations")) == 2


def test_where_two_fit_it_is_chosen_on_the_right_one(records):
    for along in (False, False, True):
        sitting = records.sittings.start(PUPIL, FORM, along=along)
        records.clock.pass_ms(60_000)
        sitting.do(events.Last, item=10)
        records.sittings.keep()
    probe = next(iter(records.store.rows("administrations")))
    tab = review(records, probe)
    tab.nav.go(ExaminersRoute())
    assert say("second.waiting.several") in said(tab)
    tab.nav.go(ReviewRoute(probe))
    tap(tab, "Second scorer")
    [name] = [text for text in said(tab) if text.startswith("Compare with what was scored along")]
    tap(tab, name)
    assert "100\u00a0% of items agree" in said(tab)


def test_kept_along_it_can_be_the_students_probe_at_once(records):
    tab = review(records, kept(records))
    sitting = records.sittings.start(PUPIL, FORM, along=True)
    records.clock.pass_ms(60_000)
    sitting.do(events.Last, item=10)
    tab.nav.go(ResultRoute())
    records.clock.pass_ms(1_000)
    tap(tab, say("second.mine"))
    assert isinstance(tab.window.screen, Review)
    assert len(records.store.rows("administrations")) == 2
    assert records.second_scores.waiting() == []
