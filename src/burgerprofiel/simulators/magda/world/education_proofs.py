"""The diplomas and certificates of the cast. Those from before 2001 are not in the LED."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x

NO = "Niet van toepassing"
UNKNOWN = "Niet beschikbaar"


@dataclass(frozen=True)
class Proof:
    """A proof in the story."""

    day: str
    name: str
    kind: str
    category: str
    school: tuple[str, str]
    """Name and sort."""
    supplier: str
    degree: str = NO
    form: str = NO
    level: str = UNKNOWN
    final: str = "Eindbewijs"
    isced: tuple[str, str] = ("NBS", UNKNOWN)


_HIGH = ("Sint-Elooi Zonnegem", "Secundaire school")
_COLLEGE = ("Hogeschool Voorbeeld", "Hogeschool")
_UNIVERSITY = ("Universiteit Voorbeeld", "Universiteit")
_CVO = ("CVO Voorbeeld", "Centrum voor Volwassenenonderwijs (CVO)")
_HE, _SE, _AE = "Hoger onderwijs", "Secundair onderwijs", "Volwassenenonderwijs"
_INTEGRATION = ("Agentschap Integratie en Inburgering", "Agentschap")


def _secondary(day: str, name: str, form: str) -> Proof:
    return Proof(day, name, "Diploma", _SE, _HIGH, _SE, "3de graad", form, "Niveau 4", isced=("3A", f"{form} {_SE}"))


def _higher(day: str, name: str, school: tuple[str, str], degree: str, level: str) -> Proof:
    return Proof(day, name, "Diploma", _HE, school, _HE, degree, "A", level, isced=("5A", "Hoger academisch onderwijs"))


def _dutch(day: str, level: str) -> Proof:
    name = f"Nederlands tweede taal richtgraad {level}"
    return Proof(day, name, "Certificaat", _SE, _CVO, _AE)


PROOFS: dict[str, tuple[Proof, ...]] = {
    "noor": (
        _secondary("2003-06-30", "Sociale en technische wetenschappen", "TSO"),
        _higher("2007-06-29", "Bachelor in de verpleegkunde", _COLLEGE, "Bachelor", "Niveau 6"),
    ),
    "wouter": (
        _secondary("2002-06-30", "Elektrische installatietechnieken", "TSO"),
        Proof("2023-06-20", "Spaans Breakthrough A", "Deelcertificaat", _SE, _CVO, _AE, final="Tussenbewijs"),
    ),
    "emma": (_secondary("2025-06-30", "Humane wetenschappen", "ASO"),),
    "samira": (
        _secondary("2009-06-30", "Economie-moderne talen", "ASO"),
        _higher("2012-07-04", "Bachelor in de handelswetenschappen", _UNIVERSITY, "Bachelor", "Niveau 6"),
        _higher("2014-07-02", "Master in de handelswetenschappen", _UNIVERSITY, "Master", "Niveau 7"),
        Proof(
            "2017-11-15", "Attest bedrijfsbeheer", "Attest", "Ondernemersopleidingen",
            ("SYNTRA Voorbeeld", "SYNTRA Vlaanderen"), "SYNTRA Vlaanderen",
        ),
    ),
    "oksana": (
        Proof("2026-04-17", "Attest van inburgering", "Attest", UNKNOWN, _INTEGRATION, _INTEGRATION[0]),
        _dutch("2025-06-27", "1.1"),
        _dutch("2026-01-30", "1.2"),
        _dutch("2026-06-26", "2.1"),
    ),
    "sofie": (
        _secondary("2006-06-30", "Latijn-wiskunde", "ASO"),
        _higher("2009-07-01", "Bachelor in het onderwijs: lager onderwijs", _COLLEGE, "Bachelor", "Niveau 6"),
    ),
}  # fmt: skip


def write(person: Person) -> Reply:
    """All proofs of somebody."""
    found = PROOFS.get(person.slug)
    if not found:
        return NOTHING
    return Reply((x("Bewijzen", *(_proof(person, number, proof) for number, proof in enumerate(found, 1))),))


def _proof(person: Person, number: int, proof: Proof) -> etree._Element:
    reference = f"00000000-0000-4000-8000-{int(person.ssin[-5:]):08}{number:04}"
    year, month, day = proof.day.split("-")
    return x(
        "Bewijs",
        x("BewijsrefertesLed", x("Bewijsreferte", reference), x("Bewijsmutatiereferte", reference)),
        x(
            "BewijsstatusLed",
            x("Code", "1"),
            x("DatumModificatie", x("Datum", f"{day}.{month}.{year}"), x("Tijd", "05:00:00.000")),
        ),
        x("Leverancier", x("Naam", proof.supplier), x("Bewijsreferte", reference)),
        x("PersoonUitgereikt", x("INSZ", person.ssin)),
        _basis(proof),
        _derived(proof),
    )


def _named(tag: str, name: str) -> etree._Element:
    return x(tag, x("Naam", name))


def _basis(proof: Proof) -> etree._Element:
    year, month, day = proof.day.split("-")
    description = x("BijkomendeInformatie", x("Naam", "Bewijs omschrijving"), x("Inhoud", f"{proof.kind} {proof.name}"))
    return x(
        "Basis",
        _named("Authenticiteit", "Authentiek"),
        _named("Categorie", proof.category),
        _named("Graad", proof.degree),
        _named("Onderwijsvorm", proof.form),
        _named("Bewijstype", proof.kind),
        _named("Bewijsstaat", proof.final),
        _named("Instantie", proof.school[1]),
        x("Onderwerp", x("Code", "000000"), x("Naam", proof.name)),
        x("Uitreikingsdatum", x("Jaar", year), x("Maand", month), x("Dag", day)),
        x("VolledigeNaam", proof.name),
        x("Land", x("Code", "BEL")),
        x("Taal", x("Code", "nld")),
        x("Instelling", x("Naam", proof.school[0]), x("Nummer", "000000")),
        _named("Schooltype", "Gewoon"),
        x("Studierichting", x("Naam", proof.name), x("Code", "000000")),
        x("BijkomendeInformaties", description),
    )


def _derived(proof: Proof) -> etree._Element:
    def level(tag: str, code: str, name: str) -> etree._Element:
        return x(tag, x("Code", code), x("Naam", name))

    return x(
        "Afgeleid",
        level("ISCEDStudiegebied", "NBS", UNKNOWN),
        level("ISCEDNiveau", *proof.isced),
        level("VKSNiveauOnderwijskwalificatie", "NBS", proof.level),
        level("VKSNiveauBeroepskwalificatie", "NBS", UNKNOWN),
    )
