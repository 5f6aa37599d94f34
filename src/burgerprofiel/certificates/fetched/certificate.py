"""A certificate that a source tells of, and what a source has of one citizen."""

from __future__ import annotations

from datetime import date

import msgspec


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """One document: id and language together name it at its source (contracts/mbp.md §1.1)."""

    id: str
    language: str
    title: str
    permit: bool
    """Whether it says that one may do something (“toelating”)."""
    product: str
    """IPDC number; empty when the source does not say."""
    issuer: str
    """Who issued it; empty when the source does not say."""
    issued_on: date | None
    valid_from: date | None
    valid_until: date | None
    detail: str
    """Where the source tells more of it; empty when the list is all."""
    download: str
    """Where the document lies; empty when only the detail tells."""


class Found(msgspec.Struct, frozen=True):
    """What a source has of one citizen, in its own order."""

    certificates: tuple[Certificate, ...]
    more: bool = False
    """There are more than we ask for."""
