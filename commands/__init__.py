"""What each command of main.py does. The only rooms that know all others: meaning meets bytes here.

wiring          what is kept, clocks and forms, wired to what records are
opened          a data folder's logs and records, opened and closed
transfer        score, export, import, demo
share           sync
serve           the local page
launch          how the browser is sent to it
"""
