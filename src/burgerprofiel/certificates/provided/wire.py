"""What an authority sends, and what portals read: `application/hal+json` in our profile of §1.1 ([I])."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from burgerprofiel.certificates.provided.queries import Page, Shown

Reference = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}\Z")]
Language = Literal["nl", "fr", "de", "en"]
Kind = Literal["attest", "toelating"]
MOST = 700_000
"""Bytes of a document: with its envelope it is less than what is read of a body."""


class Sent(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """A certificate that an authority puts here, whole: what was there under its id and language gives way."""

    insz: str
    id: Reference
    language: Language
    kind: Kind = "attest"
    product_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,10}\Z")]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    issued_on: date
    valid_from: date | None = None
    valid_until: date | None = None
    document: bytes
    """The PDF, in Base64."""


class Named(msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """One that an authority takes away."""

    insz: str
    id: Reference
    language: Language


def page(found: Page, at: str, limit: int) -> dict[str, object]:
    """Return a page of the collection; `at` is its own path."""
    last = max((found.total - 1) // limit, 0)
    here = {"self": found.number, "first": 0, "last": last}
    here |= {"prev": found.number - 1} if 0 < found.number <= last + 1 else {}
    here |= {"next": found.number + 1} if found.number < last else {}
    links = {name: {"href": f"{at}?limit={limit}&page={number}"} for name, number in here.items()}
    return {
        "_links": links,
        "_pageMetadata": {"limit": limit, "page": found.number, "totalItems": found.total},
        "_embedded": {"items": [item(each, at) for each in found.items]},
    }


def item(shown: Shown, at: str) -> dict[str, object]:
    """Return one certificate; `at` is the path of the collection."""
    own = f"{at}/{shown.id}/{shown.language}"
    return {
        "id": shown.id,
        "language": shown.language,
        "kind": shown.kind,
        "productId": shown.product,
        "title": shown.title,
        "issuer": {"code": shown.organisation, "name": shown.issuer},
        "issuedOn": shown.issued_on.isoformat(),
        "validFrom": shown.valid_from.isoformat() if shown.valid_from else None,
        "validUntil": shown.valid_until.isoformat() if shown.valid_until else None,
        "_links": {
            "self": {"href": own},
            "download": {"href": f"{own}/document", "type": "application/pdf"},
        },
    }
