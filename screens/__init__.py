"""What the examiner sees and taps. A screen draws state and reports taps; it never writes a row.

A new screen is a class in one of the rooms, a route in shell/routes.py, and a case in app.py.

    opening    what a page shows while much is read
    app        which screen a route leads to, and what it is given
    running_app  what all tabs share
    today/     who is due today, and on the days that come
    students/  the list, one student, and what is kept of one
    progress/  what scores mean: verdict, goal, decisions, the caseload
    reports/   pages for people: seen, and saved
    giving/    a probe from its directions to its result
    groups/    groups, their sessions and protocols; one clock for several students
    review/    a kept probe opened, corrected, replayed, scored a second time
    forms/     the forms there are
    sharing/   the shared folder
    settings/  settings, the calendar, the screen lock, everything as a file
    shell/     what holds the screens of one tab
    paper/     forms and pages for people as PDF
    parts/     what several screens are made of
    words/     every sentence, and how numbers, days and names are said
"""
