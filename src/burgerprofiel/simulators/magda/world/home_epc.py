"""The energy certificates of the demo's homes, by address."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from burgerprofiel.simulators.magda.cast import Home, Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x


@dataclass(frozen=True)
class Epc:
    """A certificate in the story."""

    score: str
    label: str
    made: str
    built: str
    heating: tuple[str, str, str]
    """Kind, fuel, year."""
    form: str = "gesloten bebouwing"
    kind: str = "ééngezinswoning"
    advice: tuple[tuple[str, str, str], ...] = ()
    """Part, subject, text."""
    solar: str = ""


GAS = "Condenserende gasketel"
CERTIFICATES = {
    ("Kerkstraat", "5"): Epc(
        "168.00", "B", "2019-03-12", "1974", (GAS, "Aardgas", "2018"), "halfopen bebouwing",
        advice=(("Hellend dak", "Isolatie hellend dak", "52,3 m² hellend dak is matig geïsoleerd."),), solar="4100",
    ),
    ("Molenweg", "18"): Epc(
        "462.00", "E", "2017-10-02", "1966", ("Niet condenserende stookolieketel", "Stookolie", "1994"), "open bebouwing",
        advice=(
            ("Gevel", "Isolatie buitenmuren", "138,4 m² buitenmuur is niet geïsoleerd."),
            ("Hellend dak", "Isolatie hellend dak", "96,0 m² hellend dak is niet geïsoleerd."),
            ("Glas", "Verbetering beglazing", "De woning bevat 11,2 m² enkele beglazing."),
        ),
    ),
    ("Stationsplein", "2"): Epc("212.00", "C", "2016-01-20", "2014", (GAS, "Aardgas", "2014"), kind="appartement"),
    ("Dorpstraat", "9"): Epc(
        "356.00", "D", "2021-06-14", "1926", (GAS, "Aardgas", "2009"),
        advice=(("Vloer", "Isolatie vloer", "71,5 m² vloer is niet geïsoleerd."),),
    ),
    ("Lindelaan", "71"): Epc(
        "587.00", "F", "2018-05-08", "1958", ("Elektrische weerstandsverwarming", "Elektriciteit", "1989"),
        advice=(("Hellend dak", "Isolatie hellend dak", "64,8 m² hellend dak is niet geïsoleerd."),),
    ),
}  # fmt: skip
"""Not for Naamsestraat 40: a student's room has none of its own."""


def write(person: Person) -> Reply:
    """The certificate of the home somebody lives in; the file stands under the address."""
    home = person.home
    if home is None:
        return NOTHING
    epc = CERTIFICATES.get((home.street, home.number))
    key = (home.postcode, home.street, home.number)
    if epc is None:
        return Reply(remarks=NOTHING.remarks, key=key)
    return Reply((x("MijnEnergieDetails", x("EnergieEenheid", _epc(epc, home))),), key=key)


def _number(epc: Epc, home: Home) -> str:
    return f"{epc.made.replace('-', '')}-000{home.postcode}{int(home.number):03}-1"


def _epc(epc: Epc, home: Home) -> etree._Element:
    return x(
        "Epc",
        x("Identificatie", x("Attestnummer", _number(epc, home))),
        x("BouwjaarVolgensEPC", epc.built),
        x("BouwjaarGekend", "true"),
        x("DatumModificatie", f"{epc.made}T10:00:00+02:00"),
        x("Actief", "true"),
        x("Status", "Geldig"),
        x("DatumIngediend", epc.made),
        x("DatumGeldigheid", f"{int(epc.made[:4]) + 10}{epc.made[4:]}"),
        x("Scores", *_scores(epc)),
        x("Ligging", _address(home)),
        x("EpcEenheidType", "EPC bestaand"),
        x("Personen", _expert()),
        _details(epc),
        x("Aanbevelingen", *(_advice(*advice) for advice in epc.advice)) if epc.advice else None,
        id=str(2000000 + int(home.number)),
    )


def _scores(epc: Epc) -> tuple[etree._Element, ...]:
    use = str(round(float(epc.score) * 160, 2))
    return (
        x(
            "Score",
            x("Waarde", epc.score, meeteenheid="kWh/m²"),
            x("Label", epc.label),
            type="primaireEnergieVerbruikPerVierkanteMeter",
        ),
        x("Score", x("Waarde", use, meeteenheid="kWh/jaar"), type="totaalPrimaireEnergieverbruik"),
        x("Score", x("Waarde", str(round(float(use) * 0.2, 2)), meeteenheid="Kg/jaar"), type="co2Emissie"),
    )


def _address(home: Home) -> etree._Element:
    town = x("Gemeente", x("NISCode", home.nis), x("PostCode", home.postcode), x("Naam", home.municipality))
    return x("Adres", x("Straat", x("Naam", home.street)), x("HuisNummer", home.number), town)


def _expert() -> etree._Element:
    firm = x("Organisatie", x("Firmanaam", "Energieadvies Voorbeeld"), x("Rechtsvorm", "bv"))
    return x(
        "Persoon",
        x("NatuurlijkPersoon", x("Voornaam", "Katrien"), x("Naam", "Wynants")),
        x("Registratie", x("EpCode", "EP00000"), firm, x("Rol", x("TypeRol", "Energiedeskundige"))),
    )


def _details(epc: Epc) -> etree._Element:
    kind, fuel, year = epc.heating
    device = x(
        "Opwekkingstoestel",
        x("SoortOpwekkingstoestel", "Individueel"),
        x("TypeOpwekkingstoestel", kind),
        x("FabricagejaarKetel", year),
        x("Energiedrager", fuel),
    )
    heating = x(
        "InstallatieVoorRuimteVerwarming",
        x("Opwekkingstoestellen", device),
        x("Afgiftesystemen", x("SoortAfgifteSysteem", "Radiatoren/convectoren")),
        x("Aandeel", "100.00", meeteenheid="procent"),
    )
    return x(
        "Details",
        x("BeschermdVolume", "482.50", meeteenheid="m³"),
        x("Bestemming", "Wonen"),
        x("Bouwvorm", epc.form),
        x("BrutoVloerOppervlakte", "160.00", meeteenheid="m²"),
        x("GebouwType", epc.kind),
        x("Installaties", x("InstallatiesVoorRuimteverwarming", heating), _solar(epc) if epc.solar else None),
    )


def _solar(epc: Epc) -> etree._Element:
    panel = x(
        "FotovoltaischePaneel",
        x("Naam", "PV1"),
        x("Oppervlakte", "22.40", meeteenheid="m²"),
        x("Elektriciteitsopwekking", epc.solar, meeteenheid="kWh/jaar"),
    )
    return x("FotovoltaischePanelen", panel)


def _advice(part: str, subject: str, text: str) -> etree._Element:
    return x(
        "Aanbeveling",
        x("Categorie", "Standaardaanbeveling"),
        x("Type", part),
        x("Subtype", subject),
        x("Voorwerp", text),
    )
