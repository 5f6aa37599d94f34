"""How a notice of a category arrives, in each language: in the list, as an e-mail, as a text on a phone.

Once with everything that a sender may tell, once with what it must: so that a part that goes is seen going.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import translation

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import septets
from burgerprofiel.notices.categories.category import LANGUAGES, Category, Content
from burgerprofiel.notices.kinds.kind import Words
from burgerprofiel.notices.letters import told, writing
from burgerprofiel.people.profile.contact import Contact, Kind, Reach

_NOBODY = UUID(int=0)
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b")
"""The code by which an e-mail is checked: one that was never sent has none."""
_UNMARKED = str.maketrans("", "", "‹›")
"""What a sender says stands between marks here: no text on a phone has those, and they would make it count double."""


@dataclass(frozen=True)
class Arrived:
    """A notice as somebody gets it."""

    language: str
    whole: bool
    """With everything that a sender may tell."""
    words: Words
    subject: str
    letter: str
    """The e-mail, as plain text."""
    phone: str
    """The text."""
    segments: int
    left: int
    """Signs that still fit in the last of these."""


def arrived(content: Content, brand: str) -> Iterator[Arrived]:
    """Return how it arrives, in every language."""
    category = Category(content)
    for language in LANGUAGES:
        for whole in (True, False) if content.optional else (True,):
            yield _one(category, language, brand, whole=whole)


def _one(category: Category, language: str, brand: str, *, whole: bool) -> Arrived:
    content, now = category.content, clock.now()
    keys = (*content.required, *content.optional) if whole else content.required
    address = Contact(_NOBODY, Kind.EMAIL, "noor@voorbeeld.example", now)
    reach = Reach(CitizenId(_NOBODY), "Noor", language, address, None)
    with translation.override(language):
        values = {key: f"‹{key}›" for key in keys} | {"MerkNaam": brand, "NotificatieDatum": formats.moment(now)}
        notice = told.of_kind(
            category.kind, _NOBODY, values, now - timedelta(minutes=1), content.path, sender_name=brand
        )
        message, phone = writing.mail(reach, [notice], _NOBODY), writing.said_on_a_phone([notice])
        size = septets.length(phone.translate(_UNMARKED))
        return Arrived(
            language,
            whole,
            notice.words,
            message.subject,
            _CODE.sub(_hidden, message.text),
            phone,
            size.segments,
            size.left,
        )


def _hidden(code: re.Match[str]) -> str:
    return re.sub("[0-9A-Z]", "•", code[0])
