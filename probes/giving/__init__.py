"""How a probe is given: the examiner's events, and the session they lead to.

events      what the examiner did              (start, mark, last, ...)
event_json  events as plain JSON values        (written, read)
sheet       the marks on a form's items        (errors, credits, digits)
session     events folded into a state         (apply, replay)
other_end   a session that ended otherwise     (with_end)
"""
