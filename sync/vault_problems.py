"""What may stand in the way of taking part in a vault, in sentences."""


class NotShared(ValueError):
    """The device is in no vault, or the folder has none."""


class AlreadyShared(ValueError):
    """The folder has a vault already, or the device is in one."""


class OtherVault(ValueError):
    """The folder belongs to others: this device's records have no place there."""


class KeysMissing(ValueError):
    """The folder has records and no key file."""


OTHER_VAULT = (
    "This folder belongs to others: its records are not this device's. Nothing was changed. Choose "
    "the folder this device shares in."
)
KEYS_MISSING = (
    "The folder has shared records, but its key file has not arrived yet. Wait until the folder "
    "is up to date, then try again."
)
