"""The shared folder: records of several devices, sealed, in files that may come late or broken.

Bytes only: nothing here knows what a probe is. The folder is trusted with
nothing, neither to keep a file nor to show it whole; what is in it is verified,
and mended from the records, which every device has all of.

    cipher     the three things only a crypto library can do
    keys       team keys, and the files in which a passphrase wraps them
    sealing    runs of events as files                  (seal, open_segment)
    folder     what is asked of a folder: four verbs, and how they fail
    local      a folder of this machine's
    held       what this device holds of the vault, in a small log of its own
    exchange   one pass over the folder                 (read, write, mend)
    report     what it did and found
    sharing    this device's part in it                 (found, join, sync, check)
"""
