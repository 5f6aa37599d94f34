"""One document to many boxes (C17): to a list or to all of a kind, in ranges, each recipient exactly once."""
