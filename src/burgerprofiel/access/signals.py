"""What access tells the rooms above it, which it does not know."""

from django.dispatch import Signal

session_ended = Signal()
"""A portal session is gone. Sent inside the transaction.

Arguments: `session_id: UUID`, `citizen_id: CitizenId`, whose data it opened.
"""
