"""The shared folder: records of several devices, sealed, in files that may come late or broken.

Bytes only: nothing here knows what a probe is. The folder is trusted with
nothing, neither to keep a file nor to show it whole; what is in it is verified,
and mended from the records, which every device has all of.

    cipher     the three things only a crypto library can do; ``native`` does them here
    keys       team keys, and the ring of them a device has
    keyfile    a ring wrapped by a passphrase            (wrap, unwrap)
    keyfolder  the key files of a folder                 (look, mend)
    sealing    runs of events as files                   (seal, open_segment)
    folder     what is asked of a folder: four verbs, and how they fail
    address    where a folder is, in writing; ``place`` reaches it from this machine
    local      a folder of this machine's; ``smb``, ``dav``, ``s3`` those of servers
    tree       the files of one that is listed level by level
    safe       where the secrets lie; ``system_safe`` is this machine's
    chains     verified runs, and the chains they make   (covers, loose, tip)
    held       what this device holds of the vault, in a small log of its own
    doubt      how much of that log is believed at opening
    visit      the folder as listed, and its segments read and put
    taking     opened segments taken into the records
    reading    what is new, read
    closing    this device's own new events made into runs
    rollup     small segments joined into larger ones
    exchange   one pass over the folder                  (read, write, mend)
    parcel     a sync file, carried by hand
    carrying   what goes into one, and what comes out     (pack, unpack)
    checking   every file read, and what is wrong        (check)
    report     what was done and found
    vault      what may stand in the way of taking part
    membership a device's place in a vault               (found, join, change_passphrase)
    failures   all that may go wrong, in sentences
    sharing    and the records that go through it        (sync, check, pack, unpack)
    courier    sharing beside the screens                (soon, join, leave)
    pausing    a folder left alone while a probe is given
    aside      blocking work on threads that nothing waits for
"""
