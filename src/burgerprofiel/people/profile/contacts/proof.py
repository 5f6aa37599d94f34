"""The code for a contact: six digits, ten minutes, five tries, one use; of each kind only the last one counts (E2).

The digits follow from the citizen, the kind, the moment and our secret (HMAC): a second delivery tells the same code,
and the queue of jobs holds none.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet

from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.models import ContactProof
from burgerprofiel.people.profile import places
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import often

LIFETIME = timedelta(minutes=10)
TRIES = 5
_OVER = {"value": None, "given_name": None, "code_hash": None, "tries_left": 0}


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "people contact codes")


def digits(citizen_id: CitizenId, kind: Kind, expires_at: datetime) -> str:
    """The code that was sent to this citizen and is over at this moment."""
    what = citizen_id.bytes + f"{kind}{expires_at.isoformat()}".encode()
    return f"{int.from_bytes(hmac.digest(_key(), what, 'sha256'), 'big') % 1_000_000:06d}"


def _hash(citizen_id: CitizenId, code: str) -> bytes:
    return hmac.digest(_key(), citizen_id.bytes + code.encode(errors="replace"), "sha256")


@dataclass(frozen=True)
class Proved:
    """What a code proved. `repr` hides it."""

    value: str = field(repr=False)
    given_name: str = field(repr=False)
    """What the key of who asked for the code called them; empty: not known."""


def begin(citizen_id: CitizenId, kind: Kind, value: str, given_name: str = "") -> datetime:
    """Let a new code wait for this value, instead of one of before; return when it is over. Within a transaction.

    Raises often.TooOftenError.
    """
    now = clock.now()
    own = {"citizen_id": citizen_id, "kind": kind.value}
    ContactProof.objects.get_or_create(**own, defaults={"expires_at": now})
    row = ContactProof.objects.select_for_update().get(**own)
    opened = vault.opened(citizen_id)
    asked, expires_at = often.counted(row.asked_at, now), now + LIFETIME
    ContactProof.objects.filter(**own).update(
        value=opened.seal(value.encode(), places.proof(kind.value)),
        given_name=opened.seal(given_name.encode(), places.proof_name(kind.value)) if given_name else None,
        code_hash=_hash(citizen_id, digits(citizen_id, kind, expires_at)),
        tries_left=TRIES,
        expires_at=expires_at,
        asked_at=asked,
    )
    return expires_at


def use(citizen_id: CitizenId, kind: Kind, code: str) -> Proved | None:
    """Use up the code; return what it proves, None when it is wrong, over, used or tried too often.

    Within a transaction.
    """
    row = _waiting(citizen_id).select_for_update().filter(kind=kind.value).first()
    if row is None or row.code_hash is None:
        return None
    if not hmac.compare_digest(bytes(row.code_hash), _hash(citizen_id, "".join(code.split()))):
        _own(citizen_id, kind).update(tries_left=row.tries_left - 1)
        return None
    proved = Proved(value_of(row), name_in(row))
    drop(citizen_id, kind)
    return proved


def drop(citizen_id: CitizenId, kind: Kind) -> bool:
    """Forget the address or number for which a code waits; False: none did. When codes were asked for stays a day."""
    waiting = _own(citizen_id, kind).exclude(value=None)
    return bool(waiting.update(**_OVER))


def waiting(citizen_id: CitizenId) -> dict[Kind, str]:
    """Return what codes were sent to that can still be typed. One SQL statement, and one more for each."""
    return {Kind(row.kind): value_of(row) for row in _waiting(citizen_id)}


def sent(citizen_id: CitizenId, kind: Kind, expires_at: datetime) -> Proved | None:
    """Return where this very code goes, to whom; None when a newer one was asked for, or it is used or over."""
    row = _waiting(citizen_id).filter(kind=kind.value, expires_at=expires_at).first()
    return Proved(value_of(row), name_in(row)) if row else None


def value_of(row: ContactProof) -> str:
    """Return what the code of a row was sent to; empty when none waits."""
    place = places.proof(row.kind)
    return vault.unseal(CitizenId(row.citizen_id), row.value, place).decode() if row.value is not None else ""


def name_in(row: ContactProof) -> str:
    """Return with which name the letter of a code greets who has no profile; empty: with none."""
    if row.given_name is None:
        return ""
    return vault.unseal(CitizenId(row.citizen_id), row.given_name, places.proof_name(row.kind)).decode()


def forget_old() -> None:
    """Remove values whose code is over, and rows that no limit counts any more."""
    now = clock.now()
    over = ContactProof.objects.filter(expires_at__lte=now)
    over.exclude(value=None).update(**_OVER)
    over.filter(expires_at__lte=now - often.A_DAY).delete()


def _own(citizen_id: CitizenId, kind: Kind) -> QuerySet[ContactProof]:
    return ContactProof.objects.filter(citizen_id=citizen_id, kind=kind.value)


def _waiting(citizen_id: CitizenId) -> QuerySet[ContactProof]:
    fresh = ContactProof.objects.filter(citizen_id=citizen_id, expires_at__gt=clock.now(), tries_left__gt=0)
    return fresh.exclude(value=None)
