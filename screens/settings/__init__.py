"""Settings, the screen lock, and everything as a file."""
