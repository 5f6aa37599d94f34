"""From the code in the provider's answer to a person: every claim is checked before it is believed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec

from burgerprofiel.access.faces import Face
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.attempt import Attempt
from burgerprofiel.access.relying.errors import SignInFailedError
from burgerprofiel.access.relying.id_token import check_at_hash, verify
from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit.levels import Key


class _TokenAnswer(msgspec.Struct, frozen=True):
    access_token: str
    id_token: str


class _Told(msgspec.Struct, frozen=True):
    sub: str
    rrn: str = ""
    given_name: str = ""
    family_name: str = ""
    vo_doelgroepcode: str = ""
    vo_orgcode: str = ""
    ssm_mandaatgever: str = ""
    ssm_mandaat_id: str = ""


@dataclass(frozen=True)
class Known:
    """What the provider vouches for."""

    who: Identity
    proof: Proof
    issuer: str
    id_token: str = field(repr=False)
    group: str = ""
    """As what they signed in (`vo_doelgroepcode`); empty: as a citizen."""
    organisation: str = ""
    """For which organisation, as ACM names it (`vo_orgcode`)."""
    mandate: str = ""
    """Under which mandate they act; empty: none."""
    giver: str = field(default="", repr=False)
    """The national number of who gave it."""


def exchange(code: str, attempt: Attempt, face: Face) -> Known:
    """Exchange the code and check all that comes back, for one of our faces. Raises SignInFailedError."""
    provider = issuers.issuer()
    answer = issuers.read(
        issuers.send(
            "POST",
            provider.metadata().token_endpoint,
            headers={"Accept": "application/json"},
            form={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": face.redirect_uri,
                "code_verifier": attempt.verifier,
            },
            auth=(quote(face.client_id, safe=""), quote(face.client_secret, safe="")),
        ),
        _TokenAnswer,
    )
    claims = verify(provider, face.client_id, answer.id_token, attempt.nonce)
    check_at_hash(claims, answer.access_token)
    told = issuers.read(issuers.get(provider.metadata().userinfo_endpoint, answer.access_token), _Told)
    if told.sub != claims["sub"]:
        raise SignInFailedError("userinfo-subject")
    who = Identity(told.given_name, told.family_name, told.rrn)
    return Known(
        who,
        _proof(claims),
        provider.name,
        answer.id_token,
        group=told.vo_doelgroepcode,
        organisation=told.vo_orgcode,
        mandate=told.ssm_mandaat_id,
        giver=told.ssm_mandaatgever,
    )


def _proof(claims: dict[str, object]) -> Proof:
    key = Key.from_urn(str(claims.get("acr", "")))
    if key is None:
        raise SignInFailedError("acr")
    shown = claims.get("auth_time", claims["iat"])
    if not isinstance(shown, int | float):
        raise SignInFailedError("auth-time")
    try:
        return Proof(key, datetime.fromtimestamp(shown, UTC))
    except (OverflowError, ValueError, OSError) as error:
        raise SignInFailedError("auth-time") from error
