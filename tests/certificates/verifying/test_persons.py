"""A person's signature is never read as the seal of an organisation, whoever vouches for it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID, ObjectIdentifier
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pyhanko.sign.ades.qualified_asn1 import QcCertificateType, QcStatement, QcStatements

from burgerprofiel.certificates.seal import trust
from burgerprofiel.certificates.verifying import judging
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Examined, Outcome, outcome
from burgerprofiel.kit import clock
from tests.certificates import tampered
from tests.certificates.seal.conftest import house, paper
from tests.portal.reading import body

_NOOR = {NameOID.COMMON_NAME: "Noor Vandenbos", NameOID.GIVEN_NAME: "Noor", NameOID.SURNAME: "Vandenbos"}
_AT_WORK = _NOOR | {NameOID.ORGANIZATION_NAME: "Zonnegem", NameOID.ORGANIZATION_IDENTIFIER: "NTRBE-0123456749"}
_ORGANISATION = {NameOID.COMMON_NAME: "Zonnegem e-Seal", NameOID.ORGANIZATION_NAME: "Zonnegem"}
_STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
SIGN, SEAL = "qct_esign", "qct_eseal"
Title = dict[ObjectIdentifier, str]


def _said(*kinds: str) -> x509.UnrecognizedExtension:
    """What an issuer says of the kind of a certificate."""
    statement = QcStatement({"statement_id": "qc_type", "statement_info": QcCertificateType(list(kinds))})
    return x509.UnrecognizedExtension(_STATEMENTS, QcStatements([statement]).dump())


def _signed(sheet: bytes, title: Title, *said: x509.ExtensionType, lock: bool = True) -> bytes:
    named = {NameOID.COUNTRY_NAME: "BE"} | title
    name = x509.Name([x509.NameAttribute(each, value) for each, value in named.items()])
    now = clock.now()
    own = house().authority.to_sign_with(name, now - timedelta(days=9), now + timedelta(days=9), *said)
    return tampered.sealed_by(sheet, own, lock=lock)


def _judged(content: bytes) -> Examined:
    return judging.examine(BytesIO(content), Question(clock.now(), tuple(trust.anchors()), 0, 0, 0))


def _outcome(content: bytes) -> Outcome:
    return outcome(_judged(content), None, clock.now().date())


@pytest.mark.parametrize(
    ("title", "said", "told"),
    [
        (_NOOR, (), Outcome.SIGNED),
        (_AT_WORK, (), Outcome.SIGNED),
        ({NameOID.COMMON_NAME: "De Wolk", NameOID.PSEUDONYM: "De Wolk"} | _ORGANISATION, (), Outcome.SIGNED),
        ({NameOID.COMMON_NAME: "Somebody"}, (), Outcome.SIGNED),
        (_ORGANISATION, (), Outcome.SEALED),
        (_ORGANISATION, (SEAL,), Outcome.SEALED),
        (_ORGANISATION, (SIGN,), Outcome.SIGNED),
        (_ORGANISATION, (SIGN, SEAL), Outcome.SIGNED),
        (_AT_WORK, (SEAL,), Outcome.SEALED),
    ],
)
def test_who_it_is_decides_what_is_said(simulators: str, title: Title, said: tuple[str, ...], told: Outcome) -> None:
    assert _outcome(_signed(paper(), title, *([_said(*said)] if said else []))) is told


def test_what_an_issuer_says_in_a_way_that_nobody_can_read_makes_no_organisation(simulators: str) -> None:
    odd = x509.UnrecognizedExtension(_STATEMENTS, bytes.fromhex("300d300b060604008e460106020105"))
    assert _outcome(_signed(paper(), _ORGANISATION, odd)) is not Outcome.SEALED


def test_the_page_says_in_plain_words_that_a_person_signed(simulators: str, anybody: Client) -> None:
    sent = SimpleUploadedFile("brief.pdf", _signed(paper(), _AT_WORK), "application/pdf")
    told = body(anybody.post("/controleren", {"bestand": sent}))
    assert '<h1 id="verdict-title">Een persoon heeft dit document ondertekend</h1>' in told
    assert "De handtekening van Noor Vandenbos" in told
    assert "Een persoon, geen organisatie." in told
    assert "Dit document is echt" not in told


def test_a_program_hears_it_too(simulators: str, program: Client) -> None:
    path = "/burgerprofiel/certificates/v1/verify"
    told = program.post(path, _signed(paper(), _NOOR), content_type="application/pdf").json()
    assert (told["outcome"], told["examined"]["seals"][0]["person"]) == ("signed", True)


@pytest.mark.parametrize("order", [(_NOOR, _ORGANISATION), (_ORGANISATION, _NOOR)])
def test_what_an_organisation_seals_and_a_person_signs_is_sealed_by_the_organisation(
    simulators: str, anybody: Client, order: tuple[Title, Title]
) -> None:
    both = _signed(_signed(paper(), order[0], lock=False), order[1], lock=False)
    assert [each.person for each in _judged(both).seals] == [each is _NOOR for each in order]
    told = body(anybody.post("/controleren", {"bestand": SimpleUploadedFile("brief.pdf", both, "application/pdf")}))
    assert "Het is verzegeld door Zonnegem." in told
    assert "De handtekening van Noor Vandenbos" in told
