"""What activating changes for each sender: who writes what, and who then stops writing on paper (C3, C16)."""

from __future__ import annotations

from typing import NamedTuple

from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.mailbox.models import SenderOrganisation, SenderRight
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.senders.texts import in_language


class Writes(NamedTuple):
    """A sender, in the reader's language."""

    name: str
    what: tuple[str, ...]
    """The kinds of message that they send to citizens."""
    paper_stops: bool
    mails_itself: bool
    """Writes e-mails of its own, beside ours (C5)."""


_known: Remembered[str, tuple[Writes, ...]] = Remembered()


def senders(language: str) -> tuple[Writes, ...]:
    """Return who may write to citizens, by name. One SQL statement, none when it was asked lately."""
    return _known.one(language, _asked)


def _asked(language: str) -> tuple[Writes, ...]:
    rights = SenderRight.objects.filter(
        box_kind=Kind.CITIZEN,
        organisation__active=True,
        application__active=True,
        message_type__active=True,
        message_type__announcement=False,
    ).select_related("organisation", "message_type")
    found: dict[str, tuple[SenderOrganisation, set[str]]] = {}
    for right in rights:
        whose = right.organisation
        _whose, what = found.setdefault(whose.enterprise_number, (whose, set()))
        what.add(in_language(right.message_type.names, language))
    told = (
        Writes(
            in_language(whose.names, language),
            tuple(sorted(what, key=str.casefold)),
            whose.paper_stops,
            whose.mails_itself,
        )
        for whose, what in found.values()
    )
    return tuple(sorted(told, key=lambda each: each.name.casefold()))
