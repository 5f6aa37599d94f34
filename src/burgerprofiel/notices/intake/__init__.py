"""The door for senders (contracts/mbp.md §3.1)."""
