"""The persons of a folder in MAGDA-Mock's layout, those about whom it tells most first."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from lxml import etree

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.card_reader.authority import Subject

PERSONS = "Persoon/GeefPersoon/02.02.0000"


def subjects(folder: Path) -> list[tuple[Subject, int]]:
    """Return number and name of each person, with how many services have data of them.

    Whoever has no name, because their own person answer is a refusal (as all answers of 91610100176), comes last.
    """
    known = _services(folder)
    found = [
        (subject, len(known[subject.ssin]))
        for file in sorted((folder / PERSONS).glob("*.xml"))
        if (subject := _subject(file))
    ]
    return sorted(found, key=lambda one: (one[0].family == "Naam", -one[1]))


def _services(folder: Path) -> defaultdict[str, set[str]]:
    """The services that have data under each name of a file."""
    known = defaultdict(set)
    for file in folder.glob("*/*/**/*.xml"):
        if b"Inhoud>" in file.read_bytes():
            known[file.stem].add(file.relative_to(folder).parts[1])
    return known


def _subject(file: Path) -> Subject | None:
    """Read a person's answer; None when the file is not about a person or cannot be read."""
    try:
        number = Ssin(file.stem)
        person = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).find(".//Persoon")
    except (ValueError, etree.XMLSyntaxError):
        return None
    return Subject(number.digits, _names(person, "Voornaam") or "Zonder", _names(person, "Achternaam") or "Naam")


def _names(person: etree._Element | None, tag: str) -> str:
    found = person.findall(f"Naam//{tag}") if person is not None else []
    return " ".join(name.text.strip() for name in found if name.text)[:60]
