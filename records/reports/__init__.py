"""Pages about students as values: what each says, in no language yet.

A report holds numbers, days, and what people typed; ``screens/paper`` puts it into words of a
language and draws it. Its numbers are those of ``records/student_progress.py``: none is worked out
here a second time.

    reports        makes each kind of report from the records
    family_report  one student's page for a family
    family_pages   what was chosen for a student's family: its language, what was typed
    home_ideas     what may help at home, chosen by what the record shows
    report_texts   a school's own head, whom to ask, and sentences of another language
"""
