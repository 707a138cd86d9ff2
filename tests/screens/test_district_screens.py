"""What the district asks for, a class's season, odd forms and error patterns, as they are shown."""

from datetime import timedelta

import flet as ft
import pytest
from record_doubles import MORNING, Clock, open_records
from test_progress_screens import FLAT, SERIES, TODAY, add, shown, typed
from test_ready import Page
from test_sharing_screen import texts

from probes.forms.form import Form
from probes.progress.error_patterns import ReadForm, error_patterns
from probes.progress.form_difficulty import FormDifficulty
from probes.progress.menu import CHOICES
from screens.app import Tab
from screens.forms.form_list import effect_text
from screens.parts.controls import choice
from screens.parts.theme import LIGHT, TARGET
from screens.progress.error_card import error_card, pattern_text
from screens.running_app import App
from screens.shell import routes
from screens.words.catalogue import say

OURS = Form(id="OURS", measure="orf", level="2", items=("a", "b"), lines=(0,), title="Ours")


@pytest.fixture
def records():
    return open_records(Clock())


@pytest.fixture
def tab(records):
    tab = Tab(Page(), App(records=records))
    tab.said = []
    tab.window.notice = lambda text, undo=None: tab.said.append((text, undo))
    return tab


def benchmark(records, student, correct, *, group="Robins", form=""):
    row = {"name": student, "grade": "2", "group": group, "archived": False}
    records.store.put(("students", student, row))
    score = {"student": student, **SERIES._asdict(), "day": "2026-09-15", "season": "fall"}
    records.store.put(
        (
            "old_scores",
            f"{student} fall",
            {**score, "correct": correct, "seconds": 60, "form": form},
        )
    )


def test_the_districts_rule_stands_beside_how_often_it_errs(tab, records):
    tab.nav.go(routes.DistrictRoute())
    said = shown(tab)
    three = "3 in a row: of students who grow just as their goal asks, 31\u00a0% have had that by 6"
    assert any(text.startswith(three) for text in said)
    tab.window.screen._pick_run("4")
    assert records.monitoring.school().run == 4
    tab.window.screen._pick_run("0")
    assert records.decision_rules.run is None


def test_the_schools_menu_reaches_what_next_in_the_records_order(tab, records):
    add(records, "s", weekly=FLAT, goal=83)
    tab.nav.go(routes.DistrictRoute())
    card = tab.window.screen._menu
    card._strike("check the form")
    card._add()
    assert card._wrong == "words"
    card._typed = "More minutes"
    card._add()
    assert card._wrong == "there"
    for words in ("Reading buddy", "A hearing test"):
        card._typed = words
        card._add()
    card._removing("A hearing test")()
    assert "A hearing test" not in shown(tab)
    tab.said[-1][1]()
    tab.nav.go(routes.DecideRoute("s", SERIES))
    said = shown(tab)
    assert say("change.check_the_form") not in said
    names = [say("change.check_delivery"), say("change.more_minutes")]
    order = [said.index(one) for one in (*names, "A hearing test", "Reading buddy")]
    assert order == sorted(order)
    assert said.index(say("shown.delivery_not_recorded")) == order[0] + 1
    screen = tab.window.screen
    screen._choose("Reading buddy")
    screen._keep()
    [kept] = records.phases.of([records.plans.of("s")[0].id])
    assert (kept.changed, kept.label) == (("Reading buddy",), "Reading buddy")
    assert "Reading buddy" in " ".join(shown(tab))


def test_what_one_of_ours_is_called_puts_it_back(tab, records):
    records.menu_choices.strike("smaller group")
    tab.nav.go(routes.DistrictRoute())
    card = tab.window.screen._menu
    card._typed = "a smaller  group"
    card._add()
    assert records.menu_choices.all() == CHOICES


def test_a_grades_number_is_kept_and_no_number_is_said_to_be_none(tab, records):
    add(records, "s")
    tab.nav.go(routes.DistrictRoute())
    field = ft.TextField(value="60")
    tab.window.screen._enrol("2", field)
    assert records.enrolments.of("2", TODAY) == 60
    field.value = "lots"
    tab.window.screen._enrol("2", field)
    assert field.error == say("district.enrolment.wrong")
    field.value = ""
    tab.window.screen._enrol("2", field)
    assert records.enrolments.of("2", TODAY) is None


def test_cut_points_are_added_removed_and_put_back(tab, records):
    tab.nav.go(routes.DistrictRoute())
    cuts = tab.window.screen._cuts
    cuts._add()
    assert cuts._wrong == "publisher"
    cuts._typed |= {"publisher": "Acme", "benchmark": "52", "risk": "60"}
    cuts._add()
    assert cuts._wrong == "risk"
    cuts._typed["risk"] = "37"
    cuts._levels._choose("2")
    cuts._add()
    [kept] = records.cut_points.all()
    assert (kept.publisher, kept.level, kept.benchmark, kept.risk) == ("Acme", "2", 52, 37)
    cuts._remove(kept)
    assert records.cut_points.all() == []
    tab.said[-1][1]()
    assert records.cut_points.all() == [kept]


def test_a_form_of_ones_own_is_a_publishers_and_its_cut_points_stand_by_the_benchmark(tab, records):
    records.forms.bring(OURS)
    tab.nav.go(routes.FormListRoute(OURS))
    assert say("forms.publisher") not in shown(tab)
    tab.nav.go(routes.DistrictRoute())
    cuts = tab.window.screen._cuts
    cuts._typed |= {"publisher": "Acme", "benchmark": "52", "risk": "37"}
    cuts._levels._choose("2")
    cuts._add()
    tab.nav.go(routes.FormListRoute(OURS))
    assert say("forms.publisher") in shown(tab)
    records.cut_points.mark(OURS.id, "Acme")
    benchmark(records, "s", 45, form=OURS.id)
    tab.nav.go(routes.StudentRoute("s"))
    tab.window.screen._progress._toggle_table()
    assert "fall benchmark, below benchmark by Acme, 52" in shown(tab)


def test_a_class_has_its_median_by_group_and_by_measure(tab, records):
    for number in range(6):
        benchmark(records, f"s{number}", 40 + 10 * number)
        add(records, f"s{number}", weekly=(39, 40, 41), goal=83, group="Robins")
        benchmark(records, f"s{number}", 40 + 10 * number)
    records.enrolments.set("2", TODAY, 60)
    tab.nav.go(routes.CaseloadRoute())
    said = (
        "In the fall benchmark the median of 6 students is 65; the middle half lies from 53 to 78."
    )
    assert said not in shown(tab)
    for view in ("group", "measure"):
        tab.window.screen._pick_view(view)
        assert said in shown(tab)
    assert say("class.not_local", tested=6, of=60) in shown(tab)


def test_a_pattern_is_said_with_its_words_and_days():
    words = ("animals", "ran", "banana", "home", "and", "yesterday")
    days = [MORNING.date() - timedelta(weeks=n) for n in (2, 1)]
    read = [
        ReadForm(day=day, measure="orf", items=words, errors={0: "error", 2: "error"})
        for day in days
    ]
    [found] = error_patterns(read)
    assert pattern_text(found) == "Words of three syllables or more: 4 of 6 not right"
    said = texts(error_card(LIGHT, [found], MORNING.date()))
    assert "animals (2), banana (2) · Nov 10: 2, Nov 17: 2" in said
    assert error_card(LIGHT, (), MORNING.date()) is None


def test_an_effect_is_said_with_its_range():
    found = FormDifficulty(
        form="F", effect=-6.04, error=1.5, low=-9.0, high=-3.1, readings=14, students=12, odd=True
    )
    said = "6.0 lower beside the other forms, likely −9.0 to −3.1; 12 students have read it"
    assert effect_text(found) == said


def test_a_chip_of_many_letters_is_as_high_as_another():
    long = "x" * 60
    row = choice(LIGHT, {"a": long, "b": "short"}, "b", lambda _: None)
    chips = [one.content.content for one in row.controls]
    assert chips[1].height == TARGET
    assert chips[0].height is None  # two lines, on a phone
    density = chips[0].style.visual_density
    assert density == ft.VisualDensity.STANDARD
    assert typed("x").control.value == "x"
