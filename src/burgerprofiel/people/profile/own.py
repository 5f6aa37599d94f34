"""What a citizen says about themselves: how to call them, and in which language to write to them (E3).

Each act is one transaction with its audit event, which does not hold what was said.
"""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.events import CallNameChosen, CallNameRemoved, LanguageChosen, LanguageRemoved
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import places, rows

LONGEST_NAME = 40
_OTHERWISE = ("given_name", "given_name_since", "nameless_since")
"""How who chose no name is greeted (`greeting`)."""
_BESIDE_LETTERS = frozenset(" '’-.")


class NotANameError(ValueError):
    """`reason`: `empty`, `long` or `letters`."""

    def __init__(self, reason: str) -> None:
        """Say why, never what was typed."""
        super().__init__(reason)
        self.reason = reason


def name_in(typed: str) -> str:
    """Return a call name as it is kept: letters of any alphabet, with single spaces. Raises NotANameError.

    No digits, signs or invisible letters: it stands at the head of e-mails, and nobody may write a message there.
    """
    if len(typed) > LONGEST_NAME * 10:
        raise NotANameError("long")
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not name:
        raise NotANameError("empty")
    if len(name) > LONGEST_NAME:
        raise NotANameError("long")
    if not all(unicodedata.category(each)[0] in "LM" or each in _BESIDE_LETTERS for each in name):
        raise NotANameError("letters")
    if not name[0].isalpha() or _looks_like_an_address(name):
        raise NotANameError("letters")
    return name


def _looks_like_an_address(name: str) -> bool:
    """Whether a mail program would make a link of it: `example.be`."""
    return any("." in word.rstrip(".") for word in name.split())


@transaction.atomic
def choose_call_name(citizen_id: CitizenId, typed: str, trace: Trace) -> str:
    """Keep how the citizen wants to be called, and return it. Raises NotANameError."""
    name = name_in(typed)
    sealed, instead = vault.seal(citizen_id, name.encode(), places.CALL_NAME), dict.fromkeys(_OTHERWISE)
    _keep(citizen_id, call_name=sealed, call_name_since=clock.now(), **instead)
    record(citizen_id, trace, CallNameChosen())
    return name


@transaction.atomic
def remove_call_name(citizen_id: CitizenId, trace: Trace) -> bool:
    """Forget it; False when there was none."""
    return _forget(citizen_id, trace, CallNameRemoved(), "call_name", call_name=None, call_name_since=None)


@transaction.atomic
def choose_language(citizen_id: CitizenId, language: str, trace: Trace) -> None:
    """Keep in which language to write to the citizen. Raises ValueError for one that we do not write."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError("We do not write that language.")
    _keep(citizen_id, language=vault.seal(citizen_id, language.encode(), places.LANGUAGE), language_since=clock.now())
    record(citizen_id, trace, LanguageChosen())


@transaction.atomic
def remove_language(citizen_id: CitizenId, trace: Trace) -> bool:
    """Forget it; False when there was none."""
    return _forget(citizen_id, trace, LanguageRemoved(), "language", language=None, language_since=None)


def _keep(citizen_id: CitizenId, **columns: object) -> None:
    rows.made(citizen_id)
    Profile.objects.filter(citizen_id=citizen_id).update(**columns)


def _forget(citizen_id: CitizenId, trace: Trace, event: Event, what: str, **columns: object) -> bool:
    row = rows.held(citizen_id)
    if row is None or getattr(row, what) is None:
        return False
    Profile.objects.filter(citizen_id=citizen_id).update(**columns)
    rows.tidy(citizen_id)
    record(citizen_id, trace, event)
    return True
