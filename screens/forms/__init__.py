"""The forms there are: chosen, printed, shown large for the student."""
