"""The pages of “My profile”: what citizens gave us themselves, and how they are reached (E3, E4)."""
