"""What a citizen sees of their mailbox."""
