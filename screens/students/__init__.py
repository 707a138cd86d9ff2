"""The list of students, and what is kept of one.

student_list    everybody, by group
student_page    scores over time, and every probe given
edit_student    name, grade, group
merge_students  entries that are one student
change_log      what was changed in an entry
reminders       what the list points out
"""
