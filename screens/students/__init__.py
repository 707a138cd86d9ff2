"""The list of students, and what is kept of one."""
