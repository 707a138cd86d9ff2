"""Every kind of page in both languages: words never contradict numbers, and a PDF has them."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from record_doubles import Rows, open_records
from students_to_report import DAY, FIRST, KEY, STUDENTS, monitor, records_with_students

from probes.progress.look import JUDGED, Verdict
from records.exports.progress_json import progress_json
from records.reports.report_texts import SchoolHead
from screens.paper.report_printing import ReportPrinter
from screens.words.catalogue import count_of, in_page_language, say
from screens.words.english import ENGLISH
from screens.words.family.language import family_languages
from screens.words.figures import tenth, whole
from screens.words.goal_words import goal_day
from screens.words.page_languages import page_languages
from screens.words.verdict_words import KEYS

FAMILY = family_languages({})
SPOKEN = page_languages({})
LANGUAGES = ("en", "es")
KINDS = ("family", "own", "team", "period", "class", "meeting")
HEAD = SchoolHead()
NAME = "Ana R."  # has none of the words that are looked for

GROWING = re.compile(r"\bgrow(?!th)|crec(?!imiento)", re.IGNORECASE)
ON_TRACK = re.compile(r"\bon track|va bien", re.IGNORECASE)
BELOW = re.compile(r"below goal pace|bajo el paso de la meta", re.IGNORECASE)
ABOVE = re.compile(r"above goal pace|sobre el paso de la meta", re.IGNORECASE)
AT_GOAL = re.compile(r"are at the goal|están en la meta|goal met|meta alcanzada", re.IGNORECASE)
REACHED = (Verdict.GOAL_MET, Verdict.GOAL_DAY_MET)


@pytest.fixture(scope="module")
def printer():
    return ReportPrinter("letter")


@pytest.fixture(scope="module")
def records():
    found = records_with_students()
    for key in STUDENTS:
        progress = found.monitoring.of_series(key, KEY, DAY)
        found.periods.freeze(progress, sentence="The aim.", words="We read.", who="Team")
    return found


def laid_out(records, printer, kind, language, key, day=DAY):
    """A kind of page about a student; a class's and a meeting's are about everybody."""
    reports = records.reports
    with in_page_language(SPOKEN[language].sentences):
        match kind:
            case "family":
                return printer.family(reports.family(key, day, KEY), FAMILY[language], HEAD)
            case "own":
                return printer.own_graph(reports.family(key, day, KEY), FAMILY[language], HEAD)
            case "team":
                return printer.team(reports.team(key, day, KEY), reports.norms(), HEAD)
            case "period":
                (kept, *_) = records.periods.of(key, KEY)
                return printer.period(kept, STUDENTS.get(key, NAME), HEAD)
            case "class":
                return printer.class_page(reports.class_page("", "", day), HEAD)
            case _:
                return printer.meeting(reports.meeting("", "", day), HEAD)


def called(kind, language):
    """What a file of such pages is called, in the language of its pages."""
    if kind in ("family", "own"):
        return FAMILY[language].say(f"family.kind.{kind}")
    return {**ENGLISH, **SPOKEN[language].sentences}[f"reports.kind.{kind}"]


def read_and_heard(pages):
    """All that is on pages, seen or read aloud, as one line."""
    said = [block.said for page in pages for block in page.blocks]
    return " ".join(" ".join([*(page.text for page in pages), *said]).split())


def contradiction(text, progress):
    """What a text claims that a series' numbers don't allow, "" for nothing."""
    found = progress.judgement
    rises = found.interval is not None and found.interval[0] > 0
    if GROWING.search(text) and not rises:
        return "growing"
    if ON_TRACK.search(text) and found.verdict is not Verdict.ON_TRACK:
        return "on track"
    if BELOW.search(text) and found.verdict is not Verdict.BELOW:
        return "below"
    if ABOVE.search(text) and found.verdict is not Verdict.ABOVE:
        return "above"
    at_goal = found.lately is not None and found.lately >= progress.goal.target
    if AT_GOAL.search(text) and not (at_goal and found.verdict in REACHED):
        return "at the goal"
    return ""


@settings(max_examples=25, deadline=None)
@given(
    st.integers(36, 46),
    st.integers(-3, 8),
    st.lists(st.integers(-9, 9), max_size=14),
    st.integers(45, 130),
)
def test_words_never_contradict_numbers(printer, start, weekly, noise, goal):
    records = open_records(store=Rows())
    records.store.put(("students", "s", {"name": NAME, "grade": "2"}))
    scores = [max(3, start + weekly * n + more) for n, more in enumerate(noise)]
    monitor(records, "s", scores, goal)
    day = FIRST + timedelta(weeks=len(scores), days=3)
    progress = records.monitoring.of_series("s", KEY, day)
    records.periods.freeze(progress, sentence="The aim.", words="We read.", who="")
    for kind in KINDS:
        for language in LANGUAGES:
            text = read_and_heard(laid_out(records, printer, kind, language, "s", day))
            assert contradiction(text, progress) == "", (kind, language, text)
            if progress.judgement.verdict is Verdict.ON_TRACK and kind != "own":
                assert ON_TRACK.search(text), (kind, language)


def expected(kind, numbers, language):
    """What a page has to say of the progress command's numbers, in its language."""
    words, goal, points = FAMILY[language], numbers["goal"], numbers["points"]
    values, today = [point["value"] for point in points], DAY
    lately, judged = numbers["reasons"]["lately"], Verdict(numbers["verdict"]) in JUDGED
    unit, target = words.say("family.unit.word"), whole(goal["target"]) if goal else ""
    if kind == "family" and goal:
        day = words.long_day(date.fromisoformat(goal["end"]))
        yield words.say("family.goal", value=target, unit=unit, day=day)
        yield words.say("family.scores.lately", value=whole(lately))
        yield f" {whole(values[0])} {unit}"
    elif kind == "family" and not points:
        yield words.say("family.scores.none")
    elif kind == "own" and points:
        best = max(points, key=lambda one: (one["value"], one["day"]))
        day = words.long_day(date.fromisoformat(best["day"]))
        yield words.say("family.own.best", value=whole(best["value"]), unit=unit, day=day)
        if goal:
            yield words.say("family.own.goal", value=target, unit=unit)
    elif kind == "team":
        yield say(f"verdict.{KEYS[Verdict(numbers['verdict'])]}")
        if judged:
            low, high = map(tenth, numbers["interval"])
            yield say("verdict.range", low=low, high=high)
            yield say("verdict.trend", slope=tenth(numbers["slope"]))
            yield count_of("verdict.days", numbers["n"])
        if goal:
            day, rate = goal_day(date.fromisoformat(goal["end"]), today), say("goal.unit.orf")
            base = whole(goal["baseline"])
            yield say("goal.line", baseline=base, goal=target, unit=rate, day=day)
        for point in points:
            yield f"{goal_day(date.fromisoformat(point['day']), today)} {whole(point['value'])} "
    elif kind == "period":
        yield count_of("verdict.days", numbers["n"])
        if judged:
            low, high, slope = map(tenth, (*numbers["interval"], numbers["slope"]))
            yield say("reports.period.slope", slope=slope, low=low, high=high)
            rate = say("goal.unit.orf")
            yield say("reports.period.lately", value=whole(lately), unit=rate)
            yield say("reports.period.line", value=whole(numbers["reasons"]["line"]))
        for point in points:
            yield f"{goal_day(date.fromisoformat(point['day']), today)} {whole(point['value'])} "
    elif kind == "class" and goal:
        score, day = whole(values[-1]), goal_day(date.fromisoformat(points[-1]["day"]), today)
        said = say("reports.class.score", score=score, unit=say("give.unit.word"), day=day)
        yield " ".join(said.split())
    elif kind == "meeting" and goal:
        low, high = map(tenth, numbers["interval"])
        likely = say("verdict.range", low=low, high=high)
        yield say("reports.meeting.likely", range=likely, counted=say("counted.orf"))
        yield say("reports.meeting.lately", lately=whole(lately))
        day, slope = goal_day(date.fromisoformat(goal["end"]), today), tenth(goal["slope"])
        yield say("reports.meeting.goal", goal=target, day=day, slope=slope)
        yield count_of("verdict.days", numbers["n"])


def row_of(text, name):
    """A student's own part of a list: up to the next student's name."""
    begin = text.index(name) + len(name)
    ends = [text.find(other, begin) for other in STUDENTS.values()]
    return text[begin : min([one for one in ends if one >= 0], default=len(text))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_read_back_has_the_progress_commands_numbers_and_no_other_name(
    records, printer, kind, language
):
    told = 0
    for key, name in STUDENTS.items():
        raw = printer.one_file([laid_out(records, printer, kind, language, key)]).raw
        assert len(raw) <= 150_000
        reader = PdfReader(BytesIO(raw))
        text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.metadata.title == called(kind, language)
        if kind not in ("class", "meeting"):
            assert name in text
            for other in set(STUDENTS.values()) - {name}:
                assert other.split()[0] not in text
        numbers = progress_json(records.monitoring.of_series(key, KEY, DAY))
        with in_page_language(SPOKEN[language].sentences):
            wanted = [*expected(kind, numbers, language)]
        own = row_of(text, name) if kind in ("class", "meeting") and wanted else text
        for one in wanted:
            assert one in own, (key, one, own)
        told += len(wanted)
    assert told >= 5
