"""Who has a card: those of the cast who may sign in, or the persons of MAGDA_MOCK_DATA; and cards with a defect."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from burgerprofiel.simulators.card_reader import folder
from burgerprofiel.simulators.card_reader.authority import Subject
from burgerprofiel.simulators.magda.cast import BY_SLUG, CAST


class Defect(StrEnum):
    """What is wrong with a card."""

    NONE = ""
    EXPIRED = "expired"
    REVOKED = "revoked"
    FOREIGN = "foreign"
    """Issued by an authority that nobody here trusts."""
    SILENT = "silent"
    """The issuer's OCSP service does not answer for it."""
    OTHER_PIN = "other-pin"
    """Its PIN is not 1234."""


@dataclass(frozen=True)
class Holder:
    """A person with a card."""

    subject: Subject
    defect: Defect = Defect.NONE
    services: int = 0
    """How many services have data of this person; told of the persons of MAGDA_MOCK_DATA only."""


_DEFECTS = {
    "noor": Defect.EXPIRED,
    "wouter": Defect.REVOKED,
    "emma": Defect.FOREIGN,
    "jozef": Defect.SILENT,
    "samira": Defect.OTHER_PIN,
}


def holders() -> Iterator[Holder]:
    """Return everybody who can sign in: the cast, or the persons of MAGDA_MOCK_DATA. The defective cards come last."""
    cast = {person.slug: Subject(person.ssin, " ".join(person.given), person.family) for person in CAST}
    given = os.environ.get("MAGDA_MOCK_DATA")
    if given:
        yield from (Holder(subject, services=services) for subject, services in folder.subjects(Path(given)))
    else:
        yield from (Holder(cast[person.slug]) for person in CAST if person.signs_in)
    yield from (Holder(cast[slug], defect) for slug, defect in _DEFECTS.items() if slug in BY_SLUG)
