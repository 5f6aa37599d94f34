"""What a source reads back of a permit: what it told, and which documents came in."""

from __future__ import annotations

from django.conf import settings

from burgerprofiel.permits.content import Listed, State

BASE = "burgerprofiel/permits/v1/permits"


def written(number: str, now: State, *, applied: bool | None = None) -> dict[str, object]:
    """Write `Permit`; `applied` where something was told."""
    told = now.told
    return {
        "id": number,
        "productId": told.product,
        "title": told.title,
        "status": told.status,
        **({"reason": told.reason} if told.reason else {}),
        "validFrom": told.valid_from,
        "validUntil": told.valid_until,
        "changedAt": told.changed_at,
        "issuer": told.issuer,
        **({"dossier": {"bron": told.dossier[0], "dossierNummer": told.dossier[1]}} if told.dossier else {}),
        "beneficiaries": [{"kind": each.kind, "id": each.id} for each in told.beneficiaries],
        "documents": [_document(number, each, now) for each in told.documents],
        **({"applied": applied} if applied is not None else {}),
    }


def _document(number: str, listed: Listed, now: State) -> dict[str, object]:
    got = now.got.get(listed.name)
    return {
        "id": listed.name,
        "language": listed.language,
        "mediaType": "application/pdf",
        **({"title": listed.title} if listed.title else {}),
        "href": f"{settings.CONFIG.api_origin}/{BASE}/{number}/documents/{listed.name}",
        "received": got is not None,
        **({"sha256": got.digest.hex(), "octets": got.octets} if got else {}),
    }
