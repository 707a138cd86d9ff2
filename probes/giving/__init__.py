"""How a probe is given: what the examiner does, and the state it leads to.

events    what the examiner did              (start, mark, last, ...)
sheet     what is written over the items     (errors, credits, digits)
session   events folded into a state         (apply, replay)
"""
