"""Some bodies put the national number in a dossier's number: then it is hidden until its owner reveals it."""

from __future__ import annotations

import re
from contextlib import suppress

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.facts import Secret, Words

_ELEVEN = re.compile(r"(?<!\d)\d{11}(?!\d)")


def number(text: str) -> Secret | Words | None:
    """Return a dossier's number as a face draws it; None: there is none."""
    for digits in _ELEVEN.findall(text):
        with suppress(ValueError):
            Ssin(digits)
            return Secret(text)
    return Words(text) if text else None
