"""`./run`: from a checkout to a running demo, and nothing left behind when it stops.

The launcher owns the embedded PostgreSQL, the data folder and the three process roles. It never imports Django itself:
what needs Django runs in children.
"""
