"""An authority puts a certificate here, or takes it away: each act twice is once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.certificates.events import CertificateProvided, CertificateTakenBack
from burgerprofiel.certificates.models import Provided
from burgerprofiel.certificates.provided import places
from burgerprofiel.certificates.provided.queries import NoSuchCertificateError
from burgerprofiel.kit import clock, pdf
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.objects import Stored
from burgerprofiel.people import actions as people
from burgerprofiel.people import queries as citizens
from burgerprofiel.people import vault


@dataclass(frozen=True)
class Given:
    """What an authority says of a certificate."""

    organisation: str
    """Its enterprise number."""
    reference: str
    language: str
    kind: str
    product: str
    title: str
    issued_on: date
    valid_from: date | None
    valid_until: date | None

    @property
    def id(self) -> str:
        """How portals call it."""
        return f"{self.organisation}.{self.reference}"


def put(ssin: Ssin, given: Given, content: bytes, trace: Trace) -> bool:
    """Keep a certificate; True when there was none of its id and language.

    Raises RefusedFileError for a document that is no harmless PDF; OSError, when it cannot be kept now.
    """
    pdf.check(content)
    citizen_id = people.meet(ssin)
    let_go()
    stored = objects.keep([content])
    try:
        before = _kept(citizen_id, given, stored, trace)
    except IntegrityError:  # another request of the same authority was quicker by a moment
        before = _kept(citizen_id, given, stored, trace)
    if before:
        objects.remove(before)
    return not before


@transaction.atomic
def _kept(citizen_id: CitizenId, given: Given, stored: Stored, trace: Trace) -> str:
    """Write the row and the trail; returns the object that gives way, if any."""
    named = {"organisation": given.organisation, "reference": given.reference, "language": given.language}
    mine = Provided.objects.filter(citizen_id=citizen_id, **named)
    row = mine.select_for_update().first()
    opened, certificate_id = vault.opened(citizen_id), row.id if row else uuid7()
    values = {
        "product": given.product,
        "kind": given.kind,
        "issued_on": given.issued_on,
        "valid_from": given.valid_from,
        "valid_until": given.valid_until,
        "title": opened.seal(given.title.encode(), places.title(certificate_id)),
        "object_name": stored.object_name,
        "key": opened.seal(stored.key, places.key(certificate_id)),
        "octets": stored.octets,
        "digest": stored.digest,
        "provided_at": clock.now(),
    }
    if row is None:
        Provided.objects.create(citizen_id=citizen_id, id=certificate_id, **named, **values)
    else:
        mine.update(**values)
    told = CertificateProvided(certificate=given.id, language=given.language, digest=stored.digest.hex())
    record(citizen_id, trace, told)
    return row.object_name if row else ""


def take_back(ssin: Ssin, organisation: str, reference: str, language: str, trace: Trace) -> None:
    """Take a certificate away. Raises NoSuchCertificateError, OSError."""
    citizen_id = citizens.citizen_with(ssin)
    if citizen_id is None:
        raise NoSuchCertificateError
    with transaction.atomic():
        mine = Provided.objects.filter(
            citizen_id=citizen_id, organisation=organisation, reference=reference, language=language
        )
        row = mine.select_for_update().first()
        if row is None:
            raise NoSuchCertificateError
        mine.delete()
        told = CertificateTakenBack(certificate=f"{organisation}.{reference}", language=language)
        record(citizen_id, trace, told)
    objects.remove(row.object_name)
