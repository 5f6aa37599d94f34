"""Diplomas and certificates as the Flemish database of learning and experience proofs (LED) holds them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

NO_WORDS = {"niet beschikbaar", "niet van toepassing", "nvt", "nbs"}
UNKNOWN_YEAR = 1800
"""The LED writes 1800-01-01 for a date it does not know."""


class Proof(msgspec.Struct, frozen=True):
    """One diploma, certificate or attest. Empty texts: the LED does not know."""

    name: str
    kind: str
    """Diploma, Getuigschrift, Deelcertificaat…"""
    final: str
    """Eindbewijs or Tussenbewijs: of a whole study or of a part."""
    category: str
    degree: str
    form: str
    """ASO, TSO, BSO…"""
    subject: str
    study: str
    specialisation: str
    detail: str
    school: str
    school_kind: str
    school_type: str
    """Gewoon or Buitengewoon."""
    issued: PartialDate | None
    country: str
    """ISO 3166 alpha-3."""
    language: str
    """ISO 639-2."""
    hours: int | None
    level: str
    """Flemish qualification structure, of the education."""
    professional_level: str
    isced_level: str
    isced_field: str
    supplier: str
    authenticity: str
    """Authentiek, or "Eigen verklaring - Op eer"."""
    status: str
    """LED status code; 1 = valid."""
    registered: PartialDate | None
    holder: str
    """The national number it was issued under (an answer may hold proofs under an earlier number)."""
    reference: str
    extra: tuple[tuple[str, str], ...]
    """What else the school told: name and content."""


def parse(inhoud: Node) -> tuple[Proof, ...] | None:
    """Read the proofs, in the order of the source."""
    return tuple(_proof(node) for node in inhoud.all("Bewijzen/Bewijs")) or None


def subjects(inhoud: Node) -> Sequence[str]:
    """The numbers the proofs were issued under."""
    return inhoud.texts("Bewijzen/Bewijs/PersoonUitgereikt/INSZ")


def question(ssin: Ssin, _given: Answers) -> Children:
    """The LED takes the number without `Criteria`."""
    return [("INSZ", ssin.digits)]


def _proof(node: Node) -> Proof:
    basis = node.one("Basis") or node
    derived = node.one("Afgeleid") or node
    return Proof(
        name=_words(basis, "VolledigeNaam"),
        kind=_words(basis, "Bewijstype/Naam"),
        final=_words(basis, "Bewijsstaat/Naam"),
        category=_words(basis, "Categorie/Naam"),
        degree=_words(basis, "Graad/Naam"),
        form=_words(basis, "Onderwijsvorm/Naam"),
        subject=_words(basis, "Onderwerp/Naam"),
        study=_words(basis, "Studierichting/Naam"),
        specialisation=_words(basis, "Specialisatie/Naam"),
        detail=_words(basis, "DetailOnderwerp/Naam"),
        school=_words(basis, "Instelling/Naam"),
        school_kind=_words(basis, "Instantie/Naam"),
        school_type=_words(basis, "Schooltype/Naam"),
        issued=_issued(basis),
        country=_words(basis, "Land/Code"),
        language=_words(basis, "Taal/Code"),
        hours=lenient.count(basis, "UrenVolwassenenonderwijs") or None,
        level=_words(derived, "VKSNiveauOnderwijskwalificatie/Naam"),
        professional_level=_words(derived, "VKSNiveauBeroepskwalificatie/Naam"),
        isced_level=_words(derived, "ISCEDNiveau/Naam"),
        isced_field=_words(derived, "ISCEDStudiegebied/Naam"),
        supplier=_words(node, "Leverancier/Naam"),
        authenticity=_words(basis, "Authenticiteit/Naam"),
        status=node.text("BewijsstatusLed/Code"),
        registered=lenient.day(node, "BewijsstatusLed/DatumModificatie/Datum"),
        holder=node.text("PersoonUitgereikt/INSZ"),
        reference=node.text("BewijsrefertesLed/Bewijsreferte"),
        extra=tuple(
            (item.text("Naam"), content)
            for item in basis.all("BijkomendeInformaties/BijkomendeInformatie")
            if (content := _words(item, "Inhoud"))
        ),
    )


def _words(node: Node, path: str) -> str:
    """The text at `path`; the LED's ways of saying nothing become empty."""
    text = node.text(path)
    return "" if text.lower() in NO_WORDS else text


def _issued(basis: Node) -> PartialDate | None:
    year = lenient.count(basis, "Uitreikingsdatum/Jaar")
    month = lenient.count(basis, "Uitreikingsdatum/Maand") or 0
    day = lenient.count(basis, "Uitreikingsdatum/Dag") or 0
    return None if year is None or year <= UNKNOWN_YEAR else lenient.day_of(f"{year:04}-{month:02}-{day:02}")


SERVICE = Service(
    name="GeefBewijs",
    version="02.00.0000",
    domain="LED",
    namespace="http://geefbewijs.bewijsraadplegingdienst.led.vlaanderen.be",
    origin=Origin.LED,
    result=tuple[Proof, ...],
    parse=parse,
    subjects=subjects,
    question=question,
)
