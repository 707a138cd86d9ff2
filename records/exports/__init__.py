"""Everything on this device as a file, and such a file read back.

export_format  the exported JSON, checked field by field
json_stream    a JSON text read row by row
json_export    what is kept as that JSON, and back
"""
