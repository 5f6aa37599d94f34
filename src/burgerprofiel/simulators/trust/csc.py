"""A remote signing service, by the API of the Cloud Signature Consortium, version 2.0: one key, behind a PIN.

Leave to sign (SAD) is for one credential and one list of digests, for once, within five minutes.
"""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from burgerprofiel.simulators.trust.faults import Mode
from burgerprofiel.simulators.trust.house import House

CREDENTIAL = "zonnegem-zegel"
CLIENT = "burgerprofiel"
PIN = "123456"
SHA256, ECDSA_SHA256 = "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"
_COUNTS = 300
Json = dict[str, Any]


@dataclass(frozen=True)
class _Leave:
    """Leave to sign these digests, until then."""

    digests: tuple[str, ...]
    until: float


class RefusalError(Exception):
    """The service does not do this; `error` is a word of CSC API v2.0 §10.1."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        """Give all three."""
        super().__init__(description)
        self.error, self.status = error, status


class Remote:
    """The service: its tokens and the leave it gave."""

    def __init__(self, own: House, mode: Callable[[], Mode]) -> None:
        """Sign with the house's remote key, behaving as `mode` says."""
        self._house, self._mode = own, mode
        self._tokens: dict[str, float] = {}
        self._leave: dict[str, _Leave] = {}

    def secret(self) -> str:
        """The secret of the one client, kept in the house's folder."""
        return secret_file(self._house.folder).read_text()

    def door(self, work: Callable[[Json], Json]) -> Callable[[Request], Awaitable[Response]]:
        """Let `work` answer who shows a token."""

        async def answer(request: Request) -> Response:
            _scheme, _space, token = request.headers.get("authorization", "").partition(" ")
            if self._tokens.get(token, 0) < time.monotonic():
                return _refused(RefusalError("invalid_token", "The access token is not valid.", 401))
            try:
                asked = msgspec.json.decode(await request.body(), type=dict)
                return JSONResponse(work(asked))
            except msgspec.DecodeError as error:
                return _refused(RefusalError("invalid_request", str(error)))
            except RefusalError as error:
                return _refused(error)

        return answer

    async def token(self, request: Request) -> Response:
        """`POST /oauth2/token`: for the one client, with its secret (RFC 6749 §4.4)."""
        form = dict(parse_qsl((await request.body()).decode()))
        right = secrets.compare_digest(form.get("client_secret", ""), self.secret())
        if form.get("grant_type") != "client_credentials" or form.get("client_id") != CLIENT or not right:
            return _refused(RefusalError("invalid_client", "Unknown client or wrong secret.", 401))
        token = secrets.token_urlsafe(24)
        self._tokens[token] = time.monotonic() + _COUNTS
        return JSONResponse({"access_token": token, "token_type": "Bearer", "expires_in": _COUNTS})

    def info(self, _asked: Json) -> Json:
        """`POST /info`: what this is."""
        return {
            "specs": "2.0.0.2",
            "name": "Zonnegem Demo Remote Seals",
            "region": "BE",
            "lang": "en",
            "authType": ["oauth2client"],
            "methods": ["info", "credentials/list", "credentials/info", "credentials/authorize", "signatures/signHash"],
        }

    def listed(self, _asked: Json) -> Json:
        """`POST /credentials/list`."""
        return {"credentialIDs": [CREDENTIAL]}

    def credential(self, asked: Json) -> Json:
        """`POST /credentials/info`."""
        _require(asked)
        chain = (self._house.remote.certificate, self._house.authority.issuing.certificate)
        ders = [base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in chain]
        return {
            "key": {"status": "enabled", "algo": [ECDSA_SHA256], "len": 256, "curve": "1.2.840.10045.3.1.7"},
            "cert": {"status": "valid", "certificates": ders if asked.get("certificates") == "chain" else ders[:1]},
            "auth": {"mode": "explicit", "expression": "PIN", "objects": [{"type": "Password", "id": "PIN"}]},
            "SCAL": "2",
            "multisign": 1,
        }

    def authorize(self, asked: Json) -> Json:
        """`POST /credentials/authorize`: leave to sign these digests."""
        _require(asked)
        given = {one.get("id"): one.get("value") for one in asked.get("authData", [])}
        if given.get("PIN") != PIN or self._mode() is Mode.REMOTE_REFUSES:
            raise RefusalError("invalid_pin", "The PIN is wrong.")
        sad = secrets.token_urlsafe(24)
        self._leave[sad] = _Leave(tuple(asked.get("hashes", ())), time.monotonic() + _COUNTS)
        return {"SAD": sad, "expiresIn": _COUNTS}

    def sign(self, asked: Json) -> Json:
        """`POST /signatures/signHash`: sign what there is leave for, once."""
        _require(asked)
        digests, leave = tuple(asked.get("hashes", ())), self._leave.pop(str(asked.get("SAD")), None)
        if leave is None or leave.until < time.monotonic() or leave.digests != digests:
            raise RefusalError("invalid_request", "There is no leave to sign this.")
        if asked.get("signAlgo") != ECDSA_SHA256 or asked.get("hashAlgorithmOID") != SHA256:
            raise RefusalError("invalid_request", "This key signs ECDSA with SHA-256.")
        other = self._mode() is Mode.REMOTE_OTHER_KEY
        key = ec.generate_private_key(ec.SECP256R1()) if other else self._house.remote.key
        made = [key.sign(base64.b64decode(one), ec.ECDSA(Prehashed(hashes.SHA256()))) for one in digests]
        return {"signatures": [base64.b64encode(one).decode() for one in made]}


def secret_file(folder: Path) -> Path:
    """Return where the client's secret is kept, made the first time."""
    file = folder / "csc_secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file


def _require(asked: Json) -> None:
    if asked.get("credentialID") != CREDENTIAL:
        raise RefusalError("invalid_request", "Invalid parameter credentialID.")


def _refused(error: RefusalError) -> Response:
    return JSONResponse({"error": error.error, "error_description": str(error)}, error.status)
