"""What a profile leaves to the worker. Safe to run twice."""
