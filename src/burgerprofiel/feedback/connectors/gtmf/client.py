"""What we ask of a source's system by GTMF. Raises calls.TemporaryError and calls.PermanentError."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from burgerprofiel.feedback.connectors.gtmf import calls, wire
from burgerprofiel.feedback.connectors.gtmf.wire import Melding, Submitted
from burgerprofiel.feedback.dataset import Property
from burgerprofiel.feedback.sources.queries import Source

_MELDINGEN = "/api/v2/meldingen"


def properties(source: Source, seconds: float = calls.DEADLINE) -> tuple[Property, ...]:
    """Return what its dataset is made of."""
    told = calls.get(source, f"/api/v1/datasets/{quote(source.dataset, safe='')}", wire.Dataset, seconds)
    return tuple(each.read() for each in told.properties)


def kinds(source: Source) -> tuple[str, ...]:
    """Return the types of a report that it knows."""
    return tuple(each.code for each in calls.get(source, "/api/v1/meldingstypes", tuple[wire.Code, ...]))


def upload(source: Source, name: str, content: bytes, media_type: str) -> str:
    """Return where it keeps a file."""
    return calls.upload(source, "/api/v1/upload", name, content, media_type).url


def submit(source: Source, report: Submitted) -> Melding:
    """Hand a report over."""
    return calls.post(source, _MELDINGEN, wire.encode(report), Melding)


def with_reference(source: Source, reference: str) -> Melding | None:
    """Return the report that we gave this reference; None: it never came there."""
    asked = urlencode({"MeldersReferentie": reference})
    found = calls.get(source, f"{_MELDINGEN}/?{asked}", wire.Page).items
    return next((each for each in found if each.reference == reference), None)


def one(source: Source, remote: str) -> Melding:
    """Return a report as it stands there."""
    return calls.get(source, f"{_MELDINGEN}/{quote(remote, safe='')}", Melding)
