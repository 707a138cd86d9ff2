"""How the items of each measure are laid out while a probe is given.

by_measure     which layout each kind of form has
layout         what all of them share: the list that scrolls, and what changed
touch          what takes a finger, silently
item           one item's box and its marks
margin         the count at a line's end
head           what stands over a group: a word said as a whole, a problem
passage        words in lines that wrap
line_pieces    where a line that wraps is broken
grid           equal cells in the form's lines; the numbers of oral counting too
chips          words of sounds, credited by tapping and dragging
problem_sheet  problems with their key, digit by digit
"""
