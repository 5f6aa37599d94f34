"""A key in a file: for the demo and for tests. Whoever reads the file can seal in your name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from burgerprofiel.certificates.seal.signers import PermanentError
from burgerprofiel.certificates.seal.trust import certificates

_SHA256 = Prehashed(hashes.SHA256())


class FileSigner:
    """`certificates` and `key` are PEM files."""

    def __init__(self, own: Path, key: Path) -> None:
        """`own`: the certificate and those that lead to its root."""
        self._own, self._file = own, key

    def certificates(self) -> Sequence[bytes]:
        """Return what the file holds. Raises PermanentError."""
        try:
            found = certificates(self._own.read_bytes())
        except (OSError, ValueError) as error:
            raise PermanentError(f"The certificates of the seal cannot be read from {self._own}.") from error
        if not found:
            raise PermanentError(f"There is no certificate in {self._own}.")
        return found

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
        """Read once: checking a key costs more than a signature."""
        try:
            key = load_pem_private_key(self._file.read_bytes(), None)
        except (OSError, ValueError, TypeError) as error:
            raise PermanentError(f"The key of the seal cannot be read from {self._file}.") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise PermanentError(f"The key in {self._file} is neither an EC nor an RSA key.")
        return key

    def sign(self, digest: bytes) -> bytes:
        """Sign. Raises PermanentError."""
        key = self._key
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(digest, padding.PKCS1v15(), _SHA256)
        return key.sign(digest, ec.ECDSA(_SHA256))

    def check_config(self) -> Iterator[str]:
        """Whether the files are there, are of one another, and are the owner's alone."""
        try:
            self.certificates()
            key = self._key
        except PermanentError as error:
            yield str(error)
            return
        if self._file.stat().st_mode & 0o077:
            yield f"Others on this machine may read {self._file}: chmod 600."
        if isinstance(key, rsa.RSAPrivateKey) and key.key_size < 2048:
            yield f"The RSA key in {self._file} is too short: 2048 bits or more."
