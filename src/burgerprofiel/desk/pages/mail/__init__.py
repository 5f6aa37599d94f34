"""The organisation's mail as work (C13): what must be done first stands first, and nothing can stay unseen."""
