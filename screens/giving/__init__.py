"""A probe from its directions to its result."""
