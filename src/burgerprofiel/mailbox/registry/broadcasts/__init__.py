"""The door for one document to many (C17): our own addition, below `/burgerprofiel/mailbox/v1/broadcasts`."""
