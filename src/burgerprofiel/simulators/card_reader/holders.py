"""Who has a card: those of the cast who may sign in, the persons of MAGDA_MOCK_DATA, and some cards with a defect."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.card_reader.authority import Subject
from burgerprofiel.simulators.magda.cast import BY_SLUG, CAST

PERSONS = "Persoon/GeefPersoon/02.02.0000"


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


_DEFECTS = {
    "noor": Defect.EXPIRED,
    "wouter": Defect.REVOKED,
    "emma": Defect.FOREIGN,
    "jozef": Defect.SILENT,
    "samira": Defect.OTHER_PIN,
}


def holders() -> Iterator[Holder]:
    """Return everybody, the cast first, the defective cards last."""
    cast = {person.slug: Subject(person.ssin, " ".join(person.given), person.family) for person in CAST}
    yield from (Holder(cast[person.slug]) for person in CAST if person.signs_in)
    folder = os.environ.get("MAGDA_MOCK_DATA")
    if folder:
        yield from (Holder(subject) for subject in _in_folder(Path(folder) / PERSONS))
    yield from (Holder(cast[slug], defect) for slug, defect in _DEFECTS.items() if slug in BY_SLUG)


def _in_folder(folder: Path) -> Iterator[Subject]:
    """Read number and name of each person of a folder in MAGDA-Mock's layout."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for file in sorted(folder.glob("*.xml")):
        try:
            number = Ssin(file.stem)
            person = etree.parse(file, parser).find(".//Persoon")
        except (ValueError, etree.XMLSyntaxError):
            continue
        yield Subject(number.digits, _names(person, "Voornaam") or "Zonder", _names(person, "Achternaam") or "Naam")


def _names(person: etree._Element | None, tag: str) -> str:
    found = person.findall(f"Naam//{tag}") if person is not None else []
    return " ".join(name.text.strip() for name in found if name.text)[:60]
