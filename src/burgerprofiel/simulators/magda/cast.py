"""The cast of the demo: invented people with a story that holds across all sources.

The numbers are test numbers (month + 60, contracts/mbp.md §7.2) that can never be a person; the newcomer's is a BIS
number printed as an example in the public documentation. Zonnegem (9999) is no municipality. The stories are told to
readers in docs/personas.md; each file in `world/` adds what its sources know of each person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Weather(Enum):
    """How the sources behave for a person."""

    FAIR = "all sources answer"
    DOWN = "every service answers 99996/99994 or not at all"
    PARTLY = "person and household answer; tax, benefits and work fail"


@dataclass(frozen=True)
class Home:
    """A main residence. `nis` is the municipality's code."""

    street: str
    number: str
    postcode: str
    municipality: str
    nis: str
    since: str
    box: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody in the demo. Dates are ISO, perhaps with `00` parts. `sex`: 1 male, 2 female (register code)."""

    slug: str
    ssin: str
    given: tuple[str, ...]
    family: str
    born: str
    birthplace: str
    sex: str
    home: Home | None
    story: str
    nationality: tuple[str, str] = ("150", "Belg")
    """Register code and name."""
    civil_status: tuple[str, str, str] = ("10", "Ongehuwd", "")
    """Code, name, since; empty since = birth."""
    partner: str = ""
    parents: tuple[str, ...] = ()
    died: str = ""
    weather: Weather = Weather.FAIR
    signs_in: bool = True
    """Has a card in the simulated reader."""

    @property
    def name(self) -> str:
        """The name as on the card."""
        return f"{self.given[0]} {self.family}"


KERKSTRAAT = Home("Kerkstraat", "5", "9999", "Zonnegem", "41999", "2019-05-03")
NAAMSESTRAAT = Home("Naamsestraat", "40", "3000", "Leuven", "24062", "2025-09-15", box="12")
MOLENWEG = Home("Molenweg", "18", "9999", "Zonnegem", "41999", "1979-04-01")
STATIONSPLEIN = Home("Stationsplein", "2", "9999", "Zonnegem", "41999", "2016-02-11", box="3B")
LINDELAAN = Home("Lindelaan", "71", "9999", "Zonnegem", "41999", "2003-10-20")
DORPSTRAAT = Home("Dorpstraat", "9", "9999", "Zonnegem", "41999", "2024-12-05")

MARRIED_2011 = ("20", "Gehuwd", "2011-06-18")

CAST: tuple[Person, ...] = (
    Person(
        "noor",
        "85631441236",
        ("Noor", "Maria"),
        "Vandenbos",
        "1985-03-14",
        "Gent",
        "2",
        KERKSTRAAT,
        "Mother of two, nurse at AZ Zonnegem since 2007 (part-time 4/5 since 2018, care leave for a child Feb-Jul 2023). Bachelor in "
        "nursing 2007 (Hogeschool Voorbeeld). Owns the house in Kerkstraat 5 with Wouter (EPC label B, 168 kWh/m2). Receives "
        "child benefit for Lotte and Stan. Her renovation premium file misses invoices: action needed. Taxes 2023 and 2024.",
        civil_status=MARRIED_2011,
        partner="wouter",
        parents=("pieter", "an"),
    ),
    Person(
        "wouter",
        "83710237757",
        ("Wouter", "Jan"),
        "Claes",
        "1983-11-02",
        "Aalst",
        "1",
        KERKSTRAAT,
        "Noor's husband. Electrician: employee 2003-2015, with career break in 2020 (parental leave), now foreman at Elektro Voorbeeld nv "
        "since 2015. Secondary technical school diploma, adult-education course Spanish. Co-owner of Kerkstraat 5. Studies nothing now.",
        civil_status=MARRIED_2011,
        partner="noor",
    ),
    Person(
        "lotte",
        "13642121403",
        ("Lotte", "An"),
        "Claes",
        "2013-04-21",
        "Aalst",
        "2",
        KERKSTRAAT,
        "The 13-year-old: second year of secondary school (1A then 2A). Child benefit runs for her. No work, no property, no taxes.",
        parents=("wouter", "noor"),
    ),
    Person(
        "stan",
        "17690533197",
        ("Stan", "Pieter"),
        "Claes",
        "2017-09-05",
        "Aalst",
        "1",
        KERKSTRAAT,
        "Her brother of 9, in primary school. Care supplement within child benefit (disability recognised, 7 points). Too young for a digital key.",
        parents=("wouter", "noor"),
        signs_in=False,
    ),
    Person(
        "emma",
        "07661812669",
        ("Emma", "Lucie"),
        "Peeters",
        "2007-06-18",
        "Leuven",
        "2",
        NAAMSESTRAAT,
        "The student of 19: second year bachelor of law in Leuven, learning credit 104 of 140, secondary diploma 2025, student jobs in "
        "two summers, study grant file in treatment.",
    ),
    Person(
        "jozef",
        "52620915336",
        ("Jozef", "Alfons"),
        "De Smet",
        "1952-02-09",
        "Zonnegem",
        "1",
        MOLENWEG,
        "The pensioner, 74, widower of Maria since 2021. Long career 1970-2017: salaried, then civil servant. Owns his house (EPC label E) "
        "and a meadow. Increased reimbursement and a Flemish care budget. No diplomas registered (before 2001).",
        civil_status=("30", "Weduwnaar", "2021-11-08"),
    ),
    Person(
        "maria",
        "54722419841",
        ("Maria", "Clementine"),
        "Baert",
        "1954-12-24",
        "Zonnegem",
        "2",
        MOLENWEG,
        "Jozef's wife, died on 8 November 2021. Only person data.",
        civil_status=("20", "Gehuwd", "1978-05-20"),
        partner="jozef",
        died="2021-11-08",
        signs_in=False,
    ),
    Person(
        "samira",
        "91682728828",
        ("Samira", "Fatima"),
        "El Amrani",
        "1991-08-27",
        "Antwerpen",
        "2",
        STATIONSPLEIN,
        "The entrepreneur: runs bakery Brood & Zo bv (0765432146, manager since 2018), self-employed since 2018, employee before. Two "
        "nationalities (Belgian and Moroccan). Owns the flat and its shop (two parcels). Master in business 2014, enterprise skills. "
        "An environmental permit file was approved.",
        nationality=("150", "Belg"),
    ),
    Person(
        "oksana",
        "92400006909",
        ("Oksana",),
        "Koval",
        "1992-00-00",
        "Lviv",
        "2",
        DORPSTRAAT,
        "The newcomer with a BIS number and a birth date of which only the year is known. Ukrainian. Data through the KSZ, foreign "
        "address before. Integration programme finished, Dutch as a second language 1.1 to 2.1, first job as an interim since May 2026. "
        "Living wage until then.",
        nationality=("169", "Oekraïne"),
    ),
    Person(
        "godelieve",
        "68653024658",
        ("Godelieve", "Rosa"),
        "Maes",
        "1968-05-30",
        "Ninove",
        "2",
        LINDELAAN,
        "Under an administration order since 2022 (her person record carries the protection status). Disability recognised, integration "
        "allowance paid monthly, social tariffs, increased reimbursement. Worked in a sheltered workshop 1990-2014.",
        civil_status=("40", "Gescheiden", "2009-03-16"),
    ),
    Person(
        "robin",
        "99611251975",
        ("Robin",),
        "Leeman",
        "1999-01-12",
        "Brugge",
        "1",
        None,
        "The person with no data: every source answers 'nothing found' (30001, 30101 or 40000).",
    ),
    Person(
        "bram",
        "79700340505",
        ("Bram", "Hendrik"),
        "Wouters",
        "1979-10-03",
        "Hasselt",
        "1",
        LINDELAAN,
        "All sources are down: overloaded (99996), unexpected error (99994), no answer from the source (60006).",
        weather=Weather.DOWN,
    ),
    Person(
        "sofie",
        "88671616820",
        ("Sofie", "Elise"),
        "Janssens",
        "1988-07-16",
        "Zonnegem",
        "2",
        DORPSTRAAT,
        "Partly down: person, household, property and school answer; work, benefits and tax fail; her dossiers come with one failed source (60011).",
        weather=Weather.PARTLY,
    ),
    Person(
        "pieter",
        "58630332184",
        ("Pieter",),
        "Vandenbos",
        "1958-03-03",
        "Gent",
        "1",
        None,
        "Noor's father; occurs in her descent only.",
        signs_in=False,
    ),
    Person(
        "an",
        "60660644431",
        ("An",),
        "Goossens",
        "1960-06-06",
        "Gent",
        "2",
        None,
        "Noor's mother; occurs in her descent only.",
        signs_in=False,
    ),
)

BY_SLUG = {person.slug: person for person in CAST}


def household(person: Person) -> tuple[Person, ...]:
    """Everybody alive at the person's main residence, the eldest of the parents first, as a register lists them."""
    if person.home is None:
        return (person,)
    family = {person.slug, person.partner, *person.parents}
    family |= {other.slug for other in CAST if family & set(other.parents)}
    people = [other for other in CAST if other.slug in family and other.home == person.home and not other.died]
    return tuple(sorted(people, key=lambda other: other.born))
