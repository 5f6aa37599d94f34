"""What a diploma or certificate is called, and in which order people want to see them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_bewijs import Proof
from burgerprofiel.sources.themes.education.words import said

DESCRIPTION = "Bewijs omschrijving"
"""What the LED calls the full description among the additional information."""


def name_of(proof: Proof) -> str:
    """What the proof is called: its name, else what it is about."""
    described = dict(proof.extra).get(DESCRIPTION, "")
    return proof.name or described or proof.study or proof.subject or said(proof.kind) or _("Certificate")


def newest_first(proofs: Sequence[Proof]) -> list[Proof]:
    """Order by the day of issue; those without one come last."""
    return sorted(proofs, key=lambda proof: proof.issued or PartialDate(0), reverse=True)
