"""Records stored on this device. Bytes only: nothing here knows what a probe is.

Each change is appended to a log and never altered there. The present records are
merged from the entire log, kept in memory, and queried through TinyDB.

    files         open files, as protocols and on disk
    lines         the bytes of a log, encoded and indexed
    log           numbered lines, only ever appended     (append, problems)
    hybrid_clock  stamps that put changes in order
    event         one change to one record, as JSON
    view          events merged into records             (a function of their set)
    changes       changed records reduced to the fields that differ
    table         TinyDB's table over the view
    database      all tables, in one log                 (table, put, receive)
    sitting_log   the sitting in progress                (begin, append, read, clear)
"""
