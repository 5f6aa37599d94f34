"""What access tells the rooms above it, which it does not know."""

from django.dispatch import Signal

session_ended = Signal()
"""A portal session is gone. Sent inside the transaction.

Arguments: `session_id: UUID`, `citizen_id: CitizenId`, whose data it opened.
"""

restriction_began = Signal()
"""A restriction of somebody's keys holds from now on. Sent inside the transaction, after the citizen's lock was taken.

Arguments: `citizen_id: CitizenId`, `kind: str`, a value of `restrictions.Restricted`, `trace: Trace`.
"""

restriction_lifted = Signal()
"""A restriction is over, or was a mistake. The same arguments."""

warned = Signal()
"""Something happened to somebody's keys or in their name, of which its owner has to hear. Sent inside the transaction.

Arguments: `citizen_id: CitizenId`, `news: warnings.News`, `key: Key`, `device: str` and `counter: str`, empty when
there is none, `written: tuple[str, ...]`, the addresses to which access writes a letter of its own.
"""

register_says_died = Signal()
"""A register answered that a citizen died. Sent inside a transaction; perhaps often for one citizen.

Arguments: `citizen_id: CitizenId`.
"""
