"""A passage that a teacher pastes: lines broken, words counted by the rules, doubts pointed out.

What counts as a word follows probes of oral reading as they are published (docs/content.md,
"Writing a passage of your own"): a numeral or an abbreviation is one word; what a hyphen joins
is as many words as have a meaning of their own (open-faced two, re-enter one). Which parts have
one, only a reader can say: so each such word is pointed out, and can be counted the other way.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from probes.forms.form import JOINT, BadForm, Form
from probes.forms.letters import simplified, unprintable
from probes.forms.own_forms import identified
from probes.forms.passages import (
    GENRES,
    LEVELS,
    MAX_HEADER,
    MAX_LINE,
    MAX_TEXT,
    MAX_WORD,
    MAX_WORDS,
)
from probes.table_text import TableRow

LINE = 60  # characters to which a long line is broken; those of our own have 45, and up to 68

Doubt = Literal["hyphen", "numeral", "abbreviation", "split", "left out"]

_HEADER = re.compile(r"(title|level|genre|use|licence|measure)\s*:\s*(.*)", re.IGNORECASE)
_DASH = re.compile(r"(?<=[^\s—])—+(?=[^\s—])|(?<=[^\W\d_])–(?=[^\W\d_])|(?<=\w)--+(?=\w)")
# Parts without a meaning of their own, as of re-enter and child-like: the word is one.
_PARTS = (
    "a ante anti auto bi bio co con counter de dis e ex extra fore geo hyper il im in infra "
    "inter intra ir macro mega meta micro mid mini mis multi neo non omni para peri poly post "
    "pre pro proto pseudo psycho quasi re semi socio sub super syn tele trans tri ultra un "
    "uni able ed er ers est ful hood ing ish ism ist less like ly ment ness ship some ward "
    "wards wise"
)
_BOUND = frozenset(_PARTS.split())
_SHORT = (
    "mr mrs ms dr st ave rd blvd jr sr prof capt col gen gov lt sgt rev vs etc dept ft lb lbs "
    "oz yd pt qt gal hr hrs mon tue wed thu fri jan feb apr jun jul aug sept oct nov dec corp "
    "inc ltd"
)
_ABBREVIATIONS = frozenset(_SHORT.split())
_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]{2,5}s?")  # U.S., a.m., NASA, TVs


class Doubtful(NamedTuple):
    """A word that could be counted otherwise, or was changed, and the line of the text it is in.

    ``words`` is how many it counts as; ``parts`` as how many it could, 0 where there is no choice.
    """

    line: int
    word: str
    doubt: Doubt
    words: int
    parts: int = 0


class OwnPassage(NamedTuple):
    """The form that a text makes, under the id of a form of one's own, and what to look at."""

    form: Form
    doubtful: tuple[Doubtful, ...]


def read(
    text: str,
    level: str,
    title: str = "",
    unseen: Callable[[str], str] = lambda _text: "",
    otherwise: Collection[str] = (),
) -> OwnPassage:
    """Return the passage that a text makes.

    The ends of its lines are kept where all of them are lines of a page; a longer one is broken.

    Args:
        level, title: used for headers that the text lacks.
        unseen: returns the letters of a text that can't be drawn, "" if all can.
        otherwise: words, without case, whose hyphens count the other way.

    Raises:
        BadForm: it is none; the message names the line and quotes at most 40 characters.
    """
    if len(text) > MAX_TEXT:
        raise BadForm(
            f"the text has {len(text):,} characters, and a passage may have {MAX_TEXT:,} at most; "
            "is it the right one?"
        )
    headers = {"level": level, "title": title}
    lines = _lines(text, headers)
    title, level = " ".join(headers["title"].split()), headers["level"]
    _check(title, headers)
    _check_seen(lines, title, unseen)
    doubtful: list[Doubtful] = []
    rows: list[list[str]] = []
    for number, line in lines:
        words = [*_words(number, line, otherwise, doubtful)]
        if line.isupper():  # a heading, or shouting: not each of its words is an abbreviation
            doubtful = [d for d in doubtful if (d.line, d.doubt) != (number, "abbreviation")]
        rows += _broken(words) if len(line) > MAX_LINE else [words] if words else []
    items = [word for row in rows for word in row]
    if not items:
        raise BadForm("there are no words yet; paste the passage, or choose a file")
    if len(items) > MAX_WORDS:
        raise BadForm(
            f"the passage has {len(items):,} words and may have {MAX_WORDS:,} at most; cut it "
            f"after {_quoted(' '.join(items[MAX_WORDS - 5 : MAX_WORDS]))}"
        )
    starts = [0]
    for row in rows[:-1]:
        starts.append(starts[-1] + len(row))
    form = Form(
        id="",
        measure="orf",
        level=level,
        items=tuple(items),
        lines=tuple(starts),
        title=title,
        genre=headers.get("genre", ""),
    )
    return OwnPassage(identified(form), tuple(doubtful))


def from_table(rows: Sequence[TableRow]) -> str:
    """Return the text of a passage that a spreadsheet saved: a row is a line."""
    headers = {name: f"{name}:" for name in ("title", "level", "genre")}
    return "\n".join(
        " ".join([headers.get(cells[0].lower().rstrip(":"), cells[0]), *filter(None, cells[1:])])
        for _, cells in rows
    )


def _lines(text: str, headers: dict[str, str]) -> list[tuple[int, str]]:
    """Return the lines that have something, each with its number, after headers, if any."""
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", simplified(text)).replace("\t", " ")
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if wrong := unprintable(line):
            raise BadForm(
                f"line {number} has a character that cannot be seen or printed "
                f"(U+{ord(wrong):04X}); delete it, or type the line anew"
            )
        header = _HEADER.fullmatch(line.strip())
        if header and not found:
            headers[header[1].lower()] = header[2].strip()
        elif line.strip():
            found.append((number, line.strip()))
    return found


def _check(title: str, headers: dict[str, str]) -> None:
    if not title:
        raise BadForm("the title is missing; write it above the passage")
    if len(title) > MAX_HEADER:
        raise BadForm(f"the title must have {MAX_HEADER} characters at most, not {len(title)}")
    for name, allowed in (("level", LEVELS), ("genre", GENRES)):
        if headers.get(name, allowed[0]) not in allowed:
            raise BadForm(
                f"the {name} must be one of {', '.join(allowed)}, not {_quoted(headers[name])}"
            )
    if headers.get("measure", "orf") != "orf":
        raise BadForm(f"the text says “measure: {headers['measure'][:20]}”; choose that measure")


def _check_seen(lines: list[tuple[int, str]], title: str, unseen: Callable[[str], str]) -> None:
    places = [("the title", title), *((f"line {number}", line) for number, line in lines)]
    told = [f"{place}: {' '.join(found[:9])}" for place, text in places if (found := unseen(text))]
    if told:
        more = f"; and {len(told) - 5} more lines" if len(told) > 5 else ""
        raise BadForm(
            f"some letters can't be drawn here ({'; '.join(told[:5])}{more}); "
            "write them otherwise, or take them out"
        )


def _words(
    line: int, text: str, otherwise: Collection[str], doubtful: list[Doubtful]
) -> Iterator[str]:
    """Yield the words of a line; a sign that stands alone goes along with one of them."""
    before = ""
    waiting = ""  # the word before, which may be followed by a sign
    for token in _DASH.sub(lambda dash: f"{dash[0]} ", text).split():
        if not any(map(str.isalnum, token)):
            if waiting:
                waiting = f"{waiting} {token}"
            else:
                before = f"{before}{token} "
            continue
        *pieces, last = _pieces(line, token, otherwise, doubtful)
        if waiting:
            yield waiting
        if pieces:
            yield before + pieces[0]
            yield from pieces[1:]
            before = ""
        waiting, before = before + last, ""
    if waiting:
        yield waiting
    elif before:
        doubtful.append(Doubtful(line, before.strip(), "left out", 0))


def _pieces(
    line: int, token: str, otherwise: Collection[str], doubtful: list[Doubtful]
) -> list[str]:
    """Return the words that stand between two spaces: nearly always one."""
    if token[-2:-1].isalnum() and token.endswith(JOINT):
        token += " "  # of "two- or three-year-old": no part of the next word
    core = token.strip(" “”‘’\"'()[]{}*.,;:!?…—–-_")
    if len(token) > MAX_WORD:
        pieces = [token[at : at + MAX_WORD] for at in range(0, len(token), MAX_WORD)]
        doubtful.append(Doubtful(line, token, "split", len(pieces)))
        return pieces
    bare = token.strip(" “”‘’\"'()[]{}*,;:!?…—–-_")
    if any(map(str.isdigit, core)) and not _has_words(core):
        if not core.isdigit() or len(core) > 2:
            doubtful.append(Doubtful(line, core, "numeral", 1))
        return [token]
    parts = [part for part in core.split(JOINT) if part]
    if len(parts) > 1:
        apart = all(_stands_alone(part) for part in parts) != (core.casefold() in otherwise)
        doubtful.append(Doubtful(line, core, "hyphen", len(parts) if apart else 1, len(parts)))
        return _apart(token, core) if apart else [token]
    letters = next((word for word in (bare, core) if _LETTERS.fullmatch(word)), "")
    short = bare.endswith(".") and core.casefold() in _ABBREVIATIONS and core[:1].isupper()
    if short or letters:
        doubtful.append(Doubtful(line, letters or bare, "abbreviation", 1))
    return [token]


def _has_words(core: str) -> bool:
    """Whether a numeral is joined to words, as in 7-year-old."""
    return any(len(part) > 2 and part.isalpha() for part in core.split(JOINT)[1:])


def _stands_alone(part: str) -> bool:
    letters = part.strip("’'").casefold()
    return letters not in _BOUND and (len(letters) > 1 or letters.isdigit())


def _apart(token: str, core: str) -> list[str]:
    """Return a word's parts, each but the last with the hyphen that joins it to the next."""
    at = token.index(core)
    pieces = re.split("(?<=-)(?=[^-])", core)
    pieces[0] = token[:at] + pieces[0]
    pieces[-1] += token[at + len(core) :]
    return pieces


def _broken(words: list[str]) -> list[list[str]]:
    """Return the words of a paragraph in lines; none has one word alone, nor parts one word."""
    rows: list[list[str]] = [[]]
    width = 0
    for word in words:
        joined = bool(rows[-1]) and rows[-1][-1].endswith(JOINT)
        longer = width + len(word) + (0 if joined or not rows[-1] else 1)
        if rows[-1] and longer > LINE and not joined:
            rows.append([])
            longer = len(word)
        rows[-1].append(word)
        width = longer
    if len(rows) > 1 and len(rows[-1]) == 1 and len(rows[-2]) > 2:
        take = 2 if rows[-2][-2].endswith(JOINT) else 1
        rows[-1] = rows[-2][-take:] + rows[-1]
        rows[-2] = rows[-2][:-take]
    return rows if words else []


def _quoted(text: str) -> str:
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"
