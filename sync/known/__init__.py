"""What this device knows of the shared folder, in sync.log.

sync_log   runs, sizes and key files, noted and read back
reconcile  how much of that the records bear out, when it is opened
"""
