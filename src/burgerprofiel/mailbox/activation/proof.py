"""An e-mail address is proved with a code: six digits, ten minutes, five tries, one use; only the last one counts (C3).

The digits follow from the box, the moment and our secret (HMAC), as those of digital keys do: a second delivery tells
the same code, and the queue of jobs holds none.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.activation import tasks
from burgerprofiel.mailbox.events import CodeSent
from burgerprofiel.mailbox.models import EmailProof
from burgerprofiel.people import vault

LIFETIME = timedelta(minutes=10)
TRIES = 5
_PLACE = "mailbox.email_proof.email"


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "mailbox e-mail codes")


def digits(citizen_id: CitizenId, expires_at: datetime) -> str:
    """The code that was sent to this citizen and is over at this moment."""
    what = citizen_id.bytes + expires_at.isoformat().encode()
    return f"{int.from_bytes(hmac.digest(_key(), what, 'sha256'), 'big') % 1_000_000:06d}"


def _hash(citizen_id: CitizenId, code: str) -> bytes:
    return hmac.digest(_key(), citizen_id.bytes + code.encode(errors="replace"), "sha256")


@transaction.atomic
def ask(citizen_id: CitizenId, email: str, language: str, trace: Trace) -> None:
    """Send a code to an address that is not theirs yet; a code of before is over."""
    expires_at = clock.now() + LIFETIME
    EmailProof.objects.update_or_create(
        box_id=citizen_id,
        defaults={
            "email": vault.seal(citizen_id, email.encode(), _PLACE),
            "code_hash": _hash(citizen_id, digits(citizen_id, expires_at)),
            "tries_left": TRIES,
            "expires_at": expires_at,
        },
    )
    tasks.send_code.defer(box=str(citizen_id), expires=expires_at.isoformat(), language=language)
    record(citizen_id, trace, CodeSent())


def waiting(citizen_id: CitizenId) -> str:
    """Return the address to which a code went that can still be typed; empty when there is none. One SQL statement."""
    row = EmailProof.objects.filter(box_id=citizen_id, expires_at__gt=clock.now(), tries_left__gt=0).first()
    return address_of(row) if row else ""


def address_of(row: EmailProof) -> str:
    """Return where the code of this row goes."""
    return vault.unseal(CitizenId(row.box_id), row.email, _PLACE).decode()


def use(citizen_id: CitizenId, code: str) -> str:
    """Use up the code; return the address that it proves, empty when it is wrong, over, used or tried too often.

    Within a transaction.
    """
    row = EmailProof.objects.select_for_update().filter(box_id=citizen_id, expires_at__gt=clock.now()).first()
    if row is None or row.tries_left < 1:
        return ""
    if not hmac.compare_digest(bytes(row.code_hash), _hash(citizen_id, "".join(code.split()))):
        EmailProof.objects.filter(box_id=citizen_id).update(tries_left=row.tries_left - 1)
        return ""
    proved = address_of(row)
    row.delete()
    return proved


def forget_old() -> None:
    """Remove codes that are over."""
    EmailProof.objects.filter(expires_at__lte=clock.now()).delete()
