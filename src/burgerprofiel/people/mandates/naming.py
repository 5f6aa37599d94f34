"""Names in a trail: the citizen whose trail it is can read who acted, and nobody else, not even with the database.

They are sealed with that citizen's data key (`people.vault`): the chain covers them, and erasing the key erases them.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.queries import UnknownCitizenError

_PLACE = "audit_event.details:name"


def sealed(owner: CitizenId, name: str) -> str:
    """Return a name as it stands in the owner's trail; empty for no name, and for who was erased. One SQL statement."""
    try:
        return urlsafe_b64encode(vault.seal(owner, name.encode(), _PLACE)).decode() if name else ""
    except UnknownCitizenError:
        return ""


def opened(owner: CitizenId, text: str) -> str:
    """Read what `sealed` made for the same owner. Raises NotSealedForThisError. One SQL statement."""
    return vault.unseal(owner, urlsafe_b64decode(text), _PLACE).decode() if text else ""
