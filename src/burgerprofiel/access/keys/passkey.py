"""Passkeys (A2): the citizen's device holds a private key behind its own lock; we hold the public half.

The rules are those of WebAuthn Level 3 §7.1 and §7.2, done by `webauthn`: our origin, our host, the citizen verified by
the device, a challenge used once. The counter (§6.1.1) and the user handle are held to here.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import msgspec
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import IntegrityError, transaction
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import encode_cbor
from webauthn.registration.verify_registration_response import VerifiedRegistration

from burgerprofiel.access import tokens
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import store
from burgerprofiel.access.keys.passkey_messages import Made, Signed
from burgerprofiel.access.keys.passkey_refusals import (
    CopiedError,
    KnownAlreadyError,
    NamelessError,
    NotEnrolledError,
    NotKnownError,
)
from burgerprofiel.access.models import DigitalKey, PasskeyLookup
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.packing import from_json
from burgerprofiel.people.queries import UnknownCitizenError

log = structlog.get_logger(__name__)

LONGEST_LABEL = 80
LONGEST_ID = 1023
"""Bytes of a credential id (WebAuthn §7.1, step 25)."""
_TRUSTED = frozenset({"none", "packed"})
"""We ask for no attestation; a browser then leaves none, or the device's signature with the key itself (§5.1.3)."""
_NOBODY = CitizenId(UUID(int=0))


class Passkey(msgspec.Struct, frozen=True):
    """What we keep of a passkey, sealed for its citizen."""

    credential_id: bytes
    public_key: bytes
    """COSE."""
    transports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A passkey that was shown and held: whose it is."""

    citizen_id: CitizenId
    who: Identity


def handle_of(citizen_id: CitizenId) -> bytes:
    """The name under which a device files the citizen's passkeys: it says nothing, not even when we first met."""
    return tokens.digest(b"access.passkey.user:" + citizen_id.bytes)


def mine(citizen_id: CitizenId) -> list[Passkey]:
    """Return the citizen's passkeys, so that a device does not make a second one."""
    return [from_json(store.secret_of(row), Passkey) for row in store.mine(citizen_id, Key.passkey)]


def add(known: SignedIn, made: Made, nonce: str, label: str, trace: Trace) -> str:
    """Keep the passkey that the device made for this nonce. Returns its label. Raises RefusalError."""
    name = "".join(letter for letter in " ".join(label.split()) if letter.isprintable())
    if not 0 < len(name) <= LONGEST_LABEL:
        raise NamelessError
    verified = _verified(made, nonce)
    passkey = Passkey(verified.credential_id, verified.credential_public_key, made.transports)
    try:
        with transaction.atomic():
            secret = msgspec.json.encode(passkey)
            key_id = store.add(known.citizen_id, known.who, Key.passkey, name, secret, trace)
            DigitalKey.objects.filter(citizen_id=known.citizen_id, id=key_id).update(counter=verified.sign_count)
            PasskeyLookup.objects.create(
                credential_hash=tokens.digest(passkey.credential_id), citizen_id=known.citizen_id, key_id=key_id
            )
    except IntegrityError as error:
        raise KnownAlreadyError from error
    return name


def _verified(made: Made, nonce: str) -> VerifiedRegistration:
    try:
        made.not_framed()
        verified = verify_registration_response(
            credential=made.as_json(),
            expected_challenge=base64.b64decode(nonce),
            expected_rp_id=settings.CONFIG.access_host,
            expected_origin=settings.CONFIG.access_origin,
            require_user_verification=True,
        )
    except Exception as error:  # hostile bytes raise whatever the parsers inside the library raise
        log.info("passkey not accepted", why=type(error).__name__)
        raise NotEnrolledError from error
    if verified.fmt not in _TRUSTED or len(verified.credential_id) > LONGEST_ID:
        raise NotEnrolledError
    return verified


def prove(signed: Signed, nonce: str) -> Shown:
    """Return whose passkey signed this nonce, and move its counter. Raises NotKnownError or CopiedError.

    A credential that we do not know costs the same statements and one signature check too.
    """
    row, passkey = _find(signed.credential_id)
    try:
        signed.not_framed()
        verified = verify_authentication_response(
            credential=signed.as_json(),
            expected_challenge=base64.b64decode(nonce),
            expected_rp_id=settings.CONFIG.access_host,
            expected_origin=settings.CONFIG.access_origin,
            credential_public_key=passkey.public_key if passkey else _decoy(),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:  # hostile bytes raise whatever the parsers inside the library raise
        log.info("passkey refused", why=type(error).__name__)
        raise NotKnownError from error
    citizen_id = CitizenId(row.citizen_id)
    if passkey is None or signed.user_handle != handle_of(citizen_id):
        raise NotKnownError
    who = store.identity_of(citizen_id)
    if not _forward(row, verified.new_sign_count):
        raise CopiedError(who)
    return Shown(citizen_id, who)


def _find(credential_id: bytes) -> tuple[DigitalKey, Passkey | None]:
    found = PasskeyLookup.objects.filter(credential_hash=tokens.digest(credential_id)).first()
    citizen_id, key_id = (found.citizen_id, found.key_id) if found else (_NOBODY, _NOBODY)
    nobodys = DigitalKey(citizen_id=_NOBODY, id=_NOBODY, sealed=b"")
    row = DigitalKey.objects.filter(citizen_id=citizen_id, id=key_id).first() or nobodys
    try:
        return row, from_json(store.secret_of(row), Passkey)
    except UnknownCitizenError:
        return row, None


def _forward(row: DigitalKey, counter: int) -> bool:
    """Whether the counter went forward, or there is none: passkeys that are copied between devices keep it at zero."""
    return (counter > 0 or row.counter == 0) and store.used(row, counter)


@cache
def _decoy() -> bytes:
    """A public key of nobody, to check a signature against when there is no passkey."""
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
    return encode_cbor(key)
