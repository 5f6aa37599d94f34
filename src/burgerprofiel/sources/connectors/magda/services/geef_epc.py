"""Energy certificates of a home, from the Flemish Energy and Climate Agency (GeefEpc 02.01).

The source is asked by address, not by person: we ask for the main residence that the National Register gives. Other
buildings that somebody owns are not asked for; the Woningpas shows those.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import geef_persoon, lenient
from burgerprofiel.sources.connectors.magda.services.epc_details import (
    Installation,
    Measure,
    Room,
    Side,
    installations,
    measure,
    rooms,
    sides,
    with_unit,
)
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

ENERGY_SCORE = "primaireEnergieVerbruikPerVierkanteMeter"
"""The score the label is made of: primary energy in kWh per m² and year."""


class Score(msgspec.Struct, frozen=True):
    """One figure of a certificate. `kind` is the agency's name for it (`epeil`, `co2Emissie`…)."""

    kind: str
    value: Decimal | None
    unit: str
    words: str
    """What stands there instead of a number, or beside it."""
    label: str
    """A+ to F."""
    demand: str
    """What the law asks."""
    goal: str
    """What the agency advises to reach."""
    met: bool | None
    value_after: str
    """After all advice is followed."""
    label_after: str
    municipality: Decimal | None
    """Averages as the agency gave them with the certificate."""
    province: Decimal | None
    flanders: Decimal | None


class Method(msgspec.Struct, frozen=True):
    """A way to follow an advice, with the agency's guess of the lowest and highest price in euro."""

    text: str
    low: Decimal | None
    high: Decimal | None


class Advice(msgspec.Struct, frozen=True):
    """What would make the home use less."""

    category: str
    kind: str
    subject: str
    text: str
    remark: str
    urgency: str
    score_after: Measure | None
    methods: tuple[Method, ...]


class Expert(msgspec.Struct, frozen=True):
    """Who made the certificate."""

    name: str
    role: str
    firm: str
    number: str


class Certificate(msgspec.Struct, frozen=True):
    """An energy certificate of one home."""

    number: str
    kind: str
    declaration: str
    status: str
    active: bool | None
    built: str
    built_known: bool | None
    submitted: PartialDate | None
    valid_until: PartialDate | None
    changed: PartialDate | None
    scores: tuple[Score, ...]
    street: str
    postcode: str
    municipality: str
    nis: str
    """Code of the municipality; often empty."""
    lot: str
    parcels: tuple[str, ...]
    purpose: str
    form: str
    """Open, half-open, closed."""
    kinds: tuple[str, ...]
    floor_area: Measure | None
    volume: Measure | None
    loss_area: Measure | None
    airtightness: str
    works: str
    unit: str
    new_after_demolition: bool | None
    social_housing: bool | None
    public_body: bool | None
    part_of: tuple[str, ...]
    """Numbers of the certificates of the whole building."""
    experts: tuple[Expert, ...]
    sides: tuple[Side, ...]
    rooms: tuple[Room, ...]
    installations: tuple[Installation, ...]
    advice: tuple[Advice, ...]

    @property
    def energy(self) -> Score | None:
        """The score that the label is made of."""
        return next((score for score in self.scores if score.kind == ENERGY_SCORE), None)


def parse(inhoud: Node) -> tuple[Certificate, ...] | None:
    """Read the certificates, in the order of the source."""
    return tuple(map(_certificate, inhoud.all("MijnEnergieDetails/EnergieEenheid/Epc"))) or None


def question(_ssin: Ssin, given: Answers) -> Children | None:
    """Ask for the main residence; nothing to ask when the register gives none, or did not answer."""
    person = given.data(geef_persoon.SERVICE)
    home = next((home for home in person.addresses.main if home.street and home.postcode), None) if person else None
    if home is None:
        return None
    address = [("Postcode", home.postcode), ("Straat", home.street), ("Huisnummer", home.number)]
    return [("Criteria", [("Adres", [*address, ("Busnummer", home.box)] if home.box else address)])]


def _certificate(node: Node) -> Certificate:
    details = node.one("Details") or node
    place = node.one("Ligging") or node
    unit = details.one("EpbEenheid") or details
    return Certificate(
        number=node.text("Identificatie/Attestnummer"),
        kind=node.text("EpcEenheidType"),
        declaration=node.text("TypeAangifte"),
        status=node.text("Status"),
        active=lenient.flag(node, "Actief"),
        built=node.text("BouwjaarVolgensEPC"),
        built_known=lenient.flag(node, "BouwjaarGekend"),
        submitted=lenient.day(node, "DatumIngediend"),
        valid_until=lenient.day(node, "DatumGeldigheid"),
        changed=lenient.day(node, "DatumModificatie"),
        scores=tuple(map(_score, node.all("Scores/Score"))),
        street=_join(place, "Adres/Straat/Naam", "Adres/HuisNummer", "Adres/BusNummer"),
        postcode=place.text("Adres/Gemeente/PostCode"),
        municipality=place.text("Adres/Gemeente/Naam"),
        nis=place.text("Adres/Gemeente/NISCode"),
        lot=_join(place, "Kavel/Naam", "Kavel/Lotnummer", "Kavel/Nummer"),
        parcels=tuple(_join(parcel, "Afdeling", "Sectie", "Nummers") for parcel in place.all("Kadasters/Kadaster")),
        purpose=details.text("Bestemming"),
        form=details.text("Bouwvorm"),
        kinds=details.texts("GebouwType"),
        floor_area=measure(details, "BrutoVloerOppervlakte"),
        volume=measure(details, "BeschermdVolume"),
        loss_area=measure(details, "VerliesOppervlakteEnergieEenheid"),
        airtightness=with_unit(details, "Luchtdichtheid"),
        works=_join(details, "AardVanDeWerken", "VerduidelijkingAardVanDeWerken", "Omschrijving"),
        unit=unit.text("EpbEenheidType"),
        new_after_demolition=lenient.flag(unit, "NieuwbouwNaSloop"),
        social_housing=lenient.flag(unit, "SocialeHuisvesting"),
        public_body=lenient.flag(unit, "PubliekeOrganisatie"),
        part_of=details.texts("IsDeelVan/DeelVan/Identificatie/Attestnummer"),
        experts=tuple(map(_expert, node.all("Personen/Persoon"))),
        sides=sides(details),
        rooms=rooms(details),
        installations=installations(details),
        advice=_advice(node),
    )


def _score(node: Node) -> Score:
    value = measure(node, "Waarde")
    return Score(
        kind=node.attribute("type"),
        value=value.number if value else None,
        unit=value.unit if value else "",
        words=node.text("TekstWaarde"),
        label=node.text("Label"),
        demand=with_unit(node, "Eis"),
        goal=with_unit(node, "Streefdoel"),
        met=lenient.flag(node, "Voldaan"),
        value_after=with_unit(node, "EnergiescoreNaAanbevelingen"),
        label_after=node.text("LabelNaAanbevelingen"),
        municipality=lenient.number(node, "GemiddeldeWaardeGemeente"),
        province=lenient.number(node, "GemiddeldeWaardeProvincie"),
        flanders=lenient.number(node, "GemiddeldeWaardeVlaanderen"),
    )


def _expert(node: Node) -> Expert:
    registration = node.one("Registratie") or node
    return Expert(
        name=_join(node, "NatuurlijkPersoon/Voornaam", "NatuurlijkPersoon/Naam"),
        role=registration.text("Rol/TypeRol"),
        firm=_join(registration, "Organisatie/Firmanaam", "Organisatie/Rechtsvorm", "Organisatie/KboNummer"),
        number=registration.text("EpCode"),
    )


def _advice(node: Node) -> tuple[Advice, ...]:
    """Advice of older and newer certificates, each once."""
    found = (*node.all("Aanbevelingen/Aanbeveling"), *node.all("NieuweAanbevelingen/Aanbeveling"))
    return tuple(dict.fromkeys(map(_one_advice, found)))


def _one_advice(node: Node) -> Advice:
    methods = sorted(
        node.all("Uitvoeringsmethodes/Uitvoeringsmethode"), key=lambda method: lenient.count(method, "Volgorde") or 0
    )
    return Advice(
        category=node.text("Categorie"),
        kind=node.text("Type"),
        subject=node.text("Subtype"),
        text=_join(node, "Voorwerp", "HuidigeSituatie", "Omschrijving"),
        remark=node.text("Opmerking"),
        urgency=node.text("Prioriteit"),
        score_after=measure(node, "Energiescore"),
        methods=tuple(
            Method(method.text("Omschrijving"), lenient.number(method, "PrijsEen"), lenient.number(method, "PrijsTwee"))
            for method in methods
        ),
    )


def _join(node: Node, *paths: str) -> str:
    texts = [node.text(path) for path in paths]
    return " ".join(text for text in texts if text)


SERVICE = Service(
    name="GeefEpc",
    version="02.01.0000",
    domain="Vastgoed",
    namespace="http://webservice.geefepcdienst-02_01.energie-02_01.epb.vea.lne.vlaanderen.be",
    origin=Origin.VEKA,
    result=tuple[Certificate, ...],
    parse=parse,
    question=question,
    needs=(geef_persoon.SERVICE,),
)
