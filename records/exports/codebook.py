"""What the columns of the tables for people are called and mean, and the sheet that says so."""

from collections.abc import Mapping

from probes.measures.measure import MEASURES
from records.exports.export_table import Column, ExportTable, Kind

AIMLINE_ID = "Aimline student id"
_YES = "yes, no"
_MEASURE_IDS = ", ".join(MEASURES)
_RATES = "correct items a minute"


def _text(header: str, meaning: str, values: str = "") -> Column:
    return Column(header, "text", meaning, "", values)


def _number(header: str, meaning: str, unit: str, kind: Kind = "whole") -> Column:
    return Column(header, kind, meaning, unit)


def _day(header: str, meaning: str) -> Column:
    return Column(header, "day", meaning, "", "a date such as 2026-11-24")


def _yes(header: str, meaning: str) -> Column:
    return Column(header, "yes or no", meaning, "", _YES)


_WHO = (
    _text(AIMLINE_ID, "The student, the same in all tables; says nothing of them."),
    _text("Student name", "As the examiner chose it."),
    _text("Student ID", "The school's number, with its leading zeros."),
    _text("Grade", "The grade now, not that of the day.", "K, 1 to 8"),
    _text("School", "The student's school."),
    _text("Group", "The group they are shown in now."),
)
_SERIES = (
    _text("Measure", "What the probe measures.", _MEASURE_IDS),
    _text("Level", "Of the form: a grade, or in math a skill.", "K, 1 to 8, or such as mul-7s"),
    _text("Mode", "How it is answered.", "oral, paper, tablet"),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "students": (
        *_WHO,
        _text("Other groups", "Further groups they are in now."),
        _yes("Archived", "Whether they are off the list."),
        _text("Language", "In which directions are said to them; empty: the device's.", "en, es"),
        _yes("Sample", "Whether they are made up."),
        _text("Came from", "The file that brought them in; empty: entered in Aimline."),
    ),
    "groups": (
        *_WHO[:5],
        _text("Group", "A group they are or were in; a row for each."),
        _day("Since", "Their first day in it; empty: from the beginning."),
        _day("Until", "The first day they were no longer in it; empty: they are."),
    ),
    "scores": (
        *_WHO,
        *_SERIES,
        _day("Date", "When it was given; empty where a file told no day."),
        _text("Season", "Of a benchmark in a file that was brought in.", "fall, winter, spring"),
        _text("School year", "In which it began, where a file told that and no day."),
        _number("Session", "Its place, where a file told no day.", "the next column's", "number"),
        _text("Unit", "What the place is counted in.", "Session, Probe, CalendarDay, Week"),
        _text("Form", "The form's title; of a file, what it called it."),
        _number("Seconds", "Over which the rate is counted.", "seconds", "number"),
        _number("Attempted", "Items attempted; empty: not known.", "items"),
        _number("Correct", "Correct items; empty where it doesn't count.", "items", "number"),
        _number(
            "Correct per minute", "The score that counts; empty where it doesn't.", _RATES, "number"
        ),
        _number("Accuracy", "Correct of what was attempted.", "per cent", "number"),
        _yes("Counts", "Whether it stands in charts and decisions."),
        _number(
            "Per minute, left out", "What it came to, where it doesn't count.", _RATES, "number"
        ),
        _text("Why left out", "What was said when it was left out, or what is in doubt."),
        _yes("Corrected", "Whether anything was corrected after it was kept."),
        _number("Per minute before", "As first scored, where corrected.", _RATES, "number"),
        _text("Came from", "Aimline, or the name of the file that brought it in."),
        _text("Aimline probe id", "Of the probe; empty for a score brought in."),
    ),
    "probes": (
        *_WHO,
        _text("Aimline probe id", "Its id."),
        *_SERIES,
        _text("Form id", "The form's id, which stands for its exact items."),
        _text("Form", "The form's title."),
        _day("Given on", "The day it was given."),
        _text("Time", "When it began, with the offset of its time zone.", "such as 09:15:00-05:00"),
        _text("Examiner", "Who gave it: their initials."),
        _number("Time limit", "For how long it was to be given.", "seconds"),
        _yes("Readable", "Whether this Aimline can score it."),
        _number("Items attempted", "Items up to the last.", "items"),
        _number("Items correct", "Of those, correct ones.", "items"),
        _number("Items wrong", "Of those, errors.", "items"),
        _number("Correct per minute", "Whether it counts or not.", _RATES, "number"),
        _number("Accuracy", "Correct of what was attempted.", "per cent", "number"),
        _yes("Counts", "Whether it stands in charts and decisions."),
        _text("Why left out", "What was said when it was left out."),
        _text("In doubt", "A question that nobody has answered yet; it doesn't count till then."),
        _yes("Corrected", "Whether anything was corrected after it was kept."),
        _number("Attempted before", "As first scored, where corrected.", "items"),
        _number("Correct before", "As first scored, where corrected.", "items"),
        _number("Per minute before", "As first scored, where corrected.", _RATES, "number"),
        _number("Skipped lines", "Lines the student passed over.", "lines"),
        _yes("Prorated", "Whether the form was finished early, and the rate is of the time used."),
        _yes("Discontinued", "Whether it was stopped by the measure's rule."),
        _text("Rules", "The scoring rules it was given by, and their version."),
        _text("Benchmark set", "The id of the set it is part of; empty: of none."),
        _number("Part", "Which part of the set, from 1.", ""),
        _text("Conditions", "What was noted of how it was given."),
        _text("Notes", "What the examiner wrote."),
    ),
    "goals": (
        *_WHO,
        *_SERIES,
        _text("Kind", "What the goal is for."),
        _number("Start", "The median that the aim line starts from.", _RATES, "number"),
        _day("Start day", "The day on which it stands."),
        _number("Aim", "Where the student should be.", _RATES, "number"),
        _day("Aim day", "By when."),
        _yes("In force", "Whether it is the goal now; else a later one replaced it."),
        _text("Criterion", "How it is met, as an IEP says it."),
        _text("Source", "Where the number comes from."),
        _text("Set by", "Who set it."),
        _text("Set at", "When, in UTC."),
        _day("Monitored since", "The plan's first day."),
        _day("Monitored until", "The plan's last day; empty: it goes on."),
        _number("Every", "How many days of school lie between two probes.", "school days"),
    ),
    "decisions": (
        *_WHO,
        *_SERIES,
        _day("Decided on", "The day from which it holds."),
        _yes("Changed", "Whether anything was changed; a phase begins then."),
        _text("Label", "What the phase is called."),
        _text("What changed", "Entries of the menu, or the school's words."),
        _text("Why", "The reason that was given."),
        _text("Set by", "Who decided."),
        _text("Set at", "When, in UTC."),
    ),
    "sessions": (
        _text("Session", "Its id."),
        _text("Group", "Whose session; empty: of one student alone."),
        _text(AIMLINE_ID, "Who had it alone; empty: a group's."),
        _text("Student name", "Who had it alone."),
        _day("Held on", "The day."),
        _number("Planned", "How long it was meant to be.", "minutes"),
        _number("Minutes", "How long it was.", "minutes"),
        _text(
            "Cancelled",
            "Why it was not held; empty: it was.",
            "no_room, staff, event, other",
        ),
        _number("Present", "Of the students in this file, who were there.", "students"),
        _number("Missing", "Of the students in this file, who were not.", "students"),
        _text("Protocol", "What was done by."),
        _number("Steps done", "Of the protocol.", "steps"),
        _number("Steps looked at", "Of the protocol.", "steps"),
        _text("Note", "What was written; empty where others were there than those in this file."),
        _text("Kept by", "Who kept it."),
    ),
    "attendance": (
        *_WHO,
        _text("Session", "Its id."),
        _day("Held on", "The day."),
        _number("Minutes", "For how long they were there.", "minutes"),
        _text("Missed", "Why they weren't; empty: they were.", "absent, pulled"),
    ),
}
NAMES = tuple(COLUMNS)
_OF_CODEBOOK = (
    _text("Table", "A table, or sheet, of this export."),
    _text("Column", "A column of it, in its order."),
    _text("Meaning", "What stands in it."),
    _text("Of what", "A text, a whole number, a number, a day, or yes and no."),
    _text("Counted in", "The unit of a number."),
    _text("Values", "What it can be, where that is a few."),
)


def codebook() -> ExportTable:
    """Return the table that says of each column what it means, its unit and its values."""
    rows = [
        (table, one.header, one.meaning, one.kind, one.unit, one.values)
        for table, columns in [*COLUMNS.items(), ("codebook", _OF_CODEBOOK)]
        for one in columns
    ]
    return ExportTable("codebook", _OF_CODEBOOK, rows)
