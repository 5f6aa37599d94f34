"""Sources tell of permits and bring their documents: our own contract (contracts/mbp.md §1.3 has no wire format)."""
