"""Pages: the local one with its guard and server, and the tablet's, which needs no server.

guard            who may ask the local page for something
local            the server on 127.0.0.1
native           whether Flet's own window can open
build            the tablet's page, as a folder for a web host
archives         what it is packed into
icon_font        the icons that are used
tablet_contents  what that takes along and leaves out
tablet_policy    what that may load and ask
serve            that folder on 127.0.0.1, to try it
tablet/          what of ours goes into it; its entry wires the rooms as the desktop's does
"""
