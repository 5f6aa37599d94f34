"""Anybody who shows a document of a permit reads at once whether it counts, and nothing of whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from burgerprofiel.certificates.verifying import apart
from burgerprofiel.certificates.verifying.others import Known, Standing
from burgerprofiel.certificates.verifying.verdict import Examined, Missing, Outcome, Seal, outcome
from burgerprofiel.kit import clock, typesetting
from tests.certificates.seal import conftest as sealing
from tests.permits.telling import HOST, NOOR, Program, program
from tests.portal.reading import body

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def sheet() -> bytes:
    """A document with a name on it, as a body makes one."""
    template = Path(sealing.__file__).parent / "paper.typ"
    return typesetting.pdf(template, {"title": "Visverlof", "text": "Noor Vandenbos mag vissen.", "language": "nl"})


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    """No reader outlives the tests."""
    yield
    apart.stop()


def shown(sheet: bytes, language: str = "nl") -> str:
    """What the verify page says of it."""
    host = settings.CONFIG.portal_origin.partition("//")[2]
    client = Client(headers={"host": host, "accept-language": language})
    return body(client.post("/controleren", {"bestand": SimpleUploadedFile("x.pdf", sheet, "application/pdf")}))


def asked(sheet: bytes) -> Any:
    """What the API says of it."""
    path = "/burgerprofiel/certificates/v1/verify"
    return Client(headers={"host": HOST}).post(path, sheet, content_type="application/pdf").json()


def a_permit(sheet: bytes, **said: Any) -> Program:
    """One with this document."""
    natuur = program()
    natuur.tell(**said)
    assert natuur.bring(content=sheet).status == 201
    return natuur


def test_a_document_of_a_permit_says_kind_since_when_by_whom_and_that_it_counts(sheet: bytes) -> None:
    assert asked(sheet)["outcome"] == "unsealed"
    a_permit(sheet)
    told = asked(sheet)
    assert (told["outcome"], told["known"]["standing"], told["ours"]) == ("registered", "counts", None)
    assert told["known"]["kind"]["fr"] == "Permis de pêche"
    page = shown(sheet)
    for words in ("Deze toelating geldt", "Visverlof", "Natuur en Bos", "Geldt vanaf"):
        assert words in page


def test_revoked_it_says_so_at_once(sheet: bytes) -> None:
    natuur = a_permit(sheet)
    assert asked(sheet)["outcome"] == "registered"
    natuur.revoke(reason="Gestroopt door Noor.")
    told = asked(sheet)
    assert (told["outcome"], told["known"]["standing"]) == ("withdrawn", "revoked")
    assert told["known"]["standingSince"]
    page = shown(sheet)
    assert "Deze toelating is ingetrokken" in page
    assert "Natuur en Bos heeft ze ingetrokken op" in page


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"status": "suspended", "reason": "Controle."}, "suspended"),
        ({"days": -1}, "outdated"),
        ({"validFrom": "2099-01-01", "days": None}, "notYet"),
    ],
)
def test_each_other_standing_is_told_too(sheet: bytes, said: dict[str, Any], outcome: str) -> None:
    a_permit(sheet, **said)
    assert asked(sheet)["outcome"] == outcome


def test_nothing_is_told_of_whom_it_is_or_why(sheet: bytes) -> None:
    said = {"reason": "Gestroopt door Noor.", "title": "Visverlof van Noor V.", "issuer": "Jan de wachter"}
    a_permit(sheet, status="revoked", **said)
    known = str(asked(sheet)["known"])
    page = shown(sheet).partition("<main")[2]
    for secret in ("Gestroopt", "Noor", NOOR, "VV-1", "Jan de wachter", "van Noor V."):
        assert secret not in known
        assert secret not in page


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_it_is_told_in_four_languages(sheet: bytes, language: str) -> None:
    a_permit(sheet, status="revoked", reason="Fraude.")
    title = {
        "nl": "Deze toelating is ingetrokken",
        "fr": "Cette autorisation a été retirée",
        "de": "Diese Erlaubnis wurde widerrufen",
        "en": "This permit was revoked",
    }[language]
    assert title in shown(sheet, language)


def test_one_file_for_more_permits_says_the_worst_of_them(sheet: bytes) -> None:
    natuur = a_permit(sheet)
    natuur.tell("VV-2")
    natuur.bring("VV-2", content=sheet)
    assert asked(sheet)["outcome"] == "registered"
    natuur.revoke("VV-2")
    assert asked(sheet)["outcome"] == "withdrawn"


def _seal(**said: Any) -> Seal:
    plain: dict[str, Any] = dict.fromkeys(Seal.__struct_fields__, "")
    told = {"intact": True, "whole": True, "added": False, "trusted": True, "expired": False, "revoked": False}
    return Seal(**plain | told | {"missing": ()} | said)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ({}, Outcome.REGISTERED),
        ({"missing": (Missing.AUTHORITY,)}, Outcome.REGISTERED),
        ({"intact": False}, Outcome.CHANGED),
        ({"added": True}, Outcome.ADDED),
        ({"revoked": True}, Outcome.REVOKED),
    ],
)
def test_what_is_wrong_with_its_seal_is_said_before_that_it_is_known(said: dict[str, Any], first: Outcome) -> None:
    today = clock.today()
    told = {"kind": {}, "issuer": {"nl": "Natuur"}, "valid_from": today, "valid_until": None, "standing_since": None}
    known = Known(standing=Standing.COUNTS, **told)
    assert outcome(Examined(seals=(_seal(**said),)), None, today, known) is first


def test_a_file_that_was_changed_is_not_that_document(sheet: bytes) -> None:
    a_permit(sheet)
    assert asked(sheet + b"\n")["known"] is None


def test_what_its_source_no_longer_names_is_not_told_of_any_more(sheet: bytes) -> None:
    natuur = a_permit(sheet)
    natuur.tell(documents=[], ago=5)
    assert asked(sheet)["known"] is None
