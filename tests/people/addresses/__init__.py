"""Finding addresses."""
