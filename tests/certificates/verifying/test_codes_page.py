"""What anybody may know of a code: kind, day, digest, whether it counts; never whose it is."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from burgerprofiel.certificates import codes
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.models import Code
from burgerprofiel.certificates.models.certificates import Why
from burgerprofiel.kit import clock
from tests.portal.reading import body

TODAY = clock.now().date()


def issued(pdf: bytes = b"", **other: object) -> Code:
    """A certificate that was issued."""
    row = {"kind": next(iter(KINDS)), "language": "nl", "issued_on": TODAY, "digests": [sha256(pdf).digest()]}
    return Code.objects.create(code=codes.new(), **{**row, **other})


@pytest.mark.django_db
def test_a_code_tells_kind_day_and_digest(anybody: Client) -> None:
    code = issued()
    told = body(anybody.get(f"/controleren/{code.code}"))
    assert "Deze code hoort bij een attest dat geldt" in told
    assert bytes(code.digests[0]).hex() in told
    assert codes.pretty(code.code) in told


@pytest.mark.django_db
def test_a_code_may_be_typed_carelessly(anybody: Client) -> None:
    code = issued()
    answer = anybody.get("/controleren", {"code": f" {codes.pretty(code.code).lower().replace('-', ' ')} "})
    assert (answer.status_code, answer["Location"]) == (303, f"/controleren/{code.code}")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ABC", "0" * 13, "é" * 12, "<script>", "85.07.30-033.28"])
def test_what_cannot_be_a_code_is_told_so_with_what_was_typed(anybody: Client, typed: str) -> None:
    answer = anybody.get("/controleren", {"code": typed})
    assert answer.status_code == 400
    assert "Dit kan geen code van ons zijn" in body(answer)
    assert "<script>" not in body(answer)


@pytest.mark.django_db
def test_a_code_that_was_never_issued_is_no_proof(anybody: Client, program: Client) -> None:
    code = codes.new()
    answer = anybody.get(f"/controleren/{code}")
    assert answer.status_code == 404
    assert "Wij hebben nooit een attest met deze code uitgereikt" in body(answer)
    assert program.get(f"/burgerprofiel/certificates/v1/codes/{code}").status_code == 404


@pytest.mark.django_db
def test_what_was_withdrawn_or_is_over_is_told_at_once(anybody: Client) -> None:
    code = issued()
    Code.objects.filter(code=code.code).update(withdrawn_at=clock.now(), withdrawn_why=Why.MISTAKE)
    told = body(anybody.get(f"/controleren/{code.code}"))
    assert "Dit attest is ingetrokken" in told
    assert "er stond een fout op" in told
    over = issued(valid_until=TODAY - timedelta(days=1))
    assert "Dit attest geldt niet meer" in body(anybody.get(f"/controleren/{over.code}"))


@pytest.mark.django_db
def test_a_sealed_file_of_ours_says_that_it_was_withdrawn(
    anybody: Client, program: Client, made: dict[str, bytes]
) -> None:
    code = issued(made["sealed"])
    told = program.post("/burgerprofiel/certificates/v1/verify", made["sealed"], content_type="application/pdf").json()
    assert (told["outcome"], told["ours"]["code"]) == ("sealed", code.code)
    Code.objects.filter(code=code.code).update(withdrawn_at=clock.now(), withdrawn_why=Why.REPLACED)
    sent = SimpleUploadedFile("attest.pdf", made["sealed"], "application/pdf")
    page = body(anybody.post("/controleren", {"bestand": sent}))
    assert "Dit attest is ingetrokken" in page
    assert "een nieuwer nam de plaats in" in page


@pytest.mark.django_db
def test_a_program_learns_no_more_than_anybody(program: Client) -> None:
    code = issued()
    told = program.get(f"/burgerprofiel/certificates/v1/codes/{codes.pretty(code.code)}").json()
    assert set(told) == {
        "code", "kind", "language", "issuedOn", "validUntil", "withdrawnAt", "withdrawnWhy", "digests",
    }  # fmt: skip
