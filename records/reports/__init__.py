"""Pages about students as values: what each says, in no language yet.

A report holds numbers, days, and what people typed; ``screens/paper`` puts it into words of a
language and draws it. Its numbers are those of ``records/student_progress.py``: none is worked out
here a second time.

    reports        makes each kind of report from the records
    team_report    a student's whole record, for a team
    class_report   a line a student: for a teacher, and for a meeting by need
    family_report  one student's page for a family
    family_pages   what was chosen for a student's family: its language, what was typed
    home_ideas     what may help at home, chosen by what the record shows
    period_reports an IEP goal's numbers as they were on a day, and the team's words
    frozen_numbers those numbers, written and read back
    contacts       who was told what, and when
    student_rows   rows of a student that can be taken back: the two before
    report_texts   a school's own head, whom to ask, and sentences of another language
"""
