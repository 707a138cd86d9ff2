"""Folders that can be shared: four verbs each, and their failures in sentences.

folder        what is asked of a folder, and how that fails
address       where a folder is, in writing
connect       the client that an address needs, on this machine
local_folder  a folder of this machine; smb_folder, dav_folder and s3_folder those of servers
http_client   connections for WebDAV
listing       the files of a server that lists one level at a time
retry         a folder asked again while it can't be reached
pausing       a folder left alone while a probe is given
background    blocking work on threads that nothing waits for
"""
