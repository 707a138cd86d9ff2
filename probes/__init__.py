"""What a probe is, how one is given, and what its score means.

Everything here is a value or a function of values. Nothing reads a clock, a
file, a screen or a random number: the caller passes those in. So every score
in the app can be recomputed, on any machine, from a saved administration.

    measures/       what is asked for, for how long, and by which rules
    forms/          what a student reads or works on
    giving/         what the examiner did, and the state it leads to
    scoring/        what that means
    administration  one probe given once: what is exported, kept and scored
    json_values     plain JSON values from outside, bounded and checked
"""
