"""What a mail server's word means (RFC 5321 §4.2, RFC 3463): who is at fault, and whether an address is dead.

A code is the enhanced one (`5.1.1`) when the server says it, else the plain one (`550`).
"""

from __future__ import annotations

import re

_ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_DEAD = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
"""No such mailbox or domain, an address that cannot be, moved away, takes no mail at all (RFC 7505), shut, no route."""
_DEAD_PLAIN = frozenset({"550", "551", "553"})


def code(number: int, said: bytes) -> str:
    """Return the code of an answer."""
    found = _ENHANCED.match(said)
    return found[1].decode() if found else str(number)


def is_dead(code: str) -> bool:
    """Whether nothing will ever arrive at an address of which a server said this when it heard the recipient."""
    return code in _DEAD or code in _DEAD_PLAIN
