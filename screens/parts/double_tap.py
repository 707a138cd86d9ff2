"""When two taps are one double tap."""

SECOND_TAP_MS = 400  # a double tap's second one comes within this
