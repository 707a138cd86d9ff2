"""One pass over the folder: read, close, write, mend.

visit               the folder as listed, its segments read and put
reading             what is new, read
receiving           opened segments taken into the records
closing             this device's new events made into runs
bridging            runs whose files were damaged, found again in the records
rollup              small segments joined into larger ones
folder_exchange     all of it in order
sync_file_exchange  the same with a file carried by hand
report              what was done and found
"""
