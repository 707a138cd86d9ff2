"""What is asked for, for how long, how it is marked, and by which rules it is scored.

measure      one measure: its clock, its items, how they are marked
profiles     the rules a score is counted by
directions/  what the examiner says, in English and Spanish
"""
