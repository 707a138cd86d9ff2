"""What holds the screens of one tab.

window        what a tab shows, and how it is drawn again
number_pad    the names of its keys
routes        where a screen can send its tab
navigation    from one screen to the next
file_dialogs  files given to the user, and taken from them
notices       what is said in passing, above the foot
host_browser  what a tablet's browser has promised
flet_speed/   all that reaches into Flet's private parts
"""
