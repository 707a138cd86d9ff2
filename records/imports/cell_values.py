"""What a cell of a school's table says: a grade, a date, a number, a season, or nothing."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from records.calendar_days import is_plausible
from records.name_comparison import normalised, searched, tidied

_SERIALS = (40_179, 51_136)  # 2010-01-01 to 2039-12-31
_REMEMBERED = 16_384  # cells: a long table has the same ones again and again

Season = Literal["", "fall", "winter", "spring"]
DateOrder = Literal["", "month first", "day first"]

GRADE_ALLOWED = "K or 1 to 8"
_GRADES = {str(n): str(n) for n in range(1, 9)} | {"k": "K", "kg": "K", "kn": "K", "0": "K"}
_GRADES |= {
    "kdg": "K",
    "kdgn": "K",
    "kind": "K",
    "k5": "K",
    "kindergarten": "K",
    "kinder": "K",
    "transitional kindergarten": "K",
    "tk": "K",
}
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
_GRADES |= {word: str(n) for names in (_WORDS, _ORDINALS) for n, word in enumerate(names, start=1)}
_OTHER_GRADES = {"pk", "prek", "pre k", "pre kindergarten", "prekindergarten", "preschool", "ps"}
_OTHER_GRADES |= {
    "p3",
    "p4",
    "it",
    "pr",
    "ug",
    "ungraded",
    "other",
    "ps",
    "ae",
    "ps3",
    "postsecondary",
}
_OTHER_GRADES |= {"nine", "ten", "eleven", "twelve", "ninth", "tenth", "eleventh", "twelfth"}
_OTHER_GRADES |= {str(n) for n in range(9, 14)}

# A cell that says that there is no score; it is none, and never 0.
_NOTHING = {
    "", "absent", "abs", "a", "n a", "na", "none", "null", "nan", "nil", "x", "excused",
    "exc", "ex",
    "exempt", "not tested", "nt", "dnt", "did not test", "not given", "no score", "refused", "ref",
    "incomplete", "inc", "missing", "m", "tbd", "at school", "school", "moved", "withdrawn",
    "not assessed",
    "not administered", "not available", "not applicable", "pending", "ausente",
    "sin datos", "unable to test", "invalid", "out", "sick", "vacation", "no data",
}  # fmt: skip
_SUMMARIES = {
    "total", "totals", "average", "averages", "avg", "ave", "mean", "median", "class average",
    "class mean", "class median", "class total", "group average", "group mean", "group median",
    "grade average", "sum", "count", "grand total", "min", "max", "minimum", "maximum", "range",
    "standard deviation", "std dev", "sd", "stdev", "benchmark", "goal", "target", "norm",
    "number of students", "percent at benchmark", "promedio", "median score", "mean score",
    "total students", "average score", "school average", "district average",
}  # fmt: skip
_COUNTED = re.compile(r"^(?:\d{1,3}[.)]|[•·▪*–-])\s+(?=\w)")  # before a name in a list
_FOOTNOTE = re.compile(
    r"(?:page \d|\*|©|(?:printed|generated|created|exported|prepared|report|as of|note|source)\b"
    r"|(?:total|number of|grand total|count)\b.*\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:wc?pm|wrcm?|cwpm|wpm|words?|correct|cls|/ ?min(?:ute)?|per minute)\.?$")
_NUMBER = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?$", re.ASCII)
_SKILL = re.compile(r"(?:add|sub|mul|div|facts|dec|frac)(?:-[a-z0-9]{1,12}){0,4}$", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$", re.ASCII)
_COMMA = re.compile(r"[+-]?\d{1,9},\d{1,4}$", re.ASCII)

_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {name: n for n, name in enumerate(_SHORT, start=1)}
_MONTHS |= {"sept": 9, "ene": 1, "abr": 4, "ago": 8, "dic": 12}
_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS |= {name: n for n, name in enumerate(_NAMES, start=1)}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?$", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)$", re.ASCII)
_TWO = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?(?: +\d{1,2}:.*)?$", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[- ./]*([a-z]{3,9})\.?(?:[-,/ ]+(\d{4}|\d{2}))?$"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[- /]*(\d{1,2})(?:st|nd|rd|th)?(?:[-,/ ]+(\d{4}|\d{2}))?$")
_WEEKDAY = re.compile(r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*[,. ]+")

_SEASONS: dict[str, Season] = {
    "fall": "fall", "autumn": "fall", "boy": "fall", "beginning": "fall", "otono": "fall",
    "winter": "winter", "moy": "winter", "middle": "winter", "mid": "winter", "invierno": "winter",
    "spring": "spring", "eoy": "spring", "end": "spring", "primavera": "spring",
}  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def grade(text: str) -> str | None:
    """Return a grade as Aimline has it, "" for one it hasn't (as PK or 9), None for no grade."""
    plain = re.sub(r"(?<=\d)\.0+$", "", searched(text).strip())
    plain = re.sub(r"[.ºª°]", "", plain).replace("-", " ").strip()
    plain = re.sub(r"^(?:grade|grado|gr|year|yr|level|g)\s*(?=[\dk])", "", plain)
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", re.sub(r"\s*(?:grade|gr|grado)$", "", plain))
    plain = re.sub(r"\s+", " ", re.sub(r"^0+(?=\d)", "", plain))
    if plain in _GRADES:
        return _GRADES[plain]
    return "" if not plain or plain in _OTHER_GRADES else None


@lru_cache(maxsize=_REMEMBERED)
def skill_level(text: str) -> str:
    """Return a level that is no grade, as Aimline has it: "mul-7s", "2 Spanish"; "" for none."""
    plain = text.strip()
    spanish = plain.endswith(" Spanish") and grade(plain.removesuffix(" Spanish"))
    return plain if spanish or _SKILL.match(plain) else ""


@lru_cache(maxsize=_REMEMBERED)
def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no score, as "absent", "n/a" or a dash."""
    plain = re.sub(r"[^\w]+", " ", searched(text)).strip().strip("_")
    return plain in _NOTHING


@lru_cache(maxsize=_REMEMBERED)
def is_summary(text: str) -> bool:
    """Tell whether a row so called sums up others, as "Class average"."""
    return re.sub(r"[^\w]+", " ", searched(text)).strip() in _SUMMARIES


def is_footnote(text: str) -> bool:
    """Tell whether a cell that stands alone below a table is about it, as "Page 1 of 2"."""
    return bool(_FOOTNOTE.match(text)) and len(text.split()) > 1


@lru_cache(maxsize=_REMEMBERED)
def number(text: str) -> float | None:
    """Return a number, None if it is none: "45", "45.0", "1,204", "22,4", "45 wcpm"."""
    plain = text.strip()
    if not plain[:1].isascii() or "_" in plain:
        return None
    if not _NUMBER.match(plain):
        plain = _UNIT.sub("", plain.lower()).strip()
        if _THOUSANDS.match(plain):
            plain = plain.replace(",", "")
        elif _COMMA.match(plain):
            plain = plain.replace(",", ".")
        if not _NUMBER.match(plain):
            return None
    return float(plain)


def of_out_of(text: str) -> tuple[float, float] | None:
    """Return the two numbers of "38/50" or "38 of 50", None if it is no such text."""
    found = re.match(r"(\d{1,4})\s*(?:/|of|out of)\s*(\d{1,4})$", text.strip(), re.ASCII)
    return (float(found[1]), float(found[2])) if found else None


@lru_cache(maxsize=_REMEMBERED)
def season(text: str) -> Season | None:
    """Return the season that a text names, None if it names none or several."""
    words = re.split(r"[^a-z]+", searched(text).partition("(")[0])
    found = {_SEASONS[word] for word in words if word in _SEASONS}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=_REMEMBERED)
def person(text: str) -> str:
    """Return a name as it is said: "Lee, Anna" is Anna Lee, and so is "1. Anna Lee"."""
    text = _COUNTED.sub("", tidied(text))
    last, comma, first = text.partition(",")
    first = first.strip()
    if (
        comma
        and first
        and last
        and "," not in first
        and normalised(first) not in ("jr", "sr", "ii", "iii")
    ):
        return tidied(f"{first} {last}")
    return text


@lru_cache(maxsize=_REMEMBERED)
def school_number(text: str) -> str:
    """Return a student's number with its leading zeros; what only fills a cell is none.

    Spreadsheets turn 605000 into 605000.0, and anonymous files have 000000.
    """
    plain = tidied(text).removeprefix("'").strip()
    if re.fullmatch(r"\d+\.0+", plain, re.ASCII):
        plain = plain.partition(".")[0]
    return "" if is_nothing(plain) or not plain.strip("0-") else plain


class FoundDate(NamedTuple):
    """A date in a cell: of ``first`` and ``second`` one is the month unless ``sure``.

    Where it is sure, they are month and day. ``year`` is None where the cell has none.
    """

    year: int | None
    first: int
    second: int
    sure: bool

    def day(self, order: DateOrder, latest: date) -> date | None:
        """Return the day; one without a year is the last such before or on ``latest``."""
        month, day = self.first, self.second
        if not self.sure and order == "day first":
            month, day = day, month
        try:
            if self.year is not None:
                found = date(self.year, month, day)
            else:
                found = date(latest.year, month, day)
                if found > latest:
                    found = date(latest.year - 1, month, day)
        except ValueError:
            return None
        return found if is_plausible(found) else None


def found_date(text: str) -> FoundDate | None:
    """Return the date that a text writes in one of the usual forms, None if it writes none."""
    plain = text.strip()
    if not 3 <= len(plain) <= 40:
        return None
    if found := _ISO.match(plain) or _COMPACT.match(plain):
        return FoundDate(int(found[1]), int(found[2]), int(found[3]), sure=True)
    if found := _TWO.match(plain):
        return FoundDate(_year(found[3]), int(found[1]), int(found[2]), sure=False)
    plain = _WEEKDAY.sub("", plain.lower()).strip()
    if (found := _MONTH_DAY.match(plain)) and found[1] in _MONTHS:
        return FoundDate(_year(found[3]), _MONTHS[found[1]], int(found[2]), sure=True)
    if (found := _DAY_MONTH.match(plain)) and found[2] in _MONTHS:
        return FoundDate(_year(found[3]), _MONTHS[found[2]], int(found[1]), sure=True)
    if (found := _TWO.match(plain)) is not None:
        return FoundDate(_year(found[3]), int(found[1]), int(found[2]), sure=False)
    return None


def serial_date(text: str) -> FoundDate | None:
    """Return the day that a spreadsheet counts as such a number since 1900, from 2010 to 2039."""
    if len(text) != 5 or not text.isascii() or not text.isdigit():
        return None
    if not _SERIALS[0] <= int(text) < _SERIALS[1]:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(text))
    return FoundDate(day.year, day.month, day.day, sure=True)


def order_of(dates: Iterable[FoundDate]) -> DateOrder | None:
    """Return in which order a file's dates are: "" if any of them tells, None if they differ."""
    month = day = False
    for one in dates:
        if not one.sure:
            day |= one.first > 12
            month |= one.second > 12
    if month and day:
        return None
    return "month first" if month else "day first" if day else ""


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 69 else 1900 + int(text)
