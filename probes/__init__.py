"""What a probe is, how one is given, and what its score means.

Everything here is a value or a function of values. Nothing reads a clock, a
file, a screen or a random number: the caller passes those in. So every score
in the app can be recomputed, on any machine, from a saved administration.

    measure         what is asked for, for how long, and how it is marked
    form            one alternate version: its items and its lines
    passages        a form written as plain text
    alternates      the forms of a measure and level  (made from a seed by chance)
    early_forms     letters, numbers, pairs, words    (cells, nonsense, letter_sounds)
    math_forms      problems of a skill               (skills, problems)
    own_forms       forms that a school writes itself
    readability     how hard a passage's words and sentences are
    events          what the examiner did             (start, mark, last, ...)
    sheet           what is written over the items    (errors, credits, digits)
    digits          which digits of an answer are right
    session         events folded into a state        (apply, replay)
    profiles        the rules a score is counted by
    counting        what is correct up to a place, by kind of measure
    scoring         a session into a score            (words correct per minute)
    administration  one probe given once: what is exported, kept and scored
    sample          a made-up class to try the app with
"""
