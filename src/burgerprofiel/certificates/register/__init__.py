"""Certificates that the National Register makes and seals: asked for, given as they came, kept by nobody (D3)."""
