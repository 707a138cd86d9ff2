"""What is known of students, groups and probes. No screen and no file: it is given what keeps rows.

merges         students entered twice: who is the same as whom
sitting        one administration under way: events stamped, applied, written
papers         what several students wrote under one clock, to be scored one by one
probes_given   the probes on record, by student
duplicates     probes of one form given to one student on one day
screen_lock    the code that covers the screen
sample         a made-up class to try the app with
exports/       everything as a file, and such a file read back
"""
