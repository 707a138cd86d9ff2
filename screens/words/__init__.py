"""Every sentence shown to people, and how numbers, days and names are said.

catalogue      a sentence by its key
english/       the sentences, a file an area
days           days in words
measure_names  what measures, levels and forms are called
clock_times    how long a clock runs
nouns          what the items of a measure are called
"""
