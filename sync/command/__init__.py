"""What `main.py sync` does with the shared folder.

command  the steps
prompt   what is asked of whoever runs it
"""
