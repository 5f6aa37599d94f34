"""A registration as people write it: the fields of `provider.registration`, without those that say nothing special."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from burgerprofiel.access.models import Client
from burgerprofiel.access.provider.registration import fields

FIELDS = tuple(field.attname for field in Client._meta.concrete_fields if field.attname != "secret_hash")
"""What may be written, in the order of the table."""


def written(row: Client) -> dict[str, object]:
    """Return the registration of a client as one would write it: what is empty, or the usual, is left out."""
    return {name: value for name in FIELDS if (value := getattr(row, name)) not in ("", None, False, [], {})}


def columns(given: Mapping[str, object], secret_hash: bytes) -> dict[str, object]:
    """Return the columns of a registration whose secret is known by its hash alone. Raises RegistrationError."""
    read = fields(given, Path(), secret="known by its hash" if secret_hash else "")
    return read | {"secret_hash": secret_hash}


def register(wanted: Mapping[str, object]) -> str:
    """Register one application. Returns what that was: `registered`, `changed` or `as it was`."""
    before = Client.objects.filter(client_id=wanted["client_id"]).values(*wanted).first()
    if before is not None:
        before["secret_hash"] = bytes(before["secret_hash"])
    if before == wanted:
        return "as it was"
    Client.objects.update_or_create(client_id=wanted["client_id"], defaults=dict(wanted))
    return "changed" if before else "registered"
