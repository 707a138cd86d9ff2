"""Records stored on this device. Bytes only: nothing here knows what a probe is.

Each change is appended to a log and never altered there. The present records are
merged from the entire log, kept in memory, and queried through TinyDB.

    files         what the store asks of a file, and a folder that gives it
    lines         the bytes of a log, and the index of its lines
    line_reading  which lines of a file can be read, a block at a time
    log           numbered lines, only ever appended     (append, problems)
    log_end       how far a log had come, so that a loss at its end is known
    hybrid_clock  stamps that put changes in order
    event         one change to one record
    changes       what a table's changed records need in events
    view          events merged into records             (a function of their set)
    table         TinyDB's table over the view
    collector     no garbage collection while a log is read
    database      all tables, in one log                 (table, put, receive)
    sitting_log   the sitting under way                  (begin, append, read, clear)
    disposable    a file that may be lost: what is in it can be made again
    data_folder   where a data folder is, and which process owns it
"""
