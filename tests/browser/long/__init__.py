"""A package: tests/sync has a test_sharing.py, too, and pytest tells them apart by it."""
