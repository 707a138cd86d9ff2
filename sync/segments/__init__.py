"""Runs of events as sealed files.

sealing    a run as bytes, and back
chains     verified runs, and the chains they make
sync_file  segments carried by hand in one file
"""
