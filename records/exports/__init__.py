"""Everything on this device as a file, and such a file read back; tables for people and analysts.

export_format   the exported JSON, checked field by field
json_stream     a JSON text read row by row
json_export     what is kept as that JSON, and back
whole_students  which rows go out with some students
progress_json   what scores come to, as JSON
people_tables   what is on record as tables
codebook        what their columns are called and mean
csv_tables, xlsx_tables, parquet_tables   a table's bytes
"""
