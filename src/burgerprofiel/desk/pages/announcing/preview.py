"""How an announcement arrives, in each language: in the bell, as an e-mail, as a text on a phone, as a push."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.utils import translation

from burgerprofiel.kit import clock, packing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import Message, septets
from burgerprofiel.kit.post.septets import Length
from burgerprofiel.notices.announcements import writing as written
from burgerprofiel.notices.announcements.draft import Draft
from burgerprofiel.notices.kinds.announcements import KINDS
from burgerprofiel.notices.kinds.kind import Words
from burgerprofiel.notices.letters import told, writing
from burgerprofiel.notices.letters.told import Told
from burgerprofiel.people.profile.contact import Contact, Kind, Reach

_NOBODY = UUID(int=0)
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b")
"""The code by which an e-mail is checked: one that was never sent has none."""


class _Push(msgspec.Struct):
    title: str
    text: str


@dataclass(frozen=True)
class Arrived:
    """An announcement as somebody gets it."""

    language: str
    words: Words
    subject: str
    letter: str
    """The e-mail, as plain text."""
    phone: str
    size: Length
    """Of the text (SMS)."""
    push: str


def arrived(draft: Draft) -> Iterator[Arrived]:
    """Return how it arrives, in every language."""
    for language in written.LANGUAGES:
        with translation.override(language):
            yield _one(draft, language)


def page(draft: Draft, language: str) -> str:
    """Return the e-mail as mail programs with a look show it."""
    with translation.override(language):
        return _hidden(_mail(_notice(draft), language).html)


def _notice(draft: Draft) -> Told:
    return told.of_kind(KINDS[0], _NOBODY, draft.words, clock.now(), draft.path)


def _mail(notice: Told, language: str) -> Message:
    address = Contact(_NOBODY, Kind.EMAIL, "noor@voorbeeld.example", clock.now())
    return writing.mail(Reach(CitizenId(_NOBODY), "Noor", language, address, None), [notice], _NOBODY)


def _hidden(letter: str) -> str:
    return _CODE.sub(lambda code: re.sub("[0-9A-Z]", "•", code[0]), letter)


def _one(draft: Draft, language: str) -> Arrived:
    notice = _notice(draft)
    message, phone = _mail(notice, language), writing.said_on_a_phone([notice])
    push = packing.from_json(writing.push([notice], _NOBODY, language), _Push)
    return Arrived(
        language,
        notice.words,
        message.subject,
        _hidden(message.text),
        phone,
        septets.length(phone),
        f"{push.title}: {push.text}",
    )
