"""What bodies handle for a citizen (D1): pushed by them (DOSIS), fetched from them, or read at MAGDA; one list."""
