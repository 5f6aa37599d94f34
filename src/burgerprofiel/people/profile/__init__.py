"""What a citizen gave us: how to call them, a photo, a language, contacts, saved addresses (E3)."""
