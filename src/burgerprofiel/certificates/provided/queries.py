"""Reading what authorities put here: of one citizen, by whoever may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from burgerprofiel.certificates.models import Provided
from burgerprofiel.certificates.provided import places
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault


class NoSuchCertificateError(LookupError):
    """This citizen has no such certificate."""


@dataclass(frozen=True)
class Shown:
    """A certificate, readable."""

    id: str
    """Of the authority and its own reference: no two authorities share one."""
    language: str
    kind: str
    product: str
    title: str
    organisation: str
    """The authority's enterprise number."""
    issuer: str
    """Its name; its number when we do not know it."""
    issued_on: date
    valid_from: date | None
    valid_until: date | None
    octets: int


@dataclass(frozen=True)
class Page:
    """Some of a citizen's certificates, the newest first."""

    items: tuple[Shown, ...]
    number: int
    """From 0."""
    total: int


def page(citizen_id: CitizenId, *, number: int, limit: int, language: str = "") -> Page:
    """Return a page; `language` empty: in any. At most four statements."""
    mine = Provided.objects.filter(citizen_id=citizen_id, **({"language": language} if language else {}))
    total = mine.count()
    rows = list(mine.order_by("-issued_on", "-id")[number * limit : (number + 1) * limit]) if total else []
    opened = vault.opened(citizen_id) if rows else None
    names = _names(rows)
    return Page(tuple(_shown(row, opened, names) for row in rows if opened), number, total)


def one(citizen_id: CitizenId, name: str, language: str) -> Shown:
    """Return one by its id and language. Raises NoSuchCertificateError."""
    row = _row(citizen_id, name, language)
    return _shown(row, vault.opened(citizen_id), _names([row]))


def document(citizen_id: CitizenId, name: str, language: str) -> Iterator[bytes]:
    """Return its PDF in pieces. Raises NoSuchCertificateError, GoneError."""
    row = _row(citizen_id, name, language)
    key = vault.unseal(citizen_id, row.key, places.key(row.id))
    return objects.pieces(row.object_name, key)


def _row(citizen_id: CitizenId, name: str, language: str) -> Provided:
    organisation, _dot, reference = name.partition(".")
    mine = Provided.objects.filter(
        citizen_id=citizen_id, organisation=organisation, reference=reference, language=language
    )
    row = mine.first()
    if row is None:
        raise NoSuchCertificateError
    return row


def _names(rows: list[Provided]) -> dict[tuple[str, str], str]:
    """What authorities are called, by enterprise number and language; their number when we do not know them."""
    known = {number: organisations.with_enterprise_number(number) for number in {row.organisation for row in rows}}
    wanted = {(row.organisation, row.language) for row in rows}
    return {
        (number, language): each.name(language) if each else number
        for number, language in wanted
        for each in [known[number]]
    }


def _shown(row: Provided, opened: Vault, names: dict[tuple[str, str], str]) -> Shown:
    return Shown(
        id=f"{row.organisation}.{row.reference}",
        language=row.language,
        kind=row.kind,
        product=row.product,
        title=opened.unseal(row.title, places.title(row.id)).decode(),
        organisation=row.organisation,
        issuer=names[row.organisation, row.language],
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        octets=row.octets,
    )
