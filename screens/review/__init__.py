"""A kept probe, opened: looked at, corrected, replayed, scored by a second person.

review            the page as it was marked, its score, its changes
probe_page        the page: which item was tapped
panel             what slides in at the bottom
item_panel        what can be said of an item, a word, a problem or a line
more_panel        what can be said of the probe            (pick_panels)
review_cards      the score, the marks, other rules, and the changes
change_text       changes in words                         (item_names)
replay            the minute, played                       (pace_drawing)
second_panel      who scores it a second time
keep_second       a second scoring that is done
agreement_screen  both scorers compared
examiners         how each examiner's probes agree
"""
