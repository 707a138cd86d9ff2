"""What comes in from files that other programs wrote: bytes in, values out, all bounded.

calendar_file  school years, breaks and windows from an .ics file
"""
