"""What a seal consists of: a CMS signature (RFC 5652) with the attributes that PAdES asks for (ETSI EN 319 122-1 §5).

Signed: what kind of content, its digest, and which certificate signs. Unsigned: the time stamp over the signature.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from asn1crypto import x509

from burgerprofiel.kit.der import EXPLICIT, OCTETS, der, integer, oid, sequence, set_of

_SHA256 = sequence(oid("2.16.840.1.101.3.4.2.1"))
_ECDSA, _RSA = sequence(oid("1.2.840.10045.4.3.2")), sequence(oid("1.2.840.113549.1.1.11"), b"\x05\x00")
_DATA, _SIGNED_DATA = oid("1.2.840.113549.1.7.1"), oid("1.2.840.113549.1.7.2")
_CONTENT_TYPE, _MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_SIGNING_CERTIFICATE_V2, _TIME_STAMP = "1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.16.2.14"
_DIRECTORY_NAME = 4
_VERSION = integer(1)
Sign = Callable[[bytes], bytes]


def signed(chain: Sequence[x509.Certificate], digest: bytes, sign: Sign, stamp: Callable[[bytes], bytes]) -> bytes:
    """Return the signature (DER) over a document with this SHA-256 digest.

    `chain`: the certificate and those above it. `sign` signs the bytes it is given, `stamp` gives a token for a digest.
    """
    own = chain[0]
    issuer, number = own.issuer.dump(), integer(own.serial_number)
    attributes = (
        _attribute(_CONTENT_TYPE, _DATA),
        _attribute(_MESSAGE_DIGEST, der(OCTETS, digest)),
        _attribute(_SIGNING_CERTIFICATE_V2, _named(own, issuer, number)),
    )
    signature = sign(set_of(*attributes))
    signer = sequence(
        _VERSION,
        sequence(issuer, number),
        _SHA256,
        der(EXPLICIT, *sorted(attributes)),
        _ECDSA if own.public_key.algorithm == "ec" else _RSA,
        der(OCTETS, signature),
        der(EXPLICIT + 1, _attribute(_TIME_STAMP, stamp(sha256(signature).digest()))),
    )
    certificates = sorted(one.dump() for one in chain if one.self_signed == "no")
    content = (_VERSION, set_of(_SHA256), sequence(_DATA), der(EXPLICIT, *certificates), set_of(signer))
    return sequence(_SIGNED_DATA, der(EXPLICIT, sequence(*content)))


def octets(chain: Sequence[x509.Certificate]) -> int:
    """Return how much a signature takes at most, without its time stamp."""
    return 2000 + sum(len(one.dump()) for one in chain)


def _attribute(kind: str, value: bytes) -> bytes:
    return sequence(oid(kind), set_of(value))


def _named(own: x509.Certificate, issuer: bytes, number: bytes) -> bytes:
    """Which certificate signs (RFC 5035): its SHA-256 digest, its issuer and number."""
    names = sequence(der(EXPLICIT + _DIRECTORY_NAME, issuer))
    return sequence(sequence(sequence(der(OCTETS, sha256(own.dump()).digest()), sequence(names, number))))
