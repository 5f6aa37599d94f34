"""Citizens: an opaque id for everybody, and the one place that knows the national number (architecture, decision 3)."""
