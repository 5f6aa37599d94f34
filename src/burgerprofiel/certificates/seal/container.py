"""What a seal consists of: a CMS signature (RFC 5652) with the attributes that PAdES asks for (ETSI EN 319 122-1 §5).

Signed: what kind of content, its digest, and which certificate signs. Unsigned: the time stamp over the signature.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from asn1crypto import algos, cms, x509
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute

_SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"})
Sign = Callable[[bytes], bytes]


def signed(
    chain: Sequence[x509.Certificate], digest: bytes, sign: Sign, stamp: Callable[[bytes], cms.ContentInfo]
) -> cms.ContentInfo:
    """Return the signature over a document with this SHA-256 digest.

    `chain`: the certificate and those above it. `sign` signs the bytes it is given, `stamp` gives a token for a digest.
    """
    own = chain[0]
    attributes = cms.CMSAttributes(
        [
            simple_cms_attribute("content_type", "data"),
            simple_cms_attribute("message_digest", digest),
            simple_cms_attribute("signing_certificate_v2", as_signing_certificate_v2(own)),
        ]
    )
    signature = sign(attributes.dump())
    token = stamp(sha256(signature).digest())
    number = {"issuer": own.issuer, "serial_number": own.serial_number}
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(number)}),
            "digest_algorithm": _SHA256,
            "signature_algorithm": {"algorithm": "sha256_ecdsa" if own.public_key.algorithm == "ec" else "sha256_rsa"},
            "signed_attrs": attributes,
            "signature": signature,
            "unsigned_attrs": [simple_cms_attribute("signature_time_stamp_token", token)],
        }
    )
    certificates = [cms.CertificateChoices("certificate", one) for one in chain if one.self_signed == "no"]
    content = {
        "version": "v1",
        "digest_algorithms": [_SHA256],
        "encap_content_info": {"content_type": "data"},
        "certificates": certificates,
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})


def octets(chain: Sequence[x509.Certificate]) -> int:
    """Return how much a signature takes at most, without its time stamp."""
    return 2000 + sum(len(one.dump()) for one in chain)
