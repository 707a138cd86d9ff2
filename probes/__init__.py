"""What a probe is, how one is given, and what its score means.

Everything here is a value or a function of values. Nothing reads a clock, a
file, a screen or a source of random numbers: the caller passes those in. So every
score in the app can be recomputed, on any machine, from a saved administration.

    measures/           what is asked for, for how long, and by which rules
    forms/              what a student reads or works on
    giving/             the examiner's events, and the session they lead to
    scoring/            a session into a score
    progress/           what scores mean over time: lines, goals, verdicts
    administration      one probe given once, exported and stored
    administration_set  administrations scored together as a benchmark set
    json_values         plain JSON values from outside, checked one by one
    table_text          a table as a spreadsheet saves it: bytes in, rows out
"""
