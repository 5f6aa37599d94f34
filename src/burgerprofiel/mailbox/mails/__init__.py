"""E-mails to a box's owner: new mail at once, unread mail after fifteen days, what is about to go (C3, C6, C7)."""
