"""What very many are told alike."""
