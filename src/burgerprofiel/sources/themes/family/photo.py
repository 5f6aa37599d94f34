"""The photo on your identity card."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services.geef_pasfoto import SERVICE as PORTRAIT
from burgerprofiel.sources.facts import Block, Card, Photo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family.pieces import day


def build(answers: Answers) -> list[Block]:
    """Return the blocks of section "photo"."""
    portrait = answers.data(PORTRAIT)
    if portrait is None:
        return []
    picture = Photo(
        key="photo",
        label=_("Your photo"),
        meaning=_("This photo is on your identity card. You get a new one with your next card."),
        media_type=portrait.media_type,
        content=portrait.content,
        alt=_("Photo of you on your identity card"),
    )
    if portrait.changed is None:
        return [picture]
    since = Card(
        key="photo-date",
        label=_("Photo registered on"),
        value=day(portrait.changed),
        meaning=_("Since when the register has this photo."),
    )
    return [picture, since]
