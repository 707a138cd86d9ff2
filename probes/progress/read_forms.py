"""What was read of a form and what was wrong, from a session: what error patterns are found in."""

from datetime import date

from probes.giving.events import ERROR_KINDS
from probes.giving.session import Session
from probes.progress.error_patterns import ReadForm
from probes.scoring.counting import items_read, left_out


def read_form(day: date, session: Session) -> ReadForm | None:
    """Return the items that count, up to the last one, and the kind of each error.

    Without skipped lines, and of problems without those left out. None where no item is right or
    wrong by itself, as of segments, which are parts that a student makes.
    """
    last = session.place if session.last is None else session.last
    if last is None or session.measure.scorer == "segments":
        return None
    form, sheet = session.form, session.sheet
    read = sorted(items_read(session, last))
    digits = session.measure.marked == "digits"
    if digits:
        read = [item for item in read if not left_out(session, form.group_of(item))]
    errors: dict[int, str] = {}
    for place, item in enumerate(read):
        mark = sheet.marks.get(item)
        if session.measure.marked == "credits":
            if mark is None or mark.kind != "credit":
                errors[place] = "error"
        elif mark is not None and (digits or mark.kind in ERROR_KINDS) and mark.kind != "missing":
            errors[place] = mark.kind
    texts = [form.prompt(form.group_of(item)) if digits else form.items[item] for item in read]
    return ReadForm(day=day, measure=session.measure.id, items=tuple(texts), errors=errors)
