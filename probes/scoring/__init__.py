"""The scores of a session.

counting  correct items and errors, by the measure's scorer
doubt     results that ask before they count
score     a session into a score, and scores into a set's   (words correct per minute)
"""
