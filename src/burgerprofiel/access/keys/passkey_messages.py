"""What the page and the device say to each other about passkeys: options out, credentials in (WebAuthn §5.10)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated

import msgspec
from django.conf import settings
from webauthn import generate_authentication_options, generate_registration_options
from webauthn.helpers import options_to_json_dict, parse_client_data_json
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from burgerprofiel.access.eid.challenge import LIFETIME

_ALGORITHMS = [
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
_TRANSPORTS = frozenset(each.value for each in AuthenticatorTransport)
_MILLISECONDS = int(LIFETIME.total_seconds() * 1000)

Base64Url = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]*\Z", max_length=20_000)]


class _Response(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    client_data: Base64Url = msgspec.field(name="clientDataJSON")


class _Attestation(_Response, frozen=True, forbid_unknown_fields=True):
    attestation_object: Base64Url = msgspec.field(name="attestationObject")
    transports: Annotated[list[str], msgspec.Meta(max_length=20)] = []


class _Assertion(_Response, frozen=True, forbid_unknown_fields=True):
    authenticator_data: Base64Url = msgspec.field(name="authenticatorData")
    signature: Base64Url
    user_handle: Base64Url = msgspec.field(name="userHandle", default="")


class _Credential(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Base64Url
    raw_id: Base64Url = msgspec.field(name="rawId")
    type: str
    response: _Response

    def as_json(self) -> str:
        """As `webauthn` reads it."""
        return msgspec.json.encode(self).decode()

    def not_framed(self) -> None:
        """Raise ValueError when another site had our page within its own (§7.1 step 10, §7.2 step 14)."""
        if parse_client_data_json(_bytes(self.response.client_data)).cross_origin:
            raise ValueError("cross-origin")


class Made(_Credential, frozen=True, forbid_unknown_fields=True):
    """A passkey that a device just made."""

    response: _Attestation

    @property
    def transports(self) -> tuple[str, ...]:
        """How the device can be reached, as far as we know the ways."""
        return tuple(each for each in self.response.transports if each in _TRANSPORTS)


class Signed(_Credential, frozen=True, forbid_unknown_fields=True):
    """An answer that a passkey signed."""

    response: _Assertion

    @property
    def credential_id(self) -> bytes:
        """Which passkey it says it is; empty when it says nothing readable."""
        return _bytes(self.raw_id)

    @property
    def user_handle(self) -> bytes:
        """Whose passkey the device thinks it is."""
        return _bytes(self.response.user_handle)


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return b""


def to_make(nonce: str, handle: bytes, given_name: str, own: Sequence[tuple[bytes, Sequence[str]]]) -> object:
    """Return the options for a new passkey; `own` are the ids and transports of those that the citizen has."""
    return options_to_json_dict(
        generate_registration_options(
            rp_id=settings.CONFIG.access_host,
            rp_name=settings.CONFIG.brand_product,
            user_id=handle,
            user_name=given_name,
            challenge=base64.b64decode(nonce),
            timeout=_MILLISECONDS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=each, transports=[AuthenticatorTransport(way) for way in ways] or None)
                for each, ways in own
            ],
            supported_pub_key_algs=_ALGORITHMS,
        )
    )


def to_sign(nonce: str) -> object:
    """Return the options for showing a passkey: any that the device has for this host."""
    return options_to_json_dict(
        generate_authentication_options(
            rp_id=settings.CONFIG.access_host,
            challenge=base64.b64decode(nonce),
            timeout=_MILLISECONDS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )
