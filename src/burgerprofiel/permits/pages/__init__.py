"""The citizen's screens of permits: below “Attesten”."""
