"""Messages and reference data as the two surfaces write them, name for name (contracts/ebox.md A.3, A.4)."""
