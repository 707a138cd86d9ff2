"""Ids that follow from what a row is about: devices apart that write of one thing write one row."""

from hashlib import sha256

from records.name_comparison import normalised


def group_id(name: str) -> str:
    """Return the id of a group that only has a name; names that compare equal have one id."""
    return _digest("group", normalised(name))


def membership_id(group: str, student: str, since: str = "") -> str:
    """Return the id under which a student's being in a group is kept; ``since`` if it is again."""
    return _digest("membership", group, student, *filter(None, [since]))


def session_id(whose: str, day: str, number: int) -> str:
    """Return the id of a day's session of a group, or of a student alone; ``number`` from 1."""
    return _digest("session", whose, day, str(number))


def attendance_id(session: str, student: str) -> str:
    """Return the id under which it is kept that a student was in a session, or wasn't."""
    return _digest("attendance", session, student)


def step_id(session: str, step: int) -> str:
    """Return the id under which it is kept that a step of a protocol was done in a session."""
    return _digest("step", session, str(step))


def absence_id(student: str, day: str) -> str:
    """Return the id of a student's absence on a day."""
    return _digest("absence", student, day)


def prepared_id(student: str, measure: str, level: str, place: int) -> str:
    """Return the id of the form that waits for a student; ``place`` from 0, of several at once."""
    return _digest("prepared", student, measure, level, str(place))


def report_text_id(language: str, key: str) -> str:
    """Return the id of one of a school's texts on its pages."""
    return _digest("report text", language, key)


def family_page_id(student: str) -> str:
    """Return the id under which it is kept what was chosen for a student's family page."""
    return _digest("family page", student)


def derived_id(*parts: str) -> str:
    """Return the id of what a file brings, from all that tells it from the file's other rows."""
    return _digest("brought in", *parts)


def enrolment_id(grade: str, year: int) -> str:
    """Return the id under which it is kept how many a grade has in a school year."""
    return _digest("enrolment", grade, str(year))


def cut_point_id(publisher: str, measure: str, level: str, season: str) -> str:
    """Return the id of a publisher's cut points of a season; names that compare equal agree."""
    return _digest("cut point", normalised(publisher), measure, level, season)


def menu_choice_id(change: str) -> str:
    """Return the id of an entry of the menu of what next; words that compare equal have one."""
    return _digest("menu choice", normalised(change))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
