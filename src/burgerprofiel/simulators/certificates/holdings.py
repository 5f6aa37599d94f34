"""What three bodies keep of the cast: fishing licences, tax certificates of service vouchers, and of child care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from burgerprofiel.simulators.magda.cast import BY_SLUG


@dataclass(frozen=True)
class Held:
    """A certificate in one or two languages. Their ids hold the national number, as those of real bodies may."""

    ssin: str
    id: str
    titles: dict[str, str]
    product: str
    issuer: tuple[str, str]
    """Code and name."""
    issued_on: date
    valid_from: date
    valid_until: date | None
    lines: dict[str, list[str]]
    permit: bool = False

    @property
    def name(self) -> str:
        """Of whom it is."""
        return next(person.name for person in BY_SLUG.values() if person.ssin == self.ssin)


def _licence(slug: str, year: int) -> Held:
    ssin = BY_SLUG[slug].ssin
    return Held(
        ssin,
        f"VV-{ssin}-{year}",
        {"nl": "Visverlof", "fr": "Permis de pêche"},
        "2035",
        ("OVO003323", "Agentschap Water en Natuur"),
        date(year, 1, 8),
        date(year, 1, 8),
        date(year, 12, 31),
        {
            "nl": ["Groot visverlof", f"Geldig in {year}", "U mag vissen met twee hengels, ook 's nachts."],
            "fr": [
                "Grand permis de pêche",
                f"Valable en {year}",
                "Deux cannes, aussi la nuit.",
            ],
        },
        permit=True,
    )


def _vouchers(slug: str, year: int, euros: str) -> Held:
    ssin = BY_SLUG[slug].ssin
    return Held(
        ssin,
        f"DC-{year}-{ssin[::-1]}",
        {"nl": f"Fiscaal attest dienstencheques {year}", "fr": f"Attestation fiscale titres-services {year}"},
        "1174",
        ("OVO001835", "Dienstencheques Vlaanderen"),
        date(year + 1, 2, 20),
        date(year, 1, 1),
        None,
        {
            "nl": [f"Gekocht in {year}: {euros}", "Bewaar dit attest bij uw belastingpapieren."],
            "fr": [f"Acheté en {year} : {euros}", "Conservez cette attestation avec vos papiers fiscaux."],
        },
    )


def _care(slug: str, year: int, child: str, euros: str) -> Held:
    ssin = BY_SLUG[slug].ssin
    return Held(
        ssin,
        f"KIND-{year}-{child}",
        {"nl": f"Fiscaal attest kinderopvang {year}"},
        "1234",
        ("OVO002160", "Buitenschoolse opvang Zonnegem"),
        date(year + 1, 3, 3),
        date(year, 1, 1),
        None,
        {"nl": [f"Opvang van {child} in {year}", f"Betaald: {euros}"]},
    )


BODIES: dict[str, Sequence[Held]] = {
    "natuur": (_licence("noor", 2026), _licence("jozef", 2026), _licence("jozef", 2025)),
    "dienstencheques": (
        _vouchers("noor", 2025, "€ 1 620,00"),
        _vouchers("noor", 2024, "€ 1 440,00"),
        _vouchers("samira", 2025, "€ 540,00"),
    ),
    "kinderopvang": (_care("wouter", 2025, "Lotte", "€ 312,50"), _care("wouter", 2025, "Stan", "€ 418,00")),
}
"""By the first part of their address."""
