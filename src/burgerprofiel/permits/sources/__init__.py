"""Which systems tell of permits, and who speaks for them."""
