"""What comes in from files that other programs wrote: bytes in, values out, all bounded.

bringing         a file on its way in: read, guessed, changed, planned, carried out
file_source      whatever a file is, as tables       (workbook: .xlsx and .ods; zip_parts)
columns          what each column of a table is      (header_words: what a header says)
header_rows      where a table's headers stand       (body_rows: which rows are no student's)
table_reading    a table's rows: students and scores (cell_values: what a cell says)
roster_sets      OneRoster, Clever, Acadience
found_rows       what was found, what is refused, what is asked and answered
known_students   who of a file is here already
import_plan      what a file will change: rows and counts    (score_rows: its scores)
language_file    sentences of a language for families' pages
calendar_file    school years, breaks and windows from an .ics file
"""
