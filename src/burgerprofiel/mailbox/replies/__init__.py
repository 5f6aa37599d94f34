"""Answering a message, where its sender allows it: a text, which the sender fetches at the registry (C15)."""
