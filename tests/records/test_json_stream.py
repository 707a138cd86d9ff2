"""A JSON text read row by row is what it is when it is read whole."""

import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from probes.json_values import BadValue
from records.exports import json_stream
from records.exports.json_stream import JsonStream

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def streamed(text):
    """Return the members of an object, read to the end."""
    stream = JsonStream(io.StringIO(text))
    return [(n, v if not hasattr(v, "__next__") else [*v]) for n, v in stream.members()]


@example({'""': None}, 1, None, False)  # a backslash at the end of what was read
@given(
    st.dictionaries(st.text(), values, max_size=4),
    st.integers(1, 9),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_it_reads_what_json_reads_wherever_it_is_cut(data, chunk, indent, ascii_):
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        assert dict(streamed(text)) == data


@given(st.dictionaries(st.text(), values, max_size=3), st.data())
def test_what_is_damaged_is_refused_or_read_as_json_reads_it(data, draw):
    text = json.dumps(data)
    at = draw.draw(st.integers(0, len(text)))
    broken = text[:at] + draw.draw(st.text('[]{},:"\\\\0eE-.ntf ', max_size=3)) + text[at + 1 :]
    try:
        whole = json.loads(broken, object_pairs_hook=list)
    except ValueError:
        with pytest.raises(BadValue):
            streamed(broken)
    else:
        if isinstance(whole, list) and broken.lstrip().startswith("{"):
            assert [name for name, _ in streamed(broken)] == [name for name, _ in whole]


def test_rows_that_nobody_reads_are_passed_over():
    stream = JsonStream(io.StringIO('{"a": [1, [2], {"b": "]"}], "c": 5}'))
    assert [name for name, _ in stream.members()] == ["a", "c"]


@pytest.mark.parametrize("row", ['"x"', "9" * 3, '{"a": 5}'])
def test_a_row_that_is_too_large_is_refused_before_all_of_it_is_read(monkeypatch, row):
    monkeypatch.setattr(json_stream, "CHUNK", 10)
    monkeypatch.setattr(json_stream, "LARGEST", 100)
    source = io.StringIO('{"a": [' + row.replace("x", "x" * 5_000).replace("5", "5" * 5_000))
    if "9" in row:
        source = io.StringIO('{"a": [' + "9" * 5_000)
    with pytest.raises(BadValue, match="more than 100 characters"):
        list(JsonStream(source).members().__next__()[1])
    assert source.tell() < 500
