"""Registered mail: its recipient confirms that it came, and both sides can prove what happened (C15)."""
