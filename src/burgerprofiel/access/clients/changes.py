"""What a member of staff proposes about an application holds once another one agreed: four eyes, the database too.

Who decides sees what it would change now. Did the application change meanwhile, by file for instance, they look again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from burgerprofiel.access import faces, tokens
from burgerprofiel.access.clients.queries import APPROVED
from burgerprofiel.access.clients.written import columns, register, written
from burgerprofiel.access.events import ClientChangeDecided, ClientChangeProposed
from burgerprofiel.access.models import Client, ClientChange
from burgerprofiel.access.provider.registration import RegistrationError
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId

LONGEST_REASON = 400
REFUSED, WITHDRAWN = "refused", "withdrawn"


class WaitsAlreadyError(Exception):
    """A change of this application waits already for somebody to decide."""


class OwnFaceError(Exception):
    """The application is one of our own faces, which the installation registers."""


class OwnChangeError(Exception):
    """Who proposed a change does not approve it."""


class DecidedError(Exception):
    """Somebody else decided already."""


class LookAgainError(Exception):
    """What it would change is not what was on screen: the application changed meanwhile."""


def propose(
    given: Mapping[str, object],
    reason: str,
    by: CitizenId,
    trace: Trace,
    *,
    organisation: UUID | None,
    new_secret: bool,
    is_new: bool,
) -> tuple[ClientChange, str]:
    """Propose a registration for a body; return the change, and a fresh secret that is told now and never again.

    Raises RegistrationError, WaitsAlreadyError and OwnFaceError; nothing was changed then.
    """
    client_id = str(given.get("client_id", ""))
    if faces.with_client_id(client_id):
        raise OwnFaceError
    row = Client.objects.filter(client_id=client_id).first()
    if row and is_new:
        told = _("there is an application “%(name)s” already.") % {"name": client_id}
        raise RegistrationError(f"client_id: {told}")
    secret = tokens.new() if new_secret else ""
    secret_hash = _secret_hash(given, row, secret)
    columns(given, secret_hash)
    try:
        return _keep(client_id, given, secret_hash, reason, by, organisation, trace), secret if secret_hash else ""
    except IntegrityError as error:
        raise WaitsAlreadyError from error


def _secret_hash(given: Mapping[str, object], row: Client | None, secret: str) -> bytes:
    """A fresh secret's, else the one it has; nothing for who proves itself without."""
    if given.get("auth_method") not in ("client_secret_basic", "client_secret_post"):
        return b""
    return tokens.digest(secret) if secret else bytes(row.secret_hash) if row else b""


@transaction.atomic
def _keep(
    client_id: str,
    given: Mapping[str, object],
    secret_hash: bytes,
    reason: str,
    by: CitizenId,
    organisation: UUID | None,
    trace: Trace,
) -> ClientChange:
    change = ClientChange.objects.create(
        client_id=client_id,
        proposed=dict(given),
        secret_hash=secret_hash,
        reason=reason,
        proposed_by=by,
        organisation=organisation,
        proposed_at=clock.now(),
    )
    record(by, trace, ClientChangeProposed(client=client_id, change=str(change.id)))
    return change


def sight(change: ClientChange) -> str:
    """Return a mark of what the change would change now: who approves sends back the one that was on screen."""
    row = Client.objects.filter(client_id=change.client_id).first()
    now = msgspec.json.encode([written(row) if row else None, change.proposed], order="deterministic")
    kept = bytes(row.secret_hash) if row else b""
    return hashlib.sha256(now + kept + bytes(change.secret_hash)).hexdigest()


@transaction.atomic
def approve(change_id: UUID, by: CitizenId, trace: Trace, seen: str) -> None:
    """Let a change hold. Raises OwnChangeError, DecidedError, LookAgainError and RegistrationError."""
    change = _held(change_id)
    if change.proposed_by == by:
        raise OwnChangeError
    Client.objects.select_for_update().filter(client_id=change.client_id).first()
    if sight(change) != seen:
        raise LookAgainError
    register(columns(change.proposed, bytes(change.secret_hash)))
    _decide(change, APPROVED, by, trace)


@transaction.atomic
def refuse(change_id: UUID, by: CitizenId, trace: Trace) -> None:
    """Turn a change down; who proposed it withdraws it. Raises DecidedError."""
    change = _held(change_id)
    _decide(change, WITHDRAWN if change.proposed_by == by else REFUSED, by, trace)


def _held(change_id: UUID) -> ClientChange:
    change = ClientChange.objects.select_for_update().filter(id=change_id, decision="").first()
    if change is None:
        raise DecidedError
    return change


def _decide(change: ClientChange, decision: str, by: CitizenId, trace: Trace) -> None:
    change.decision, change.decided_by, change.decided_at = decision, by, clock.now()
    change.save(update_fields=["decision", "decided_by", "decided_at"])
    event = ClientChangeDecided(client=change.client_id, change=str(change.id), decision=decision)
    for somebody in sorted({by, CitizenId(change.proposed_by)}):  # in one order, so that nobody waits in a circle
        record(somebody, trace, event)
