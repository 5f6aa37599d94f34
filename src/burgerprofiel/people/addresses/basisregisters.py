"""Addresses of the Flemish address register: `GET /v2/adresmatch` of Basisregisters Vlaanderen (successor of CRAB).

Contract: docs.basisregisters.vlaanderen.be, “Adresmatch”: street and number with a municipality or a postcode; the
ten best matches with a score. Anonymous use is throttled; a key goes in `x-api-key`. Who asks is never told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import httpx
import msgspec

from burgerprofiel.kit import http
from burgerprofiel.kit.packing import from_json
from burgerprofiel.people.addresses.address import Address, Question
from burgerprofiel.people.addresses.source import MOST, UnavailableError

DEADLINE = 3.0
_LARGEST = 500_000
_LEAST_SCORE = 50.0
_NOTHING = frozenset({400, 404})
"""How it says that it does not understand the question: then it knows no such address."""
_IN_USE = frozenset({"", "inGebruik", "voorgesteld"})


class _Spelling(msgspec.Struct, frozen=True):
    spelling: str = ""


class _Name(msgspec.Struct, frozen=True, rename={"geografische": "geografischeNaam"}):
    geografische: _Spelling = _Spelling()


class _Town(msgspec.Struct, frozen=True, rename={"object_id": "objectId", "name": "gemeentenaam"}):
    object_id: str = ""
    name: _Name = _Name()


class _Street(msgspec.Struct, frozen=True, rename={"name": "straatnaam"}):
    name: _Name = _Name()


class _Post(msgspec.Struct, frozen=True, rename={"object_id": "objectId"}):
    object_id: str = ""


class _Match(
    msgspec.Struct,
    frozen=True,
    rename={
        "identity": "identificator",
        "town": "gemeente",
        "post": "postinfo",
        "street": "straatnaam",
        "number": "huisnummer",
        "box": "busnummer",
        "status": "adresStatus",
    },
):
    identity: _Post = _Post()
    town: _Town = _Town()
    post: _Post | None = None
    street: _Street | None = None
    number: str | None = None
    box: str | None = None
    status: str | None = None
    score: float = 0.0


class _Matches(msgspec.Struct, frozen=True, rename={"matches": "adresMatches"}):
    matches: list[_Match] = []


@dataclass(frozen=True)
class Basisregisters:
    """The register at an address, `https://api.basisregisters.vlaanderen.be`."""

    url: str
    key: str = field(default="", repr=False)

    def find(self, question: Question) -> list[Address]:
        """Return the matches that name a house, the best first. Raises UnavailableError."""
        found = [_address(each) for each in self._matches(question) if each.score >= _LEAST_SCORE]
        return list({each.key: each for each in found if each}.values())[:MOST]

    def _matches(self, question: Question) -> list[_Match]:
        headers = {"accept": "application/ld+json"} | ({"x-api-key": self.key} if self.key else {})
        try:
            with (
                http.client(DEADLINE) as client,
                client.stream("GET", f"{self.url}/v2/adresmatch", params=_asked(question), headers=headers) as answer,
            ):
                if answer.status_code in _NOTHING:
                    return []
                answer.raise_for_status()
                body = http.read_in_time(answer, _LARGEST, DEADLINE)
            matches = from_json(body, _Matches).matches
        except (httpx.HTTPError, http.TooLargeError, TimeoutError, msgspec.DecodeError) as error:
            raise UnavailableError(type(error).__name__) from error
        return sorted(matches, key=lambda each: -each.score)


def _asked(question: Question) -> dict[str, str]:
    code = re.search(r"(?<!\d)\d{4}(?!\d)", question.where)
    name = " ".join(re.sub(r"\d+", " ", question.where).split())
    asked = {
        "straatnaam": question.street,
        "huisnummer": question.number,
        "busnummer": question.box,
        "postcode": code[0] if code else "",
        "gemeentenaam": name,
    }
    return {each: value for each, value in asked.items() if value}


def _address(match: _Match) -> Address | None:
    """The address of a match; None when it is of a street or a municipality only, or no longer in use."""
    street = match.street.name.geografische.spelling if match.street else ""
    if not (street and match.number and match.post and match.identity.object_id):
        return None
    if (match.status or "") not in _IN_USE:
        return None
    return Address(
        street=street,
        number=match.number,
        box=match.box or "",
        postcode=match.post.object_id,
        municipality=match.town.name.geografische.spelling,
        nis=match.town.object_id,
        register_id=match.identity.object_id,
    )
