"""A key at a remote signing service, by the API of the Cloud Signature Consortium, version 2.0.

Four questions: a token for us (OAuth, client credentials), the certificates (`credentials/info`), leave to sign this
digest (`credentials/authorize`) and the signature (`signatures/signHash`).
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlencode

import msgspec

from burgerprofiel.certificates.seal import asking, signers
from burgerprofiel.certificates.seal.signers import PermanentError, TemporaryError
from burgerprofiel.kit.packing import from_json

SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
RSA_SHA256 = "1.2.840.113549.1.1.11"
KEPT = 600.0
"""Seconds for which the certificates are kept."""


class _Token(msgspec.Struct):
    access_token: str
    expires_in: float = 300


class _Key(msgspec.Struct):
    status: str
    algo: list[str]


class _Cert(msgspec.Struct):
    certificates: list[str]
    status: str = "valid"


class _Credential(msgspec.Struct):
    key: _Key
    cert: _Cert


class _Leave(msgspec.Struct, rename={"sad": "SAD"}):
    sad: str


class _Signatures(msgspec.Struct):
    signatures: list[str]


class _Error(msgspec.Struct):
    error: str = ""
    error_description: str = ""


class _TokenError(PermanentError):
    """It does not accept who we say we are (HTTP 401)."""


class CscSigner:
    """`url` ends in `/csc/v2`; `credential` is the key's name there."""

    def __init__(
        self, url: str, credential: str, client: str, secret: Callable[[], str], pin: Callable[[], str | None]
    ) -> None:
        """`secret` is that of `client`; `pin` the one of the credential, when it has one."""
        self._url, self._credential, self._client = url.rstrip("/"), credential, client
        self._secret, self._pin = secret, pin
        self._token: tuple[float, str] = (0.0, "")
        self._told: tuple[float, _Credential | None] = (0.0, None)

    def certificates(self) -> Sequence[bytes]:
        """Return what the service says. Raises TemporaryError or PermanentError."""
        try:
            return [base64.b64decode(one, validate=True) for one in self._info(self._until()).cert.certificates]
        except binascii.Error as error:
            raise PermanentError(f"What {self._url} says to be certificates is not in base64.") from error

    def sign(self, digest: bytes) -> bytes:
        """Have it signed there. Raises TemporaryError or PermanentError."""
        until = self._until()
        known = self._info(until)
        algorithm = ECDSA_SHA256 if ECDSA_SHA256 in known.key.algo else RSA_SHA256
        wanted: dict[str, object] = {
            "credentialID": self._credential,
            "hashes": [base64.b64encode(digest).decode()],
            "hashAlgorithmOID": SHA256,
        }
        pin = self._pin()
        authorised = {"numSignatures": 1, "authData": [] if pin is None else [{"id": "PIN", "value": pin}]}
        leave = self._ask("credentials/authorize", wanted | authorised, _Leave, until)
        asked = wanted | {"SAD": leave.sad, "signAlgo": algorithm, "operationMode": "S"}
        found = self._ask("signatures/signHash", asked, _Signatures, until).signatures
        try:
            return base64.b64decode(found[0], validate=True)
        except (binascii.Error, IndexError) as error:
            raise PermanentError(f"{self._url} answers without a signature.") from error

    def check_config(self) -> Iterator[str]:
        """Whether the service knows us, has the key, and lets us sign."""
        try:
            known = self._info(self._until())
            if known.key.status != "enabled":
                yield f"The key {self._credential} is “{known.key.status}” at {self._url}."
            elif not {ECDSA_SHA256, RSA_SHA256} & set(known.key.algo):
                yield f"The key {self._credential} at {self._url} signs neither ECDSA nor RSA with SHA-256."
            else:
                self.sign(bytes(32))
        except (TemporaryError, PermanentError) as error:
            yield str(error)

    def _until(self) -> float:
        return time.monotonic() + signers.DEADLINE

    def _info(self, until: float) -> _Credential:
        asked, known = self._told
        if known is None or time.monotonic() - asked > KEPT:
            wanted: dict[str, object] = {"credentialID": self._credential, "certificates": "chain"}
            known = self._ask("credentials/info", wanted, _Credential, until)
            self._told = time.monotonic(), known
        return known

    def _ask(self, path: str, wanted: dict[str, object], kind: type[signers.T], until: float) -> signers.T:
        """Ask; a token that the service no longer knows is taken anew, once."""
        body, known = msgspec.json.encode(wanted), self._token[1]
        try:
            return self._answer(path, body, self._headers(until), kind, until)
        except _TokenError:
            if not known:
                raise
            self._token = (0.0, "")
            return self._answer(path, body, self._headers(until), kind, until)

    def _headers(self, until: float) -> dict[str, str]:
        return {"Content-Type": "application/json", "Authorization": f"Bearer {self._bearer(until)}"}

    def _bearer(self, until: float) -> str:
        ends, token = self._token
        if time.monotonic() >= ends:
            form = {"grant_type": "client_credentials", "client_id": self._client, "client_secret": self._secret()}
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(form | {"scope": "service"}).encode()
            got = self._answer("oauth2/token", body, headers, _Token, until)
            token = got.access_token
            self._token = time.monotonic() + got.expires_in - 30, token
        return token

    def _answer(
        self, path: str, body: bytes, headers: dict[str, str], kind: type[signers.T], until: float
    ) -> signers.T:
        try:
            content = asking.ask(f"{self._url}/{path}", body, headers, max(0.1, until - time.monotonic()))
            return from_json(content, kind)
        except asking.SilentError as error:
            raise TemporaryError(str(error)) from error
        except asking.RefusedError as error:
            refused = _TokenError if error.status == 401 else PermanentError
            raise refused(f"{error} {_reason(error.body)}".strip()) from error
        except msgspec.DecodeError as error:
            raise PermanentError(f"{self._url}/{path} does not answer as the API of the CSC does: {error}.") from error


def _reason(body: bytes) -> str:
    """What the service says of its refusal (CSC API v2.0 §10.1)."""
    try:
        told = from_json(body, _Error)
    except msgspec.DecodeError:
        return ""
    return f"It says: {told.error}, {told.error_description}"[:200]
