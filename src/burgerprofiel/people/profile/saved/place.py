"""A saved address: what it is called, and where it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from burgerprofiel.people.addresses.address import Address


class Named(msgspec.Struct, frozen=True):
    """What is sealed in a row."""

    name: str
    address: Address


class Place(msgspec.Struct, frozen=True):
    """A saved address, as its citizen sees it."""

    id: UUID
    name: str
    address: Address
    since: datetime
