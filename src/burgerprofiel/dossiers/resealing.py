"""After a new root key: what it seals of dossiers, those of organisations and what was sent in, is sealed again."""

from __future__ import annotations

from burgerprofiel.dossiers import content
from burgerprofiel.dossiers.intake import accepting
from burgerprofiel.people import resealing
from burgerprofiel.people.resealing import Nobodys, Owned

WHERE = (
    Owned("dossiers_dossier", "sealed", content.dossier_place),
    Owned("dossiers_mutation", "sealed", content.mutation_place),
    Nobodys("dossiers_upload", "sealed", accepting.upload_place),
    Nobodys("dossiers_upload", "number", accepting.number_place),
)


def reseal() -> int:
    """Seal again whatever is under another root key; see `people.resealing.reseal`."""
    return resealing.reseal(WHERE)
