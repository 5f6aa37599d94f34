"""A key in a hardware module or any other token with a PKCS #11 library; it never leaves there.

The Python library for it (python-pkcs11) is the operator's to install. A PIN that was refused is not tried again until
the configuration changes: three wrong ones lock most tokens.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from burgerprofiel.certificates.seal import signers
from burgerprofiel.certificates.seal.signers import PermanentError, TemporaryError
from burgerprofiel.certificates.seal.trust import certificates
from burgerprofiel.kit.breaker import Breaker

if TYPE_CHECKING:
    from pkcs11 import Session
    from pkcs11.types import SignMixin

T = TypeVar("T")
_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""Stands before a SHA-256 digest in an RSA signature (RFC 8017 §9.2)."""
MISSING = "The library python-pkcs11 is not installed: pip install python-pkcs11."


class Pkcs11Signer:
    """`library` is the module's own; `token` and `key` are labels; `own` a PEM file with the certificates."""

    def __init__(self, library: Path, token: str, key: str, own: Path, pin: Callable[[], str]) -> None:
        """`pin` is asked for when the token is opened."""
        self._library, self._token, self._label, self._own, self._pin = library, token, key, own, pin
        self._one_at_a_time = threading.Lock()
        self._breaker = Breaker(limit=3, rest=20)
        self._opened: SignMixin | None = None
        self._refused = ""

    def certificates(self) -> Sequence[bytes]:
        """Return what the file holds. Raises PermanentError."""
        try:
            found = certificates(self._own.read_bytes())
        except (OSError, ValueError) as error:
            raise PermanentError(f"The certificates of the seal cannot be read from {self._own}.") from error
        if not found:
            raise PermanentError(f"There is no certificate in {self._own}.")
        return found

    def sign(self, digest: bytes) -> bytes:
        """Sign in the token. Raises TemporaryError or PermanentError."""
        rsa = x509.Certificate.load(self.certificates()[0]).public_key.algorithm == "rsa"
        return self._in_time(lambda: self._sign(digest, rsa=rsa))

    def check_config(self) -> Iterator[str]:
        """Whether the token opens and the key is there."""
        try:
            self.certificates()
            self._in_time(self._key)
        except (TemporaryError, PermanentError) as error:
            yield str(error)

    def _in_time(self, work: Callable[[], T]) -> T:
        """One call at a time, because a session is one conversation; and never for longer than the deadline.

        A call that hangs stays behind in its thread, which keeps no process from ending; meanwhile others are told so.
        """
        hangs = TemporaryError(f"The token “{self._token}” does not answer within {signers.DEADLINE} s.")
        if not self._breaker.allows():
            raise hangs
        if not self._one_at_a_time.acquire(timeout=signers.DEADLINE):
            self._breaker.failed()
            raise hangs
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                done.set_exception(error)
            finally:
                self._one_at_a_time.release()

        threading.Thread(target=run, daemon=True, name="pkcs11").start()
        try:
            found = done.result(timeout=signers.DEADLINE)
        except FutureTimeoutError as error:
            self._breaker.failed()
            raise hangs from error
        self._breaker.succeeded()
        return found

    def _sign(self, digest: bytes, *, rsa: bool) -> bytes:
        from pkcs11 import Mechanism, exceptions

        try:
            if rsa:
                return bytes(self._key().sign(_DIGEST_INFO + digest, mechanism=Mechanism.RSA_PKCS))
            plain = bytes(self._key().sign(digest, mechanism=Mechanism.ECDSA))
        except exceptions.PKCS11Error as error:
            self._opened = None
            raise TemporaryError(f"The token “{self._token}” does not sign: {type(error).__name__}.") from error
        half = len(plain) // 2
        return encode_dss_signature(int.from_bytes(plain[:half]), int.from_bytes(plain[half:]))

    def _key(self) -> SignMixin:
        """The key, opened once: looking for it costs more than a signature."""
        if self._opened is None:
            if self._refused:
                raise PermanentError(self._refused)
            self._opened = self._open()
        return self._opened

    def _open(self) -> SignMixin:
        try:
            from pkcs11 import ObjectClass, exceptions
            from pkcs11.types import SignMixin
        except ImportError as error:
            raise PermanentError(MISSING) from error
        wrong = (exceptions.PinIncorrect, exceptions.PinLocked, exceptions.PinInvalid, exceptions.PinExpired)
        absent = (exceptions.NoSuchToken, exceptions.NoSuchKey, exceptions.MultipleObjectsReturned)
        try:
            found = self._session().get_key(object_class=ObjectClass.PRIVATE_KEY, label=self._label)
        except wrong as error:
            self._refused = f"The token “{self._token}” refuses the PIN; it is not tried again until you change it."
            raise PermanentError(self._refused) from error
        except absent as error:
            raise PermanentError(f"There is no key “{self._label}” in a token “{self._token}”.") from error
        except exceptions.PKCS11Error as error:
            raise TemporaryError(f"The token “{self._token}” does not open: {type(error).__name__}.") from error
        except (OSError, RuntimeError) as error:
            raise PermanentError(f"{self._library} is no library that speaks PKCS #11.") from error
        if not isinstance(found, SignMixin):
            raise PermanentError(f"The key “{self._label}” does not sign.")
        return found

    def _session(self) -> Session:
        """Open the token; who is in already, by another key of it, is in for this one too."""
        import pkcs11

        token = pkcs11.lib(str(self._library)).get_token(token_label=self._token)
        try:
            return token.open(user_pin=self._pin())
        except pkcs11.exceptions.UserAlreadyLoggedIn:
            return token.open()
