"""A certificate by e-mail, to the address that its citizen proved and to no other (D3)."""
