"""A probe from its directions to its result.

ready           what comes before the clock         (spoken_cards, who_scores)
give            the minute: the form, the clock, the taps
give_actions    what the parts of that screen may ask of it
header          clock, rate and errors
footer          the pads below the form
stopping        Stop, and what it meant
give_clock      the time, looked at
give_keys       what a key means there
marking         which event a touch is
tap_modes       what a tap on an item means
help_due        what is done when a stall has lasted
answer_entry    what a student wrote, entered
layouts/        how a form is laid out
result          what it came to                     (folded, score_parts, marked_form, whose_turn)
rules_in_words  the rules in short sentences
recover         a sitting of an earlier run
other_tab       the sitting belongs to another tab
sitting_flow    what becomes of the sitting under way
"""
