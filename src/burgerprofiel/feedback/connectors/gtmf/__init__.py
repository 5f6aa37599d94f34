"""GTMF, by which reports on authentic data travel (contracts/mbp.md §6); our own surface (`api`) uses its words too."""
