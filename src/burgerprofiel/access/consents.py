"""What a citizen lets applications know: asked once, seen and withdrawn whenever they like (A8).

Only applications of somebody else ask. What was withdrawn stays withdrawn, also for a code or a refresh token that is
being exchanged at that very moment: who gets tokens moves the consent's row, and who withdraws waits for that row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet

from burgerprofiel.access.events import ConsentGiven, ConsentWithdrawn
from burgerprofiel.access.models import Client, Code, Consent, RefreshToken, Token
from burgerprofiel.access.provider import details, family
from burgerprofiel.access.provider.details import Details
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId


class Access(NamedTuple):
    """An application that may know something of the citizen."""

    client_id: str
    name: str
    scopes: tuple[str, ...]
    details: Details
    """What it may do with the mailbox; nothing when that time is over."""
    given_at: datetime | None
    """None: the citizen was never asked, for it is one of the government's own."""
    used_at: datetime | None
    asks: bool
    """Somebody else's: it asks again when the citizen comes back."""


def standing(citizen_id: CitizenId, client_id: str) -> Consent | None:
    """Return the consent as it stands now."""
    return Consent.objects.filter(citizen_id=citizen_id, client_id=client_id, until=None).first()


def allowed(citizen_id: CitizenId, client: Client, wanted: Details) -> Details:
    """Return what of this an application may do with the mailbox: somebody else's no more than is allowed now."""
    if not client.third_party or not wanted:
        return wanted
    consent = standing(citizen_id, client.client_id)
    return wanted.within(details.read(consent.details)) if consent else details.NONE


@transaction.atomic
def give(
    citizen_id: CitizenId, client_id: str, scopes: Iterable[str], trace: Trace, more: Details = details.NONE
) -> None:
    """Let the application know this too, beside what it may know already. `more` takes the place of what it had."""
    wanted, now = list(dict.fromkeys(scopes)), clock.now()
    row, made = Consent.objects.select_for_update().get_or_create(
        citizen_id=citizen_id,
        client_id=client_id,
        defaults={"scopes": wanted, "details": more.packed(), "given_at": now},
    )
    if not made:
        before, had = ([], []) if row.until else (row.scopes, row.details)
        _rows(citizen_id, client_id).update(
            scopes=list(dict.fromkeys(before + wanted)), details=more.packed() or had, given_at=now, until=None
        )
    until = more.until.isoformat() if more else ""
    event = ConsentGiven(client=client_id, scope=" ".join(wanted), purposes=tuple(sorted(more.purposes)), until=until)
    record(citizen_id, trace, event)


def use(citizen_id: CitizenId, client_id: str) -> bool:
    """Note that the application gets something for its consent; False when none stands. Within a transaction."""
    return bool(_rows(citizen_id, client_id).filter(until=None).update(used_at=clock.now()))


def who_let(client_id: str, purpose: str) -> QuerySet[Consent, UUID]:
    """Return the ids of the citizens whose mailbox is open to an application now, for this purpose: a sub-query."""
    rows = Consent.objects.filter(client_id=client_id, until=None, details__contains=[{"purposes": [purpose]}])
    return rows.filter(details__0__until__gte=clock.today().isoformat()).values_list("citizen_id", flat=True)


def mine(citizen_id: CitizenId) -> list[Access]:
    """Return who has access: by consent, and the government's own while they hold a token. The portal is not told."""
    rows = {row.client_id: row for row in Consent.objects.filter(citizen_id=citizen_id, until=None)}
    held = _held(citizen_id)
    clients = {row.client_id: row for row in Client.objects.filter(client_id__in=[*rows, *held])}
    theirs = [each for each in clients if each in rows or each != settings.CONFIG.client_id]
    access = [_access(citizen_id, clients[each], rows.get(each), held.get(each, {})) for each in theirs]
    return sorted(access, key=lambda each: each.name.casefold())


def _access(citizen_id: CitizenId, client: Client, consent: Consent | None, held: Iterable[str]) -> Access:
    used_at = (consent.used_at if consent else None) or _last_token(citizen_id, client.client_id)
    scopes, given_at = (consent.scopes, consent.given_at) if consent else (held, None)
    more = details.read(consent.details) if consent else details.NONE
    told = more if more else details.NONE
    return Access(client.client_id, client.name, tuple(scopes), told, given_at, used_at, client.third_party)


@transaction.atomic
def withdraw(citizen_id: CitizenId, client_ids: Iterable[str], trace: Trace) -> int:
    """End the access of these applications at once, with every token. Returns of how many there was any."""
    ended = [each for each in sorted(client_ids) if _end(citizen_id, each)]
    if ended:
        record(citizen_id, trace, *(ConsentWithdrawn(client=each) for each in ended))
    return len(ended)


def _end(citizen_id: CitizenId, client_id: str) -> bool:
    """In this order nobody waits for each other: codes, families, the consent; then what came in between."""
    whose = {"citizen_id": citizen_id, "client_id": client_id}
    gone = Code.objects.filter(**whose, used_at=None).delete()[0]
    for code_hash in sorted({*_families(Token, whose), *_families(RefreshToken, whose)}):
        gone += family.end(code_hash)
    gone += _rows(citizen_id, client_id).filter(until=None).update(until=clock.now())
    return bool(gone + sum(table.objects.filter(**whose).delete()[0] for table in (Token, RefreshToken)))


def _families(table: type[Token | RefreshToken], whose: dict[str, object]) -> list[bytes]:
    return [bytes(each) for each in table.objects.filter(**whose).values_list("code_hash", flat=True)]


def _rows(citizen_id: CitizenId, client_id: str) -> QuerySet[Consent]:
    return Consent.objects.filter(citizen_id=citizen_id, client_id=client_id)


def _held(citizen_id: CitizenId) -> dict[str, dict[str, None]]:
    """Per application that holds a token in the citizen's name: its scopes."""
    now = clock.now()
    found: dict[str, dict[str, None]] = {}
    access = Token.objects.filter(citizen_id=citizen_id, expires_at__gt=now)
    later = RefreshToken.objects.filter(citizen_id=citizen_id, family_ends_at__gt=now, used_at=None)
    for table in (access, later):
        for client_id, scope in table.values_list("client_id", "scope"):
            found.setdefault(client_id, {}).update(dict.fromkeys(scope.split()))
    return found


def _last_token(citizen_id: CitizenId, client_id: str) -> datetime | None:
    found = Token.objects.filter(citizen_id=citizen_id, client_id=client_id).aggregate(last=Max("issued_at"))
    last: datetime | None = found["last"]
    return last
