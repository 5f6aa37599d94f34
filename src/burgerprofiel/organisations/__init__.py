"""The bodies that work with citizens' data, and who may do what for them (A9, A11)."""
