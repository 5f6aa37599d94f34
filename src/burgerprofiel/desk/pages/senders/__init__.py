"""Who may send what into the mailbox, on screen: organisations, applications, types of messages, rights (C12)."""
