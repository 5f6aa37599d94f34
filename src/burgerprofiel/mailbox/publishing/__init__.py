"""How a message comes in: read, checked, stored, told."""
