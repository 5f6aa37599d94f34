"""The citizen's mail lies at several registries; they read it as one list (C2, contracts/ebox.md A.6 and G).

`contract.py` says what a registry is; `own.py` and `http.py` are the two kinds, `directory.py` finds them. `reading.py`
asks them side by side, `order.py` makes one list of it, `cursor.py` remembers where the reader is.
"""
