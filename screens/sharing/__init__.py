"""The shared folder: starting or joining one, its passphrase, how things stand."""
