"""Our own certificates: asked for, made and sealed, kept, renewed, withdrawn (D3)."""
