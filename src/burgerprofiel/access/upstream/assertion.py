"""How we prove to another provider who we are: a note signed for it, for a minute, once; or a secret (RFC 7523 §3)."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from joserfc import jwt

from burgerprofiel.access import tokens
from burgerprofiel.access.upstream import own_keys
from burgerprofiel.access.upstream.configuration import Upstream
from burgerprofiel.kit import clock

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFETIME = timedelta(minutes=1)


def proof(upstream: Upstream, token_endpoint: str) -> tuple[dict[str, str], tuple[str, str] | None]:
    """Return what to add to the form, and perhaps name and secret for the header. Raises UpstreamError."""
    if upstream.auth_method == "client_secret_basic":
        return {}, (quote(upstream.client_id, safe=""), quote(upstream.secret, safe=""))
    named = {"client_id": upstream.client_id}
    if upstream.auth_method == "client_secret_post":
        return named | {"client_secret": upstream.secret}, None
    note = {"client_assertion_type": TYPE, "client_assertion": signed(upstream, token_endpoint)}
    return named | note, None


def signed(upstream: Upstream, token_endpoint: str) -> str:
    """Return the note. Raises UpstreamError."""
    key, now = own_keys.signing(), clock.now()
    claims = {
        "iss": upstream.client_id,
        "sub": upstream.client_id,
        "aud": token_endpoint if upstream.assertion_audience == "token_endpoint" else upstream.issuer,
        "jti": tokens.new(),
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
    }
    head = {"alg": upstream.assertion_algorithm, "kid": key.kid or "", "typ": "JWT"}
    return jwt.encode(head, claims, key, algorithms=[upstream.assertion_algorithm])
