"""Whose word counts about a card: the issuer's, given now, and of nobody who merely holds one of its certificates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from burgerprofiel.simulators.card_reader.authority import Pair
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.conftest import OCSP, Outside
from tests.access.surfing import Browser, card, kind


def word(
    signer: Pair, ago: timedelta, *, nonce: bool = True, until: timedelta | None = None
) -> Callable[[bytes], bytes]:
    """An OCSP service whose answers `signer` signs, made `ago`, good `until` then."""

    def answer(question: bytes) -> bytes:
        asked, made = ocsp.load_der_ocsp_request(question), datetime.now(UTC) - ago
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD,
            this_update=made,
            next_update=made + until if until else None,
            revocation_time=None,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
        builder = builder.certificates([signer.certificate])
        for extension in asked.extensions:
            if nonce and isinstance(extension.value, x509.OCSPNonce):
                builder = builder.add_extension(extension.value, critical=False)
        return builder.sign(signer.key, hashes.SHA256()).public_bytes(Encoding.DER)

    return answer


SECOND = timedelta(seconds=1)


def test_the_word_of_the_issuers_own_service_counts(surfer: Browser, box: Box, outside: Outside) -> None:
    outside.ocsp = word(box.authority.responder, SECOND)
    assert surfer.to_keys().show(box, card(box)).status_code == 200


def test_the_word_of_a_fellow_cardholder_does_not_count(surfer: Browser, box: Box, outside: Outside) -> None:
    outside.ocsp = word(card(box, "Wouter Jan").pair(box.authority, f"{OCSP}/"), SECOND)
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"


def test_the_word_of_another_authority_that_we_trust_does_not_count(
    surfer: Browser, box: Box, outside: Outside
) -> None:
    outside.ocsp = word(box.authority.root, SECOND)
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"


@pytest.mark.parametrize(
    ("ago", "until"),
    [(timedelta(days=20), None), (timedelta(hours=2), None), (timedelta(days=30), timedelta(days=365))],
)
def test_an_old_word_does_not_count_however_long_it_says_to_hold(
    surfer: Browser, box: Box, outside: Outside, ago: timedelta, until: timedelta | None
) -> None:
    outside.ocsp = word(box.authority.responder, ago, nonce=False, until=until)
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"
