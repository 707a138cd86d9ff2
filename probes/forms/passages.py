"""A reading passage as plain text, so that a teacher can write one.

    title: A Bed for Dot
    level: 1
    genre: story
    licence: CC BY 4.0

    Dot was a little black cat.
    She had no bed, so she slept on the rug.

Headers, an empty line, the passage. A line of text is a line on paper and on
screen; a word is anything between spaces.
"""

import hashlib
from collections.abc import Iterable

from probes.forms.form import BadForm, Form
from probes.forms.letters import simplified, unprintable

LEVELS = ("K", *map(str, range(1, 13)))
GENRES = ("story", "true", "letter", "how-to")

MAX_TEXT = 50_000  # characters
MAX_HEADER = 100  # characters, of a title as well
MAX_WORDS = 1_000
MAX_WORD = 40  # characters
MAX_LINE = 80  # characters: a paragraph pasted as one line is refused, since lines count words

USES = ("monitoring", "benchmark")

_HEADERS = ("title", "level", "genre", "use", "licence")
# No two of these look alike in print, and without vowels no code spells a word.
_CODE = "23479BCDFGHJKMNPQRTWXY"


def read(text: str) -> Form:
    """Return the reading form described by a passage's text.

    Title and level are required. Use and licence are for readers of the file and not part
    of the form (``rotation.BENCHMARK`` names the forms that are kept). Empty lines within
    the passage are ignored.

    Raises:
        BadForm: the text is not as above; the message names the line or header,
            and quotes at most 40 characters.
    """
    if len(text) > MAX_TEXT:
        raise BadForm(
            f"the file has {len(text):,} characters, and a passage may have {MAX_TEXT:,} at most; "
            "is it the right file?"
        )
    lines = _lines(text)
    gap = lines.index("") if "" in lines else len(lines)
    headers = _headers(lines[:gap])
    body = [
        (number, words)
        for number, line in enumerate(lines[gap:], start=gap + 1)
        if (words := _words(number, line))
    ]
    items = tuple(word for _, words in body for word in words)
    if not items:
        raise BadForm("there are no words after the headers; leave one line empty, then write")
    if len(items) > MAX_WORDS:
        raise BadForm(
            f"the passage has {len(items):,} words and may have {MAX_WORDS:,} at most; cut it"
        )
    starts = [0]
    for _, words in body[:-1]:
        starts.append(starts[-1] + len(words))
    return Form(
        id=form_id("orf", headers["title"], (" ".join(words) for _, words in body)),
        measure="orf",
        level=headers["level"],
        items=items,
        lines=tuple(starts),
        title=headers["title"],
        genre=headers.get("genre", ""),
    )


def paragraphs(form: Form) -> frozenset[int]:
    """Return the lines of a passage with which a paragraph begins, the first one aside.

    House: after a line that ends a sentence and is at most two thirds as long as the longest.
    A form says nothing of paragraphs; so those kept with earlier scores have them, too.
    """
    lines = [form.text_of(line) for line in range(len(form.lines))]
    short = max(map(len, lines)) * 2 / 3
    return frozenset(
        line
        for line, before in enumerate(lines[:-1], start=1)
        if len(before) <= short and before.rstrip("”’\"')")[-1:] in (".", "!", "?")
    )


def form_id(measure: str, title: str, lines: Iterable[str]) -> str:
    """Return a form's id, six letters and digits computed from its text.

    The level has no part in it, so that the id can't reveal it to the student.
    """
    digest = hashlib.sha256("\n".join((measure, title, *lines)).encode()).digest()
    return "".join(_CODE[byte % len(_CODE)] for byte in digest[:6])


def _lines(text: str) -> list[str]:
    text = simplified(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lines = [line.strip() for line in text.rstrip().split("\n")]
    for number, line in enumerate(lines, start=1):
        if wrong := unprintable(line):
            raise BadForm(
                f"line {number} has a character that cannot be seen or printed "
                f"(U+{ord(wrong):04X}); delete it, or type the line anew"
            )
    return lines


def _headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, colon, value = (part.strip() for part in line.partition(":"))
        name = name.lower()
        if not colon or name not in _HEADERS:
            raise BadForm(
                f"line {number} should be a header ({', '.join(_HEADERS)}, then a colon), "
                f"not {_quoted(line)}; leave one line empty between headers and passage"
            )
        if name in headers:
            raise BadForm(f"line {number} gives the {name} a second time; keep one")
        if not 1 <= len(value) <= MAX_HEADER:
            raise BadForm(
                f"the {name} in line {number} must have 1 to {MAX_HEADER} characters, "
                f"not {len(value)}"
            )
        headers[name] = value
    for name, example in (("title", "A Bed for Dot"), ("level", "1")):
        if name not in headers:
            raise BadForm(f"the {name} is missing; add a line such as “{name}: {example}” on top")
    for name, allowed in (("level", LEVELS), ("genre", GENRES), ("use", USES)):
        if name in headers and headers[name] not in allowed:
            raise BadForm(
                f"the {name} must be one of {', '.join(allowed)}, not {_quoted(headers[name])}"
            )
    return headers


def _words(number: int, line: str) -> list[str]:
    if len(line) > MAX_LINE:
        raise BadForm(
            f"line {number} has {len(line):,} characters, and a printed line may have {MAX_LINE} "
            "at most; press Enter where it should end"
        )
    words = line.split()
    for word in words:
        if len(word) > MAX_WORD:
            raise BadForm(
                f"line {number} has a word of {len(word)} characters, and {MAX_WORD} are allowed: "
                f"{_quoted(word)}"
            )
        if not any(character.isalnum() for character in word):
            raise BadForm(
                f"line {number} has {_quoted(word)} standing alone, which nobody can read aloud; "
                "join it to a word or take it out"
            )
    return words


def _quoted(text: str) -> str:
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"
