"""From the code in a provider's answer to a person and a key: every claim is checked before it is believed."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.relying import id_token
from burgerprofiel.access.relying import issuer as issuers
from burgerprofiel.access.relying.attempt import Attempt
from burgerprofiel.access.relying.errors import SignInFailedError
from burgerprofiel.access.upstream import assertion
from burgerprofiel.access.upstream.configuration import Upstream, UpstreamError
from burgerprofiel.access.upstream.encrypted import opened
from burgerprofiel.access.upstream.question import redirect_uri
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin

Told = dict[str, object]

LONGEST_NAME = 200
_LEEWAY = 60


class Vouched(NamedTuple):
    """Whom a provider vouches for, and with which key they were seen."""

    who: Identity
    key: Key


class NoNumberError(SignInFailedError):
    """The provider did not tell a national number that can be one."""


class _Tokens(msgspec.Struct, frozen=True):
    access_token: str
    id_token: str


def exchange(upstream: Upstream, code: str, attempt: Attempt) -> Vouched:
    """Exchange the code and check all that comes back. Raises SignInFailedError, its kind by what went wrong."""
    provider = issuers.named(upstream.issuer)
    got = _tokens(upstream, provider.metadata().token_endpoint, code, attempt)
    text = opened(got.id_token) if upstream.id_token_encrypted else got.id_token
    claims = id_token.verify(provider, upstream.client_id, text, attempt.nonce, upstream.id_token_algorithms)
    id_token.check_at_hash(claims, got.access_token)
    _check_freshness(upstream, claims, attempt)
    key = upstream.key_for(claims.get("acr"))
    if key is None:
        raise SignInFailedError("acr")
    return Vouched(_identity(upstream, claims | _more(upstream, provider, claims, got.access_token)), key)


def _tokens(upstream: Upstream, endpoint: str, code: str, attempt: Attempt) -> _Tokens:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri(upstream),
        "code_verifier": attempt.verifier,
    }
    try:
        more, auth = assertion.proof(upstream, endpoint)
    except UpstreamError as error:
        raise SignInFailedError("own-keys") from error
    return issuers.read(
        issuers.send("POST", endpoint, headers={"Accept": "application/json"}, form=form | more, auth=auth), _Tokens
    )


def _check_freshness(upstream: Upstream, claims: Told, attempt: Attempt) -> None:
    """A key counts as shown now, so it must have been: not in a session that the provider happens to have."""
    shown = claims.get("auth_time")
    if shown is None and upstream.fresh != "max_age":
        return
    if not isinstance(shown, int | float) or shown < attempt.started.timestamp() - _LEEWAY:
        raise SignInFailedError("auth-time")


def _more(upstream: Upstream, provider: issuers.Issuer, claims: Told, access_token: str) -> Told:
    """What the provider tells at its userinfo endpoint, in the way that we agreed on with it."""
    if upstream.userinfo == "none":
        return {}
    content = issuers.get(provider.metadata().userinfo_endpoint, access_token)
    if upstream.userinfo == "plain":
        told = issuers.read(content, dict[str, object])
    else:
        text = content.decode("ascii", "replace")
        text = opened(text) if upstream.userinfo == "encrypted" else text
        told = id_token.signed(provider, text, upstream.id_token_algorithms)
        id_token.check_parties(told, provider, upstream.client_id)
    if told.get("sub") != claims["sub"]:
        raise SignInFailedError("userinfo-subject")
    return told


def _identity(upstream: Upstream, told: Told) -> Identity:
    names = upstream.claims
    number = told.get(names.number)
    try:
        digits = Ssin(number if isinstance(number, str) else "").digits
    except ValueError as error:
        raise NoNumberError("number") from error
    given, family = _name(told.get(names.given_name)), _name(told.get(names.family_name))
    if not given + family:
        raise SignInFailedError("names")
    return Identity(given, family, digits)


def _name(told: object) -> str:
    """A name, if it is one that can be shown."""
    text = " ".join(told.split()) if isinstance(told, str) else ""
    return text if text.isprintable() and len(text) <= LONGEST_NAME else ""
