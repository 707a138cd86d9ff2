"""A kept probe, opened: looked at, corrected, replayed, scored by a second person.

review           the page as it was marked, its score, its changes
probe_page       the page: which item was tapped
item_panel       what can be said of an item, a word, a problem or a line
more_panel       what can be said of the probe          (pick_panels)
panel            what all panels share
review_cards     the score, other rules, and the changes
change_text      changes in words                       (item_names)
"""
