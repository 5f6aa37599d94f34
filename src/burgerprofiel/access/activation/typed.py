"""What a civil servant types from a document, and what is wrong with it, in plain words beside each field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.access.activation.details import Document
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.kit.post import where
from burgerprofiel.kit.ssin import Ssin

LONGEST = 100
_DOCUMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{2,29}")
_LIKE_A_NUMBER = re.compile(r"(?:\d[ .-]?){11}")


class RefusedError(Exception):
    """What was typed cannot be registered. `wrong` names the fields and says why; nothing was changed."""

    def __init__(self, *wrong: Wrong) -> None:
        """Keep what is wrong."""
        super().__init__(", ".join(each.field for each in wrong))
        self.wrong = wrong


@dataclass(frozen=True)
class Typed:
    """The form at the counter, as typed. The names of the fields are those that `RefusedError` tells."""

    given_name: str
    family_name: str
    number: str
    """National or BIS number."""
    document: str
    """The value of a `Document`."""
    document_number: str
    email: str
    language: str
    """Of the letter and the e-mail: `nl`, `fr`, `de` or `en`."""

    def __repr__(self) -> str:
        """Hide everything: this text may reach a log."""
        return "Typed(•••)"

    def wrong(self) -> tuple[Wrong, ...]:
        """Return everything that is wrong with it."""
        return tuple(_wrong(self))

    @property
    def ssin(self) -> Ssin:
        """The national number. Raises ValueError when it is none."""
        return Ssin(self.number)


def plain(name: str) -> str:
    """A name with single spaces."""
    return " ".join(name.split())


def purpose_wrong(purpose: str) -> tuple[Wrong, ...]:
    """What is wrong with why somebody is registered: it stands in the citizen's trail for ever."""
    if not purpose.strip() or len(purpose) > LONGEST or not purpose.isprintable():
        return (Wrong("purpose", _("Say why you do this, in at most 100 letters.")),)
    if _LIKE_A_NUMBER.search(purpose):
        return (Wrong("purpose", _("Do not write a national number here.")),)
    return ()


def email_wrong(email: str) -> tuple[Wrong, ...]:
    """What is wrong with an e-mail address."""
    sentence = _("This is not an e-mail address. Write it as name@example.be.")
    return () if where.address(email) else (Wrong("email", sentence),)


def _wrong(typed: Typed) -> Iterator[Wrong]:
    if not _is_name(typed.given_name):
        yield Wrong("given_name", _("Write the given names as they stand in the document."))
    if not _is_name(typed.family_name):
        yield Wrong("family_name", _("Write the family name as it stands in the document."))
    if not _is_number(typed.number):
        yield Wrong(
            "number", _("This is not a national number or BIS number. It has 11 digits; check them one by one.")
        )
    if typed.document not in set(Document):
        yield Wrong("document", _("Choose which document was shown."))
    if _DOCUMENT.fullmatch(typed.document_number.strip()) is None:
        yield Wrong("document_number", _("Write the number of the document: letters and digits, as they stand there."))
    yield from email_wrong(typed.email)
    if typed.language not in dict(settings.LANGUAGES):
        yield Wrong("language", _("Choose the language of the letter."))


def _is_name(text: str) -> bool:
    name = plain(text)
    return 0 < len(name) <= LONGEST and name.isprintable() and not _LIKE_A_NUMBER.search(name)


def _is_number(text: str) -> bool:
    try:
        Ssin(text.strip())
    except ValueError:
        return False
    return True
