"""Ten thousand hostile requests: what they are made of, the door they go through, and what must hold afterwards."""
