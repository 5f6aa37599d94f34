"""What the demo's sources know about benefits and taxes; the shapes are those of MAGDA-Mock.

Noor and Wouter receive child benefit for Lotte and Stan (he with a care supplement), Emma receives her own. Jozef and
Godelieve pay less for care. Oksana lived on a living wage until her first job in May 2026. Taxes: the income of two
years ago.
"""

from __future__ import annotations

from lxml import etree

from burgerprofiel.kit.clock import BRUSSELS, now
from burgerprofiel.simulators.magda.cast import BY_SLUG, Person
from burgerprofiel.simulators.magda.offer import NOTHING, Offer, Reply, x
from burgerprofiel.simulators.magda.world import benefits_disability as disability
from burgerprofiel.simulators.magda.world import benefits_living_wage as living_wage

_FUND = "0699901718"
_WORDS = {
    "BASIS": "Basisbedrag",
    "ZORG_SPECIALE_NODEN": "Toeslag kinderen met specifieke ondersteuningsbehoefte",
    "PARTICIPATIE_UNIVERSEEL": "Schoolbonus",
}
_Paid = tuple[tuple[str, str, str], ...]
"""Kinds of payment: code, first month, last month or empty."""

_PAID: dict[str, _Paid] = {
    "lotte": (("PARTICIPATIE_UNIVERSEEL", "2025-09", ""), ("BASIS", "2019-01", "")),
    "stan": (("ZORG_SPECIALE_NODEN", "2021-04", ""), ("BASIS", "2019-01", "")),
    "emma": (("BASIS", "2019-01", ""),),
}
_RECEIVED_BY = {"lotte": ("noor", "wouter"), "stan": ("noor", "wouter"), "emma": ("emma",)}
_FAMILY = {
    "noor": ("lotte", "stan"),
    "wouter": ("lotte", "stan"),
    "lotte": ("lotte",),
    "stan": ("stan",),
    "emma": ("emma",),
}

_TAXES: dict[str, tuple[str, tuple[tuple[str, int], ...]]] = {
    "noor": ("A", (("A1250", 4_312_055), ("A1286", 961_020), ("A7555", 3_684_210))),
    "wouter": ("B", (("B1250", 5_128_840), ("B1286", 1_307_615), ("B7555", 4_417_905))),
    "jozef": ("A", (("A1228", 2_236_800), ("A7555", 2_236_800))),
    "samira": ("A", (("A7555", 4_120_075), ("A7557", 186_450))),
    "godelieve": ("A", (("A1266", 1_654_020), ("A7555", 1_654_020))),
}
"""Role on the assessment, and whole cents per code."""


def _payment(code: str, begin: str, end: str, recipients: tuple[str, ...]) -> etree._Element:
    return x(
        "Betalingsperiode",
        x("Periode", x("BeginMaand", begin), x("EindeMaand", end) if end else None),
        x("Categorie", x("Code", code), x("Omschrijving", _WORDS[code])),
        x("Begunstigden", *(x("Begunstigde", BY_SLUG[each].ssin) for each in recipients)) if recipients else None,
    )


def _child(slug: str) -> etree._Element:
    paid = (_payment(*each, _RECEIVED_BY[slug]) for each in _PAID[slug])
    return x("Kind", x("INSZ", BY_SLUG[slug].ssin), x("Betalingsperiodes", *paid))


def _recipient(slug: str, children: tuple[str, ...]) -> etree._Element:
    paid = (_payment(*each, ()) for child in children for each in _PAID[child])
    return x("Begunstigde", x("INSZ", BY_SLUG[slug].ssin), x("Betalingsperiodes", *paid))


def child_benefit(person: Person) -> Reply:
    """GeefKindVoordelen: one file per family; a child sees its own part."""
    children = _FAMILY.get(person.slug)
    if not children:
        return NOTHING
    recipients = _RECEIVED_BY[children[0]]
    file = x(
        "KindVoordeel",
        x("Bron", "VLAANDEREN"),
        x("INSZ", person.ssin),
        x("KindVoordeelFonds", x("Ondernemingsnummer", _FUND)),
        x("Begunstigden", *(_recipient(each, children) for each in recipients)),
        x("Kinderen", *map(_child, children)),
    )
    return Reply((x("KindVoordelen", file),))


def support(person: Person) -> Reply:
    """GeefStatusRechtOndersteuningen: Godelieve's years in the workshop, closed; nobody else."""
    if person.slug != "godelieve":
        return NOTHING
    right = x(
        "StatusRechtOndersteuning",
        x("Maatregel", x("Code", "MWB"), x("Omschrijving", "Maatwerk Bedrijven")),
        x("INSZ", person.ssin),
        x("Status", x("Code", "AF"), x("Omschrijving", "Afgesloten")),
        x("DatumBeslissing", "2004-01-12"),
        x("Periode", x("Begin", "2004-02-01"), x("Einde", "2014-06-30")),
    )
    return Reply((x("StatusRechtOndersteuningen", right),))


def _status(name: str, *, applies: bool, period: tuple[str, str] | None = None) -> etree._Element:
    result = ("1", "Van toepassing") if applies else ("0", "Niet van toepassing")
    span = x("Periode", x("Begindatum", period[0]), x("Einddatum", period[1])) if period else None
    return x(
        "SociaalStatuut",
        x("Naam", name),
        x("Resultaat", x("Code", result[0]), x("Omschrijving", result[1])),
        x("Periodes", span) if span is not None else None,
    )


def social_status(person: Person) -> Reply:
    """GeefSociaalStatuut: who pays less for care, and since when."""
    if person.slug in ("robin", "maria", "pieter", "an"):
        return NOTHING
    year_end = f"{now().astimezone(BRUSSELS).year}-12-31"
    periods = {
        "jozef": ("2022-01-01", "9999-12-31"),
        "godelieve": ("2015-07-01", "9999-12-31"),
        "oksana": ("2025-01-01", year_end),
    }
    mine = periods.get(person.slug)
    statuses = (
        _status("BIM_BVT", applies=bool(mine), period=mine),
        _status("PCSA_AND_BIM_HELP", applies=bool(mine)),
        _status("LIVING_WAGES_PCSA_HELP", applies=False) if person.slug == "oksana" else None,
    )
    return Reply((x("Persoon", x("INSZ", person.ssin), x("SocialeStatuten", *statuses)),))


def taxes(person: Person) -> Reply:
    """GeefAanslagbiljetPersonenbelasting: the income of two years ago, in whole cents."""
    if person.slug not in _TAXES:
        return NOTHING
    role, amounts = _TAXES[person.slug]
    bill = x(
        "AanslagbiljetPersonenbelasting",
        x(
            "GevraagdePersoon",
            x("INSZ", person.ssin),
            x("FiscaleStatus", x("Code", role), x("Omschrijving", "Titularis" if role == "A" else "Partner")),
        ),
        x("Inkomensjaar", str(now().astimezone(BRUSSELS).year - 2)),
        x("Artikelnummer", "727199999" if role == "A" else "727199998"),
        x("Items", *(x("Item", x("Code", code), x("Waarde", str(cents))) for code, cents in amounts)),
    )
    return Reply((bill,))


_OLD = "vip.vlaanderen.be"
_NEW = "http://magda.vlaanderen.be/soczek/soap"
OFFERS: tuple[Offer, ...] = (
    Offer(
        "Gezin",
        "GeefKindVoordelen",
        "02.00.0000",
        f"http://webservice.geefkindvoordelendienst-02_00.gezin-02_00.{_OLD}",
        child_benefit,
    ),
    Offer(
        "SocEcon",
        "GeefStatusRechtOndersteuningen",
        "02.00.0000",
        f"http://webservice.geefstatusrechtondersteuningen-02_00.socecon-02_00.{_OLD}",
        support,
    ),
    Offer("SocZek", "GeefDossierHandicap", "03.00.0000", f"{_NEW}/geefdossierhandicap/v03_00", disability.recognition),
    Offer(
        "SocZek",
        "GeefVolledigDossierHandicap",
        "03.00.0000",
        f"{_NEW}/geefvolledigdossierhandicap/v03_00",
        disability.full_file,
    ),
    Offer("SocZek", "GeefBetalingenHandicap", "03.00.0000", f"{_NEW}/geefbetalingenhandicap/v03_00", disability.paid),
    Offer(
        "SocZek",
        "GeefLeefloonbedragen",
        "02.00.0000",
        f"http://webservice.geefleefloonbedragendienst-02_00.soczek-02_00.{_OLD}",
        living_wage.amounts,
    ),
    Offer("SocZek", "GeefSociaalStatuut", "03.00.0000", f"{_NEW}/geefsociaalstatuut/v03_00", social_status),
    Offer(
        "Inkomen",
        "GeefAanslagbiljetPersonenbelasting",
        "02.00.0000",
        f"http://webservice.geefaanslagbiljetpersonenbelastingdienst-02_00.inkomen-02_00.{_OLD}",
        taxes,
    ),
)
