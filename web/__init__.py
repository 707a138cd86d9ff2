"""Pages: the local one with its guard and server, and the tablet's, which needs no server.

guard     who may ask the local page for something
local     the server on 127.0.0.1
native    whether Flet's own window can open
build     the tablet's page, as a folder for a web host
serve     that folder on 127.0.0.1, to try it
tablet_contents, tablet_policy    what that takes along, and what it may load and ask
tablet/   what goes into it; its entry wires the rooms as the desktop's does
"""
