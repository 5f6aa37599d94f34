"""One file per MAGDA service: the struct of its answer and its parser."""
