"""Signing in: journeys through the real doors, and everything hostile that must end in a clear error."""
