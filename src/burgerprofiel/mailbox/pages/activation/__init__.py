"""Activating the box, step by step, and its settings (C3)."""
