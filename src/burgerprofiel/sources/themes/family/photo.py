"""The photo on your identity card."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.sources.connectors.magda.services.geef_pasfoto import SERVICE as PORTRAIT
from burgerprofiel.sources.facts import Block, Photo
from burgerprofiel.sources.service import Answers


def build(answers: Answers) -> list[Block]:
    """Return the blocks of section "photo"."""
    portrait = answers.data(PORTRAIT)
    if portrait is None:
        return []
    meaning = _("This photo is on your identity card. You get a new one with your next card.")
    if portrait.changed:
        meaning += " " + _("The register got it on {date}.").format(date=formats.day(portrait.changed))
    return [
        Photo(
            key="photo",
            label=_("Your photo"),
            meaning=meaning,
            media_type=portrait.media_type,
            content=portrait.content,
            alt=_("Photo of you on your identity card"),
        )
    ]
