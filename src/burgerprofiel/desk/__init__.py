"""The face for civil servants: the counter, the applications that sign citizens in, and who may do what (A4, A9)."""
