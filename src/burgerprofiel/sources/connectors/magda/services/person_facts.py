"""What a register says about a life: birth, marriage, children, papers, rights, wishes (contracts/mbp.md §7.3)."""

from __future__ import annotations

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.person_parts import (
    Coded,
    Place,
    Someone,
    read_coded,
    read_place,
    read_someone,
    since,
    someones,
    until,
)
from burgerprofiel.sources.node import Node


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """Birth; the day or month may be unknown. `proof` is the document that the register relied on."""

    date: PartialDate | None
    place: Place | None = None
    deed: str = ""
    proof: Coded | None = None


class Death(msgspec.Struct, frozen=True, kw_only=True):
    """Death and its deed."""

    date: PartialDate | None
    place: Place | None = None
    deed: str = ""


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A court's ruling behind a civil status (divorce), and its transcription in the registers."""

    date: PartialDate | None
    court: Coded | None = None
    transcribed: PartialDate | None = None
    transcribed_at: Place | None = None


class CivilState(msgspec.Struct, frozen=True, kw_only=True):
    """A civil status, with whom and where it began."""

    state: Coded | None
    partner: Someone | None = None
    place: Place | None = None
    deed: str = ""
    ruling: Ruling | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


class Cohabitation(msgspec.Struct, frozen=True, kw_only=True):
    """A declaration of legal cohabitation; `ended` says why it ended."""

    partner: Someone | None
    place: Place | None = None
    ended: Coded | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


class Descent(msgspec.Struct, frozen=True, kw_only=True):
    """Of whom somebody is a child, and on what ground."""

    kind: Coded | None
    parents: tuple[Someone, ...] = ()
    place: Place | None = None
    deed: str = ""
    remark: str = ""
    since: PartialDate | None = None


class Offspring(msgspec.Struct, frozen=True, kw_only=True):
    """A child of the person, and on what ground."""

    child: Someone
    kind: Coded | None = None
    since: PartialDate | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An identity document or work card. `expires` is printed on it; `until` is when the register ended it."""

    kind: Coded | None
    number: str
    place: Place | None = None
    expires: PartialDate | None = None
    remark: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


class ResidenceRight(msgspec.Struct, frozen=True, kw_only=True):
    """Why a foreigner may stay; `sponsor` is the relative they joined."""

    reasons: tuple[Coded, ...] = ()
    lines: tuple[str, ...] = ()
    sponsor: Someone | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


class LastWish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants after death: burial or cremation, the ceremony, the contract with an undertaker."""

    manner: Coded | None
    rite: Coded | None = None
    cemetery: Place | None = None
    contract: Coded | None = None
    contract_number: str = ""
    undertaker: str = ""
    representative: Someone | None = None
    registered_at: str = ""
    signed: PartialDate | None = None
    since: PartialDate | None = None


class Keeper(msgspec.Struct, frozen=True, kw_only=True):
    """The municipality (or the embassy's country) that keeps the file, and its language."""

    place: Place | None
    language: Coded | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


def read_birth(node: Node) -> Birth:
    """Read `Geboorte`."""
    return Birth(
        date=node.date("Datum"),
        place=read_place(node.one("Plaats")),
        deed=node.text("Aktenummer"),
        proof=read_coded(node.one("Bewijsstuk")),
    )


def read_death(node: Node) -> Death:
    """Read `Overlijden`."""
    return Death(date=node.date("Datum"), place=read_place(node.one("Plaats")), deed=node.text("Aktenummer"))


def read_civil_state(node: Node) -> CivilState:
    """Read `BurgerlijkeStaat`."""
    ruling = node.one("Uitspraak")
    return CivilState(
        state=read_coded(node),
        partner=read_someone(node.one("Partner")),
        place=read_place(node.one("Plaats")),
        deed=node.text("Aktenummer"),
        ruling=_ruling(ruling) if ruling else None,
        since=since(node),
        until=until(node),
    )


def _ruling(node: Node) -> Ruling:
    return Ruling(
        date=node.date("Datum"),
        court=read_coded(node.one("Rechtbank")),
        transcribed=node.date("OverschrijvingRegister/Datum"),
        transcribed_at=read_place(node.one("OverschrijvingRegister/Plaats")),
    )


def read_cohabitation(node: Node) -> Cohabitation:
    """Read `WettelijkeSamenwoning`."""
    declared, began = node.date("Datum"), since(node)
    ending = node.one("Beeindiging")
    return Cohabitation(
        partner=read_someone(node.one("Partner")),
        place=read_place(node.one("Plaats")),
        ended=read_coded(ending.one("Reden")) if ending else None,
        since=declared or began,
        until=(ending.date("Datum") if ending else None) or until(node),
    )


def read_descent(node: Node) -> Descent:
    """Read `Afstamming`."""
    return Descent(
        kind=read_coded(node.one("Type")),
        parents=someones(node.all("Ouders/Ouder")),
        place=read_place(node.one("Plaats")),
        deed=node.text("Aktenummer"),
        remark=" ".join(node.texts("Tekst")),
        since=since(node),
    )


def read_offspring(nodes: list[Node]) -> tuple[Offspring, ...]:
    """Read `AfstammingDalendeLijn`; entries that name no child are skipped."""
    found = []
    for node in nodes:
        kind, child = read_coded(node.one("Type")), read_someone(node.one("Kind"))
        if child:
            found.append(Offspring(child=child, kind=kind, since=since(node)))
    return tuple(found)


def read_document(node: Node) -> Document:
    """Read `Identiteitsbewijs` or `Arbeidskaart`; 02.00 has a `Periode`."""
    begin, end = since(node), until(node)
    older_begin, older_end = node.date("Periode/Begin"), node.date("Periode/Einde")
    return Document(
        kind=read_coded(node.one("Type")),
        number=node.text("Nummer"),
        place=read_place(node.one("Plaats")),
        expires=node.date("Vervalgegevens/Vervaldatum"),
        remark=" ".join(node.texts("Vervalgegevens/Tekst")),
        since=begin or older_begin,
        until=end or older_end,
    )


def read_residence_right(node: Node) -> ResidenceRight:
    """Read `WettigVerblijf`."""
    return ResidenceRight(
        reasons=tuple(reason for each in node.all("Redenen/Reden") if (reason := read_coded(each))),
        lines=node.texts("Teksten/Tekst"),
        sponsor=read_someone(node.one("Gezinshereniger")),
        since=since(node),
        until=until(node),
    )


def read_last_wish(node: Node) -> LastWish:
    """Read `Begraving` or the newer `LijkbezorgingEnRitueel`."""
    return LastWish(
        manner=read_coded(node.one("WijzeVanLijkbezorging")),
        rite=read_coded(node.one("Ritueel")),
        cemetery=read_place(node.one("Begraafplaats")),
        contract=read_coded(node.one("Contract/Situatie")),
        contract_number=node.text("Contract/Nummer"),
        undertaker=node.text("Contract/CBENummer"),
        representative=read_someone(node.one("WettelijkeVertegenwoordiger")),
        registered_at=node.text("PlaatsRegistratie/Naam"),
        signed=node.date("DatumDocument"),
        since=since(node),
    )


def read_keeper(node: Node) -> Keeper:
    """Read `Beheerder`."""
    return Keeper(
        place=read_place(node.one("Plaats")),
        language=read_coded(node.one("Taalregime")),
        since=since(node),
        until=until(node),
    )
