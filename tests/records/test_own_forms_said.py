"""What a form of one's own is, and what is said of it: the latter can be corrected."""

from dataclasses import asdict, replace

import pytest
from record_doubles import PUPIL, Clock, Rows, open_records

from probes.forms import own_forms, passages
from records.exports.export_format import read
from records.exports.json_export import everything, take_in

TEXT = "title: Our Cat\nlevel: {level}\ngenre: {genre}\n\nOur cat is old.\nShe naps all day.\n"


def passage(level="2", genre="story", title="Our Cat"):
    text = TEXT.format(level=level, genre=genre).replace("Our Cat", title)
    return own_forms.identified(passages.read(text))


def facts(level="3", title="Sevens"):
    text = f"measure: facts\nlevel: {level}\ntitle: {title}\n\n7 x 8, 6 x 7\n"
    return own_forms.identified(own_forms.read(text))


@pytest.fixture
def records():
    return open_records(Clock(), store=Rows())


def copied(one, other):
    """Take everything of one device into another, as a file."""
    return take_in(other, read(everything(one)))


@pytest.mark.parametrize("make", [passage, facts])
def test_a_right_level_and_title_brought_in_later_hold(records, make):
    first = records.forms.bring(make())
    assert (first.before, first.changed) == (None, True)
    again = records.forms.bring(make(level="4", title="A Better Name"))
    assert again.form.id == first.form.id
    [form] = records.forms.own_of(first.form.measure, "4")
    assert (form.level, form.title) == ("4", "A Better Name")
    assert records.forms.own_of(first.form.measure, first.form.level) == []
    records.forms.take_back(again)
    assert records.forms.get(first.form.id) == first.form
    assert records.forms.own_of(first.form.measure, first.form.level) == [first.form]


def test_the_same_once_more_changes_nothing(records):
    records.forms.bring(passage())
    version = records.store.version
    assert not records.forms.bring(passage()).changed
    assert records.store.version == version


def test_a_form_taken_off_the_list_comes_back_with_what_is_said_now(records):
    brought = records.forms.bring(passage())
    records.forms.list_own(brought.form, listed=False)
    assert records.forms.bring(passage(level="5")).changed
    assert [form.level for form in records.forms.own()[0]] == ["5"]


def test_export_and_import_dont_put_a_wrong_level_back(records):
    records.forms.bring(passage(level="2"))
    before = read(everything(records))
    records.forms.bring(passage(level="4"))
    take_in(records, before)
    assert [form.level for form in records.forms.own()[0]] == ["4"]
    again = open_records(Clock(), store=Rows())
    copied(records, again)
    assert everything(again) == everything(records)


@pytest.mark.parametrize("make", [passage, facts])
def test_two_devices_that_say_different_things_take_each_others_export(make):
    one, other = open_records(Clock(), store=Rows()), open_records(Clock(), store=Rows())
    one.forms.bring(make(level="2"))
    other.forms.bring(make(level="3", title="Other"))
    one.store.put(("students", "s", {"name": "A", "grade": "2", "group": "", "archived": False}))
    one.sittings.start(replace(PUPIL, id="s"), one.forms.own()[0][0])
    one.sittings.keep()
    copied(one, other)
    copied(other, one)
    for records, level in ((one, "2"), (other, "3")):
        [form] = records.forms.own()[0]
        assert form.level == level
        assert records.history.last_given("s")


@pytest.mark.parametrize("make", [passages.read, own_forms.read])
def test_a_form_in_use_keeps_its_id_and_opens_unchanged(records, make):
    """As Aimline kept it when title and level were part of an id."""
    text = TEXT.format(level="2", genre="story")
    if make is own_forms.read:
        text = "measure: facts\nlevel: 2\ntitle: Our Cat\n\n7 x 8, 6 x 7\n"
    form = make(text)
    records.store.put(
        ("forms", form.id, asdict(form)),
        ("own_forms", form.id, {"measure": form.measure, "level": "2", "listed": True}),
    )
    assert records.forms.own() == ([form], 0)
    assert everything(records)["forms"][0]["id"] == form.id
    corrected = own_forms.identified(make(text.replace("level: 2", "level: 4")))
    assert records.forms.bring(corrected).form.id == form.id
    assert records.forms.own() == ([replace(form, level="4")], 0)


def test_a_passage_that_comes_with_aimline_stays_as_it_is():
    built_in = passages.read(TEXT.format(level="2", genre="story"))
    records = open_records(Clock(), store=Rows(), forms=(built_in,))
    brought = records.forms.bring(passage(level="4", title="Mine"))
    assert (brought.form, brought.changed) == (built_in, False)
    assert records.store.version == 0


def test_scores_follow_a_corrected_level(records):
    brought = records.forms.bring(facts())
    records.sittings.start(PUPIL, brought.form)
    records.sittings.keep()
    [entry] = records.scores.of([PUPIL.id])
    assert entry.level == "3"
    records.forms.bring(facts(level="5"))
    [entry] = records.scores.of([PUPIL.id])
    assert entry.level == "5"


@pytest.mark.parametrize("said", [{"level": "x"}, {"title": 3}, {"title": "t" * 5_000}, {}])
def test_what_a_newer_aimline_says_leaves_the_form_as_it_was_kept(records, said):
    brought = records.forms.bring(passage())
    records.store.put(("own_forms", brought.form.id, said))
    form = records.forms.get(brought.form.id)
    assert form is not None
    assert form.level == "2"
    assert len(form.title) <= 100
