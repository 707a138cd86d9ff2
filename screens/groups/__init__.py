"""Groups: what they are, their sessions, and one clock for several students.

group_list, edit_group          which groups there are, and who is in them
group_session, kept_before      a session: who was here, for how long, which steps
protocol_list, edit_protocol    the steps that sessions follow
group_setup, group_clock_screen one clock for several students
papers_to_score                 what they wrote, scored afterwards
"""
