"""What a student's scores mean, and what is decided from it.

progress_cards  the verdict, the chart, goal and decisions on a student's page
verdict_card    the verdict and its numbers       (goal_card, decision_card beside it)
score_table     a chart's scores as a table
new_goal        a plan and its goal                (goal_options: the proposals side by side)
decide          what next: a change, or none, with its reason
group_goals     plans and goals for a whole group
caseload        everybody, by need                 (caseload_rows)
"""
