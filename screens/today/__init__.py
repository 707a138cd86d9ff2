"""The day and the days that come: who is due, in the order the groups meet.

today_screen  who is due today
due_row       one student on it: what is due, and what is done about it
season_screen a benchmark season: who is done, and who is left
week_screen   the next days of school
"""
