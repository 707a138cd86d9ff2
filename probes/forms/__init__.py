"""Forms: what a student reads or works on. One form is one alternate version.

form           a form's items, lines and groups
form_json      forms as plain JSON values          (written_form, read_form)
passages       a reading form as plain text
readability    how hard a passage's words and sentences are
generators     the forms that come with Aimline, by measure and level
balance        no form is more work than another
early_forms    letters, numbers, pairs, words      (nonsense, letter_sounds)
math_forms     problems of a skill       (skills, problems, decimals_and_fractions)
seeded_random  pseudorandom numbers that are the same everywhere
cell_kinds     the kinds of cells, as text         (word, number, pair, ...)
cell_text      a form as rows of cells
letters        letters as they come in, and which are none
own_forms      forms that a school writes itself
own_passages   a passage that a teacher pastes
digits         which digits of an answer are correct   (written_problem)
rotation       which form to give next
"""
