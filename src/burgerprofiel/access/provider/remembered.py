"""What an application looked like a moment ago; the statement that is asked next says whether it still looks so.

Every change of a row gives it another `xmin` (PostgreSQL manual, "System Columns"). Whoever uses what is remembered
names that version in the statement that answers the request: when the application changed meanwhile, wherever and
however short ago, the statement finds nothing. So nothing that was taken away is ever granted from memory.
"""

from __future__ import annotations

from dataclasses import dataclass

from burgerprofiel.access.models import Client
from burgerprofiel.access.provider.client import RegisteredClient
from burgerprofiel.kit import prepared

MOST = 1000
UNCHANGED = "client.client_id = %s AND client.xmin::text = %s"
"""The condition on `access_client AS client`; its values are `Remembered.version`."""

_FIELDS = Client._meta.concrete_fields
_NAMES = [field.attname for field in _FIELDS]
_FIND = (
    f"SELECT xmin::text, {', '.join(field.column or '' for field in _FIELDS)} FROM access_client WHERE client_id = %s"  # noqa: S608 - our own columns
)
_known: dict[str, Remembered] = {}


@dataclass(frozen=True)
class Remembered:
    """An application, and which version of its row this is."""

    client: RegisteredClient
    version: tuple[str, str]


def recall(client_id: str) -> Remembered | None:
    """Return the application as it is remembered, else as it is now; None when there is none.

    Raises prepared.UnavailableError.
    """
    known = _known.get(client_id)
    if known is not None or "\x00" in client_id:
        return known
    found = prepared.one(_FIND, client_id)
    if found is None:
        return None
    if len(_known) >= MOST:
        _known.clear()
    client = RegisteredClient(Client.from_db("default", _NAMES, list(found[1:])))
    return _known.setdefault(client_id, Remembered(client, (client_id, found[0])))


def forget(client_id: str) -> None:
    """It changed."""
    _known.pop(client_id, None)
