"""What `main.py sync` does with the shared folder.

command  its steps
prompt   the answers of whoever runs it
"""
