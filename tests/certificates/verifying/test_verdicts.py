"""Each document that is not what it seems gets its own verdict, and no byte can be changed unseen."""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from burgerprofiel.certificates.seal import trust
from burgerprofiel.certificates.verifying import byte_ranges, judging
from burgerprofiel.certificates.verifying.question import Question
from burgerprofiel.certificates.verifying.verdict import Missing, Outcome, outcome
from burgerprofiel.kit import clock
from tests.portal.reading import body

WORDS = {
    "sealed": "Dit document is echt en ongewijzigd",
    "changed": "Dit document is gewijzigd",
    "damaged": "Een deel van dit document ontbreekt",
    "unproved": "Ongewijzigd, maar niet alles is te bewijzen",
    "added": "Er is iets toegevoegd na het zegel",
    "stranger": "Wij weten niet wie instaat voor dit zegel",
    "expired": "Verzegeld met een certificaat dat verlopen was",
    "revoked": "Verzegeld met een ingetrokken certificaat",
    "unsealed": "Deze pdf heeft geen zegel",
}


@pytest.mark.parametrize("name", WORDS)
def test_the_page_says_what_became_of_it(anybody: Client, made: dict[str, bytes], name: str) -> None:
    sent = SimpleUploadedFile(f"{name}.pdf", made[name], "application/pdf")
    told = body(anybody.post("/controleren", {"bestand": sent}))
    assert f'<h1 id="verdict-title">{WORDS[name]}</h1>' in told
    assert f"{name}.pdf" in told


@pytest.mark.parametrize("name", WORDS)
def test_a_program_hears_the_same(program: Client, made: dict[str, bytes], name: str) -> None:
    path = "/burgerprofiel/certificates/v1/verify"
    told = program.post(path, made[name], content_type="application/pdf").json()
    assert told["outcome"] == name


def test_who_sealed_it_when_and_how_strongly_is_told(program: Client, made: dict[str, bytes]) -> None:
    path = "/burgerprofiel/certificates/v1/verify"
    (seal,) = program.post(path, made["sealed"], content_type="application/pdf").json()["examined"]["seals"]
    assert seal["organisationId"].startswith("NTRBE-")
    assert (seal["level"], seal["indication"], seal["missing"]) == ("PAdES B-LTA", "TOTAL-PASSED", [])
    assert seal["provedTime"]


def examined(content: bytes) -> Outcome:
    """The outcome without a process of its own: for many at once."""
    question = Question(clock.now(), tuple(trust.anchors()), 0, 0, 0)
    return outcome(judging.examine(io.BytesIO(content), question), None, date(2026, 11, 22))


def _holes(content: bytes) -> list[range]:
    """Where seal and time stamp stand themselves: what they do not cover, room left free included."""
    return [range(first + until, begin) for first, until, begin, _length in byte_ranges._ranges(content)]


@settings(max_examples=60)
@given(data=st.data())
def test_no_byte_can_be_changed_unseen(made: dict[str, bytes], data: st.DataObject) -> None:
    content = made["sealed"]
    last = _holes(content)[-1]
    place = data.draw(st.integers(0, len(content) - 1).filter(lambda at: at not in last))
    bit = 1 << data.draw(st.integers(0, 7))
    assert examined(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]) is not Outcome.SEALED


@settings(max_examples=20)
@given(data=st.data())
def test_whatever_is_changed_in_the_time_stamp_is_no_error(made: dict[str, bytes], data: st.DataObject) -> None:
    content = made["sealed"]
    place = data.draw(st.sampled_from(_holes(content)[-1]))
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    assert examined(changed) in set(Outcome) - {Outcome.REFUSED}


@settings(max_examples=40)
@given(data=st.data())
def test_what_is_cut_is_never_sealed(made: dict[str, bytes], data: st.DataObject) -> None:
    content = made["sealed"]
    end = data.draw(st.integers(1, len(content) - 3))
    assert examined(content[:end]) is not Outcome.SEALED


def _specimens(folder: Path) -> list[bytes]:
    """The documents in the shared answers."""
    found = (etree.parse(file).findtext(".//Document") for file in (folder / "Persoon/GeefAttest").rglob("*.xml"))
    documents = [base64.b64decode(text + "==") for text in found if text]
    return [each for each in documents if each.startswith(b"%PDF-")]


@pytest.mark.shared
def test_a_specimen_of_the_national_register_is_read_as_far_as_its_chain_goes(magda_mock: Path) -> None:
    question = Question(clock.now(), tuple(trust.anchors()), 0, 0, 0)
    found = [judging.examine(io.BytesIO(specimen), question) for specimen in _specimens(magda_mock)]
    sealed = [told for told in found if told.seals]
    assert len(sealed) > 10
    assert len(found) - len(sealed) == 1, "that of a voter has no seal"
    for told in sealed:
        (seal,) = told.seals
        assert outcome(told, None, date(2026, 11, 22)) is Outcome.STRANGER
        assert seal.intact
        assert seal.whole
        assert seal.organisation == "Federale Overheidsdienst Binnenlandse Zaken"
        assert seal.level == "CMS"
        assert set(seal.missing) == {Missing.AUTHORITY, Missing.TIME, Missing.REVOCATION}
