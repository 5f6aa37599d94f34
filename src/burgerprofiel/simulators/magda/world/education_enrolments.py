"""Where the cast went to school, as far as the education department's records go back."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x
from burgerprofiel.simulators.magda.world.work_parts import coded

_PRIMARY = ("3", "Basisschool De Zonnebloem", "Basisschool")
_SECONDARY = ("4", "Sint-Elooi Zonnegem", "Secundaire school")
_CVO = ("5", "CVO Voorbeeld", "Centrum voor Volwassenenonderwijs")
_COLLEGE = ("6", "Hogeschool Voorbeeld", "Hogeschool")
_UNIVERSITY = ("7", "Universiteit Voorbeeld Leuven", "Universiteit")
School = tuple[str, str, str]


def write(person: Person) -> Reply:
    """All enrolments of somebody, the newest first."""
    found = list(_STORIES[person.slug]()) if person.slug in _STORIES else []
    return Reply((x("Inschrijvingen", *found),)) if found else NOTHING


def _lotte() -> Iterable[etree._Element]:
    yield _school_year(2026, "2e leerjaar A", _SECONDARY)
    yield _school_year(2025, "1ste leerjaar A", _SECONDARY)
    yield from _primary(2019, 6)


def _stan() -> Iterable[etree._Element]:
    yield from _primary(2023, 4)


def _primary(first: int, years: int) -> Iterable[etree._Element]:
    for grade in range(years, 0, -1):
        yield _school_year(
            first + grade - 1, f"{grade}{'ste' if grade == 1 else 'e'} leerjaar lager onderwijs", _PRIMARY
        )


def _emma() -> Iterable[etree._Element]:
    yield _academic_year(2026, "Bachelor of Laws in de rechten", _UNIVERSITY, "60", "0", "60")
    yield _academic_year(2025, "Bachelor of Laws in de rechten", _UNIVERSITY, "60", "52", "0")
    for year in range(2024, 2018, -1):
        grade, stage = (year - 2019) % 2 + 1, (year - 2019) // 2 + 1
        study = "Humane wetenschappen ASO" if stage > 1 else "A"
        yield _school_year(year, f"{grade}e leerjaar in de {stage}e graad {study}", _SECONDARY)


def _noor() -> Iterable[etree._Element]:
    for year in (2006, 2005, 2004):
        yield _academic_year(year, "Bachelor in de verpleegkunde", _COLLEGE, "60", "60", "0", academic=False)


def _wouter() -> Iterable[etree._Element]:
    yield _module("2023-01-30", "Spaans", "Spaans Breakthrough B", "")
    yield _module("2022-09-05", "Spaans", "Spaans Breakthrough A", "Geslaagd")


def _samira() -> Iterable[etree._Element]:
    for year, study in ((2013, "Master"), (2012, "Master"), (2011, "Bachelor"), (2010, "Bachelor"), (2009, "Bachelor")):
        yield _academic_year(year, f"{study} in de handelswetenschappen", _UNIVERSITY, "60", "60", "0")


def _oksana() -> Iterable[etree._Element]:
    course = "Nederlands tweede taal richtgraad"
    yield _module("2026-09-07", f"{course} 2", "NT2 - threshold 2 mondeling", "")
    yield _module("2026-02-09", f"{course} 2", "NT2 - threshold 1 mondeling", "Geslaagd")
    yield _module("2025-09-08", f"{course} 1", "NT2 - waystage", "Geslaagd")
    yield _module("2025-02-03", f"{course} 1", "NT2 - breakthrough", "Geslaagd")


def _sofie() -> Iterable[etree._Element]:
    for year in (2008, 2007, 2006):
        study = "Bachelor in het onderwijs: lager onderwijs"
        yield _academic_year(year, study, _COLLEGE, "60", "60", "0", academic=False)


_STORIES = {
    "lotte": _lotte,
    "stan": _stan,
    "emma": _emma,
    "noor": _noor,
    "wouter": _wouter,
    "samira": _samira,
    "oksana": _oksana,
    "sofie": _sofie,
}


def _enrolment(source: str, school: School, part: etree._Element) -> etree._Element:
    number, name, kind = school
    town = x("Gemeente", x("NISCode", "41999"), x("PostCode", "9999"), x("Naam", "Zonnegem"))
    return x(
        "Inschrijving",
        x("Bron", source),
        x("Referte", f"{source}-{part[0].text}-{number}"),
        x(
            "Instelling",
            x("Instellingsnummer", number.zfill(6)),
            x("OfficieleNaam", name),
            x("Instantie", kind),
            x("Adres", x("Straat", x("Naam", "Schoolstraat")), x("Huisnummer", number), town),
            x("Contactgegevens", x("Telefoonnummer", "090000000"), x("Email", "info@school.example")),
        ),
        part,
    )


def _school_year(year: int, group: str, school: School) -> etree._Element:
    level = ("2", "Lager onderwijs") if school is _PRIMARY else ("3", "Secundair onderwijs")
    kind = x(
        "AdministratieveGroep",
        x("Nummer", "1"),
        x("Naam", group),
        coded("Niveau", *level),
        coded("SoortOnderwijs", "1", "Gewoon onderwijs"),
    )
    span = x("Periode", x("Begin", f"{year}-09-01"), x("Einde", f"{year + 1}-08-31"))
    return _enrolment(
        "LP",
        school,
        x(
            "LeerplichtOnderwijs",
            coded("SoortProgramma", "1", "Voltijds"),
            x("DatumInschrijving", f"{year}-05-12"),
            x("DatumEersteLes", f"{year}-09-01"),
            x("Schooljaar", str(year)),
            x("InschrijvingAdministratieveGroep", x("Referte", f"{school[0]}-{year}"), span, kind),
        ),
    )


def _module(day: str, course: str, module: str, result: str) -> etree._Element:
    track = coded("Traject", "STANDAARD", "Standaard")
    variant = x("Opleidingsvariant", x("Code", "1"), x("Naam", course), track)
    passed = x("Resultaat", coded("EvaluatieResultaat", "GESLAAGD", result)) if result else None
    return _enrolment(
        "VWO",
        _CVO,
        x(
            "Volwassenenonderwijs",
            coded("Status", "INGESCHREVEN", "Ingeschreven"),
            x("DatumInschrijving", day),
            x(
                "Opleiding",
                x("Code", "1"),
                x("Naam", course),
                x("Omschrijving", course),
                x("Diplomagericht", "0"),
                variant,
            ),
            x("Module", x("Code", "1"), x("Naam", module), x("Omschrijving", module)),
            passed,
        ),
    )


def _academic_year(
    year: int, study: str, school: School, taken: str, earned: str, pending: str, *, academic: bool = True
) -> etree._Element:
    kind = ("2", "Academisch gerichte bachelor") if academic else ("1", "Professioneel gerichte bachelor")
    kind = ("3", "Master") if study.startswith("Master") else kind
    lost = str(int(taken) - int(earned) - int(pending))
    points = (
        ("Opgenomen", taken), ("Verworven", earned), ("Gedelibereerd", "0"), ("GeenResultaat", pending),
        ("NietVerworven", lost), ("Vrijgesteld", "0"), ("Uitgeschreven", "0"),
    )  # fmt: skip
    return _enrolment(
        "HO",
        school,
        x(
            "HogerOnderwijs",
            x("Academiejaar", str(year)),
            coded("Status", "01", "Actief"),
            x("DatumInschrijving", f"{year}-09-15"),
            x(
                "Opleiding",
                x("Code", "1"),
                x("VolledigeNaam", study),
                x("NaamElementen", x("Graad", study.split(" ", maxsplit=1)[0])),
                coded("Soort", *kind),
            ),
            coded("SoortContract", "01", "Diplomacontract"),
            x("Studiepunten", *(x(tag, number) for tag, number in points)),
            x("Studieomvang", "180" if kind[0] != "3" else "120"),
            x("ToereikendeStudieomvang", "1"),
            x("StudiebewijsHaalbaar", "0"),
        ),
    )
