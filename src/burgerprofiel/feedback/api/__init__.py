"""Our own GTMF surface (contracts/mbp.md §6) for sources without a system: bodies report, programs handle."""
