"""Small answers of the person services, as their sources write them, and the real ones of the shared data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.sources.connectors.magda import envelope
from burgerprofiel.sources.facts import Block, Card
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Service
from burgerprofiel.sources.themes.family import THEME

NOOR = "85631441236"
LOTTE = "13642121403"
NAME = (
    "<Naam><Achternamen><Achternaam>Vandenbos</Achternaam></Achternamen>"
    "<Voornamen><Voornaam>Noor</Voornaam></Voornamen></Naam>"
)


def inhoud(xml: str = "") -> Node:
    """The element `Inhoud` around `xml`."""
    return Node(etree.fromstring(f"<Inhoud>{xml}</Inhoud>"))


def person_xml(below: str = "", attributes: str = "") -> str:
    """A `Persoon` with a number, a name and whatever the test is about."""
    return f"<Persoon {attributes}><INSZ>{NOOR}</INSZ>{NAME}{below}</Persoon>"


def told(*pairs: tuple[Service[Any], str]) -> Answers:
    """The answers of these services, parsed from the XML below `Inhoud`."""
    answers: dict[str, Answer[Any]] = {}
    for service, xml in pairs:
        value = service.parse(inhoud(xml))
        assert value is not None
        answers[service.name] = Data(value, datetime(2026, 1, 5, tzinfo=UTC))
    return Answers(answers)


def blocks(section: str, answers: Answers) -> dict[str, Block]:
    """The blocks of a section of the family page, by key; every key once."""
    built = next(one for one in THEME.sections if one.key == section).build(answers)
    by_key = {block.key: block for block in built}
    assert len(by_key) == len(built)
    return by_key


def card(section: str, key: str, answers: Answers) -> Card:
    """One card of the family page."""
    found = blocks(section, answers)[key]
    assert isinstance(found, Card)
    return found


def rows(found: Card) -> dict[str, object]:
    """The details of a card."""
    return {row.label: row.value for row in found.rows}


def shared(folder: Path, service: Service[Any]) -> Iterator[tuple[str, Node]]:
    """Yield the file name and content of every real answer of a service that has content."""
    for path in sorted(folder.glob(f"*/{service.name}/**/*.xml")):
        content = envelope.read(envelope.parse_xml(path.read_bytes())).content
        if content is not None:
            yield path.name, Node(content)
