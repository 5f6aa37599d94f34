"""Systems of sources, each kind behind a contract of its own."""
