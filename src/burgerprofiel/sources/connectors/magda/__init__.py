"""The MAGDA connector: Flemish SOAP services in front of the authentic sources (contracts/mbp.md §7)."""
