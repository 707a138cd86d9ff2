"""While many records are read a page says how far that is; nothing waits without a word."""

import asyncio

import pytest
from record_doubles import FORM, MINUTE, ScoresInMemory, open_records
from test_ready import PUPIL, Page
from test_sharing_screen import texts

from probes.giving import events
from screens.app import Tab
from screens.opening import Opening
from screens.running_app import MUCH, App
from screens.shell import routes
from screens.shell.still_reading import StillReading
from screens.students.student_list import StudentList
from screens.today.today_screen import TodayScreen
from screens.words.catalogue import say


class Slow(Page):
    """A page whose tasks run when told to."""

    def __init__(self):
        super().__init__()
        self.tasks = []

    def run_task(self, work, *given):
        self.tasks.append((work, given))


def shown(page):
    return texts(page.views[0].controls[0])


@pytest.fixture
def records():
    found = open_records(scores=ScoresInMemory())
    found.store.put(("students", PUPIL.id, {"name": "R. T.", "grade": "2", "group": ""}))
    return found


def unread(records, left):
    """Let the store be one that has not read its administrations."""
    store = records.store
    rows, row = store.rows, store.row
    store.loaded, store.left = False, left

    def read_on():
        store.left = max(0, store.left - left // 10)
        store.loaded = not store.left
        return not store.loaded

    def asked(table):
        assert store.loaded or table != "administrations", "that reads all of them at once"

    store.read_on = read_on
    store.rows = lambda table: asked(table) or rows(table)
    store.row = lambda table, row_id: asked(table) or row(table, row_id)


def give(records):
    records.sittings.start(records.students.get(PUPIL.id), FORM)
    records.clock.pass_ms(MINUTE)
    records.sittings.current.tick()
    records.sittings.current.do(events.Last, item=5)
    records.sittings.keep()


def started_again(records):
    """Return the records as another start finds them, with the index of this one."""
    again = open_records(scores=records.scores_file)
    again.store.tables, again.store.named = records.store.tables, records.store.named
    return again


def test_every_page_sees_how_far_it_is_and_then_the_list(records):
    first, second = Slow(), Slow()
    said = []

    async def open_app(told):
        await told(0.25)
        said.append(shown(first))
        opening.show(second)
        said.append(shown(second))
        return App(records=records)

    async def run():
        opening.show(first)
        for work, given in first.tasks[:1]:
            await work(*given)

    opening = Opening(open_app)
    asyncio.run(run())
    assert said[0] == [say("reading.title"), say("reading.opening"), "25\u00a0% read"]
    assert said[1] == said[0]
    for page in (first, second):
        assert "R. T." in shown(page)
    opening.show(third := Slow())
    assert "R. T." in shown(third)


@pytest.mark.parametrize("problem", [OSError(5, "The disk does not answer"), ValueError("Too new")])
def test_why_it_cannot_be_opened_stands_on_every_page(problem):
    first = Slow()

    async def open_app(told):
        await told(0.1)
        raise problem

    async def run():
        opening.show(first)
        for work, given in first.tasks[:1]:
            await work(*given)

    opening = Opening(open_app)
    asyncio.run(run())
    sentence = getattr(problem, "strerror", None) or str(problem)
    assert shown(first) == [say("reading.failed"), sentence]
    opening.show(second := Slow())
    assert shown(second) == [say("reading.failed"), sentence]
    assert opening.problem == sentence


def test_a_page_that_comes_back_shows_what_there_is_by_then(records):
    page = Slow()

    async def open_app(told):
        await told(0.5)
        page.on_disconnect()
        return App(records=records)

    async def run():
        opening.show(page)
        for work, given in page.tasks[:1]:
            await work(*given)

    opening = Opening(open_app)
    asyncio.run(run())
    assert "R. T." not in shown(page)
    page.on_connect()
    assert "R. T." in shown(page)


def test_the_index_makes_the_list_before_the_probes_are_read(records):
    give(records)
    while records.scores.read_on():
        pass
    again = started_again(records)
    unread(again, 10 * MUCH)
    assert again.history.ready
    tab = Tab(Slow(), App(records=again))
    tab.flow.begin()
    assert isinstance(tab.window.screen, StudentList)
    said = shown(tab.window.page)
    assert "Grade 2 · Last probe today" in said
    assert say("reading.probes", percent=0) in said
    tab.nav.go(routes.TodayRoute())
    assert isinstance(tab.window.screen, TodayScreen)


def test_what_the_index_does_not_cover_is_not_guessed(records):
    while records.scores.read_on():
        pass
    give(records)
    again = started_again(records)
    unread(again, 10 * MUCH)
    assert not again.history.ready
    tab = Tab(Slow(), App(records=again))
    tab.flow.begin()
    assert "Grade 2 · …" in shown(tab.window.page)
    tab.nav.go(routes.TodayRoute())
    assert isinstance(tab.window.screen, StillReading)


def test_the_list_of_days_leaves_its_scores_to_the_next_start(records):
    give(records)
    records.history.last_days()  # as the list of students does
    again = started_again(records)
    unread(again, 10 * MUCH)
    assert again.history.ready


def test_who_gives_a_probe_meanwhile_waits_with_a_bar_and_then_goes_on(records):
    again = started_again(records)
    unread(again, 10 * MUCH)
    page, app = Slow(), App(records=again)
    tab = Tab(page, app)
    tab.nav.go(routes.ReadyRoute(PUPIL.id))
    assert isinstance(tab.window.screen, StillReading)
    assert say("reading.waits") in shown(page)
    seen = []
    move = tab.show_reading
    tab.show_reading = lambda: (move(), seen.append(shown(page)))
    asyncio.run(app.compute_scores())
    assert any("50\u00a0% read" in said for said in seen)
    assert again.store.loaded
    assert "Start" in " ".join(shown(page))


def test_nothing_is_written_meanwhile_and_that_is_said(records):
    again = started_again(records)
    unread(again, 10 * MUCH)
    tab = Tab(Slow(), App(records=again))
    said, done = [], []
    tab.window.notice = said.append
    assert not tab.window.attempt(lambda: done.append(1))
    assert (said, done) == ([say("reading.later")], [])
    again.store.left = MUCH
    assert tab.window.attempt(lambda: done.append(1))


def test_a_disk_that_does_not_answer_for_a_while_is_asked_again(records, monkeypatch):
    monkeypatch.setattr("screens.running_app.GIVING_S", 0)
    again = started_again(records)
    unread(again, 10 * MUCH)
    read_on, failed = again.store.read_on, []

    def fails_once():
        if not failed:
            failed.append(1)
            raise OSError(5, "the disk does not answer")
        return read_on()

    again.store.read_on = fails_once
    asyncio.run(App(records=again).compute_scores())
    assert again.store.loaded
