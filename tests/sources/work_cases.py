"""Small answers of the work sources, and every shared answer of a service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.simulators.magda.world.work import OFFERS
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Service
from burgerprofiel.sources.themes.work import THEME


def inhoud(xml: str = "") -> Node:
    """An `Inhoud` with this XML in it."""
    return Node(etree.fromstring(f"<Inhoud>{xml}</Inhoud>"))


def shared(folder: Path, service: Service[Any]) -> Iterator[tuple[str, Node]]:
    """Every answer with data that the shared folder has of a service, with the person it is filed under."""
    for file in sorted((folder / service.domain / service.name / service.version).glob("*.xml")):
        for element in etree.parse(file).iter("{*}Inhoud"):
            yield file.stem, Node(element)


def answers(**given: Any) -> Answers:
    """Answers of the work services: data by service name, nothing for the others."""
    found: dict[str, Answer[Any]] = {service.name: Nothing(clock.now()) for service in THEME.services}
    for name, value in given.items():
        found[name] = value if isinstance(value, Data | NotAllowed | Unavailable) else Data(value, clock.now())
    return Answers(found)


def answers_about(slug: str) -> Answers:
    """What the simulated work sources know of a person of the cast."""
    services = {service.name: service for service in THEME.services}
    found = {}
    for offer in OFFERS:
        node = etree.Element("Inhoud")
        node.extend(offer.write(BY_SLUG[slug]).inhoud)
        value = services[offer.service].parse(Node(node))
        if value is not None:
            found[offer.service] = value
    return answers(**found)
