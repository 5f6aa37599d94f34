"""By what a citizen is reached: asked for with a code, proved by it, one of several preferred, removed (E2, E4)."""
