"""Small answers, every shared answer, and what the demo's sources know of somebody, for any theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from lxml import etree

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data, Nothing, Remark
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.simulators.magda.landscape import offers
from burgerprofiel.sources.facts import Block, Card, Row, Theme
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Service


def inhoud(xml: str = "") -> Node:
    """An `Inhoud` with this XML in it."""
    return Node(etree.fromstring(f"<Inhoud>{xml}</Inhoud>"))


def shared(folder: Path, service: Service[Any]) -> Iterator[tuple[Path, Node]]:
    """Every answer with data that the shared folder has of a service, with its file."""
    for file in sorted((folder / service.domain / service.name / service.version).rglob("*.xml")):
        for element in etree.parse(file).iterfind(".//Antwoord/Inhoud"):
            yield file, Node(element)


def answers(theme: Theme, **given: Any) -> Answers:
    """Answers of a theme's services: data by service name (a value or an answer), nothing for the others."""
    found: dict[str, Answer[Any]] = {service.name: Nothing(clock.now()) for service in theme.services}
    for name, value in given.items():
        found[name] = value if isinstance(value, Data) else Data(value, clock.now())
    return Answers(found)


def answers_about(slug: str, theme: Theme) -> Answers:
    """What the demo's sources know of a person of the cast."""
    services = {service.name: service for service in theme.services}
    found = {}
    for offer in offers():
        if offer.service in services:
            reply = offer.write(BY_SLUG[slug])
            node = etree.Element("Inhoud")
            node.extend(reply.inhoud)
            value = services[offer.service].parse(Node(node))
            remarks = tuple(
                Remark(each.code, f"{each.text} ({dict(each.notes)['Bron']})")
                for each in reply.remarks
                if "Bron" in dict(each.notes)
            )
            if value is not None:
                found[offer.service] = Data(value, clock.now(), remarks)
    return answers(theme, **found)


def blocks(theme: Theme, given: Answers) -> list[Block]:
    """Every block of a theme's page, of the sections that have data."""
    return [
        block
        for section in theme.sections
        if any(given.data(service) is not None for service in section.services)
        for block in section.build(given)
    ]


def cards(theme: Theme, given: Answers) -> dict[str, Card]:
    """The cards of a theme's page, by key."""
    return {block.key: block for block in blocks(theme, given) if isinstance(block, Card)}


def row(card: Card, label: str) -> Row | None:
    """The first row of a card with this label."""
    return next((row for row in card.rows if row.label == label), None)


def unused_fields(theme: str, *modules: str) -> list[str]:
    """Fields of the structs in service modules that no file of a theme reads: facts that nobody would see."""
    root = Path(import_module("burgerprofiel.sources").__file__ or "").parent
    text = "\n".join(file.read_text(encoding="utf-8") for file in (root / "themes" / theme).glob("*.py"))
    return [
        f"{name}.{field}"
        for module in modules
        for name, kind in vars(import_module(f"burgerprofiel.sources.connectors.magda.services.{module}")).items()
        if hasattr(kind, "__struct_fields__") and kind.__module__.endswith(module)
        for field in kind.__struct_fields__
        if not re.search(rf"\.{field}\b", text)
    ]
