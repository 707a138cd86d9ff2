"""One pass over the folder: read what is new, close runs, write what is missing, repair.

visit               the folder as it was listed, and how its segments are read and put
reading             reads what is new
receiving           puts opened segments into the records
closing             makes runs of this device's new events
bridging            finds runs in the records whose files were damaged
rollup              joins small segments into larger ones
folder_exchange     all of these in order
sync_file_exchange  the same with a sync file
report              what was done and found
"""
