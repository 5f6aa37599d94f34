"""A citizen asks for a certificate on the portal, sees it being made, saves it; nobody else ever sees it (D3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access import faces
from burgerprofiel.access import queries as sessions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof, Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.certificates import codes, documents
from burgerprofiel.certificates.issuing import actions, queries, withdrawing
from burgerprofiel.certificates.kinds import KINDS
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import State, Why
from burgerprofiel.certificates.pages import own
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.mailbox import file_names
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.certificates.issuing.conftest import Worker, behave, worker
from tests.portal.reading import body

__all__ = ["behave", "worker"]

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="citizen", method="GET", path="/")


class Browser:
    """Somebody of the demo in front of the portal."""

    def __init__(self, slug: str, language: str = "nl") -> None:
        """Sign them in."""
        who = Identity("Test", "Persoon", BY_SLUG[slug].ssin)
        cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", TRACE)
        viewer = sessions.viewer(cookie, TRACE, faces.portal())
        assert viewer is not None
        self.viewer: Viewer = viewer
        host = settings.CONFIG.portal_origin.partition("//")[2]
        self.client = Client(headers={"host": host, "accept-language": language})
        self.client.cookies[settings.SESSION_COOKIE] = cookie.text

    def get(self, path: str, status: int = 200) -> HttpResponseBase:
        """Open a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, path
        return answer

    def text(self, path: str, status: int = 200) -> str:
        """What a page says, without its mark-up."""
        return words_of(self.get(path, status))

    def ask(self, kind: str = "diplomas", **fields: str) -> HttpResponseBase:
        """Send the form."""
        sent = {"taal": "nl", "doel": "work", "concept": str(uuid7())} | fields
        origin = {"origin": settings.CONFIG.portal_origin}
        return self.client.post(f"/attesten/aanvragen/{kind}", sent, headers=origin)


def words_of(answer: HttpResponseBase) -> str:
    """What an answer says, without its mark-up."""
    return " ".join(re.sub(r"<[^>]+>", " ", body(answer).partition("<main")[2]).split())


@pytest.fixture
def noor(simulators: str) -> Browser:
    """Noor's browser."""
    return Browser("noor")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits a moment only."""
    monkeypatch.setattr(own, "WAIT", 0.05)
    monkeypatch.setattr(own, "LOOK", 0.01)


def test_the_list_offers_what_can_be_asked_for_by_theme(noor: Browser) -> None:
    told = noor.text("/attesten")
    assert all(kind.title() in told or kind.titles["nl"] in told for kind in KINDS.values())
    assert "Onderwijs" in told
    assert "U hebt nog geen attest aangevraagd" in told


def test_it_is_asked_for_with_a_purpose_and_a_language_and_then_saved(noor: Browser, worker: Worker) -> None:
    assert "Voor een werkgever of een sollicitatie" in noor.text("/attesten/aanvragen/diplomas")
    place = noor.ask()["Location"]
    assert re.fullmatch(r"/attesten/[0-9a-f-]{36}", place)
    worker.work()
    told = noor.text(place)
    issued = queries.certificates(noor.viewer)[0]
    for words in ("Uw attest is klaar", "Voor een werkgever", codes.pretty(issued.code), "Nederlands", "Onbeperkt"):
        assert words in told
    saved = noor.get(f"{place}/document")
    assert saved["Content-Type"] == "application/pdf"
    assert saved["Content-Disposition"] == file_names.disposition(issued.file_name)
    pdf = b"".join(saved.streaming_content)  # type: ignore[attr-defined]
    assert int(saved["Content-Length"]) == len(pdf)
    assert documents.data_of(pdf)
    assert "Attest van behaalde diploma’s" in noor.text("/attesten")
    tags = AuditEvent.objects.filter(citizen_id=noor.viewer.citizen_id).order_by("seq").values_list("tag", flat=True)
    assert list(tags)[-2:] == ["certificates.certificate.fetched", "certificates.list.seen"]


def test_while_it_is_made_the_page_begins_and_what_became_of_it_follows_in_the_same_answer(
    noor: Browser, worker: Worker
) -> None:
    place = noor.ask()["Location"]
    answer = noor.get(place)
    pieces = iter(answer.streaming_content)  # type: ignore[attr-defined]
    begin = next(pieces).decode()
    assert "Uw attest wordt gemaakt" in begin
    assert 'shadowrootmode="open"' in begin
    worker.work()
    assert 'slot="state"' in (became := next(pieces).decode())
    assert "Uw attest is klaar" in became
    assert next(pieces).decode().strip().endswith("</html>")


def test_when_the_seal_is_down_the_page_says_so_and_one_may_leave(
    noor: Browser, worker: Worker, behave: Callable[..., None]
) -> None:
    place = noor.ask()["Location"]
    behave("down")
    worker.work()
    told = noor.text(place)
    assert "Het wacht op zijn zegel" in told
    assert "een bericht in uw mailbox" in told
    assert noor.client.get(f"{place}/staat").json() == {"state": "waiting"}
    assert noor.get(f"{place}/document", 404)


def test_a_browser_that_asks_ahead_of_time_fetched_nothing(noor: Browser, worker: Worker) -> None:
    place = noor.ask()["Location"]
    worker.work()
    assert noor.client.get(f"{place}/document", headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert not AuditEvent.objects.filter(tag="certificates.certificate.fetched").exists()


def test_pressing_the_button_twice_asks_once(noor: Browser) -> None:
    draft = str(uuid7())
    assert noor.ask(concept=draft)["Location"] == noor.ask(concept=draft)["Location"]
    assert len(queries.certificates(noor.viewer)) == 1


@pytest.mark.parametrize("fields", [{"doel": "Noor owes nothing"}, {"taal": "xx"}, {"doel": ""}])
def test_a_purpose_or_language_that_is_not_offered_is_asked_again(noor: Browser, fields: dict[str, str]) -> None:
    answer = noor.ask(**fields)
    assert answer.status_code == 400
    assert "Kies hieronder een doel en een taal" in words_of(answer)
    assert queries.certificates(noor.viewer) == ()


def test_a_draft_that_is_no_id_is_no_harm(noor: Browser) -> None:
    assert noor.ask(concept="../../x").status_code == 303


def test_nothing_to_certify_is_another_answer_than_a_silent_source(simulators: str) -> None:
    nothing = Browser("jozef").ask("living-wage")
    assert nothing.status_code == 200
    assert "Er is niets om te attesteren" in words_of(nothing)
    silent = Browser("bram").ask("diplomas")
    assert silent.status_code == 503
    told = words_of(silent)
    assert "antwoordt nu niet" in told
    assert "Dat zegt niets over uw gegevens" in told


def test_who_asked_for_many_hears_how_many_a_day(noor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_A_DAY", 1)
    noor.ask()
    answer = noor.ask()
    assert answer.status_code == 429
    assert "U kunt 1 attesten per dag aanvragen" in words_of(answer)


def test_a_withdrawn_one_says_why_and_is_given_out_no_more(noor: Browser, worker: Worker) -> None:
    place = noor.ask()["Location"]
    worker.work()
    withdrawing.withdraw(queries.certificates(noor.viewer)[0].code, Why.REPLACED, TRACE)
    told = noor.text(place)
    assert "Dit attest is ingetrokken" in told
    assert "Een nieuwer attest vervangt het." in told
    noor.get(f"{place}/document", 404)


def test_one_that_failed_can_be_asked_for_again(noor: Browser, worker: Worker) -> None:
    place = noor.ask()["Location"]
    Certificate.objects.update(asked_at=clock.now() - timedelta(days=9))
    worker.work()
    assert "Wij konden het niet maken" in noor.text(place)


def test_one_whose_time_is_over_says_so(noor: Browser, worker: Worker) -> None:
    place = noor.ask()["Location"]
    worker.work()
    Certificate.objects.update(valid_until=clock.today() - timedelta(days=1))
    assert "Vraag een nieuw aan" in noor.text(place)
    assert "Verlopen" in noor.text("/attesten")


def test_nobody_opens_a_certificate_of_somebody_else(noor: Browser, worker: Worker) -> None:
    place, emma = noor.ask()["Location"], Browser("emma")
    worker.work()
    assert queries.certificates(noor.viewer)[0].state == State.READY
    for path in (place, f"{place}/document", f"{place}/staat"):
        answer = emma.get(path, 404)
        assert "Vandenbos" not in body(answer)
    assert "behaalde diploma’s Nederlands" not in emma.text("/attesten")
    assert not AuditEvent.objects.filter(tag="certificates.certificate.fetched").exists()


def test_an_address_of_nothing_says_so(noor: Browser) -> None:
    for path in (f"/attesten/{uuid7()}", "/attesten/aanvragen/geen-soort"):
        assert "Dit attest is er niet" in noor.text(path, 404)


def test_the_list_costs_the_same_for_many_as_for_one(
    noor: Browser, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _each in range(12):
        noor.ask()
    noor.get("/attesten")
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        noor.get("/attesten")


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_page_speaks_the_readers_language(simulators: str, worker: Worker, language: str) -> None:
    reader = Browser("noor", language)
    place = reader.ask(taal="fr")["Location"]
    worker.work()
    ready = {"nl": "is klaar", "fr": "est prête", "de": "ist fertig", "en": "is ready"}
    assert ready[language] in reader.text(place)
    assert KINDS["diplomas"].titles[language] in reader.text("/attesten")
