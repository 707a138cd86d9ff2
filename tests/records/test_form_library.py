"""What the records makes of the records: settings, forms of every measure, what was given last."""

import subprocess
import sys
from pathlib import Path

import pytest
from record_doubles import Clock, open_records

from probes.forms.form import Form
from probes.forms.passages import LEVELS
from probes.measures.measure import MEASURES
from probes.measures.profiles import profiles_for
from records.device_settings import Settings, profile_field
from records.form_library import kept_form
from records.students import Student

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "probes/forms/words"
PUPIL = Student("pupil", "", "3", "blue")
MATE = Student("mate", "", "3", "blue")
PASSAGE = Form(id="P", measure="orf", level="2", items=("a", "b"), lines=(0,), title="A Bed")
OWN = Form(
    id="OWN234",
    measure="facts",
    level="3",
    items=("5", "6"),
    lines=(0,),
    groups=(0,),
    prompts=("7 × 8",),
    title="Mine",
)


class Texts:
    """Reads the word lists and notes how often."""

    def __init__(self):
        self.read = 0

    def __call__(self):
        self.read += 1
        return {path.stem: path.read_text("utf-8") for path in WORDS.glob("*.txt")}


@pytest.fixture
def records():
    found = open_records(Clock(), forms=(PASSAGE,), texts=Texts())
    for one in (PUPIL, MATE):
        row = {"name": one.id, "grade": one.grade, "group": one.group}
        found.store.put(("students", one.id, row))
    return found


def give(records, student, form, **more):
    records.sittings.start(student, form, **more)
    records.sittings.keep()
    records.clock.pass_ms(120_000)


def test_nothing_is_made_or_read_before_it_is_asked_for(records):
    assert records.texts.read == 0
    assert records.forms._made == {}
    assert len(records.forms.of("K", "lsf")) == 30
    assert records.forms.of("K", "lsf")[0] is records.forms.of("K", "lsf")[0]  # made once
    assert records.texts.read == 1


@pytest.mark.parametrize("measure", MEASURES)
def test_every_level_has_forms_of_its_measure(records, measure):
    levels = records.forms.levels(measure)
    assert levels
    for level, grades in list(levels.items())[:3]:
        assert grades
        forms = records.forms.of(level, measure)
        assert {(form.measure, form.level) for form in forms} == {(measure, level)}
        assert [form.title for form in forms] == sorted(form.title for form in forms)


def test_whoever_is_beyond_the_passages_reads_the_hardest(records):
    assert records.forms.levels() == {"2": LEVELS[LEVELS.index("2") :]}


def test_a_level_is_one_measures_alone(records):
    assert records.forms.of("2") == [PASSAGE]
    assert PASSAGE not in records.forms.of("2", "wrf")
    assert records.forms.of("no-such", "facts") == []


def test_a_probe_runs_as_long_and_is_answered_as_was_chosen(records):
    form = records.forms.of("mul", "facts")[0]
    given = records.sittings.start(PUPIL, form, seconds=120, mode="oral")
    assert (given.head.seconds, given.head.input_mode) == (120, "oral")
    records.sittings.keep()
    last = records.history.last_given(PUPIL.id)["facts"]
    assert (last.measure, last.level, last.seconds, last.mode) == ("facts", "mul", 120, "oral")


def test_without_a_choice_the_grade_and_the_measure_decide(records):
    given = records.sittings.start(PUPIL, records.forms.of("3", "comp")[0])
    assert (given.head.seconds, given.head.input_mode) == (180, "paper")


def test_what_was_given_last_of_each_measure(records):
    give(records, PUPIL, records.forms.of("mul", "facts")[0])
    give(records, PUPIL, records.forms.of("2", "wrf")[0])
    last = records.history.last_given(PUPIL.id)
    assert list(last) == ["facts", "wrf"]
    assert last["facts"].level == "mul"
    give(records, PUPIL, records.forms.of("div", "facts")[0])
    last = records.history.last_given(PUPIL.id)
    assert list(last) == ["wrf", "facts"]
    assert last["facts"].level == "div"
    assert records.history.last_given(MATE.id) == {}


@pytest.mark.parametrize(
    "wrong", [{"measure": "new"}, {"given_at": "soon"}, {"input_mode": "sung"}, {"form": "?"}]
)
def test_what_a_newer_aimline_gave_is_passed_over(records, wrong):
    give(records, PUPIL, records.forms.of("mul", "facts")[0])
    row = next(iter(records.store.rows("administrations").values()))
    records.store.put(("administrations", "newer", {**row, **wrong}))
    assert list(records.history.last_given(PUPIL.id)) == ["facts"]


def test_a_group_mate_hears_what_is_said_aloud_and_no_paper(records):
    aloud, paper = records.forms.of("mul", "facts")[:2]
    give(records, MATE, aloud, mode="oral")
    give(records, MATE, paper, mode="paper")
    assert [r.form for r in records.history.form_uses(PUPIL)] == [aloud.id]
    assert {r.form for r in records.history.form_uses(MATE)} == {aloud.id, paper.id}


def test_a_form_made_is_read_back_as_it_was_given(records):
    form = records.forms.of("1", "nwf")[3]
    give(records, PUPIL, form)
    row = records.store.row("forms", form.id)
    assert form.prompts
    assert kept_form(form.id, row) == form
    assert records.forms.get(form.id) == form
    older = {name: value for name, value in row.items() if name != "prompts"}
    assert kept_form(form.id, older).prompts == ()


def test_a_form_of_ones_own_comes_on_the_list_and_off_it(records):
    records.forms.bring(OWN)
    assert records.forms.levels("facts")["3"] == ("3",)
    assert records.forms.of("3", "facts") == [OWN]
    records.forms.list_own(OWN, listed=False)
    assert "3" not in records.forms.levels("facts")
    assert records.forms.get(OWN.id) == OWN  # a probe given with it can still be read
    records.forms.list_own(OWN, listed=True)
    assert records.forms.own_of("facts", "3") == [OWN]


@pytest.mark.parametrize(
    "row", [{"measure": "new", "level": "3"}, {"measure": "orf", "level": "x"}, {}]
)
def test_a_newer_aimlines_forms_of_ones_own_are_passed_over(records, row):
    records.store.put(("own_forms", "X", {**row, "listed": True}))
    assert all(records.forms.levels(measure) for measure in MEASURES)


def test_settings_of_before_are_read_and_each_measure_has_its_rules():
    older = Settings.read({"profile": "skipped-words-errors", "passage_size": 24})
    assert older.profile == "skipped-words-errors"
    assert older.rules("lnf").id == "house"
    for measure in MEASURES:
        for profile in profiles_for(measure):
            chosen = Settings.read({profile_field(measure): profile})
            assert chosen.rules(measure).id == profile
            assert sum(chosen.rules(other).id != "house" for other in MEASURES) <= 1


def test_a_profile_that_a_measure_does_not_have_is_the_house_s():
    assert Settings.read({"profile_comp": "three-rows"}).rules("comp").id == "house"
    assert Settings.read({"profile": 3, "directions": "fr"}) == Settings()


def test_the_measures_own_profile_is_kept_with_the_probe(records):
    records.settings.change(profile="skipped-words-errors", profile_lnf="three-rows")
    given = records.sittings.start(PUPIL, records.forms.of("K", "lnf")[0])
    assert given.head.profile == "three-rows"


@pytest.mark.parametrize(
    ("name", "has", "later"),
    [
        ("app", "today.today_screen", {"screens.later_screens", "screens.giving.ready"}),
        ("later_screens", "giving.ready", set()),
    ],
)
def test_the_first_screen_waits_for_no_other_and_none_for_a_generator(name, has, later):
    told = f"import sys, screens.{name}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True)
    imported = set(ran.stdout.split())
    assert f"screens.{has}" in imported
    slow = {"probes.forms.generators", "probes.forms.own_forms", "screens.review.review"}
    assert not (slow | later) & imported
