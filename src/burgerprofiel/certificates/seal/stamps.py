"""A time stamp: a service that we trust saw this digest, now (RFC 3161). Its answer is looked at before it is used."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from asn1crypto import algos, cms, core, tsp, x509
from django.conf import settings
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from burgerprofiel.certificates.seal import asking, evidence
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.kit import clock

MOST_APART = timedelta(minutes=5)
"""So much its clock and ours may differ."""
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


@dataclass(frozen=True)
class Stamp:
    """A time stamp that was looked at."""

    token: bytes
    """DER."""
    at: datetime
    proof: evidence.Evidence
    """That the service's certificate counts."""


_last: list[Stamp] = []
"""The last one that was given."""


def forget() -> None:
    """Look anew (tests; after a change of configuration)."""
    _last.clear()


def service() -> evidence.Evidence:
    """Return the proof for the service as it was within the last ten minutes. Raises SealUnavailableError."""
    if _last and _last[0].at > clock.now() - evidence.RENEW:
        return _last[0].proof
    return stamp(bytes(32)).proof


def stamp(digest: bytes) -> Stamp:
    """Have this SHA-256 digest stamped, by the first service that does. Raises SealUnavailableError of the last one."""
    refused = SealUnavailableError(Reason.NOT_CONFIGURED, "Nobody gives time stamps: MBP_SEAL_TIME names no service.")
    for url in settings.CONFIG.seal_time.split():
        try:
            return _stamp(url, digest)
        except SealUnavailableError as error:
            refused = error
    raise refused


def _stamp(url: str, digest: bytes) -> Stamp:
    imprint = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest}
    nonce = int.from_bytes(b"\x01" + os.urandom(8))
    question = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    try:
        answer = asking.ask(url, question.dump(), _HEADERS)
    except asking.SilentError as error:
        raise SealUnavailableError(Reason.STAMPS_SILENT, f"No time stamp: {error}") from error
    except asking.RefusedError as error:
        raise SealUnavailableError(Reason.STAMPS_WRONG, f"No time stamp: {error}") from error
    try:
        _last[:] = [_looked_at(answer, digest, nonce)]
        return _last[0]
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise SealUnavailableError(Reason.STAMPS_WRONG, f"That is no time stamp of {url}: {error}") from error


def _looked_at(answer: bytes, digest: bytes, nonce: int) -> Stamp:
    """Raise ValueError (and the like) unless it is a time stamp for this question, of now, by whom we trust."""
    response = tsp.TimeStampResp.load(answer, strict=True)
    granted = response["status"]["status"].native
    if granted not in ("granted", "granted_with_mods"):
        raise ValueError(f"it says “{granted}”")
    token = response["time_stamp_token"]
    told = token["content"]["encap_content_info"]["content"].parsed
    at: datetime = told["gen_time"].native
    if told["nonce"].native != nonce:
        raise ValueError("it is the answer to another question")
    if abs(at - clock.now()) > MOST_APART:
        raise ValueError("its clock differs from ours by more than five minutes")
    return Stamp(token.dump(), at, proof(token["content"], digest))


def proof(signed: cms.SignedData, digest: bytes) -> evidence.Evidence:
    """Return the proof that whoever stamped this digest counts.

    Raises ValueError (and the like) when it is no whole stamp of this digest, SealUnavailableError when it does not
    count now.
    """
    content = signed["encap_content_info"]["content"]
    if content.parsed["message_imprint"]["hashed_message"].native != digest:
        raise ValueError("it is a stamp of something else")
    own, others = _certificates(signed)
    intact, valid = validate_sig_integrity(signed["signer_infos"][0], own, "tst_info", sha256(bytes(content)).digest())
    if not (intact and valid):
        raise ValueError("its signature does not hold")
    return evidence.of(own, others, evidence.Purpose.TIME)


def _certificates(signed: cms.SignedData) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The certificate of who signed, and the others that came along."""
    everybody = [choice.chosen for choice in signed["certificates"] if isinstance(choice.chosen, x509.Certificate)]
    if isinstance(signed["certificates"], core.Void) or len(signed["signer_infos"]) != 1:
        raise ValueError("it does not tell who signed it")
    wanted = signed["signer_infos"][0]["sid"].chosen
    own = next(
        one
        for one in everybody
        if one.serial_number == wanted["serial_number"].native and one.issuer.dump() == wanted["issuer"].dump()
    )
    return own, [one for one in everybody if one is not own]
