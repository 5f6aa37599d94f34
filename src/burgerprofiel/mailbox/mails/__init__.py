"""What a box’s owner is told, by notices: new mail, unread mail after fifteen days, what is about to go (C3, C6)."""
