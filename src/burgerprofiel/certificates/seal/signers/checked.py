"""What a key gives is looked at before it is used, and its troubles are told as the seal's."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate

from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.certificates.seal.signers import PermanentError, Signer, TemporaryError


def chain(signer: Signer) -> tuple[x509.Certificate, ...]:
    """Return its certificate and those above it. Raises SealUnavailableError."""
    try:
        return _loaded(tuple(signer.certificates()))
    except (TemporaryError, PermanentError) as error:
        raise trouble(error) from error
    except (ValueError, TypeError) as error:
        raise SealUnavailableError(Reason.KEY_REFUSES, "What the key says to be its certificate is none.") from error


def sign(signer: Signer, own: x509.Certificate, data: bytes) -> bytes:
    """Return the signature of `data`, which holds under the certificate. Raises SealUnavailableError."""
    try:
        signature = signer.sign(sha256(data).digest())
    except (TemporaryError, PermanentError) as error:
        raise trouble(error) from error
    key = _public(own.dump())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise SealUnavailableError(Reason.KEY_REFUSES, "Another key signed than the certificate's.") from error
    return signature


def trouble(error: TemporaryError | PermanentError) -> SealUnavailableError:
    """Return the same trouble as the seal's."""
    silent = isinstance(error, TemporaryError)
    return SealUnavailableError(Reason.KEY_SILENT if silent else Reason.KEY_REFUSES, str(error))


@lru_cache(maxsize=8)
def _loaded(ders: tuple[bytes, ...]) -> tuple[x509.Certificate, ...]:
    return tuple(x509.Certificate.load(der, strict=True) for der in ders)


@lru_cache(maxsize=8)
def _public(certificate: bytes) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    key = load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise SealUnavailableError(Reason.KEY_REFUSES, "The seal's certificate holds neither an EC nor an RSA key.")
    return key
