"""The change feed of a case system (contracts/mbp.md §2.7): read in order, from where we stopped; it pushes nothing."""
