"""What is known of students, groups and probes. No screen and no file: it is given what keeps rows.

tables           every table, once: its fields, and what may become of a row (table_rows,
                 school_rows)
privacy          which events may leave this device
record_store     what rows are kept in, as this room asks for it
open_records     all of this room, wired once
students         who is on record
merges           students entered twice: who is the same as whom
student_changes  what was changed in a student's entry
groups           groups and who is in them, and when (group_settings, derived_ids, name_comparison)
sessions         sessions of a group or of one student: who was there, which steps
protocols        lists of steps that the school writes
absences         who was absent on a day, or refused
delivery         what was given of what was planned
today            the day: who is due, by the groups that meet (due: one plan's next probe)
school_calendar  school years, breaks, windows       (instructional_days: how days are counted)
history          the one way to a student's probes
benchmark_sets   the passages of one sitting, one point together
amendments       what was changed about a kept probe
amended          what comes of that
corrections      changes written, one amendment each
correction_log   changes read
second_scores    a kept probe scored by a second person
scored_along     of which probe one is that was scored along on a second device
plans            who is monitored on what, how often
plan_goals       where a student should be, and when   (taken_back, calendar_days)
plan_phases      what was decided about a plan, and why   (plan_rows: what stands of a table)
plans_with_goals plans and goals set as one thing, for a student or a group
old_scores       scores that a file brought in
brought_in       files that were brought in, and taken back
progress         from all of these to what may be said   (student_progress, counted_days)
monitoring       the same for who is on record                 (judged_series)
caseload_reading everybody by need, the group before the child
closer_look      what takes longer to know of one series   (error_history, form_effects)
benchmark_results what a grade and its classes came to in a season; local percentiles
benchmark_standings a benchmark beside its grade and a publisher's cut points (cut_points)
enrolments       how many students a grade has
decision_rules   the district's rule of points in a row
menu_choices     the school's own menu of what next
score_index      scores, remembered              (score_entry)
form_library     the forms there are
sitting          one administration under way: events stamped, applied, written
sittings         begun, kept, taken up after a restart
papers           what several students wrote under one clock (group_clock)
device_settings  what was chosen on this device
screen_lock      when the screen is covered              (screen_code)
devices          what devices are called
unshared         what is on this device alone
sample           a made-up class to try the app with
imports/         what comes in from files of other programs
reports/         pages about students, as values
exports/         everything as a file, and such a file read back
"""
