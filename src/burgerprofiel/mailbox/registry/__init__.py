"""The door for machines: the eBox contracts and our own additions (contracts/ebox.md A.3, A.4 and G)."""
