"""Bodies that keep certificates of people and tell of them by the Attesten contract (contracts/mbp.md §1.1)."""
