"""Sharing beside the screens.

sync_client     what screens and commands talk to
sync_status     how sharing stands, as a screen draws it
turns           one sync at a time, and what a person asks for in between
opened_sharing  this device's sharing, opened when first needed, and work in its folder
folder_access   the folders that this machine or this browser can reach
"""
