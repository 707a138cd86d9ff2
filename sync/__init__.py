"""The shared folder: still to come (docs/ARCHITECTURE.md, "Two towers")."""
