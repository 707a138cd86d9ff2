"""Runs of events as sealed files.

sealing    a run sealed into bytes, and opened
chains     verified runs, and the chains they form
sync_file  segments carried by hand in one file
"""
