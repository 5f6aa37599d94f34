"""Every e-mail and text that the system can send, with invented facts: to look at, and to test (C6).

A letter that is not here is not sent: a structural test looks who writes.
"""
