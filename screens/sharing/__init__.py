"""The shared folder: starting or joining one, its passphrase, its status, and sync files."""
