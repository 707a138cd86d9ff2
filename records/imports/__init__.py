"""What comes in from files that other programs wrote: bytes in, values out, all bounded.

calendar_file   school years, breaks and windows from an .ics file
old_score_file  two kinds of tables of old scores, read row by row
old_score_rows  what such a table becomes: students, plans, phases and scores
"""
