"""The card signs hash(origin) + hash(nonce): for our address and this attempt only (Web eID architecture)."""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from burgerprofiel.access.eid.refusals import NotATokenError, WrongSignatureError

_HASHES: dict[str, hashes.HashAlgorithm] = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
ALGORITHMS = frozenset(kind + size for kind in ("ES", "PS", "RS") for size in _HASHES)
"""Of RFC 7518 §3.3-3.5; nothing else."""


def signed_data(algorithm: str, origin: str, nonce: str) -> bytes:
    """Return the bytes that the card signs."""
    name = f"sha{algorithm[2:]}"
    return hashlib.new(name, origin.encode()).digest() + hashlib.new(name, nonce.encode()).digest()


def check(certificate: bytes, algorithm: str, signature: bytes, origin: str, nonce: str) -> None:
    """Raise WrongSignatureError unless the card's key signed this, NotATokenError for an algorithm not listed."""
    if algorithm not in ALGORITHMS:
        raise NotATokenError
    data, digest = signed_data(algorithm, origin, nonce), _HASHES[algorithm[2:]]
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
        if algorithm.startswith("ES") and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(_der(signature, key), data, ec.ECDSA(digest))
        elif algorithm.startswith("PS") and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
        elif algorithm.startswith("RS") and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), digest)
        else:
            raise WrongSignatureError
    except (InvalidSignature, UnsupportedAlgorithm, ValueError) as error:
        raise WrongSignatureError from error


def _der(signature: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    """Cards give r and s side by side (RFC 7518 §3.4); some software gives them in DER already."""
    half = (key.curve.key_size + 7) // 8
    if len(signature) != 2 * half:
        return signature
    return encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
