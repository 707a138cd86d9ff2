"""The catalogue and the screens agree: no sentence is missing, none is left over.

Read from the source: what is handed to ``say``, ``count_of`` and ``in_words``, and any other text
that looks like a key.
"""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import screens
from screens.words import catalogue
from screens.words.catalogue import LANGUAGES, count_of, say, speak
from screens.words.english import ENGLISH, merged

FOLDER = Path(screens.__file__).parent
SENTENCES = FOLDER / "words" / "english"
SOURCES = [
    path
    for path in sorted(FOLDER.rglob("*.py"))
    if path.parent != SENTENCES and path.name != "catalogue.py"
]
TREES = {
    str(path.relative_to(FOLDER)): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES
}

SAID_BY = {"say": ("",), "count_of": (".one", ".many"), "in_words": ("",)}
FILLED_BY = {"say": set(), "count_of": {"count"}, "in_words": {"day"}}
AREAS = {key.split(".")[0] for key in ENGLISH if "." in key}
LOOKS_LIKE_A_KEY = re.compile(rf"(?:{'|'.join(sorted(AREAS))})(?:\.[a-z0-9_-]+)+")
NOT_A_KEY = re.compile(r".*\.(?:pdf|py)")


def calls():
    """Every place that says something: file and line, the call, by what, and its keyword names."""
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                by = node.func.id
                if by in SAID_BY and node.args:
                    filled = {word.arg for word in node.keywords} | FILLED_BY[by]
                    yield f"{name}:{node.lineno}", node.args[0], by, filled


def keys(node):
    """What an expression may come to, as patterns; nothing where only a run can tell."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=one, orelse=other):
            yield from keys(one)
            yield from keys(other)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.-]+"
                for part in parts
            )


@cache
def placeholders(key):
    return {name for _, name, _, _ in Formatter().parse(ENGLISH[key]) if name is not None}


@cache
def fitting(pattern):
    """The keys of a pattern."""
    return set(re.findall(f"^{pattern}$", "\n".join(ENGLISH), re.MULTILINE))


def matching(pattern, by, filled):
    """The sentences that a place may say: those that fit its words and its values."""
    found = set().union(*(fitting(pattern + re.escape(end)) for end in SAID_BY[by]))
    if by == "count_of":  # one needs no number
        return {key for key in found if placeholders(key) <= filled}
    return {key for key in found if placeholders(key) == filled}


SAID = [(at, p, by, filled) for at, node, by, filled in calls() for p in keys(node)]


def constants():
    """Every text in the source."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def endings():
    """What is put behind a key to make another, as in ``f"{key}.help"``."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            match node:
                case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=end)]):
                    yield end


def test_the_source_was_read():
    assert len(SAID) > 100
    assert {"give.rate.exact", "back"} <= set().union(*(matching(*said) for _, *said in SAID))


@pytest.mark.parametrize(("at", "pattern", "by", "filled"), SAID, ids=[said[0] for said in SAID])
def test_what_is_said_is_there_and_its_values_are_given(at, pattern, by, filled):
    found = matching(pattern, by, filled)
    assert found, f"{at}: the catalogue has no {pattern} with just the values {filled}"
    if by == "count_of":
        assert {key.rpartition(".")[2] for key in found} == {"one", "many"}


def test_whatever_looks_like_a_key_is_one():
    looking = {text for text in constants() if LOOKS_LIKE_A_KEY.fullmatch(text)}
    counted = {key.rpartition(".")[0] for key in ENGLISH if key.endswith((".one", ".many"))}
    assert {t for t in looking if not NOT_A_KEY.fullmatch(t)} - ENGLISH.keys() - counted == set()


def test_no_sentence_is_left_over():
    used = set().union(*(matching(*said) for _, *said in SAID))
    used |= {text for text in constants() if LOOKS_LIKE_A_KEY.fullmatch(text)}
    ends = set(endings())
    used |= {key + end for key in used for end in ends}
    assert sorted(ENGLISH.keys() - used) == []


def test_placeholders_are_plain_names():
    for sentence in ENGLISH.values():
        for _, name, spec, conversion in Formatter().parse(sentence):
            assert name is None or (name.isidentifier() and not spec and conversion is None)


def test_say_fills_in_and_counts():
    assert say("give.rate.least", rate=61) == "61+"
    assert count_of("result.skipped", 1) == "1 line skipped"
    assert count_of("result.skipped", 0) == "0 lines skipped"
    with pytest.raises(KeyError):
        say("give.rate.least")
    with pytest.raises(KeyError):
        say("no.such.sentence")


def test_a_key_stands_in_one_area_only():
    with pytest.raises(ValueError, match=r"undo"):
        merged(({"undo": "Undo", "back": "Back"}, {"undo": "Take back"}))


def test_languages_say_the_same_with_the_same_values():
    for sentences in LANGUAGES.values():
        assert sentences.keys() == ENGLISH.keys()
        for key, sentence in sentences.items():
            names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
            assert names == placeholders(key)


def test_another_language_is_spoken(monkeypatch):
    monkeypatch.setitem(LANGUAGES, "es", {"undo": "Deshacer"})
    monkeypatch.setattr(catalogue, "_spoken", ENGLISH)
    speak("es")
    assert say("undo") == "Deshacer"
