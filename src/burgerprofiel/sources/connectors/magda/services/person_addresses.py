"""Where somebody lives, gets mail, or told the municipality to be: now or in the past (contracts/mbp.md §7.3)."""

from __future__ import annotations

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.person_parts import (
    Coded,
    Place,
    read_coded,
    read_place,
    since,
    until,
)
from burgerprofiel.sources.node import Node


class Residence(msgspec.Struct, frozen=True, kw_only=True):
    """An address by street. `kind` says what sort of contact address or which institution it is.

    `reference_since` is set when it is a reference address: for people without a home of their own.
    """

    street: str = ""
    number: str = ""
    box: str = ""
    postcode: str = ""
    municipality: str = ""
    nis: str = ""
    """The municipality's code (`kit.nis`); empty when the register does not say it."""
    country: str = ""
    kind: Coded | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    reference_since: PartialDate | None = None
    reference_until: PartialDate | None = None


class Abroad(msgspec.Struct, frozen=True, kw_only=True):
    """An address in another country, in free lines. `post` is the embassy or consulate that keeps the file."""

    lines: tuple[str, ...]
    country: str = ""
    post: str = ""
    post_place: Place | None = None
    declared: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What was told to the municipality, in its own words: a move that still has to be checked, an absence."""

    lines: tuple[str, ...]
    declared: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


class Addresses(msgspec.Struct, frozen=True, kw_only=True):
    """Every kind of address a register keeps of somebody; each list in the register's order."""

    main: tuple[Residence, ...] = ()
    contact: tuple[Residence, ...] = ()
    given: tuple[Residence, ...] = ()
    abroad: tuple[Abroad, ...] = ()
    mail_abroad: tuple[Abroad, ...] = ()
    moving_abroad: tuple[Abroad, ...] = ()
    moving: tuple[Message, ...] = ()
    absences: tuple[Message, ...] = ()


def read_addresses(node: Node | None) -> Addresses:
    """Read `Adressen` (now) or `HistoriekAdressen` (the past, where every kind has a wrapper `Historiek…`)."""
    if node is None:
        return Addresses()

    def each(name: str) -> list[Node]:
        return node.all(name) + node.all(f"Historiek{name}/{name}")

    return Addresses(
        main=tuple(map(read_residence, each("Hoofdverblijfplaats"))),
        contact=tuple(map(read_residence, each("ContactAdres"))),
        given=tuple(map(read_residence, each("OpgegevenAdres"))),
        abroad=tuple(map(read_abroad, each("VerblijfplaatsBuitenland"))),
        mail_abroad=tuple(map(read_abroad, each("PostadresBuitenland"))),
        moving_abroad=tuple(map(read_abroad, each("AangifteAdresBuitenland"))),
        moving=tuple(map(_message, each("AangifteAdreswijziging"))),
        absences=tuple(map(_message, each("TijdelijkeAfwezigheid"))),
    )


def read_residence(node: Node) -> Residence:
    """Read an address by street: the shape of 02.02, or `Straat` and `Gemeente` of 02.00."""
    return Residence(
        street=_first(node, "Straatnaam/String", "NietGestandaardiseerdeStraatnaam/String", "Straat/Naam"),
        number=node.text("Huisnummer"),
        box=node.text("Busnummer"),
        postcode=_first(node, "Postcode", "Gemeente/PostCode"),
        municipality=_first(node, "Gemeentenaam/String", "NietGestandaardiseerdeGemeentenaam/String", "Gemeente/Naam"),
        nis=_first(node, "NISCodeGemeente", "Gemeente/NISCode"),
        country=_first(node, "Land/String", "Land/Naam"),
        kind=read_coded(node.one("Type")) or read_coded(node.one("Inrichting")),
        since=since(node),
        until=until(node),
        reference_since=node.date("ReferentieAdres/Begindatum"),
        reference_until=node.date("ReferentieAdres/Einddatum"),
    )


def read_abroad(node: Node) -> Abroad:
    """Read an address in another country."""
    post = node.one("DiplomatiekePost")
    return Abroad(
        lines=node.texts("Teksten/Tekst") + node.texts("Tekst"),
        country=node.text("Land/Naam"),
        post=post.text("Omschrijving") if post else "",
        post_place=read_place(post),
        declared=node.date("Datum"),
        since=since(node),
        until=until(node),
    )


def _message(node: Node) -> Message:
    return Message(
        lines=node.texts("Teksten/Tekst") + node.texts("Tekst"),
        declared=node.date("Datum"),
        since=since(node),
        until=until(node),
    )


def _first(node: Node, *paths: str) -> str:
    """Return the first text that is there; every path is looked at."""
    texts = [node.text(path) for path in paths]
    return next((text for text in texts if text), "")
