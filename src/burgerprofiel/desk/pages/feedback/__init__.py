"""Reports on facts that this organisation handles (B9)."""
