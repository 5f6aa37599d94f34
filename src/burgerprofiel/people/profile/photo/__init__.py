"""A citizen's photo: made small, square and bare, kept encrypted, shown to nobody else (E3)."""
