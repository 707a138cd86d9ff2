"""What a column's header says: who it is about, or which measure, level, season, date or week."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args

from records.imports.cell_values import FoundDate, found_date, grade, season
from records.name_comparison import searched

Kind = Literal[
    "ignore",
    "name",
    "first name",
    "last name",
    "number",
    "grade",
    "group",
    "school",
    "score",
    "attempted",
    "errors",
    "seconds",
    "score date",
    "date",
    "season",
    "year",
    "level",
    "form",
    "measure",
    "session",
    "unit",
    "phase",
    "study",
    "aimline id",
    "mode",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
ABOUT_STUDENTS: tuple[Kind, ...] = (
    "name",
    "first name",
    "last name",
    "number",
    "grade",
    "group",
    "school",
    "aimline id",
)


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is. Of scores: of what ``measure`` and ``level``, in which ``season`` or when.

    ``date`` is the header's own; ``at`` its place in ``unit``, as of "Week 3". ``rank`` orders
    columns that could be the same: the least is likeliest. ``raw`` is a count that wasn't prorated.
    """

    kind: Kind = "ignore"
    measure: str = ""
    level: str = ""
    season: str = ""
    date: FoundDate | None = None
    at: float | None = None
    unit: str = ""
    rank: int = 0
    raw: bool = False


# Whole headers as ``plain`` has them, the likeliest first.
_HEADERS: dict[Kind, list[str]] = {
    "name": [
        "student name", "name", "student", "full name", "student full name", "pupil", "pupil name",
        "child", "child name", "learner", "nombre", "alumno", "estudiante", "kid", "kids",
        "students", "names", "display name", "last name first name", "student last first",
        "name last first", "case", "nombre del estudiante", "first and last name", "series",
    ],
    "first name": [
        "first name", "student first name", "first", "given name", "forename", "fname",
        "student first", "preferred name", "nickname", "nombre de pila", "stu first name",
        "first nm", "legal first name",
    ],
    "last name": [
        "last name", "student last name", "last", "surname", "family name", "lname",
        "student last", "apellido", "apellidos", "stu last name", "last nm", "legal last name",
    ],
    "number": [
        "student id", "student number", "district student id", "student id district id",
        "local student id", "student local id", "local id", "sis id", "student sis id",
        "student identifier", "district id", "student primary id", "primary id", "student no",
        "stu id", "id number", "pupil number", "perm id", "permanent id", "lasid", "id", "sid",
        "student sourced id", "state student id", "student state id", "state id", "ssid", "sasid",
        "primary id student id state id", "fast id", "user id", "numero de estudiante",
        "student code", "student",
    ],
    "grade": [
        "grade", "grade level", "student grade", "current grade", "enrollment grade",
        "enrolled grade", "gr", "grd", "grado", "year level", "grades", "grade lvl", "class grade",
    ],
    "group": [
        "group", "group name", "intervention group", "small group", "reading group", "math group",
        "student group", "groups", "grupo", "reporting class name", "enrollment class name",
        "class name", "group or class name", "class", "classroom", "classes", "class es",
        "homeroom", "home room", "hr", "section", "assessment class name", "hr teacher",
        "homeroom teacher", "classroom teacher", "teacher", "teacher name", "class teacher",
        "room", "clase",
    ],
    "school": [
        "school", "school name", "building", "campus", "site", "org", "escuela", "location",
        "home school", "enrolled school",
    ],
    "date": [
        "date", "test date", "date given", "administration date", "date administered",
        "assessment date", "assessment dates", "date tested", "date of test", "probe date",
        "client date", "device date", "completion date", "completed date local", "completed date",
        "date of assessment", "fecha", "week of", "score date", "given on", "date of probe",
    ],
    "season": [
        "season", "benchmark period", "period", "occasion", "window", "screening period",
        "norming window", "screening period window name", "benchmark", "testing window",
        "assessment period", "term", "benchmark window", "time of year", "test window",
    ],
    "year": ["school year", "academic year", "year", "sy"],
    "level": [
        "assessment grade", "level", "probe level", "passage grade", "passage level",
        "form level", "probe grade", "monitoring level", "test grade", "measure grade",
    ],
    "form": [
        "form", "passage", "passage id", "form id", "story", "probe id", "passage name",
        "form name", "probe name", "passage title", "probe number", "form number",
    ],
    "measure": [
        "measure", "assessment measure", "measure name", "probe type", "subtest", "assessment",
        "test", "assessment name", "test name", "skill", "task", "related form",
    ],
    "session": [
        "session", "session number", "week", "week number", "probe", "probe no", "session no",
        "measurement", "measurement occasion", "time", "trial", "day number", "x",
    ],
    "unit": ["time unit", "unit", "session unit"],
    "phase": ["phase", "condition", "phase number"],
    "study": ["study"],
    "aimline id": ["aimline student id"],
    "mode": ["mode"],
    "attempted": [
        "attempted", "words attempted", "total words", "total words read", "words in passage",
        "items attempted", "words read", "twr", "total read", "number attempted", "out of",
        "total items",
    ],
    "errors": ["errors", "error", "number of errors", "word errors", "err", "mistakes"],
    "seconds": [
        "seconds", "time seconds", "time sec", "time in seconds", "duration seconds", "secs",
        "duration sec", "elapsed seconds", "time s", "reading time seconds",
    ],
    "score": [
        "score", "rate", "result", "raw score", "fluency", "scores", "number correct", "correct",
        "puntaje", "correct score", "y",
    ],
}  # fmt: skip
_KNOWN: dict[str, tuple[Kind, int]] = {}
for _kind, _names in _HEADERS.items():
    for _rank, _name in enumerate(_names):
        _KNOWN.setdefault(_name, (_kind, _rank))

# Words that name a measure. What a Spanish edition measures isn't comparable: another level.
_MEASURES: tuple[tuple[str, str], ...] = (
    ("lnf", r"lnf|letter nam(?:e|es|ing)(?: fluency)?|fluidez en nombrar letras|fnl"),
    ("lsf", r"lsf|letter sounds?(?: fluency)?|lwsf"),
    ("psf", r"psf|phoneme segmentation(?: fluency)?|fluidez en la segmentacion de fonemas|fsf es"),
    ("nwf", r"nwf|nonsense words?(?: fluency)?|fluidez en las palabras sin sentido|fps"),
    ("wrf", r"wrf|word reading(?: fluency)?|wif|word identification fluency"),
    (
        "orf",
        r"orf|d ?orf|wcpm|wrcm|cwpm|wc pm|wrc|r ?cbm|cbm ?r|cbm reading|cbmreading|cbmr english"
        r"|oral reading(?: fluency)?|passage reading(?: fluency)?|fluidez en la lectura oral|flo"
        r"|words? (?:read )?correct(?:ly)?(?: per minute)?|orf words ?correct|reading fluency"
        r"|correct words(?: per minute)?|palabras correctas(?: por minuto)?",
    ),
    ("oc", r"oral counting(?: fluency)?|ocf"),
    ("ni", r"number identification(?: fluency)?|nif|ni"),
    ("qd", r"quantity discrimination(?: fluency)?|qdf?|number comparison fluency"),
    ("mn", r"missing numbers?(?: fluency)?|mnf?"),
    ("facts", r"math facts?(?: fluency)?|fact fluency|math fluency"),
    (
        "comp",
        r"math computation(?: fluency)?|computation|m ?comp|m ?cbm|dcpm"
        r"|digits correct(?: per minute)?",
    ),
)
_MEASURE_WORDS = tuple((one, re.compile(rf"\b(?:{words})\b")) for one, words in _MEASURES)
_SPANISH = re.compile(r"\bfluidez\b|\bidel\b|\bspanish\b|\bfnl\b|\bfps\b|\bflo\b")

# What stands beside a score and is none of ours: standings, growth, other counts of a probe.
_NO_SCORE = re.compile(
    r"\b(?:percentiles?|pctl|percent|levels?|risk|status|acc|accuracy|accu|retell|retelling|quality"
    r"|goals?|growth|errors?|composite|gain|norms?|national|benchmark (?:status|score)|placement"
    r"|ten minute|target|aim|aimline|slope|roi|range|lexile|scale|scaled|stanine|z score"
    r"|equivalent|tier|wwr|words recoded|score group|rank|recommendation|notes?|comments?|teacher"
    r"|estimated|nce|category|met|comprehension|maze|sight words?|decodable words?"
    r"|sentence reading|concepts of print|onset sounds?|word (?:rhyming|blending|segmenting)"
    r"|oral repetition)\b"
)
_DATE_WORD = re.compile(r"\bdates?\b|\bfecha\b")
_COUNT = re.compile(r"\b(?:words|items) (?:read )?correct(?:ly)?\b")
_BESIDE_SEASON = re.compile(r"\b(?:(?:20)?\d\d|scores?|k|grade|\d|of year|year)\b")
_BESIDE_DATE = re.compile(
    r"\b(?:fall|autumn|winter|spring|[bme]oy|dates?|test|tested|given|of|administered|\d+)\b"
)
_PER_MINUTE = re.compile(r"\bper minute\b|\bwcpm\b|\bwrcm\b|\bcwpm\b")
_TOTAL = re.compile(r"\btotal (?:words|items)\b|\battempted\b|\bwords read\b(?! correct)")
_LEVEL = re.compile(
    r"\b(?:gr(?:ade)?|g|level|l) ?(k|[1-8])\b|\b([1-8])(?:st|nd|rd|th)(?: grade)?\b|\b(k)\b"
    r"|\b(?:fall|winter|spring)([1-8])\b|\b([1-8])(?:fall|winter|spring)\b"
)
_PLACE = re.compile(r"^(week|wk|w|session|sess|probe|day|trial|test|pm|#|no)\.? ?#?(\d{1,3})$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNITS = {"week": "Week", "wk": "Week", "w": "Week", "day": "CalendarDay"}


@lru_cache(maxsize=8192)
def plain(header: str) -> str:
    """Return a header as it is compared: words in small letters, without accents and signs."""
    apart = _CAMEL.sub(" ", header) if " " not in header.strip() else header
    return " ".join(re.sub(r"[^\w#]+|_", " ", searched(apart)).split())


@lru_cache(maxsize=8192)
def measure_of(text: str) -> str:
    """Return the measure that a text names, "" if it names none or something beside a score."""
    words = plain(text)
    if not words or len(words) > 200 or _NO_SCORE.search(words):
        return ""
    return _named(words)


def measures_of(text: str) -> list[str]:
    """Return all measures that a text names."""
    words = _NO_SCORE.sub(" ", plain(text)[:500])
    return [one for one, pattern in _MEASURE_WORDS if pattern.search(words)]


def level_of(text: str, level: str) -> str:
    """Return the level of scores: of a Spanish measure one of its own, never an English one's."""
    return f"{level} Spanish".strip() if _SPANISH.search(plain(text)) else level


@lru_cache(maxsize=8192)
def use_of(header: str) -> Use:
    """Return what a column with such a header is."""
    words = plain(header)
    if not words or len(words) > 200:
        return Use()
    if words in _KNOWN:
        kind, rank = _KNOWN[words]
        return Use(kind, rank=rank)
    date = found_date(header)
    if date is not None:
        return Use("score", date=date)
    if place := _PLACE.match(words):
        return Use("score", at=float(place[2]), unit=_UNITS.get(place[1], "Session"))
    return _score_use(header, words)


def _score_use(header: str, words: str) -> Use:
    """Return what a column is whose header names a measure, a season or a date among others."""
    beside = _NO_SCORE.sub(" ", words)
    measure = _named(beside)
    found = season(re.sub(r"\d", " ", beside)) or ""
    level = level_of(words, _level(beside, measure))
    use = Use("score", measure, level, found)
    if _DATE_WORD.search(words):
        alone = not _BESIDE_DATE.sub(" ", words).split()
        return replace(use, kind="score date") if measure or (found and alone) else Use()
    if _NO_SCORE.search(words):
        return Use()
    if measure == "nwf" and re.search(r"\bwrc\b|\bwords (?:read|correct)\b", words):
        return Use()  # whole words, another count than letter sounds
    if _TOTAL.search(words):
        return Use()
    if not measure and not found:
        return Use()
    if not measure and not _is_season_alone(words):
        return Use()
    for part in re.split(r"\s+", header.strip()):
        date = found_date(part)
        if date is not None and "/" in part:
            use = replace(use, date=date)
    raw = not _PER_MINUTE.search(words) and bool(_COUNT.search(words))
    return replace(use, raw=raw)


def _named(words: str) -> str:
    named = re.sub(r"(?<=[a-z])\d\b|\b\d(?=[a-z]{2,})", " ", words)
    return next((one for one, pattern in _MEASURE_WORDS if pattern.search(named)), "")


def _is_season_alone(words: str) -> bool:
    return len(_BESIDE_SEASON.sub(" ", words).split()) == 1


def _level(words: str, measure: str) -> str:
    if not measure:
        return ""
    found = _LEVEL.search(words)
    told = next((one for one in found.groups() if one), "") if found else ""
    return grade(told) or "" if told else ""
