"""What itsme keeps while somebody signs in (questions, codes, tokens), and what it tells, signed and encrypted."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from joserfc import jwe, jwt
from joserfc.jwk import RSAKey

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.hosts import origin
from burgerprofiel.simulators.itsme.accounts import Account, Oddity
from burgerprofiel.simulators.itsme.partner import SERVICE, RefusedError, registered

CLAIM = "http://itsme.services/v2/claim/"
BASIC, ADVANCED = f"{CLAIM}acr_basic", f"{CLAIM}acr_advanced"
CODE_LIFE, TOKEN_LIFE, KEPT = 180, 300, 2000
_HEAD = {"alg": "RSA-OAEP", "enc": "A128CBC-HS256", "cty": "JWT"}


def issuer() -> str:
    """The name of this provider."""
    return f"{origin('itsme.localhost')}/v2"


def discovery() -> dict[str, Any]:
    """The discovery document."""
    at = issuer()
    return {
        "issuer": at,
        "authorization_endpoint": f"{at}/authorization",
        "token_endpoint": f"{at}/token",
        "userinfo_endpoint": f"{at}/userinfo",
        "jwks_uri": f"{at}/jwkSet",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "scopes_supported": ["openid", "service", "profile", "eid"],
        "acr_values_supported": [BASIC, ADVANCED],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256", "PS256"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "id_token_encryption_alg_values_supported": ["RSA-OAEP"],
        "id_token_encryption_enc_values_supported": ["A128CBC-HS256"],
        "userinfo_signing_alg_values_supported": ["RS256"],
        "userinfo_encryption_alg_values_supported": ["RSA-OAEP"],
        "userinfo_encryption_enc_values_supported": ["A128CBC-HS256"],
        "code_challenge_methods_supported": ["S256"],
        "ui_locales_supported": ["fr", "nl", "de", "en"],
        "claims_parameter_supported": True,
    }


@dataclass(frozen=True)
class Question:
    """What a partner asks."""

    scope: frozenset[str]
    state: str
    nonce: str
    challenge: str
    advanced: bool
    language: str
    claims: frozenset[str]
    redirect_uri: str

    @classmethod
    def read(cls, told: Mapping[str, str]) -> Question:
        """Read and check it. Raises RefusedError: nothing of it is followed."""
        partner = registered()
        scope = frozenset(told.get("scope", "").split())
        needs = {
            "client_id": told.get("client_id") == partner.client_id,
            "redirect_uri": told.get("redirect_uri") == partner.redirect_uri,
            "response_type": told.get("response_type") == "code",
            "scope": {"openid", SERVICE} <= scope,
            "code_challenge_method": told.get("code_challenge_method") == "S256" and bool(told.get("code_challenge")),
        }
        for name, holds in needs.items():
            if not holds:
                raise RefusedError("invalid_request", f"{name} is missing, unknown or not the registered one")
        try:
            claims = frozenset(json.loads(told.get("claims") or "{}").get("id_token", {}))
        except (ValueError, AttributeError, TypeError) as error:
            raise RefusedError("invalid_request", "claims is not the JSON that it should be") from error
        languages = [code for code in told.get("ui_locales", "").split() if code in ("nl", "fr", "de", "en")]
        return cls(
            scope,
            told.get("state", ""),
            told.get("nonce", ""),
            told["code_challenge"],
            ADVANCED in told.get("acr_values", "").split(),
            (languages or ["nl"])[0],
            claims,
            partner.redirect_uri,
        )

    def back(self, **told: str) -> str:
        """The address at which the partner gets its answer."""
        return f"{self.redirect_uri}?{urlencode({**told, 'state': self.state})}"


@dataclass(frozen=True)
class Given:
    """What was confirmed on a phone."""

    question: Question
    account: Account
    advanced: bool
    at: int = field(default_factory=lambda: int(time.time()))


class Itsme:
    """The provider's memory. The oldest are forgotten first."""

    def __init__(self) -> None:
        """Empty."""
        self.questions: dict[str, Question] = {}
        self.codes: dict[str, Given] = {}
        self.tokens: dict[str, Given] = {}

    def keep(self, question: Question) -> str:
        """Keep a question while somebody answers it; return its name."""
        return _keep(self.questions, question)

    def confirm(self, name: str, account: Account, *, advanced: bool) -> str:
        """Somebody confirmed on their phone; return the address with the code. Raises KeyError."""
        question = self.questions.pop(name)
        return question.back(code=_keep(self.codes, Given(question, account, advanced)))

    def redeem(self, form: Mapping[str, str], key: RSAKey) -> dict[str, Any]:
        """Return the token answer for a code, once. Raises RefusedError."""
        given = self.codes.pop(form.get("code", ""), None)
        if form.get("grant_type") != "authorization_code":
            raise RefusedError("unsupported_grant_type", "only authorization_code")
        if given is None or time.time() - given.at > CODE_LIFE:
            raise RefusedError("invalid_grant", "the code is unknown, used or too old")
        if form.get("redirect_uri") != given.question.redirect_uri:
            raise RefusedError("invalid_grant", "redirect_uri is not that of the question")
        if _challenge(form.get("code_verifier", "")) != given.question.challenge:
            raise RefusedError("invalid_grant", "code_verifier does not fit the challenge")
        token = _keep(self.tokens, given)
        claims = self._about(given, token) | _chosen(given, given.question.claims)
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": TOKEN_LIFE,
            "id_token": sealed(claims, key),
        }

    def userinfo(self, token: str, key: RSAKey) -> str:
        """Return what the scopes tell of somebody, signed and encrypted. Raises RefusedError."""
        given = self.tokens.get(token)
        if given is None or time.time() - given.at > CODE_LIFE + TOKEN_LIFE:
            raise RefusedError("invalid_token", "the token is unknown or too old")
        names = {"given_name", "family_name"} if "profile" in given.question.scope else set()
        names |= {f"{CLAIM}BENationalNumber"} if "eid" in given.question.scope else set()
        parties = {"iss": issuer(), "aud": registered().client_id, "sub": _subject(given)}
        return sealed(parties | _chosen(given, frozenset(names)), key)

    def _about(self, given: Given, token: str) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": issuer(),
            "aud": registered().client_id,
            "sub": _subject(given),
            "iat": now,
            "exp": now + TOKEN_LIFE,
            "auth_time": given.at,
            "nonce": given.question.nonce,
            "acr": ADVANCED if given.advanced else BASIC,
            "at_hash": _encoded(hashlib.sha256(token.encode()).digest()[:16]),
        }


def _keep(where: dict[str, Any], what: object) -> str:
    name = secrets.token_urlsafe(27)
    where[name] = what
    while len(where) > KEPT:
        del where[next(iter(where))]
    return name


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _challenge(verifier: str) -> str:
    return _encoded(hashlib.sha256(verifier.encode()).digest())


def _subject(given: Given) -> str:
    return hashlib.sha256(f"{registered().client_id} {given.account.id}".encode()).hexdigest()[:32]


def _chosen(given: Given, names: frozenset[str]) -> dict[str, str]:
    """The claims that are told: a Dutch document has no Belgian number."""
    subject = given.account.subject
    known = {"given_name": subject.given, "family_name": subject.family}
    if given.account.oddity is not Oddity.DUTCH:
        known[f"{CLAIM}BENationalNumber"] = Ssin(subject.ssin).digits
    return {name: value for name, value in known.items() if name in names}


@lru_cache(maxsize=1)
def signing_key() -> RSAKey:
    """The key of this process."""
    return RSAKey.generate_key(2048, auto_kid=True)


def jwks() -> dict[str, Any]:
    """The public keys."""
    key = signing_key()
    return {"keys": [{**key.as_dict(private=False), "kid": key.kid, "use": "sig", "alg": "RS256"}]}


def sealed(claims: dict[str, Any], key: RSAKey) -> str:
    """Sign, then encrypt for the partner."""
    own = signing_key()
    inner = jwt.encode({"alg": "RS256", "kid": own.kid or ""}, claims, own, algorithms=["RS256"])
    return jwe.encrypt_compact({**_HEAD, "kid": key.kid or ""}, inner, key, algorithms=["RSA-OAEP", "A128CBC-HS256"])
