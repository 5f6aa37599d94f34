"""What goes out about notices: one or several in one e-mail, a text, a push (E5, C6).

A letter names who tells and what, greets with the name that somebody chose, and says how to check it. No link signs
anybody in, and none tells us that it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import translation

from burgerprofiel.kit.post import Message
from burgerprofiel.notices.letters.told import Told
from burgerprofiel.people.profile.contact import Reach


def mail(reach: Reach, told: Sequence[Told], delivery_id: UUID) -> Message:
    """Write the e-mail that tells these, in their language. Raises ValueError when they have no address."""
    if not reach.email:
        raise ValueError("There is no address to write to.")
    with translation.override(reach.language):
        lines = [each.words for each in told]
        text = "\n\n".join(f"{words.title}\n{words.text}" for words in lines)
        return Message(delivery_id.hex, reach.email.value, lines[0].title, f"{text}\n", language=reach.language)


def text(reach: Reach, told: Sequence[Told], delivery_id: UUID) -> Message:
    """Write the text (SMS) that tells these. Raises ValueError when they have no number."""
    if not reach.phone:
        raise ValueError("There is no number to write to.")
    with translation.override(reach.language):
        lines = " ".join(each.words.title for each in told)
        said = f"{settings.CONFIG.brand_product}: {lines}"
        return Message(delivery_id.hex, reach.phone.value, "", said, language=reach.language)


def push(told: Sequence[Told], delivery_id: UUID) -> bytes:
    """Return what a push says, as JSON: the kind and who tells, never what it is about."""
    return msgspec.json.encode({"id": delivery_id.hex, "title": settings.CONFIG.brand_product, "count": len(told)})
