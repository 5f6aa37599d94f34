"""The room of permits (D6): pushed by who grants them, with documents; how long each counts, if it still does."""
