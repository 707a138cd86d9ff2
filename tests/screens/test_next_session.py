"""What is printed for a group's next session, and the form that Ready offers afterwards."""

import asyncio
import io
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import flet as ft
import pytest
from pypdf import PdfReader
from record_doubles import FORM, Clock, open_records
from test_ready import Page
from test_sharing_screen import texts
from test_today_screens import SERIES, every, tap, view

from probes.measures.directions import directions
from records.group_settings import GroupSettings
from screens.app import Tab
from screens.running_app import App
from screens.shell.routes import EditStudentRoute, GroupSessionRoute, ReadyRoute, StudentListRoute
from screens.words.catalogue import count_of, say
from tests.probes.form_texts import TEXTS

TODAY = date(2026, 11, 24)


@pytest.fixture
def records():
    forms = [replace(FORM, id=f"F{n}ABC", title=f"Story {n}") for n in range(4)]
    found = open_records(Clock(), texts=lambda: TEXTS, forms=forms)
    found.students.add(name="Amara O.", grade="2", group="Robins")
    found.students.add(name="Bento R.", grade="2", group="Robins")
    found.groups.save(GroupSettings(name="Robins", weekdays=(1,), starts="09:15", minutes=30))
    some = [one.id for one in found.students.all()]
    found.plans.begin(some, SERIES, every=5, since=TODAY, who="")
    return found


@pytest.fixture
def tab(records):
    return Tab(Page(), App(records=records))


def printed_for_the_next_session(records, tab, monkeypatch):
    """Print what the group needs; return the files' names and bytes."""
    kept = []

    async def save_file(self, *, file_name, src_bytes):
        kept.append((file_name, src_bytes))
        return "/somewhere"

    monkeypatch.setattr(ft.FilePicker, "save_file", save_file)
    tab.nav.go(GroupSessionRoute(records.groups.all()[0].id))
    wanted = count_of("next_session.print", 2)
    [button] = [
        b
        for b in every(view(tab))
        if isinstance(b, ft.OutlinedButton) and getattr(b.content, "value", "") == wanted
    ]
    asyncio.run(button.on_click())
    return kept


def test_one_print_has_each_childs_own_pages_and_ready_offers_that_form(records, tab, monkeypatch):
    [(name, pdf)] = printed_for_the_next_session(records, tab, monkeypatch)
    assert "Amara" not in name
    assert "Bento" not in name
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) == 4  # a copy to read from and one to mark, each
    amara, bento = records.students.all()
    for student, mine in ((amara, pages[:2]), (bento, pages[2:])):
        tab.nav.go(ReadyRoute(student.id, "orf"))
        said = texts(view(tab))
        assert any(say("ready.printed") in one for one in said)
        form = records.prepared.offered(student, "orf", "2", TODAY)
        assert all(form.id in page and student.name in page for page in mine)
        assert say("paper.confidential") in mine[1]


def test_each_childs_page_to_mark_says_it_in_the_language_they_hear(records, tab, monkeypatch):
    _, bento = records.students.all()
    records.students.change(bento.id, language="es")
    [(_, pdf)] = printed_for_the_next_session(records, tab, monkeypatch)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    english, spanish = (directions("orf", "oral", one).say[:20] for one in ("en", "es"))
    assert english in pages[1]
    assert spanish not in pages[1]
    assert spanish in pages[3]


def test_the_language_is_kept_with_the_child_and_used_by_ready(records, tab):
    amara, bento = records.students.all()
    tab.nav.go(ReadyRoute(amara.id, "orf"))
    tap(tab, say("ready.language.es"))
    assert records.students.get(amara.id).language == "es"
    assert records.settings.now.directions == "en"
    tab.nav.go(ReadyRoute(bento.id, "orf"))
    assert tab.window.screen._language == "en"
    tab.nav.go(ReadyRoute(amara.id, "orf"))
    assert tab.window.screen._language == "es"


def test_save_and_add_another_keeps_grade_and_group(records, tab):
    tab.nav.go(EditStudentRoute())
    screen = tab.window.screen
    screen._choose_grade("2")
    screen._group.value = screen._group_text = "Robins"
    for name in ("Cai D.", "Dee E."):
        screen._name.value = name
        tap(tab, say("edit.save_and_add"))
        assert tab.window.screen is screen
        assert screen._name.value == ""
    added = {one.name: (one.grade, one.group) for one in records.students.all()}
    assert added["Cai D."] == added["Dee E."] == ("2", "Robins")


def test_an_entry_without_a_probe_can_be_deleted_and_that_taken_back(records, tab):
    mistaken = records.students.add(name="Oops", grade="2", group="")
    tab.nav.go(EditStudentRoute(mistaken))
    tap(tab, say("edit.delete"))
    assert "Oops" not in [one.name for one in records.students.all()]
    tab.nav.go(StudentListRoute())
    records.students.delete(mistaken, deleted=False)
    assert "Oops" in [one.name for one in records.students.all()]


def test_several_are_archived_and_restored_at_once(records, tab):
    tab.nav.go(StudentListRoute())
    tab.window.screen._several.begin()
    boxes = [one for one in every(view(tab)) if isinstance(one, ft.ListTile)]
    for tile in boxes:
        tile.leading.value = True
        tile.leading.on_change(SimpleNamespace(control=tile.leading))
    tap(tab, count_of("students.archive_some", 2))
    assert all(one.archived for one in records.students.all())
    tab.window.screen._toggle_archived()
    tab.window.screen._several.begin()
    tile = next(one for one in every(view(tab)) if isinstance(one, ft.ListTile))
    tile.leading.on_change(SimpleNamespace(control=SimpleNamespace(value=True)))
    tap(tab, count_of("students.restore_some", 1))
    assert [one.archived for one in records.students.all()].count(False) == 1


def test_the_group_that_is_listed_is_remembered(records, tab):
    records.students.add(name="Cai D.", grade="2", group="Wrens")
    tab.nav.go(StudentListRoute())
    tap(tab, "Wrens")
    again = Tab(Page(), App(records=records))  # as after a reload
    again.nav.go(StudentListRoute())
    assert "Cai D." in texts(view(again))
    assert "Amara O." not in texts(view(again))
    for one in [one for one in records.students.all() if one.group == "Wrens"]:
        records.students.archive(one.id)
    again.nav.go(StudentListRoute())
    assert "Amara O." in texts(view(again))


# A screen drawn anew stays where it was scrolled to


def test_what_scrolls_is_kept_while_a_screen_is_drawn_anew(records, tab):
    tab.nav.go(GroupSessionRoute(records.groups.all()[0].id))

    def scrolls():
        return next(c for c in every(view(tab)) if isinstance(c, ft.Column) and c.scroll)

    before = scrolls()
    tap(tab, "Amara O.")
    assert scrolls() is before
    assert "Amara O. · absent" in texts(view(tab))
    tab.nav.go(GroupSessionRoute(records.groups.all()[0].id))
    assert scrolls() is not before
    now = scrolls()
    tab.window.page.width = 400  # another layout begins at its top
    tab.window._resized()
    assert scrolls() is not now
