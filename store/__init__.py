"""Records kept on this device. Bytes only: nothing here knows what a probe is.

What happens is appended to a log and never changed there. What the records are
now follows from the whole log, is held in memory, and is asked through TinyDB.

    files      what the store asks of a file, and a folder that gives it
    lines      the bytes of a log, written and read
    log        numbered lines, only ever appended     (append, problems)
    hybrid_clock  stamps that put changes in order
    event      one change to one record
    view       events merged into records             (a function of their set)
    table      TinyDB's table over the view
    database   all tables, in one log                 (table, put, receive)
    sitting_log  the sitting under way                  (begin, append, read, clear)
"""
