"""Where a certificate can be sent: to the address that comes first in the profile. Under a mandate nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.post import mail
from burgerprofiel.mailbox.activation.queries import email_of

SCOPE = "mailbox"
MOST_A_DAY = 10
"""E-mails that one citizen may send in a day (in Brussels); those that did not go do not count."""


@dataclass(frozen=True)
class Ways:
    """Whether a certificate can be sent, and where to. `repr` hides the address."""

    allowed: bool
    """Not under a mandate, and there is a mail server."""
    address: str = field(default="", repr=False)
    """The proved address; empty when there is none."""


def ways(viewer: Viewer) -> Ways:
    """Return where this viewer can send one. One SQL statement."""
    if not viewer.may_see(SCOPE) or not mail.offered():
        return Ways(allowed=False)
    return Ways(allowed=True, address=email_of(viewer.citizen_id))
