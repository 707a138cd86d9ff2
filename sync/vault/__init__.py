"""A device's part in a shared folder.

key_folder  the key files of a folder
membership  begin, join, change the passphrase
checking    every file read, and what is wrong
sharing     the records that go through it
"""
