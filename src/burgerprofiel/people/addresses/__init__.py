"""Finding an address in Belgium: by a table of municipalities that is shipped, and by the address register (E3, F1)."""
