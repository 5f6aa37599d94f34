"""An e-mail out of a sheet: text and page say the same, in the language that is active, with the code to check it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from django.conf import settings
from django.utils.translation import get_language

from burgerprofiel.kit import clock
from burgerprofiel.kit.brand import Brand
from burgerprofiel.kit.letters import common, page, plain, proof
from burgerprofiel.kit.letters.sheet import Link, Sheet
from burgerprofiel.kit.post import Attachment, Message, septets
from burgerprofiel.kit.post.letter import one_line
from burgerprofiel.kit.ssin import without_numbers

_Said = TypeVar("_Said")
_KEPT_IN_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")


@dataclass(frozen=True)
class Going:
    """Where a letter goes, and what goes with it. `repr` hides it."""

    id: str
    to: str
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, str] | None = None
    brand: Brand | None = None
    """Whose look it has; None: this installation's."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return f"Going({self.id})"


def own_brand() -> Brand:
    """Return the look of this installation."""
    config = settings.CONFIG
    return Brand(config.brand_name, config.brand_product, config.brand_colour, config.brand_action)


def written(sheet: Sheet, going: Going) -> Message:
    """Write the e-mail in the language that is active."""
    language = get_language() or settings.LANGUAGE_CODE
    said, brand = _safe(sheet), going.brand or own_brand()
    code = proof.written(said.topic, clock.today(), going.to)
    return Message(
        id=going.id,
        to=going.to,
        subject=common.ordinary(said.subject),
        text=plain.written(said, brand, code),
        attachments=going.attachments,
        html=page.written(said, brand, code, language),
        headers=going.headers or {},
        language=language,
    )


def text(known: str, to: str, words: str) -> Message:
    """Write a text for a phone (SMS) in the language that is active: on one line, as short as it goes."""
    said = septets.slim(without_numbers(one_line(words)))
    return Message(known, to, "", said, language=get_language() or settings.LANGUAGE_CODE)


def _spaced(said: str) -> str:
    """Return a text whose French marks stay with their word: a line never begins with “:” or ends with “«”."""
    return _KEPT_IN_FRENCH.sub("\u00a0", said) if get_language() == "fr" else said


def _safe(said: _Said) -> _Said:
    """Return every text in it on one line and without a national number: an e-mail is read on its way."""
    if isinstance(said, str):
        return _spaced(without_numbers(one_line(said)))  # type: ignore[return-value]  # a text stays one
    if isinstance(said, tuple):
        return tuple(map(_safe, said))  # type: ignore[return-value]  # as does a tuple
    if isinstance(said, Link) or not is_dataclass(said):
        return said
    safe = {each.name: _safe(getattr(said, each.name)) for each in fields(said)}
    return replace(said, **safe)  # type: ignore[type-var]  # a dataclass, as asked above
