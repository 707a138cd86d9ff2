import json
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from store.event import Event
from store.view import View

ONCE = "results"
ABSENT = {"_deleted": True}

# Few values, so that events collide; some are equal in Python and different in JSON.
values = st.sampled_from([None, True, 1, 1.0, 0, False, "", "1", [1], [True], {"a": 1}, ABSENT])
fields = st.dictionaries(st.sampled_from("abc"), values, max_size=3)
deletes = st.dictionaries(st.just("_deleted"), st.sampled_from([True, False, 1]), max_size=1)
events = st.tuples(
    st.sampled_from(["d1", "d2", "d3"]),
    st.builds(
        Event,
        st.integers(0, 4),
        st.sampled_from(["students", ONCE]),
        st.sampled_from(["x", "y"]),
        st.builds(lambda some, deleted: {**some, **deleted}, fields, deletes),
    ),
)


def text(tables):
    return json.dumps({name: rows for name, rows in tables.items() if rows}, sort_keys=True)


def view_of(events):
    view = View({ONCE})
    for device, event in events:
        view.apply(device, Event(*json.loads(json.dumps(event))))
    return text(view.tables)


def oracle(events):
    """Apply the rule without state or shortcuts: sort, then take one end."""
    candidates = defaultdict(list)
    tables = defaultdict(dict)
    for _, (stamp, table, id_, fields) in events:
        tables[table].setdefault(id_, {})
        for field, value in fields.items():
            rank = (stamp, json.dumps(value, sort_keys=True, separators=(",", ":")))
            candidates[table, id_, field].append(rank)
    for (table, id_, field), ranks in candidates.items():
        winner = sorted(ranks)[0 if table == ONCE else -1]
        tables[table][id_][field] = json.loads(winner[1])
    for rows in tables.values():
        for id_, row in list(rows.items()):
            if row.pop("_deleted", False) is True:
                del rows[id_]
            for field in [field for field, value in row.items() if value == ABSENT]:
                del row[field]
    return text(tables)


@given(st.lists(events, max_size=12), st.data())
def test_the_view_is_a_function_of_the_set_of_events(some, data):
    again = data.draw(st.lists(st.sampled_from(some), max_size=4)) if some else []
    shuffled = data.draw(st.permutations([*some, *again]))
    assert view_of(some) == view_of(shuffled) == oracle(some)


@given(st.lists(events, max_size=12), st.data())
def test_who_has_made_an_event_changes_nothing(some, data):
    """Events of a lost device are adopted, by one device or by several."""
    others = [(data.draw(st.sampled_from(["d0", "d5", "d9"])), event) for _, event in some]
    assert view_of(some) == view_of([*others, *some]) == view_of(others)


def test_a_field_keeps_the_latest_value_and_a_result_its_first():
    early, late = (Event(stamp, "students", "x", {"a": stamp, "b": 0}) for stamp in (1, 2))
    view = View({ONCE})
    for event in (late, early._replace(fields={"a": 1})):
        view.apply("d1", event)
        view.apply("d1", event._replace(table=ONCE, fields=dict(event.fields)))
    assert view.tables == {
        "students": {"x": {"a": 2, "b": 0}},
        ONCE: {"x": {"a": 1, "b": 0}},
    }


def test_one_event_keeps_one_stamp_for_its_whole_record():
    view = View(())
    view.apply("d1", Event(1, "students", "x", {"a": 1, "b": 2}))
    view.apply("d1", Event(1, "students", "y", {"a": 1, "b": 2}))
    view.apply("d2", Event(2, "students", "y", {"a": 3}))
    assert view._origins["students"]["x"] == (1, "d1")
    assert view._origins["students"]["y"]["b"][:2] == (1, "d1")
