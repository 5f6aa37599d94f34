"""A code by SMS or e-mail: six digits, ten minutes, five tries, one use, one browser; only the last one sent counts.

The digits follow from the row's random id and our secret (HMAC): so a second delivery of the same row tells the same
code, and the queue of jobs holds none. A row is made for whom does not exist too, so that nothing looks different.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import transaction

from burgerprofiel.access import tokens
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import OneTimeCode
from burgerprofiel.kit import clock, jobs, sealing
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.people import vault

LIFETIME = timedelta(minutes=10)
TRIES = 5
SIGN_IN, ENROL = "sign-in", "enrol"


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access one-time codes")


def digits(row_id: UUID) -> str:
    """The code of this row."""
    number = int.from_bytes(hmac.digest(_key(), row_id.bytes, "sha256"), "big")
    return f"{number % 1_000_000:06d}"


def _hash(row_id: UUID, code: str) -> bytes:
    """What the row keeps of its code: six digits are few, so the hash is keyed and the row's own."""
    return hmac.digest(_key(), row_id.bytes + code.encode(errors="replace"), "sha256")


def _place(row_id: UUID) -> str:
    return f"access.one_time_code.{row_id.hex}"


@transaction.atomic
def ask(citizen_id: CitizenId, kind: Key, browser: str, language: str, *, tries: tuple[int, ...] = ()) -> None:
    """Send a code for signing in to the citizen's last added phone or mailbox; `tries` is what success gives back."""
    row = _new(citizen_id, kind, browser, SIGN_IN, uuid7(), msgspec.json.encode(tries))
    jobs.ask("access.send_code", row=row.id.hex, language=language)


@transaction.atomic
def ask_to_enrol(citizen_id: CitizenId, kind: Key, browser: str, language: str, to: str) -> None:
    """Send a code to a number or an address that is not theirs yet."""
    row_id = uuid7()
    _new(citizen_id, kind, browser, ENROL, row_id, vault.seal(citizen_id, to.encode(), _place(row_id)))
    jobs.ask("access.send_code", row=row_id.hex, language=language)


def _new(citizen_id: CitizenId, kind: Key, browser: str, purpose: str, row_id: UUID, sealed: bytes) -> OneTimeCode:
    mark = tokens.digest(browser)
    OneTimeCode.objects.filter(browser_hash=mark, purpose=purpose, kind=kind.name).delete()
    return OneTimeCode.objects.create(
        id=row_id,
        citizen_id=citizen_id,
        browser_hash=mark,
        purpose=purpose,
        kind=kind.name,
        code_hash=_hash(row_id, digits(row_id)),
        sealed=sealed,
        expires_at=clock.now() + LIFETIME,
    )


@transaction.atomic
def use(browser: str, purpose: str, kind: Key, code: str) -> OneTimeCode | None:
    """Use up the code that this browser asked for; None when it is wrong, over, used, or was tried too often."""
    row = (
        OneTimeCode.objects.select_for_update()
        .filter(browser_hash=tokens.digest(browser), purpose=purpose, kind=kind.name, used_at=None)
        .filter(expires_at__gt=clock.now(), tries__lt=TRIES)
        .first()
    )
    if row is None:
        return None
    right = hmac.compare_digest(bytes(row.code_hash), _hash(row.id, "".join(code.split())))
    row.tries += 1
    row.used_at = clock.now() if right else None
    row.save(update_fields=["tries", "used_at"])
    return row if right else None


def asker(browser: str, kind: Key) -> CitizenId | None:
    """Whom the code is about that this browser may still try, NOBODY included; None when there is none to try."""
    rows = OneTimeCode.objects.filter(
        browser_hash=tokens.digest(browser), purpose=SIGN_IN, kind=kind.name, used_at=None, tries__lt=TRIES
    )
    found = rows.filter(expires_at__gt=clock.now()).values_list("citizen_id", flat=True).first()
    return CitizenId(found) if found else None


def asked(browser: str, kind: Key, citizen_id: CitizenId) -> str:
    """Where the code for enrolling went that the citizen asked for in this browser; empty when none is under way."""
    found = OneTimeCode.objects.filter(
        browser_hash=tokens.digest(browser), purpose=ENROL, kind=kind.name, citizen_id=citizen_id, used_at=None
    )
    row = found.filter(expires_at__gt=clock.now()).first()
    return destination(row) if row else ""


def destination(row: OneTimeCode) -> str:
    """The number or address that a code goes to; empty when there is none."""
    citizen_id = CitizenId(row.citizen_id)
    if row.purpose == ENROL:
        return vault.unseal(citizen_id, row.sealed, _place(row.id)).decode()
    mine = store.mine(citizen_id, Key[row.kind])
    return store.secret_of(mine[-1]).decode() if mine else ""


def tries_of(row: OneTimeCode) -> tuple[int, ...]:
    """What a successful sign-in gives back to the limits."""
    return msgspec.json.decode(bytes(row.sealed), type=tuple[int, ...])
