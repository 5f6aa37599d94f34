"""The words of every tag of the product: a file for each room that writes in the trail."""

from __future__ import annotations

from collections.abc import Mapping

from burgerprofiel.privacy.trail.plain import Plain
from burgerprofiel.privacy.trail.words import (
    access,
    certificates,
    dossiers,
    feedback,
    mailbox,
    notices,
    organisations,
    people,
    permits,
    portal,
    privacy,
    sources,
)

WORDS: Mapping[str, Plain] = {
    **access.WORDS,
    **certificates.WORDS,
    **dossiers.WORDS,
    **feedback.WORDS,
    **mailbox.WORDS,
    **notices.WORDS,
    **organisations.WORDS,
    **people.WORDS,
    **permits.WORDS,
    **portal.WORDS,
    **privacy.WORDS,
    **sources.WORDS,
}
