"""The screens of pages for people: what is kept, shown, refused and taken back."""

import asyncio
from datetime import date
from types import SimpleNamespace

import flet as ft
import pytest
from students_to_report import KEY, STUDENTS, records_with_students
from test_ready import Page
from test_sharing_screen import texts

from records.reports.family_pages import FamilyChoice
from screens.app import Tab
from screens.reports import saving, school_head
from screens.reports.saving import file_name
from screens.running_app import App
from screens.shell import routes
from screens.shell.host_browser import ChosenFile
from screens.words.catalogue import say
from screens.words.family.english import SENTENCES


@pytest.fixture
def records():
    return records_with_students()


@pytest.fixture
def tab(records):
    tab = Tab(Page(), App(records=records))
    tab.said = []
    tab.window.notice = lambda text, undo=None: tab.said.append((text, undo))
    return tab


@pytest.fixture
def saved(monkeypatch):
    """What was saved: names and bytes."""
    found = []

    async def save_file(window, name, raw):
        found.append((name, raw))
        return True

    monkeypatch.setattr(saving, "save_file", save_file)
    monkeypatch.setattr(school_head, "save_file", save_file)
    return found


def labels(control):
    """What is read of every picture in a control."""
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    found = [control.label] if isinstance(control, ft.Semantics) and control.image else []
    return found + [one for c in inside if isinstance(c, ft.Control) for one in labels(c)]


def tapped(control, text):
    """The control in another that says a text and can be tapped."""
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    if getattr(control, "on_click", None) is not None and texts(control) == [text]:
        return control
    parts = [one for one in inside if isinstance(one, ft.Control)]
    return next(filter(None, (tapped(one, text) for one in parts)), None)


def laid_out(tab):
    """The pages that are shown once they are laid out."""
    screen = tab.window.screen
    asyncio.run(screen._lay_out())
    return labels(screen._pages)


@pytest.mark.parametrize("key", STUDENTS)
@pytest.mark.parametrize("kind", ["family", "team", "own"])
def test_each_page_is_shown_as_it_prints(tab, key, kind):
    tab.nav.go(routes.StudentPagesRoute(key, KEY, kind))
    shown = laid_out(tab)
    assert STUDENTS[key] in shown[0].replace("\n", " ")


def test_a_language_is_chosen_and_what_is_typed_is_kept(tab, records):
    tab.nav.go(routes.StudentPagesRoute("on_track"))
    screen = tab.window.screen
    screen._choose(FamilyChoice("es"))
    assert "Cómo va Ramon B." in laid_out(tab)[0]
    screen._keep(FamilyChoice("es", home="Canten."))
    assert records.family_pages.of("on_track") == FamilyChoice("es", home="Canten.")
    assert "Canten." in laid_out(tab)[0]
    records.store.full = True
    assert not screen._keep(FamilyChoice("en"))
    assert tab.said[-1][0] == say("error.full")


def test_a_page_is_saved_under_no_name(tab, saved):
    tab.nav.go(routes.StudentPagesRoute("long"))
    asyncio.run(tab.window.screen._handed_out(False))
    (name, raw) = saved[0]
    assert name == "aimline-family-2026-12-10.pdf"
    assert raw.startswith(b"%PDF")
    assert tab.said[-1][0] == say("reports.saved")
    assert file_name("team", date(2026, 12, 1), "pdf", 7) == "aimline-team-2026-12-01-07.pdf"


def test_a_period_report_is_kept_shown_and_taken_back(tab, records, saved):
    tab.nav.go(routes.StudentPagesRoute("below", KEY, "period"))
    screen = tab.window.screen
    assert laid_out(tab) == []
    asyncio.run(screen._handed_out(False))
    assert saved == []
    assert tab.said[-1][0] == say("reports.period.none")
    progress = records.monitoring.of_series("below", KEY, screen._day)
    records.periods.freeze(progress, sentence="", words="We go on.", who="RT")
    assert "We go on." in laid_out(tab)[0]
    screen._kind = "period"
    tab.window.draw()
    assert say("reports.period.kept", day="Dec 10") in texts(screen.build())


def test_who_was_told_is_noted_under_the_page(tab, records):
    tab.nav.go(routes.StudentPagesRoute("on_track"))
    screen = tab.window.screen
    records.contacts.note("on_track", day=screen._day, how="call", whom="Aunt", who="RT")
    told = [one for one in texts(screen.build()) if "Aunt" in one]
    assert told == ["Dec 10 · Aunt · call · RT"]


@pytest.mark.parametrize(("kind", "said"), [("team", "Bajo el paso"), ("period", "Lo que dice")])
def test_a_students_page_is_in_the_language_chosen_beside_it(tab, records, kind, said):
    progress = records.monitoring.of_series("below", KEY, date(2026, 12, 10))
    records.periods.freeze(progress, sentence="", words="We go on.", who="RT")
    tab.nav.go(routes.StudentPagesRoute("below", KEY, kind))
    screen = tab.window.screen
    assert said not in "".join(laid_out(tab))
    screen._pick_language("es")
    assert said in "".join(laid_out(tab))
    read = texts(screen._spoken)
    assert "Español" in read
    assert "still in English" not in " ".join(read)
    records.report_texts.set_language(
        "ht", {"family.language": "Kreyòl", "reports.team.next": "Pwochen etap"}
    )
    screen._pick_language("ht")
    assert "Kreyòl" in texts(screen._spoken)
    assert "sentences of such pages are still in English." in " ".join(texts(screen._spoken))
    assert ("Pwochen etap" in "".join(laid_out(tab))) == (kind == "team")
    records.report_texts.remove_language("ht")
    screen.build()
    assert laid_out(tab), "one that was removed meanwhile is English"


def test_the_language_that_was_given_out_is_noted_with_who_was_told(tab, records):
    tab.nav.go(routes.StudentPagesRoute("below", KEY, "team"))
    screen = tab.window.screen
    screen._pick_language("es")
    note = tapped(screen.build(), say("reports.told.keep"))
    note.on_click()
    (kept,) = records.contacts.of("below")
    assert (kept.page, kept.language) == ("team", "es")
    assert "Dec 10 · Team · letter · Team record · Español" in texts(screen.build())


def test_a_language_taken_off_elsewhere_while_it_is_chosen_is_english(tab, records):
    texts_of_school = records.report_texts
    texts_of_school.set_language("ht", {"family.language": "Kreyòl", "reports.team.next": "Etap"})
    tab.nav.go(routes.StudentPagesRoute("below", KEY, "team"))
    screen = tab.window.screen
    screen._pick_language("ht")
    tab.nav.go(routes.SchoolHeadRoute("below", KEY))
    head = tab.window.screen
    head._pick("ht")
    texts_of_school.remove_language("ht")
    tapped(screen.build(), say("reports.told.keep")).on_click()
    (kept,) = records.contacts.of("below")
    assert kept.language == "en", "as the page was laid out"
    head.build()
    assert head._language == "en"
    head._pick("ht")  # a chip that is still on the screen
    assert head._language == "en"


@pytest.mark.parametrize(("kind", "said"), [("class", "cómo van todos"), ("meeting", "reunión")])
def test_a_list_is_in_the_language_chosen_beside_it(tab, kind, said):
    tab.nav.go(routes.ClassPagesRoute(kind, ""))
    tab.window.screen._pick_language("es")
    (shown,) = laid_out(tab)[:1]
    assert said in shown
    assert "Español" in texts(tab.window.screen.build())


@pytest.mark.parametrize("kind", ["meeting", "class", "family"])
def test_pages_of_a_class_are_shown_and_saved(tab, saved, kind):
    tab.nav.go(routes.ClassPagesRoute(kind, "grade 2"))
    screen = tab.window.screen
    shown = laid_out(tab)
    assert len(shown) == (3 if kind == "family" else 1)
    tasks = []
    tab.window.page.run_task = tasks.append
    screen._each = kind == "family"
    screen._save(share=False)
    asyncio.run(tasks[0]())
    ending = "zip" if kind == "family" else "pdf"
    assert saved[0][0] == f"aimline-{kind}-2026-12-10.{ending}"


class Files:
    """A tablet's page that shares, or has no share sheet."""

    def __init__(self, answer):
        self.answer, self.shared, self.saved = answer, [], []

    async def share(self, files):
        self.shared.append(files)
        return self.answer

    async def save(self, name, raw):
        self.saved.append(name)
        return True


@pytest.mark.parametrize(
    ("answer", "said", "saved"),
    [
        (True, "reports.shared", []),
        (False, "file.not_shared", []),
        (None, "reports.saved", ["aimline-family-2026-12-10.zip"]),
    ],
)
def test_families_pages_are_shared_as_a_file_each_or_saved_where_no_share_sheet_is(
    tab, records, answer, said, saved
):
    files = tab.window.files = Files(answer)
    tab.nav.go(routes.ClassPagesRoute("family", "grade 2"))
    screen = tab.window.screen
    assert say("reports.share") in texts(screen.build())
    screen._pick_files("each")
    tasks = []
    tab.window.page.run_task = tasks.append
    screen._save(share=True)
    asyncio.run(tasks[0]())
    (shared,) = files.shared
    assert [*shared] == [f"aimline-family-2026-12-10-{n:02}.pdf" for n in range(1, 8)]
    assert all(raw.startswith(b"%PDF") for raw in shared.values())
    assert files.saved == saved
    assert tab.said[-1][0] == say(said)
    assert records.store.rows("contacts") == {}, "who was told is noted by who knows it"


def test_a_students_page_is_shared_as_one_file(tab):
    files = tab.window.files = Files(True)
    tab.nav.go(routes.StudentPagesRoute("long"))
    asyncio.run(tab.window.screen._handed_out(True))
    assert [*files.shared[0]] == ["aimline-family-2026-12-10.pdf"]


def test_what_the_meeting_decides_is_kept_and_leads_back_to_its_list(tab, records):
    tab.nav.go(routes.ClassPagesRoute("meeting", "grade 2"))
    tab.nav.go(routes.DecideRoute("below", KEY, "grade 2"))
    decide = tab.window.screen
    decide.build()
    decide._back()
    assert (tab.window.screen._kind, tab.window.screen._whose) == ("meeting", "grade 2")
    tab.nav.go(routes.DecideRoute("below", KEY))
    tab.window.screen._back()
    assert type(tab.window.screen).__name__ == "StudentPage", "as opened from there"


def test_saving_many_can_be_cancelled(tab, saved):
    tab.nav.go(routes.ClassPagesRoute("family", ""))
    screen = tab.window.screen
    screen.build()
    tasks = []
    tab.window.page.run_task = tasks.append
    screen._save(share=False)
    screen._stop()
    asyncio.run(tasks[0]())
    assert saved == []


def test_nobody_in_a_grade_has_a_sentence(tab):
    tab.nav.go(routes.ClassPagesRoute("family", "grade 7"))
    screen = tab.window.screen
    assert screen._whose == "", "nobody is in grade 7, so it is no choice"


class Printing:
    """A tablet's, that can be out of reach."""

    def __init__(self):
        self.here, self.reached, self.asked = False, False, 0

    async def bring(self):
        self.asked += 1
        self.here = self.reached
        return self.here


@pytest.mark.parametrize(
    "route", [routes.StudentPagesRoute("on_track"), routes.ClassPagesRoute("class", "")]
)
def test_a_tablet_brings_what_prints_once_and_says_so_where_it_cant(tab, saved, route):
    printing = tab.window.printing = Printing()
    tab.nav.go(route)
    assert laid_out(tab) == []
    assert say("printing.not_here") in texts(tab.window.screen._pages)
    printing.reached = True
    assert laid_out(tab), "the page itself"
    laid_out(tab)
    assert printing.asked == 2, "what is here isn't brought again"


def test_the_schools_head_is_kept_for_a_language(tab, records):
    tab.nav.go(routes.SchoolHeadRoute())
    screen = tab.window.screen
    screen.build()
    screen._school.value, screen._contact.value = "Elm School", "Ms. R., 555-0100"
    screen._pick("es")
    assert records.report_texts.head("en").school == "Elm School"
    screen.build()
    screen._contact.value = "Sra. R., 555-0100"
    screen._keep()
    assert records.report_texts.head("es").contact == "Sra. R., 555-0100"
    assert records.report_texts.head("es").school == "Elm School"


def test_a_language_is_brought_in_removed_and_put_back(tab, records, saved, monkeypatch):
    tab.nav.go(routes.SchoolHeadRoute())
    screen = tab.window.screen
    tasks = []
    tab.window.page.run_task = tasks.append
    screen._save_sheet()
    asyncio.run(tasks.pop()())
    name, raw = saved[0]
    assert name == "aimline-page-language.csv"

    async def pick(window):
        lines = raw.decode("utf-8-sig").splitlines()
        filled = {"family.lang": "ht", "family.language": "Kreyòl", "family.ask": "Kesyon?"}
        for key, text in filled.items():
            lines = [one + text if one.startswith(f"{key},") else one for one in lines]
        return ChosenFile("filled.csv", "\n".join(lines).encode())

    monkeypatch.setattr(school_head, "choose_file", pick)
    screen._bring()
    asyncio.run(tasks.pop()())
    assert records.report_texts.languages(SENTENCES)["ht"]["family.ask"] == "Kesyon?"
    assert "Kreyòl" in texts(screen.build())
    screen._remove("ht")
    assert records.report_texts.languages(SENTENCES) == {}
    tab.said[-1][1]()
    assert "ht" in records.report_texts.languages(SENTENCES)

    async def wrong(window):
        return ChosenFile("wrong.pdf", b"%PDF")

    monkeypatch.setattr(school_head, "choose_file", wrong)
    screen._bring()
    asyncio.run(tasks.pop()())
    assert "Nothing came in." in tab.said[-1][0]


def test_escape_goes_back(tab):
    for route in (
        routes.StudentPagesRoute("on_track"),
        routes.ClassPagesRoute(),
        routes.SchoolHeadRoute("on_track"),
    ):
        tab.nav.go(route)
        before = tab.window.screen
        before.key(SimpleNamespace(key="Escape"))
        assert tab.window.screen is not before
