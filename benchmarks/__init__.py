"""Speed and memory, measured on the complete demo in one run, side by side with a hello-world on the same server.

Absolute figures belong to the machine; the ratio to hello-world travels. Rows have stable names; later features add
rows the same way (`rows.py`).
"""
