"""One list of all certificates that a citizen can have, whoever gives them (D3)."""
