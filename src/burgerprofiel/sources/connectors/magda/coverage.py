"""What we do with every element and attribute of an answer: shown, left out on purpose, or unknown.

Shown = a parser looks at it. Left out = a pattern with its reason in `left_out.toml`. Anything else is unknown, and a
test fails on it. Paths are local names below `Inhoud`; the envelope around it is read by `envelope.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from burgerprofiel.sources.connectors.magda import envelope
from burgerprofiel.sources.connectors.magda.catalogue import catalogue
from burgerprofiel.sources.node import Node, local_name
from burgerprofiel.sources.service import Service

_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass
class Covered:
    """What was found for one service: files, failures (path and why), and element paths."""

    files: int = 0
    failures: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


def cover(folder: Path) -> dict[str, Covered]:
    """Parse every answer below `folder` of the services that we ask; return the findings per service."""
    return {name: _cover_service(service, folder) for name, service in catalogue().items()}


def _cover_service(service: Service[Any], folder: Path) -> Covered:
    found, patterns = Covered(), left_out(service.name)
    for path in sorted(folder.glob(f"*/{service.name}/**/*.xml")):
        found.files += 1
        try:
            present, read = _read(service, path)
        except Exception as error:  # noqa: BLE001 - every failure is counted and named, whatever it is
            found.failures.append(f"{path.relative_to(folder)}: {type(error).__name__}: {error}")
            continue
        found.shown |= present & read
        for leaf in present - read:
            (found.left_out if any(pattern.fullmatch(leaf) for pattern in patterns) else found.unknown).add(leaf)
    found.left_out -= found.shown
    found.unknown -= found.shown
    return found


def _read(service: Service[Any], path: Path) -> tuple[set[str], set[str]]:
    """Return the leaf paths that are in the answer, and those that the service's parser looked at."""
    try:
        reply = envelope.read(envelope.parse_xml(path.read_bytes()))
    except envelope.NotUnderstoodError as refusal:
        if "SOAP fault" in str(refusal):
            return set(), set()
        raise
    if reply.content is None:
        return set(), set()
    seen: set[str] = set()
    content = Node(reply.content, seen)
    service.subjects(content)
    service.parse(content)
    return set(leaves(reply.content)), seen


def leaves(element: etree._Element, path: str = "") -> Iterator[str]:
    """Yield the path of every element with text or without children, and of every attribute."""
    for name in map(str, element.attrib):
        if not name.startswith(_SCHEMA):
            yield f"{path}/@{name.rpartition('}')[2]}" if path else f"@{name}"
    children = [child for child in element if isinstance(child.tag, str)]
    if path and (not children or (element.text or "").strip()):
        yield path
    for child in children:
        name = local_name(child)
        yield from leaves(child, f"{path}/{name}" if path else name)


@cache
def _reasons() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "left_out.toml").open("rb") as file:
        return tomllib.load(file)


def left_out(service: str) -> list[re.Pattern[str]]:
    """Return the patterns of what a service's parser leaves out on purpose."""
    return [_pattern(path) for path in _reasons().get(service, {})]


def reasons(service: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each left-out path with the reason."""
    listed = [(_pattern(pattern), why) for pattern, why in _reasons().get(service, {}).items()]
    for path in sorted(paths):
        yield path, next(why for pattern, why in listed if pattern.fullmatch(path))


def _pattern(path: str) -> re.Pattern[str]:
    """`*` is one step, `**` any steps; everything else is meant as written."""
    parts = re.split(r"(\*\*|\*)", path)
    return re.compile("".join({"**": ".*", "*": "[^/]+"}.get(part, re.escape(part)) for part in parts))
