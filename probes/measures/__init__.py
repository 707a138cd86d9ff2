"""Measures: what they ask for, for how long, how they are marked, and by which rules scored.

measure      the measures: clock, items and marking of each
profiles     rule profiles, which differ in how a score is counted
directions/  what the examiner says, in English and Spanish
"""
