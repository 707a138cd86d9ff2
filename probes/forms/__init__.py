"""Forms: what a student reads or works on. One form is one alternate version.

form           its items and its lines
passages       a form written as plain text
readability    how hard a passage's words and sentences are
generators     the forms of a measure and level, made from a seed
early_forms    letters, numbers, pairs, words      (nonsense, letter_sounds)
math_forms     problems of a skill                 (skills, problems)
chance         random draws that come out the same everywhere
cell_text      what stands in one place of a page, as text
own_forms      forms that a school writes itself
digits         which digits of an answer are right
rotation       which form to give next
"""
