"""Folders that can be shared: four operations each.

folder        what sync asks of a folder
address       the address of a folder, as text
connect       from an address to a folder, on this machine
local_folder  a folder on this machine; smb_folder, dav_folder, s3_folder: on a server
http_client   connections for WebDAV; dav_answer: what a server says of a folder
s3_listing    the keys of a bucket, whole or not at all
listing       the files of a server that lists one level at a time
retry         a folder that is asked again while it can't be reached
pausing       a folder that is left alone while a probe is given
background    blocking work on threads that nothing waits for
"""
