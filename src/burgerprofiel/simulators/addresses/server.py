"""adressen.localhost: `GET /v2/adresmatch`, the ten best matches; `PUT /behaviour` makes it fail on order.

A house number that is not there gives the street, as the real one does, with a lower score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.kit.folding import folded
from burgerprofiel.simulators.addresses.streets import STREETS, Street

HOST = "adressen.localhost"
_BASE = f"http://{HOST}/v2"
_ALIKE = 0.75
_behaviour = {"status": 200}


def _named(text: str, kind: str) -> dict[str, Any]:
    return {kind: {"geografischeNaam": {"spelling": text, "taal": "nl"}}}


def _town(street: Street) -> dict[str, Any]:
    place = {"objectId": street.nis, "detail": f"{_BASE}/gemeenten/{street.nis}"}
    return place | _named(street.municipality, "gemeentenaam")


def _street(street: Street) -> dict[str, Any]:
    place = {"objectId": str(street.id), "detail": f"{_BASE}/straatnamen/{street.id}"}
    return place | _named(street.name, "straatnaam")


def _match(street: Street, number: str, box: str, score: float) -> dict[str, Any]:
    told = {
        "@type": "Adres",
        "gemeente": _town(street),
        "straatnaam": _street(street),
        "score": round(score * 100, 1),
        "links": [],
    }
    if not number:
        return told
    identity = f"{street.id}{int(number):03d}{street.boxes.index(box) + 1 if box else 0}"
    whole = f"{street.name} {number}{f' bus {box}' if box else ''}, {street.postcode} {street.municipality}"
    return told | {
        "identificator": {
            "id": f"https://data.vlaanderen.be/id/adres/{identity}",
            "naamruimte": "https://data.vlaanderen.be/id/adres",
            "objectId": identity,
            "versieId": "2026-01-01T00:00:00+01:00",
        },
        "detail": f"{_BASE}/adressen/{identity}",
        "postinfo": {"objectId": street.postcode, "detail": f"{_BASE}/postinfo/{street.postcode}"},
        "huisnummer": number,
        **({"busnummer": box} if box else {}),
        "volledigAdres": {"geografischeNaam": {"spelling": whole, "taal": "nl"}},
        "adresStatus": "inGebruik",
        "officieelToegekend": True,
    }


def _found(asked: dict[str, str]) -> Iterator[dict[str, Any]]:
    number, box = asked.get("huisnummer", ""), asked.get("busnummer", "")
    for street in STREETS:
        alike = SequenceMatcher(None, folded(asked["straatnaam"]), folded(street.name)).ratio()
        here = asked.get("postcode") in (None, street.postcode)
        named = folded(asked.get("gemeentenaam", street.municipality)) == folded(street.municipality)
        if alike < _ALIKE or not (here and named):
            continue
        if not (number.isdigit() and 0 < int(number) <= street.last):
            yield _match(street, "", "", alike * 0.6)
        elif box and box.upper() not in street.boxes:
            yield _match(street, number, "", alike * 0.9)
        else:
            yield _match(street, number, box.upper(), alike)


async def match(request: Request) -> Response:
    """Answer one question, or refuse it as the contract says."""
    if _behaviour["status"] != 200:
        return PlainTextResponse("Er ging iets mis.\n", status_code=_behaviour["status"])
    asked = dict(request.query_params)
    if not asked.get("straatnaam") or not (asked.get("postcode") or asked.get("gemeentenaam") or asked.get("niscode")):
        told = {
            "type": "urn:be.vlaanderen.basisregisters.api:validation",
            "title": "Er heeft zich een fout voorgedaan!",
        }
        return JSONResponse(told | {"status": 400}, status_code=400, media_type="application/problem+json")
    found = sorted(_found(asked), key=lambda each: -float(each["score"]))[:10]
    body = {"@context": f"{_BASE}/contexten/adresmatch", "adresMatches": found, "warnings": []}
    return JSONResponse(body, media_type="application/ld+json")


async def behave(request: Request) -> Response:
    """Answer with this status from now on: `{"status": 503}`."""
    _behaviour["status"] = int((await request.json())["status"]) if request.method == "PUT" else 200
    return Response(status_code=204)


def routes() -> Sequence[BaseRoute]:
    """The routes of this host."""
    return [Route("/v2/adresmatch", match), Route("/behaviour", behave, methods=["PUT", "DELETE"])]
