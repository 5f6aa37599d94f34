"""The short path of applications' commonest requests: each a statement, without Django and authlib around it.

It answers only a plain request that is right in every respect. Whatever is unusual, wrong or refused gets no answer
here (None) and takes the long path, which judges it anew: so the two can differ in speed only (docs/decisions/0018).
Nothing about tokens is remembered: what was revoked is gone with the next request.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from authlib.oauth2 import OAuth2Error

from burgerprofiel.access import tokens
from burgerprofiel.access.provider import machine, remembered, standing, userinfo
from burgerprofiel.access.provider.issuing import TOKEN_SECONDS
from burgerprofiel.access.provider.remembered import UNCHANGED, Remembered
from burgerprofiel.access.provider.userinfo import RefusedError
from burgerprofiel.kit import clock, prepared

Told = dict[str, object]

_KEEP = f"{machine.INTO} access_client AS client, {machine.NOT_DURABLE} WHERE {UNCHANGED} RETURNING true"
_STANDS = f"""
SELECT {standing.COLUMNS} FROM access_client AS client LEFT JOIN access_token AS token
  ON token.token_hash = %s AND token.expires_at > %s WHERE {UNCHANGED}
"""  # noqa: S608 - our own columns


@dataclass(frozen=True)
class Asked:
    """A request: its form, in which every name stands once, and its `Authorization` header."""

    form: dict[str, str]
    authorization: str


def token(asked: Asked) -> Told | None:
    """A token for a program itself, for all its scopes or those it names."""
    if asked.form.get("grant_type") != machine.MachineGrant.GRANT_TYPE or asked.form.keys() & {"audience", "resource"}:
        return None
    known = _asker(asked)
    if known is None or known.client.row.dpop_bound or not known.client.check_grant_type(asked.form["grant_type"]):
        return None
    scope, fresh, now = machine.scope_of(asked.form.get("scope"), known.client.row), tokens.new(), clock.now()
    ends = now + timedelta(seconds=TOKEN_SECONDS)
    kept = prepared.one(_KEEP, tokens.digest(fresh), known.client.client_id, scope, "", "", now, ends, *known.version)
    if kept is None:
        remembered.forget(known.client.client_id)
        return None
    return {"token_type": "Bearer", "access_token": fresh, "expires_in": TOKEN_SECONDS, "scope": scope}


def introspect(asked: Asked) -> Told | None:
    """That an access token stands, and what the asker may know of it."""
    known = _asker(asked)
    if known is None:
        return None
    found = prepared.one(_STANDS, tokens.digest(asked.form.get("token", "")), clock.now(), *known.version)
    if found is None:
        remembered.forget(known.client.client_id)
        return None
    row = standing.AccessToken(*found)
    plain = row.token_hash and row.capacity == _OWN
    return standing.told_of(row, known.client) if plain and standing.may_hear_of(row, known.client) else None


def user(asked: Asked) -> Told | None:
    """Who somebody is, for a token that is bound to no key."""
    scheme, _space, shown = asked.authorization.partition(" ")
    if scheme != "Bearer" or not shown:
        return None
    digest = tokens.digest(shown)
    found = prepared.one(userinfo.FIND, digest, clock.now())
    row = userinfo.Row(*found) if found else None
    if row is None or row.dpop_jkt or row.capacity != _OWN or userinfo.gives_papi(row):
        return None
    return dict(userinfo.opened(row, shown, digest))


_OWN = "{}"
"""The capacity of who speaks for nobody else; for others their role is looked up, on the long path."""
UNUSUAL = (prepared.UnavailableError, OAuth2Error, ValueError, RefusedError)
"""What a door may raise when the long path must judge."""
DOORS: dict[tuple[str, str], Callable[[Asked], Told | None]] = {
    ("POST", "/op/v1/token"): token,
    ("POST", "/op/v1/introspect"): introspect,
    ("GET", "/op/v1/userinfo"): user,
}


def _asker(asked: Asked) -> Remembered | None:
    """Return the application that shows its secret, in the one way registered for it. Raises UnavailableError."""
    if asked.form.keys() & {"client_assertion", "client_assertion_type"}:
        return None
    method, name, secret = _basic(asked) if asked.authorization else _post(asked)
    known = remembered.recall(name) if name and secret else None
    if known is None or not known.client.check_client_secret(secret):
        return None
    named = asked.form.get("client_id", name)
    return known if named == name and known.client.check_endpoint_auth_method(method, "token") else None


def _post(asked: Asked) -> tuple[str, str, str]:
    return "client_secret_post", asked.form.get("client_id", ""), asked.form.get("client_secret", "")


def _basic(asked: Asked) -> tuple[str, str, str]:
    """Only of plain letters, for which it does not matter whether they were form-encoded before."""
    scheme, _space, text = asked.authorization.partition(" ")
    name, _colon, secret = base64.b64decode(text, validate=True).decode().partition(":")
    plain = scheme == "Basic" and "client_secret" not in asked.form and not {"%", "+"} & {*name, *secret}
    return "client_secret_basic", name if plain else "", secret
