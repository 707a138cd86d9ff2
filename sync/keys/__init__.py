"""Team keys, the passphrase that wraps them, and where a device keeps its secrets.

cipher         the three operations that need a crypto library; native_cipher has them here
team_keys      keys, and the ring of keys that a device has
key_file       a ring wrapped by a passphrase
secret_store   where secrets are kept; system_secret_store is this machine's
"""
