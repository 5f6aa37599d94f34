"""What the land register and the energy agency know of the cast: who owns what, and the label of each home."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from burgerprofiel.simulators.magda.cast import BY_SLUG, DORPSTRAAT, KERKSTRAAT, MOLENWEG, STATIONSPLEIN, Home, Person
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Reply, x
from burgerprofiel.simulators.magda.world import home_epc
from burgerprofiel.simulators.magda.world.work_parts import coded

_KADASTER = "http://webservice.zoekeigendomstoestandendienst-02_00.kadaster-02_00.vip.vlaanderen.be"
_EPC = "http://webservice.geefepcdienst-02_01.energie-02_01.epb.vea.lne.vlaanderen.be"
_OWNERSHIP = ("VE", "Volle eigendom")


@dataclass(frozen=True)
class Estate:
    """A parcel in the story: who owns it since when, what it is, what it brings in."""

    owners: tuple[str, ...]
    since: str
    nature: tuple[str, str]
    income: str
    area: str
    parcel: tuple[str, str, str]
    """Section, number, partition."""
    home: Home | None = None
    place: str = ""
    built: str = ""
    rooms: str = "5"
    used: str = "150"
    share: tuple[str, str] = ("1", "1")
    private_part: str = ""
    kind: tuple[str, str] = ("40", "Huis zonder bewoonbare kelder")
    form: tuple[str, str] = ("A", "Gesloten bebouwing")


HOUSE, FLAT, PASTURE, SHOP = ("200", "HUIS"), ("220", "PRIVATIEF DEEL#"), ("3", "WEILAND"), ("316", "HANDELSHUIS")
_UNIT = ("101", "Wooneenheid - Zonder lift")

ESTATES: tuple[Estate, ...] = (
    Estate(
        ("noor", "wouter"), "2019-05-03", HOUSE, "983", "412", ("A", "118", "P0000"), KERKSTRAAT,
        built="1974", rooms="7", used="186", form=("B", "Halfopen bebouwing"),
    ),
    Estate(
        ("jozef",), "1979-04-01", HOUSE, "744", "1160", ("B", "67", "P0000"), MOLENWEG,
        built="van 1962 tot 1970", rooms="6", used="164", form=("C", "Open bebouwing"),
    ),
    Estate(("jozef",), "1984-00-00", PASTURE, "21", "6240", ("B", "71", "P0000"), place="DE MOLENBEEMDEN"),
    Estate(
        ("samira",), "2016-02-11", FLAT, "612", "0", ("A", "203", "P0003"), STATIONSPLEIN,
        built="2014", rooms="4", used="94", private_part="A.3/B", kind=_UNIT,
    ),
    Estate(
        ("samira",), "2018-03-01", SHOP, "1105", "88", ("A", "203", "P0001"),
        Home("Stationsplein", "2", "9999", "Zonnegem", "41999", "2018-03-01"),
        built="2014", rooms="3", used="88", kind=("110", "Handelsruimte"),
    ),
    Estate(
        ("sofie",), "2021-09-30", HOUSE, "655", "238", ("A", "91", "P0000"), DORPSTRAAT,
        built="van 1919 tot 1930", rooms="5", used="132",
    ),
)  # fmt: skip


def _property(person: Person) -> Reply:
    estates = [estate for estate in ESTATES if person.slug in estate.owners]
    if not estates:
        return NOTHING
    owners = dict.fromkeys(BY_SLUG[slug] for estate in estates for slug in estate.owners)
    parties = x("Partijen", x("Personen", *(_party(owner) for owner in owners)))
    return Reply((x("Eigendom", parties, x("Eigendomstoestanden", *map(_state, estates))),))


def _party_id(person: Person) -> str:
    return str(7000000 + int(person.ssin[-5:]))


def _party(person: Person) -> etree._Element:
    country = x("Land", x("NISCode", "150"), x("ISOCode", "BE"), x("Naam", "BELGIE"))
    return x(
        "Persoon",
        x("PartijId", _party_id(person)),
        x("INSZ", person.ssin, Bron="NRN"),
        x(
            "Naam",
            x("Achternamen", x("Achternaam", person.family)),
            x("Voornamen", *(x("Voornaam", name) for name in person.given)),
        ),
        x("Geboortedatum", person.born),
        x("Gemeente", x("PostCode", person.home.postcode)) if person.home else None,
        country,
    )


def _state(estate: Estate) -> etree._Element:
    number = str(31000000 + ESTATES.index(estate))
    article = f"41999{int(number):017}"
    return x(
        "Eigendomstoestand",
        x(
            "StatusInformatie",
            x("ArtikelInschrijving", x("Huidig", article), x("Voorgaand", article)),
            x("Versie", x("Begin", f"{_day(estate.since)} 10:14:00")),
            x("PeriodeStatus", _begin(estate.since), x("JaarBegin", estate.since[:4])),
            x("EigendomId", number),
        ),
        _parcel(estate, number),
        x("EigenaarsRechten", _right(estate)),
    )


def _day(since: str) -> str:
    return since.replace("-00", "-01")


def _begin(since: str) -> etree._Element | None:
    return None if "-00" in since else x("Begin", since)


def _parcel(estate: Estate, number: str) -> etree._Element:
    section, ground, partition = estate.parcel
    return x(
        "Perceel",
        x(
            "Identificatie",
            coded("KadastraleAfdeling", "41999", "ZONNEGEM 1 AFD"),
            x("Sectie", section),
            x("Grondnummer", ground),
            x("Letterexponent", "K"),
            x("Partitie", partition),
        ),
        x("AlgemeneInformaties", _income(estate, number)),
        x("BeschrijvingPrivatiefGedeelte", estate.private_part) if estate.private_part else None,
        x("Gebouwen", _building(estate, estate.home)) if estate.home else None,
        coded("AardKadastraalPerceel", *estate.nature),
        coded("StatusPatrimoniaalPerceel", "4", "Gekadastreerd"),
        x("PeriodeGeldigheidPerceel", x("JaarBegin", estate.since[:4])),
        x("LijstOnbebouwd", x("Onbebouwd", x("Locatie", estate.place))) if estate.place else None,
        x("EnergieZuinigeWoning", "0"),
    )


def _income(estate: Estate, number: str) -> etree._Element:
    built = ("2", "Gewoon gebouwd onroerend goed") if estate.home else ("1", "Gewoon ongebouwd onroerend goed")
    return x(
        "AlgemeneInformatie",
        x(
            "KadastraalInkomen",
            x("Bedrag", estate.income),
            coded("Lettercode", "F", "Belastbaar kadastraal inkomen"),
            coded("CijferCode", *built),
        ),
        x("Gemeente", x("NISCode", "41999"), x("Naam", "Zonnegem")),
        coded("ValidatieOppervlakte", "T", "Titel"),
        x("VolgordeOnderdelen", "01"),
        x("Oppervlakte", x("Belast", estate.area)) if estate.area != "0" else None,
        x("SleutelToestandPUR", number),
    )


def _building(estate: Estate, home: Home) -> etree._Element:
    return x(
        "Gebouw",
        x(
            "Adres",
            x("Straat", x("Code", "00100"), x("Naam", home.street)),
            x("Huisnummer", home.number),
            x("Busnummer", home.box) if home.box else None,
            x("Gemeente", x("NISCode", home.nis), x("Naam", home.municipality)),
            x("Land", x("NISCode", "150"), x("ISOCode", "BEL"), x("Naam", "BELGIE")),
        ),
        x("AantalBadkamers", "1"),
        x("CentraleVerwarming", "1"),
        x(
            "Constructie",
            coded("Indicatie", *estate.kind),
            coded("Kwaliteit", "N", "Normaal"),
            coded("Type", *estate.form),
            coded("Jaar", "0000", estate.built),
        ),
        x("PUR", coded("Aard", *estate.nature), coded("Type", "1", "Gebouw")),
        x("AantalVerdiepingen", x("Bovengronds", "2")),
        x("AantalWoongelegenheden", "1") if estate.nature is not SHOP else None,
        x("AantalRuimtes", estate.rooms),
        x("Oppervlakte", x("Gebruikte", estate.used)),
    )


def _right(estate: Estate) -> etree._Element:
    owners = [BY_SLUG[slug] for slug in estate.owners]
    together = len(owners) > 1
    lives = [str(int(owner.home == estate.home)) for owner in owners]
    share = x("Aandeel", x("Noemer", estate.share[1]), x("Teller", estate.share[0]))
    right = x("Recht", coded("Type", *_OWNERSHIP), share, x("NietBepaald", "0"))
    parties = (x("PartijId", _party_id(owner), WoontOpEigendom=here) for owner, here in zip(owners, lives, strict=True))
    return x(
        "EigenaarRecht",
        x("LijstId", *parties, Type="Gemeenschap" if together else "Individueel"),
        coded("Type", *(("1", "In gemeenschap") if together else ("4", "Natuurlijk persoon"))),
        x("ZakelijkRecht", x("Ongestructureerd", x("Rechten", right))),
    )


OFFERS: tuple[Offer, ...] = (
    Offer("Kadaster", "ZoekEigendomstoestanden", "02.00.0000", _KADASTER, _property),
    Offer("Vastgoed", "GeefEpc", "02.01.0000", _EPC, home_epc.write),
)
