"""What waits to go out (E5): never lost, never twice as far as a channel allows, in order for each recipient."""
