"""The number pad's keys, which Flutter names apart from those that say the same."""

_SIGNS = {"Subtract": "-", "Add": "+", "Decimal": ".", "Divide": "/", "Multiply": "*"}


def plain_key(key: str) -> str:
    """Return a key's name, that of the key which says the same if it is on the number pad.

    "Numpad 5" is "5", "Numpad Enter" is "Enter".
    """
    name = key.removeprefix("Numpad ")
    return key if name == key else _SIGNS.get(name, name)
