"""The invented employers of the demo, and the parts that several work answers share. Numbers pass the CBE check."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from burgerprofiel.simulators.magda.offer import x


@dataclass(frozen=True)
class Employer:
    """An invented employer: number, name, joint committee and address."""

    number: str
    name: str
    committee: str
    street: str = "Marktplein"
    house: str = "1"
    postcode: str = "9999"
    municipality: str = "Zonnegem"
    nis: str = "41999"


HOSPITAL = Employer("0812345108", "AZ Zonnegem", "330", "Ziekenhuislaan", "100")
FITTERS = Employer("0812345207", "Installaties De Draad bv", "149", "Nijverheidsstraat", "12")
ELEKTRO = Employer("0812345306", "Elektro Voorbeeld nv", "149", "Industrielaan", "44")
ICE_CREAM = Employer("0812345405", "IJssalon Polar", "302", "Bondgenotenlaan", "7", "3000", "Leuven", "24062")
FOUNDRY = Employer("0812345504", "Gieterij Zonnegem", "111", "Kanaalstraat", "3")
TOWN = Employer("0812345603", "Stad Zonnegem", "")
BOOKSHOP = Employer("0812345702", "Boekhandel Paginawit", "201", "Leysstraat", "20", "2000", "Antwerpen", "11002")
AGENCY = Employer("0812345801", "Uitzendgroep Voorbeeld nv", "322")
LAUNDRY = Employer("0812346096", "Wasserij Helder bv", "121", "Beekstraat", "15")
WORKSHOP = Employer("0812346195", "Maatwerkbedrijf De Schakel vzw", "327", "Molendreef", "2")
BAKERY = "0765432146"
FUND = ("003", "Voorbeeld Sociaal Verzekeringsfonds", "0812346294")


def coded(tag: str, code: str, description: str, **attributes: str) -> etree._Element:
    return x(tag, x("Code", code), x("Omschrijving", description, **attributes))


def period(begin: str, end: str = "") -> etree._Element:
    return x("Periode", x("Begin", begin), x("Einde", end) if end else None)
