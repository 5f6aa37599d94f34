"""A page of the feed as the contract writes it, put into the words of a push; names we do not know are passed by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct, field

from burgerprofiel.dossiers.intake import checking, wire
from burgerprofiel.dossiers.intake.told import Told
from burgerprofiel.kit import packing
from burgerprofiel.kit.problems import ProblemError

_UPLOADS = UUID("6b0a1c1e-3c0e-5d6d-9d1e-7f2a54f3f0a1")
"""Names the upload of a change: the same change of the same source always gives the same."""
LARGEST = 2**62
Json = dict[str, Any]


class WrongShapeError(Exception):
    """The page is not what the contract says; the message says how."""


class Page(Struct, frozen=True):
    """`StatusVeranderingsVerzameling`."""

    following: int = field(name="nieuweIndex")
    elements: list[Json] = field(name="elementen")


@dataclass(frozen=True)
class Item:
    """One change of a feed."""

    index: int
    number: str
    """`dossiernummer`, as far as it can be read."""
    told: Told | None
    """None: it makes no sense."""
    flaws: tuple[str, ...] = ()


def page(content: bytes, asked: int) -> tuple[list[Json], int]:
    """Read a page that was asked from an index on: its changes, and from where to go on. Raises WrongShapeError."""
    try:
        read = packing.from_json(content, Page)
        indexes = [each["index"] for each in read.elements]
    except (msgspec.DecodeError, KeyError, RecursionError) as error:
        raise WrongShapeError("It is no page of changes.") from error
    if not all(type(index) is int and index < LARGEST for index in [*indexes, read.following]):
        raise WrongShapeError("Its indexes are no numbers that can be kept.")
    if indexes != sorted(set(indexes)):
        raise WrongShapeError("Its changes are not in order.")
    if any(index < asked for index in indexes) or read.following < asked:
        raise WrongShapeError("Its cursor goes backwards.")
    if indexes and read.following <= indexes[-1]:
        raise WrongShapeError("Its cursor stands still.")
    return read.elements, read.following


def upload_id(source: str, index: int) -> UUID:
    """Return the id under which a change of a source is known: read twice, it counts once."""
    return uuid5(_UPLOADS, f"{source}\n{index}")


def read(source: str, element: Mapping[str, Any]) -> Item:
    """Read one change."""
    index, number = int(element["index"]), str(element.get("dossiernummer", ""))[:200]
    try:
        sent = packing.from_plain(_pushed(source, element), wire.Simple)
        return Item(index, number, checking.told(sent))
    except ProblemError as problem:
        return Item(index, number, None, tuple(f"{each.name}: {each.detail}" for each in problem.issues))
    except (msgspec.ValidationError, KeyError, TypeError, AttributeError, ValueError) as error:
        return Item(index, number, None, (f"{error}"[:300],))


def _pushed(source: str, element: Mapping[str, Any]) -> Json:
    status, product = element["status"], element.get("product")
    action = status.get("actie")
    return {
        "Identificatie": {"Bron": source, "DossierNummer": element["dossiernummer"]},
        "Naam": element["dossiernaam"],
        "WijzigingsDatum": element["wijzigingsdatum"],
        "Status": {
            "VlaamsCode": status["vlaamseCode"],
            "VlaamsFase": status["vlaamseFase"],
            "Detail1": status.get("detail"),
            "Actie": {"ActieNodig": True, "Actie": action} if action else None,
        },
        "Doorverwijzing": element.get("doorverwijzingUrl"),
        "Producten": [{"Id": product}] if product is not None else [],
        "DossierBeheerder": _manager(element.get("dossier beheerder") or element.get("dossierbeheerder")),
        "Agenten": [
            {"Identificatie": each.get("rijksregisternummer") or each["kboNummer"]} for each in element["agenten"]
        ],
    }


def _manager(told: Mapping[str, Any] | None) -> Json | None:
    if not told:
        return None
    where = told.get("adres") or {}
    names = ("Naam", "Dienst", "Telefoon", "Email", "Website")
    address = {"Straat": "straat", "Nummer": "huisnummer", "Postcode": "postcode", "Gemeente": "gemeente"}
    return {
        **{name: told.get(name.lower()) for name in names},
        "Adres": {ours: where.get(theirs) for ours, theirs in address.items()},
    }
