"""What a session's marks mean.

counting  what is correct up to an item, by kind of measure
score     a session into a score              (words correct per minute)
"""
