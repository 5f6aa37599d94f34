"""A local authority puts certificates here, and portals read them as the Attesten contract has it (§1.1)."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates.api.provided import READ
from burgerprofiel.certificates.models import Provided
from burgerprofiel.kit import remembered
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.folder import FolderStore
from burgerprofiel.people import actions as people
from burgerprofiel.people import queries
from tests.certificates.api.contract import Program, authority, program
from tests.certificates.verifying.hostile import ENDLESS, HIDING, pdf
from tests.landscape import CHECKOUT

NOOR, ARNE = "85631441236", "52620915336"
ZONNEGEM, ELSEWHERE = "0812345603", "0206731645"
PUT, BACK = "/burgerprofiel/certificates/v1/provided", "/burgerprofiel/certificates/v1/provided/withdraw"
PDF = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def folder(one_connection: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test's own folder for documents, which afterwards holds what the table speaks of; one connection for all."""
    made = FolderStore(tmp_path / "objects")
    monkeypatch.setattr(objects, "store", lambda: made)
    remembered.forget()
    yield tmp_path
    kept = {path.name for path in (tmp_path / "objects").rglob("*") if path.is_file()}
    assert kept == set(Provided.objects.values_list("object_name", flat=True))
    remembered.forget()


@pytest.fixture
def zonnegem() -> Program:
    """The municipality's program."""
    return authority("zonnegem-attesten", ZONNEGEM)


@pytest.fixture
def portal() -> Program:
    """A portal that may read."""
    return program("een-portaal", READ)


def certificate(**said: object) -> Json:
    """What an authority sends; `said` replaces parts of it."""
    return {
        "insz": NOOR,
        "id": "KIND-2024-00917",
        "language": "nl",
        "productId": "1234",
        "title": "Fiscaal attest kinderopvang 2024",
        "issuedOn": "2025-02-11",
        "validFrom": "2024-01-01",
        "document": b64encode(PDF).decode(),
    } | said


def listed(portal: Program, insz: str = NOOR, limit: int = 10, page: int = 0, more: str = "") -> Json:
    """A page of what a citizen has."""
    answer = portal.get(f"/v1/certificates/{insz}?limit={limit}&page={page}{more}")
    assert answer.status == 200, answer
    assert answer.headers["Content-Type"] == "application/hal+json"
    found: Json = answer.json
    return found


def test_what_an_authority_puts_here_a_portal_reads_and_fetches(zonnegem: Program, portal: Program) -> None:
    kept = zonnegem.ask("PUT", PUT, certificate())
    assert (kept.status, kept.json) == (201, {"id": f"{ZONNEGEM}.KIND-2024-00917", "language": "nl"})
    (item,) = listed(portal)["_embedded"]["items"]
    assert item["title"] == "Fiscaal attest kinderopvang 2024"
    assert item["issuer"]["code"] == ZONNEGEM
    assert portal.get(item["_links"]["self"]["href"]).json == item
    document = portal.get(item["_links"]["download"]["href"])
    assert (document.status, document.content) == (200, PDF)
    assert document.headers["Content-Type"] == "application/pdf"


def test_sent_twice_it_is_there_once_and_sent_anew_it_gives_way(zonnegem: Program, portal: Program) -> None:
    assert [zonnegem.ask("PUT", PUT, certificate()).status for _each in range(2)] == [201, 200]
    assert zonnegem.ask("PUT", PUT, certificate(title="Verbeterd attest")).status == 200
    assert [each["title"] for each in listed(portal)["_embedded"]["items"]] == ["Verbeterd attest"]


def test_each_language_is_a_document_of_its_own(zonnegem: Program, portal: Program) -> None:
    for language in ("nl", "fr"):
        zonnegem.ask("PUT", PUT, certificate(language=language))
    assert len(listed(portal)["_embedded"]["items"]) == 2
    (item,) = listed(portal, more="&taal=fr")["_embedded"]["items"]
    assert item["_links"]["self"]["href"] == f"/v1/certificates/{NOOR}/{ZONNEGEM}.KIND-2024-00917/fr"


def test_pages_lead_from_one_to_the_next_and_meet_each_once(zonnegem: Program, portal: Program) -> None:
    for number in range(7):
        zonnegem.ask("PUT", PUT, certificate(id=f"K-{number}", issuedOn=f"2025-01-0{number + 1}"))
    path, found = f"/v1/certificates/{NOOR}?limit=3&page=0", []
    while path:
        told = portal.get(path).json
        found += [each["id"].partition(".")[2] for each in told["_embedded"]["items"]]
        assert told["_pageMetadata"]["totalItems"] == 7
        assert told["_links"]["last"]["href"] == f"/v1/certificates/{NOOR}?limit=3&page=2"
        path = told["_links"].get("next", {}).get("href", "")
    assert found == [f"K-{number}" for number in reversed(range(7))]


def test_nothing_is_an_empty_collection_also_for_whom_nobody_knows_or_behind_the_end(portal: Program) -> None:
    people.meet(Ssin(NOOR))
    for insz, page in ((NOOR, 0), (NOOR, 9), (ARNE, 0)):
        told = listed(portal, insz, page=page)
        assert told["_embedded"]["items"] == []
        assert told["_pageMetadata"]["totalItems"] == 0
    assert queries.citizen_with(Ssin(ARNE)) is None, "reading makes nobody"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"/v1/certificates/{NOOR}", "limit"),
        (f"/v1/certificates/{NOOR}?limit=10", "page"),
        (f"/v1/certificates/{NOOR}?limit=0&page=0", "limit"),
        (f"/v1/certificates/{NOOR}?limit=101&page=0", "limit"),
        (f"/v1/certificates/{NOOR}?limit=10&page=-1", "page"),
        (f"/v1/certificates/{NOOR}?limit=²&page=0", "limit"),
        (f"/v1/certificates/{NOOR}?limit=10&page=0&taal=es", "taal"),
        ("/v1/certificates/85631441237?limit=10&page=0", "insz"),
        ("/v1/certificates/noor?limit=10&page=0", "insz"),
    ],
)
def test_a_question_that_is_not_whole_hears_what_is_wrong(portal: Program, path: str, name: str) -> None:
    answer = portal.get(path)
    assert (answer.status, answer.json["issues"][0]["name"]) == (400, name)
    assert NOOR not in str(answer.json)


@pytest.mark.parametrize(
    "said",
    [
        {"insz": "85631441237"},
        {"id": "../../etc"},
        {"id": f"K-{NOOR}"},
        {"title": f"Attest van {NOOR}"},
        {"title": ""},
        {"language": "es"},
        {"productId": "x"},
        {"issuedOn": "gisteren"},
        {"validFrom": "2025-01-02", "validUntil": "2025-01-01"},
        {"unknown": 1},
        {"document": "geen base64!"},
        {"document": b64encode(HIDING["a script"][0]()).decode()},
        {"document": b64encode(HIDING["encrypted"][0]()).decode()},
        {"document": b64encode(b"<html>").decode()},
    ],
    ids="-".join,
)
def test_what_is_not_right_is_refused_and_nothing_is_kept(zonnegem: Program, said: Json) -> None:
    answer = zonnegem.ask("PUT", PUT, certificate(**said))
    assert answer.status == 400
    assert answer.json["issues"]
    assert NOOR not in str(answer.json)
    assert not Provided.objects.exists()


def test_what_is_too_large_is_refused(zonnegem: Program) -> None:
    large = b64encode(b"%PDF-1.7" + bytes(720_000)).decode()
    assert zonnegem.ask("PUT", PUT, certificate(document=large)).status == 400
    larger = b64encode(ENDLESS["a stream of zeros"]() + bytes(1_000_000)).decode()
    assert zonnegem.ask("PUT", PUT, certificate(document=larger)).status == 413


def test_an_authority_takes_back_its_own_and_no_other(zonnegem: Program, portal: Program) -> None:
    zonnegem.ask("PUT", PUT, certificate())
    named = {"insz": NOOR, "id": "KIND-2024-00917", "language": "nl"}
    other = authority("wonen-attesten", ELSEWHERE)
    assert other.ask("POST", BACK, named).status == 404
    assert other.ask("PUT", PUT, certificate()).status == 201, "the same name is another certificate there"
    assert zonnegem.ask("POST", BACK, named).status == 204
    assert [each["issuer"]["code"] for each in listed(portal)["_embedded"]["items"]] == [ELSEWHERE]
    assert zonnegem.ask("POST", BACK, named).status == 404


def test_a_document_opens_under_its_own_citizen_only(zonnegem: Program, portal: Program) -> None:
    zonnegem.ask("PUT", PUT, certificate())
    zonnegem.ask("PUT", PUT, certificate(insz=ARNE, id="ANDER"))
    for name in (f"{ZONNEGEM}.KIND-2024-00917", "KIND-2024-00917", ".", f"{ZONNEGEM}."):
        assert portal.get(f"/v1/certificates/{ARNE}/{name}/nl").status == 404
        assert portal.get(f"/v1/certificates/{ARNE}/{name}/nl/document").status == 404
    assert [each["id"] for each in listed(portal, ARNE)["_embedded"]["items"]] == [f"{ZONNEGEM}.ANDER"]


def test_who_may_put_may_not_read_and_the_other_way_round(zonnegem: Program, portal: Program) -> None:
    assert zonnegem.get(f"/v1/certificates/{NOOR}?limit=1&page=0").status == 403
    assert portal.ask("PUT", PUT, certificate()).status == 403
    assert Program().get(f"/v1/certificates/{NOOR}?limit=1&page=0").status == 401


def test_the_citizen_sees_who_put_and_who_read_and_the_number_stands_nowhere(
    zonnegem: Program, portal: Program
) -> None:
    zonnegem.ask("PUT", PUT, certificate())
    (item,) = listed(portal)["_embedded"]["items"]
    portal.get(item["_links"]["download"]["href"])
    events = AuditEvent.objects.filter(citizen_id=queries.citizen_with(Ssin(NOOR)))
    assert [event.tag for event in events.order_by("seq")] == [
        "certificates.provided.put",
        "certificates.provided.listed",
        "certificates.provided.fetched",
    ]
    assert NOOR not in str(list(events.values()))
    assert NOOR.encode() not in b"".join(bytes(row.title) for row in Provided.objects.all())


def test_everybody_may_fetch_the_file() -> None:
    answer = Program().get("/burgerprofiel/certificates/v1/doc/openapi.yaml")
    assert answer.status == 200


def test_what_the_page_for_authorities_shows_is_kept_and_taken_away(zonnegem: Program) -> None:
    page = (CHECKOUT / "docs" / "put-a-certificate.md").read_text()
    example = json.loads(page.partition("cat > certificate.json <<'END'\n")[2].partition("\nEND")[0])
    assert zonnegem.ask("PUT", PUT, example | {"document": b64encode(PDF).decode()}).status == 201
    (named,) = re.findall(r"-d '({.*?})'", page)
    assert zonnegem.ask("POST", BACK, json.loads(named)).status == 204
    assert all(f"$API{path.removeprefix('/burgerprofiel/certificates/v1')}" in page for path in (PUT, BACK))
