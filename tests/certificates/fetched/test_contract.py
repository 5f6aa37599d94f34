"""One contract, three sides: our own door and the simulated keepers give what the published file says; we read both."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from pathlib import Path

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.certificates.api.provided import READ
from burgerprofiel.certificates.fetched import wire
from burgerprofiel.certificates.fetched.configuration import Source, secret
from burgerprofiel.certificates.fetched.wire import WrongShapeError
from burgerprofiel.kit import remembered
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.folder import FolderStore
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.certificates.api.contract import Program, authority, program
from tests.certificates.fetched.conftest import HOST
from tests.certificates.verifying.hostile import pdf

NOOR, ZONNEGEM = BY_SLUG["noor"].ssin, "0812345603"
PATH = f"/v1/certificates/{NOOR}"
HERE = "https://attesten.example/v1/certificates/x?limit=50&page=0"


@pytest.fixture
def own_door(one_connection: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Our own door, where a municipality that is known by name put a certificate."""
    store = FolderStore(tmp_path / "objects")
    monkeypatch.setattr(objects, "store", lambda: store)
    remembered.forget()
    names = {"nl": "Gemeente Zonnegem", "fr": "Commune de Zonnegem"}
    organisations.register(TargetGroup.LOCAL_AUTHORITY, ZONNEGEM, names)
    content = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    sent = {"insz": NOOR, "id": "K-1", "productId": "1234", "title": "Kamp", "issuedOn": "2026-09-04"}
    for language in ("nl", "fr"):
        told = sent | {"language": language, "document": b64encode(content).decode()}
        kept = authority("zonnegem-attesten", ZONNEGEM).ask("PUT", "/burgerprofiel/certificates/v1/provided", told)
        assert kept.status == 201
    return program("een-portaal", READ)


def test_we_read_what_our_own_door_gives(own_door: Program) -> None:
    answer = own_door.get(f"{PATH}?limit=1&page=0")
    first = wire.page(answer.content, HERE)
    (one,) = first.certificates
    assert first.next == f"https://attesten.example{PATH}?limit=1&page=1"
    second = wire.page(own_door.get(f"{PATH}?limit=1&page=1").content, HERE)
    assert second.next == ""
    found = {each.language: each for each in (one, *second.certificates)}
    assert {language: each.issuer for language, each in found.items()} == {
        "nl": "Gemeente Zonnegem",
        "fr": "Commune de Zonnegem",
    }
    assert (one.title, one.product, one.issued_on, one.permit) == ("Kamp", "1234", date(2026, 9, 4), False)
    assert wire.detail(own_door.get(one.detail.removeprefix("https://attesten.example")).content, HERE) == one
    document = own_door.get(one.download.removeprefix("https://attesten.example"))
    assert document.content.startswith(b"%PDF-")


def test_a_simulated_keeper_gives_what_our_published_file_says(simulators: str, keepers: tuple[Source, ...]) -> None:
    asked = {"grant_type": "client_credentials", "scope": READ}
    own = (keepers[0].client_id, secret(keepers[0]))
    got = httpx.post(f"{simulators}/oauth/token", data=asked, auth=own, headers=HOST)
    headers = HOST | {"Authorization": f"Bearer {got.json()['access_token']}"}
    answer = httpx.get(f"{simulators}/natuur{PATH}?limit=10&page=0", headers=headers)
    Program.CONTRACT.check("GET", f"{PATH}?limit=10&page=0", 200, answer.headers["content-type"], answer.json())
    first = wire.page(answer.content, str(answer.url)).certificates[0]
    more = httpx.get(first.detail, headers=headers)
    Program.CONTRACT.check("GET", f"{PATH}/x/nl", 200, more.headers["content-type"], more.json())
    assert wire.detail(more.content, str(answer.url)) == first
    assert httpx.get(f"{simulators}/natuur{PATH}?limit=10&page=0", headers=HOST).status_code == 401


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"_embedded": {}}',
        b'{"_embedded": {"items": null}}',
        b'{"_embedded": {"items": [{"id": "", "language": "nl"}]}}',
        b'{"_embedded": {"items": [{"id": "a"}]}}',
        b'{"_embedded": {"items": [{"id": "a", "language": "NL"}]}}',
        b'{"_embedded": {"items": [{"id": "a", "language": "nl", "issuedOn": "gisteren"}]}}',
        b'{"_embedded": {"items": [{"id": "a", "language": "nl", "_links": {"self": "hier"}}]}}',
        b'{"_embedded": {"items": [{"id": "a", "language": "nl", "_links": {"self": {"href": "http://[x"}}}]}}',
    ],
)
def test_another_shape_is_no_page(told: bytes) -> None:
    with pytest.raises(WrongShapeError):
        wire.page(told, HERE)


def test_what_we_do_not_know_is_passed_over_and_only_id_and_language_must_be_there() -> None:
    told = b'{"_embedded": {"items": [{"id": "a", "language": "de", "kleur": {"x": 1}}], "meer": 3}, "nieuw": []}'
    (one,) = wire.page(told, HERE).certificates
    assert (one.id, one.language, one.title, one.issued_on, one.download) == ("a", "de", "", None, "")


def test_a_moment_counts_as_its_day_and_a_title_is_one_line_of_signs_that_show() -> None:
    told = {"id": "a", "language": "nl", "issuedOn": "2026-03-09T20:15:00.120Z", "title": "A\n\u202eB"}
    (one,) = wire.page(msgspec.json.encode({"_embedded": {"items": [told]}}), HERE).certificates
    assert (one.issued_on, one.title) == (date(2026, 3, 9), "A B")


@given(st.binary(max_size=200))
def test_whatever_is_sent_is_a_page_or_is_refused(told: bytes) -> None:
    try:
        wire.page(told, HERE)
    except WrongShapeError:
        return
