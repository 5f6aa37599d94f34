"""Taking in a bundle: one transaction, all of its recipients or none; the same `Id` of the same source is the same one.

Somebody who never was here has no list of notices: they are told nothing, nothing is kept of them, and the sender hears
so, to write on paper. What has expired is taken and not told.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.utils import translation

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.notices import actions, numbers
from burgerprofiel.notices.categories.category import LANGUAGES
from burgerprofiel.notices.intake import known, wire
from burgerprofiel.notices.intake.checking import Told
from burgerprofiel.notices.intake.known import Recipient
from burgerprofiel.notices.models import Bundle
from burgerprofiel.notices.notice import Notice, Value
from burgerprofiel.notices.senders.queries import Source
from burgerprofiel.people.queries import citizens_with


class OtherContentError(Exception):
    """This `Id` was used for something else."""


class Accepted(NamedTuple):
    """What became of a bundle."""

    bundle: Bundle
    recipients: list[Recipient]


def before(sent: wire.Bundle) -> Bundle | None:
    """Return the bundle that came in under this `Id` before. Raises OtherContentError when it was another."""
    row = Bundle.objects.filter(source=sent.aanbieder_uri, sent_id=sent.id).first()
    if row and not hmac.compare_digest(bytes(row.digest), _digest(sent)):
        raise OtherContentError
    return row


def accept(sent: wire.Bundle, told: Told, source: Source, correlation_id: str, trace: Trace) -> Bundle:
    """Take it in. Raises OtherContentError; then, or whenever this fails, nobody was told anything."""
    try:
        with transaction.atomic():
            return _accept(sent, told, source, correlation_id, trace)
    except IntegrityError:
        row = before(sent)
        if row is None:
            raise
        return row


def _accept(sent: wire.Bundle, told: Told, source: Source, correlation_id: str, trace: Trace) -> Bundle:
    bundle_id, now = uuid7(), clock.now()
    people = citizens_with(ssin for _reference, ssin in told.recipients)
    recipients = [Recipient(reference, people.get(ssin)) for reference, ssin in told.recipients]
    is_expired = told.expires_on is not None and told.expires_on < clock.today()
    row = Bundle.objects.create(
        id=bundle_id,
        source=source.uri,
        sent_id=sent.id,
        digest=_digest(sent),
        category=sent.categorie,
        client_id=trace.client_id,
        correlation_id=correlation_id,
        received_at=now,
        expired=is_expired,
        recipients=known.sealed(bundle_id, recipients),
    )
    if not is_expired:
        filled = values(told)
        citizens = dict.fromkeys(people.values())
        actions.tell(*(_notice(sent, told, source, each, filled, bundle_id) for each in citizens), trace=trace)
    return row


def _notice(
    sent: wire.Bundle, told: Told, source: Source, citizen_id: UUID, values: dict[str, Value], bundle_id: UUID
) -> Notice:
    return Notice(
        citizen_id=citizen_id,  # type: ignore[arg-type]  # a CitizenId, out of a look-up
        kind=sent.categorie,
        key=f"{source.uri}\0{sent.id}",
        values=values,
        path=told.category.content.path,
        at=told.at,
        expires_on=told.expires_on,
        transaction=sent.transactie_id or "",
        channels=told.channels,
        sender=source.organisation,
        source=source.uri,
        product=sent.product_id,
        brand=sent.merk_code,
        bundle=bundle_id,
    )


def values(told: Told) -> dict[str, Value]:
    """Return what was sent, and what we fill in (contracts/mbp.md §3.1)."""
    names = {language: told.brand.name(language) for language in LANGUAGES}
    moments = {language: _moment(told.at, language) for language in LANGUAGES}
    return {**told.values, "MerkNaam": names, "NotificatieDatum": moments}


def _moment(at: datetime, language: str) -> str:
    with translation.override(language):
        return formats.moment(at)


def _digest(sent: wire.Bundle) -> bytes:
    return numbers.digest_of(msgspec.json.encode(sent, order="deterministic"))
