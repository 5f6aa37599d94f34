"""Announcements on screen: written, looked at as they arrive, released by a colleague, followed, and stopped (C17)."""
