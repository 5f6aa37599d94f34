"""What the register knows of the cast beyond `cast.py`: earlier addresses, papers, wishes. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from burgerprofiel.kit.clock import BRUSSELS, now
from burgerprofiel.simulators.magda.cast import Home, Person

EARLIER: dict[str, tuple[Home, ...]] = {
    "noor": (
        Home("Coupure", "88", "9000", "Gent", "44021", "1985-03-14"),
        Home("Sint-Pietersnieuwstraat", "120", "9000", "Gent", "44021", "2004-09-20", box="4"),
        Home("Stationsplein", "14", "9999", "Zonnegem", "41999", "2008-01-07", box="2A"),
    ),
    "wouter": (
        Home("Molendries", "3", "9300", "Aalst", "41002", "1983-11-02"),
        Home("Stationsplein", "14", "9999", "Zonnegem", "41999", "2010-08-01", box="2A"),
    ),
    "lotte": (Home("Stationsplein", "14", "9999", "Zonnegem", "41999", "2013-04-21", box="2A"),),
    "stan": (Home("Stationsplein", "14", "9999", "Zonnegem", "41999", "2017-09-05", box="2A"),),
    "emma": (Home("Diestsesteenweg", "101", "3010", "Leuven", "24062", "2007-06-18"),),
    "jozef": (Home("Dorpstraat", "1", "9999", "Zonnegem", "41999", "1952-02-09"),),
    "samira": (
        Home("Turnhoutsebaan", "210", "2140", "Antwerpen", "11002", "1991-08-27"),
        Home("Grotesteenweg", "55", "2600", "Antwerpen", "11002", "2013-10-01", box="1"),
    ),
    "godelieve": (Home("Beverstraat", "7", "9400", "Ninove", "41048", "1968-05-30"),),
    "sofie": (Home("Kerkstraat", "30", "9999", "Zonnegem", "41999", "1988-07-16"),),
}

SECOND_NATIONALITY = {"samira": ("354", "Marokko", "1991-08-27")}

CALL_NAME = frozenset({"noor", "jozef", "emma"})

MUNICIPALITIES = {"Gent": "44021", "Aalst": "41002", "Leuven": "24062", "Zonnegem": "41999", "Antwerpen": "11002"} | {
    "Ninove": "41048",
    "Brugge": "31005",
    "Hasselt": "71022",
}


@dataclass(frozen=True)
class Card:
    """An identity document: register code and name, first and last day."""

    code: str
    name: str
    issued: str
    expires: str


def card(person: Person) -> Card | None:
    """Return somebody's identity document; Noor's always expires in forty days: the demo needs something to do."""
    if person.slug == "noor":
        last = now().astimezone(BRUSSELS).date() + timedelta(days=40)
        return _belgian(date(last.year - 10, last.month, min(last.day, 28)), last)
    issued = _ISSUED.get(person.slug)
    if issued is None:
        return None
    first = date.fromisoformat(issued)
    if person.slug == "stan":
        return Card(
            "0071", "Elektr. identiteitsbewijs -12 jaar", issued, first.replace(year=first.year + 3).isoformat()
        )
    years = 6 if person.slug == "lotte" else 10
    return _belgian(first, first.replace(year=first.year + years))


def _belgian(first: date, last: date) -> Card:
    return Card("0000", "identiteitsbewijs van Belg", first.isoformat(), last.isoformat())


_ISSUED = {
    "wouter": "2026-03-18",
    "lotte": "2025-05-06",
    "stan": "2025-08-20",
    "emma": "2025-07-01",
    "jozef": "2022-02-15",
    "samira": "2021-11-09",
    "godelieve": "2019-06-24",
    "bram": "2023-01-10",
    "sofie": "2024-09-02",
}


def card_number(person: Person) -> str:
    """Return a card number of twelve digits with its check (first ten modulo 97)."""
    body = "59" + person.ssin[::-1][:8]
    return f"{body}{int(body) % 97 or 97:02}"


def deed(person: Person) -> str:
    """Return the invented number of a birth certificate."""
    return f"{int(person.ssin) % 4000 + 1:05}"
