"""Team keys, how a passphrase wraps them, and where a device keeps its secrets.

cipher         the three things only a crypto library can do; native_cipher does them here
team_keys      keys, and the ring of them a device has
key_file       a ring wrapped by a passphrase
secret_store   where secrets lie; system_secret_store is this machine's
"""
