"""Bringing a file in as the command and the screen do, into records held in memory."""

from datetime import date

from record_doubles import Rows, open_records

from records.imports.bringing import content_of, last, opened
from records.imports.file_source import Source, read_folder, read_source
from records.imports.import_plan import ImportPlan

TODAY = date(2026, 11, 30)


def looked_at(data, records=None, name="file.csv", **answers):
    """Return the records, a file on its way in, and its plan; nothing is written."""
    records = open_records(store=Rows()) if records is None else records
    if isinstance(data, dict):
        source, content = last(read_folder(data), Source), content_of(data)
    else:
        data = data.encode() if isinstance(data, str) else data
        source, content = last(read_source(data), Source), content_of({"": data})
    bringing = opened(records, source, name, content)
    return records, bringing, planned(bringing, **answers)


def planned(bringing, **answers):
    return last(bringing.plan(bringing.answers(TODAY, **answers), "T. Ray"), ImportPlan)


def brought(data, records=None, name="file.csv", **answers):
    """Bring a file in; return the records and the plan."""
    records, bringing, plan = looked_at(data, records, name, **answers)
    assert not plan.asks
    assert not plan.refused, [*map(str, plan.refused)]
    bringing.carry_out(plan)
    return records, plan


def students(records):
    """Return who is here by name."""
    return {one.name: one for one in records.students.all() if not one.archived}


def scores(records, name, measure="orf"):
    """Return a student's scores of a measure: day, rate."""
    student = students(records)[name]
    found = records.old_scores.of(student.id)
    return [(one.day.isoformat(), one.rate) for one in found if one.series.measure == measure]


def refusals(plan):
    return [str(one) for one in plan.refused]
