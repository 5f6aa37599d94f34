"""How a state of a permit goes into the tables: with each of those who may use it, and beside all of them once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import connection

from burgerprofiel.dossiers import agents
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.root_keys import root_keys
from burgerprofiel.people import owners
from burgerprofiel.people.owners import Opened
from burgerprofiel.permits import content, numbers
from burgerprofiel.permits.content import Content, Paper, State, Told
from burgerprofiel.permits.models import Document, Known, Permit

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
encode = msgspec.msgpack.encode


class Owner(NamedTuple):
    """Somebody with whom a permit lies."""

    id: UUID
    is_citizen: bool
    opened: Opened


def locked(permit: UUID) -> Known | None:
    """Return what is known of a permit, while nobody else writes it, also when there is nothing yet."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"permits.{permit}"])
    return Known.objects.filter(id=permit).first()


def state(known: Known) -> State:
    """Return what its source told."""
    return from_msgpack(root_keys().unseal(bytes(known.sealed), content.known_place(known.id)), State)


def sealed(permit: UUID, now: State) -> bytes:
    """Return what `state` reads again."""
    return root_keys().seal(encode(now), content.known_place(permit))


def named(told: Told) -> list[Owner]:
    """Return with whom it is to lie: people, met now if need be, and organisations that are registered here.

    An association (VER) is kept as said and is nobody's owner.
    """
    parsed = [agents.parse(each.id) for each in told.beneficiaries if each.kind != "VER"]
    found = agents.found(parsed)
    opened = owners.opened_all(found.citizens.values(), found.bodies.values())
    citizens = frozenset(found.citizens.values())
    ids = sorted({owner for each in parsed if (owner := found.owner(each)) in opened and owner})
    return [Owner(each, each in citizens, opened[each]) for each in ids]


def opened(known: Known) -> list[Owner]:
    """Return with whom it lies, as far as what is theirs can be opened still."""
    citizens = dict(Permit.objects.filter(owner_id__in=known.owners, id=known.id).values_list("owner_id", "is_citizen"))
    people = [owner for owner, is_citizen in citizens.items() if is_citizen]
    found = owners.opened_all(people, citizens.keys() - people)  # type: ignore[arg-type]  # ids of citizens
    return [Owner(each, citizens[each], found[each]) for each in sorted(found)]


def write(permit: UUID, source: str, number: str, told: Told, to: list[Owner], status_at: datetime) -> None:
    """Let it lie with these owners as it stands now."""
    seen = _seen(permit, number, told)
    for owner in to:
        values = {
            "source": source,
            "product": told.product,
            "status": told.status,
            "status_at": status_at,
            "valid_from": told.valid_from,
            "valid_until": told.valid_until,
            "is_citizen": owner.is_citizen,
            "sealed": owner.opened.seal(encode(_for(seen, told, owner)), content.permit_place(permit)),
        }
        Permit.objects.update_or_create(owner_id=owner.id, id=permit, defaults=values)


def _seen(permit: UUID, number: str, told: Told) -> Content:
    papers = tuple(Paper(numbers.document_id(permit, it.name), it.language, it.title) for it in told.documents)
    return Content(
        number=number,
        title=told.title,
        issuer=told.issuer,
        reason=told.reason,
        dossier=told.dossier,
        papers=papers,
    )


def _for(seen: Content, told: Told, owner: Owner) -> Content:
    people = sum(each.kind == "PERS" for each in told.beneficiaries)
    bodies = sum(each.kind == "OND" for each in told.beneficiaries)
    return msgspec.structs.replace(
        seen, people=people - owner.is_citizen, organisations=bodies - (not owner.is_citizen)
    )


def take_away(permit: UUID, gone: set[UUID]) -> None:
    """Let it lie with these owners no more, nor its documents."""
    Permit.objects.filter(owner_id__in=gone, id=permit).delete()
    Document.objects.filter(owner_id__in=gone, permit_id=permit).delete()


def keys(permit: UUID, holders: Mapping[UUID, Opened]) -> dict[UUID, tuple[Document, bytes]]:
    """Return the documents of a permit with what opens each, from whoever of these has them."""
    rows = Document.objects.filter(owner_id__in=list(holders), permit_id=permit).order_by("owner_id", "id")
    return {row.id: (row, holders[row.owner_id].unseal(row.key, content.key_place(row.id))) for row in rows}


def share(permit: UUID, to: list[Owner], found: Mapping[UUID, tuple[Document, bytes]]) -> None:
    """Give these owners the documents that others have already."""
    for row, key in found.values():
        for owner in to:
            values = {
                "permit_id": permit,
                "object_name": row.object_name,
                "key": owner.opened.seal(key, content.key_place(row.id)),
                "octets": row.octets,
                "digest": row.digest,
            }
            Document.objects.update_or_create(owner_id=owner.id, id=row.id, defaults=values)
