"""`ebox`: publish to digital mailboxes and read them, from a command line, with any registry that speaks the eBox API.

It speaks HTTP and nothing else: nothing of the server is imported here (docs/ebox.md).
"""
