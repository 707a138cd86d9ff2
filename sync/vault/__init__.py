"""A device's part in a shared folder.

key_folder  the key files in a folder
membership  begin, join, change the passphrase
checking    reads every file, and says what is wrong
sharing     sync, check and sync files, on top of membership
"""
