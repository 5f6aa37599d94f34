"""What a notice of a message says: who sent it and what it is about, on one line, without a national number (C6)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from burgerprofiel.kit import cbe
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.models import SenderOrganisation

_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ ./-]?[0-9]){10}(?![0-9])")
"""Eleven digits, as people write national numbers."""


def names_of(organisations: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    """Return how these senders are called, by language. One SQL statement."""
    rows = SenderOrganisation.objects.filter(enterprise_number__in=organisations)
    known = dict(rows.values_list("enterprise_number", "names"))
    return {each: _names(known.get(each, {}), each) for each in organisations}


def _names(names: Mapping[str, str], number: str) -> Mapping[str, str]:
    return {language: _line(name) for language, name in names.items() if name} or {"nl": cbe.on_paper(number)}


def subject(text: str) -> str:
    """Return a message's subject as it may be told: e-mail is read on its way."""
    return _line(_NUMBER.sub(_hidden, text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _hidden(found: re.Match[str]) -> str:
    """Return dots for a national number; any other number as it is."""
    try:
        return "•••" if Ssin(found[0].replace("/", "")) else found[0]
    except ValueError:
        return found[0]
