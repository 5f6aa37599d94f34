"""Who of the cast works where, contract by contract (GeefWerkrelaties).

Oksana's agency renews her contract every month, so that her page always has something that runs; the other stories
stand still in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from burgerprofiel.kit.clock import BRUSSELS, now
from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x
from burgerprofiel.simulators.magda.world import work_parts as at
from burgerprofiel.simulators.magda.world.work_parts import Employer


@dataclass(frozen=True)
class Job:
    """A contract; an open end is empty. `user` is where an agency sends somebody to work."""

    employer: Employer
    begin: str
    end: str = ""
    kind: str = "OTH"
    days: int = 0
    user: Employer | None = None


def _monthly(begin: date, employer: Employer, user: Employer) -> tuple[Job, ...]:
    """One contract a month from `begin` until the end of this month."""
    today = now().astimezone(BRUSSELS).date()
    jobs = []
    while begin <= max(today, date(2026, 5, 4)):
        following = (begin.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = following - timedelta(days=1)
        jobs.append(Job(employer, begin.isoformat(), last.isoformat(), days=21, user=user))
        begin = following
    return tuple(jobs)


def _jobs(slug: str) -> Sequence[Job]:
    match slug:
        case "noor":
            return (Job(at.HOSPITAL, "2007-09-01"),)
        case "wouter":
            return (Job(at.FITTERS, "2003-09-01", "2015-02-28"), Job(at.ELEKTRO, "2015-03-01"))
        case "emma":
            return (
                Job(at.ICE_CREAM, "2025-07-01", "2025-08-15", "STU", 32),
                Job(at.ICE_CREAM, "2026-07-01", "2026-08-31", "STU", 43),
            )
        case "jozef":
            return (Job(at.FOUNDRY, "1970-07-01", "1984-12-31"), Job(at.TOWN, "1985-01-01", "2017-02-28"))
        case "samira":
            return (Job(at.BOOKSHOP, "2014-09-01", "2018-01-31"),)
        case "oksana":
            return _monthly(date(2026, 5, 4), at.AGENCY, at.LAUNDRY)
        case "godelieve":
            return (Job(at.WORKSHOP, "1990-10-00", "2014-06-30"),)
        case _:
            return ()


def _contract(person: Person, number: int, job: Job) -> etree._Element:
    act = ("Uitdienst", "O") if job.end else ("Indienst", "I")
    moment = x(
        "PeriodeTijdstip",
        x("Begin", x("Datum", job.begin)),
        x("Einde", x("Datum", job.end)) if job.end else None,
    )
    return x(
        "Contract",
        x(
            "Relatie",
            x("Werkgever", x("RSZNummer", job.employer.number), x("Ondernemingsnummer", job.employer.number)),
            x(
                "Werknemer",
                x("INSZ", person.ssin),
                x("IdentificatiePersoonGevalideerd", "1", Beschrijving="Identificatie persoon OK"),
                x("Achternaam", person.family),
                x("Voornaam", person.given[0]),
            ),
        ),
        x("Bron", "RSZ", Beschrijving="Rijksdienst voor sociale zekerheid"),
        x(
            "Aangifte",
            x("DimonaNummer", f"{int(person.ssin[:6]):06}{number:04}"),
            moment,
            x("ParitairComite", job.employer.committee) if job.employer.committee else None,
            x("AardWerknemer", job.kind),
            x("AantalGeplandeWerkdagen", str(job.days)) if job.days else None,
            x("Geannuleerd", "0"),
            x("LaatsteDimonaActie", act[1], Beschrijving=act[0]),
        ),
        _interim_user(job.user) if job.user else None,
        _workplace(job.user or job.employer),
    )


def _interim_user(user: Employer) -> etree._Element:
    return x(
        "InterimOnderneming",
        x("Naam", user.name),
        x("RSZNummer", user.number),
        x("Ondernemingsnummer", user.number),
        x("ParitairComite", user.committee),
    )


def _workplace(place: Employer) -> etree._Element:
    return x(
        "PlaatsTewerkstelling",
        x("Naam", place.name),
        x(
            "Adres",
            x("Straat", x("Code", "1001"), x("Naam", place.street)),
            x("Huisnummer", place.house),
            x(
                "Gemeente",
                x("NISCode", place.nis),
                x("PostCode", place.postcode),
                x("Naam", place.municipality),
            ),
            x("Land", x("NISCode", "150"), x("ISOCode", "BE"), x("Naam", "België")),
        ),
    )


def write(person: Person) -> Reply:
    """GeefWerkrelaties."""
    contracts = [_contract(person, number, job) for number, job in enumerate(_jobs(person.slug), 1)]
    return Reply((x("Contracten", *contracts),)) if contracts else NOTHING
