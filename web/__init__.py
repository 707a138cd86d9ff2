"""Pages: the guard of the local one now, the tablet build next."""
