"""The sender's door: messages come in here (contracts/ebox.md A.3)."""
