"""The mailbox: what governments send a citizen or an organisation, kept, read, answered (eBox, contracts/ebox.md)."""
