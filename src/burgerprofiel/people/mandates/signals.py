"""What mandates tell the rooms above, which they do not know. Sent inside the transaction."""

from django.dispatch import Signal

told = Signal()
"""Somebody else than the citizen accepted, confirmed or ended a mandate that the citizen gave or received.

Arguments: `citizen_id: CitizenId`, who is told; `what: str`, `accepted`, `confirmed` or `ended`; `mandate_id: UUID`;
`giver: str` and `taker: str`, their names; `asks: bool`, whether the citizen has to confirm something.
"""
