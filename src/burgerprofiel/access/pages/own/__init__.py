"""The citizen's own keys, sign-ins and consents (A8)."""
