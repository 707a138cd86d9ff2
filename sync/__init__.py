"""The shared folder: records of several devices, sealed, in files that may come late or broken.

Only bytes: nothing here knows what a probe is. The folder is trusted with nothing:
it may lose a file, or show only part of it. Whatever is in it is verified, and repaired
from the records, which every device has in full.

Each room may import those below it:

    command/        what `main.py sync` does
    client/         sharing beside the screens          (SyncClient, SyncStatus)
    vault/          a device's part in a shared folder  (found, join, sync, check)
    exchange/       one pass over the folder            (read, write, mend)
    known/          what this device knows of the folder, in sync.log
    segments/       runs of events as sealed files      (seal, open_segment)
    keys/           team keys, and where secrets lie
    folders/        folders that can be shared          (list, get, put, delete)
    errors          all that can go wrong, who sees it, and what they can do
"""
