"""What runs on a tablet in place of main.py and its files: the entry, and a browser's own things.

entry                 wires the rooms, as the commands do
opfs                  a browser's origin-private files behind the store's file interface
browser_folders       the folders that a browser reaches
picked                a folder that a person chose in the browser
fetching              requests to a WebDAV server
browser_secret_store  where secrets lie
webcrypto             the cipher
browser_printing      what makes PDFs, brought when it is wanted
browser_promises      what the page told of its browser
"""
