"""A citizen reads the permits that are theirs, in four languages; an organisation its own; nobody another's."""

from __future__ import annotations

import pytest
from django.test import Client

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.dossiers.actions import take
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.actions import give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people import actions as people
from burgerprofiel.permits.models import Document
from burgerprofiel.permits.numbers import document_id, permit_id
from tests.dossiers import reading
from tests.dossiers.reading import Browser
from tests.dossiers.told import SOURCE, change
from tests.people.mandated import effective, terms
from tests.permits.telling import BAKERY, NOOR, PDF, WOUTER, program
from tests.portal.reading import body

pytestmark = pytest.mark.django_db
LIST = "/attesten/toelatingen"


def page(number: str = "VV-1") -> str:
    return f"{LIST}/{permit_id('natuur', number)}"


def paper(number: str = "VV-1") -> str:
    return f"{page(number)}/documenten/{document_id(permit_id('natuur', number), 'vergunning')}"


@pytest.fixture
def noor() -> Browser:
    """Noor, in front of the portal."""
    return reading.browser()


def test_what_runs_stands_first_the_soonest_to_end_first_then_what_ended(noor: Browser) -> None:
    natuur = program()
    natuur.tell("a", title="Zonder eind", days=None)
    natuur.tell("b", title="Bijna", days=20)
    natuur.tell("c", title="Oude kaart", days=-3)
    natuur.tell("d", title="Later", days=400)
    natuur.tell("e", title="Ingetrokken door hen", status="revoked", reason="Fraude.")
    told = noor.text(LIST)
    places = [told.index(each) for each in ("Bijna", "Later", "Zonder eind", "Ingetrokken door hen", "Oude kaart")]
    assert places == sorted(places)
    assert "Eindigt over 20 dagen" in told
    assert "Ingetrokken" in told


def test_one_says_whether_it_counts_for_whom_and_gives_its_document(noor: Browser) -> None:
    natuur = program()
    natuur.tell(of=(NOOR, WOUTER))
    assert "Nog niet hier" in noor.text(page())
    natuur.bring()
    told = noor.text(page())
    issuer = "Agentschap voor Natuur en Bos"
    for said in ("U mag deze toelating gebruiken", issuer, "Noor Vandenbos", "en 1 andere persoon"):
        assert said in told
    assert WOUTER not in noor.html(page())
    answer = noor.get(paper())
    assert (body(answer).encode(), answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="permits.document.fetched").count() == 1


def test_a_browser_that_fetches_ahead_of_time_fetches_nothing(noor: Browser) -> None:
    natuur = program()
    natuur.tell()
    natuur.bring()
    assert not body(noor.get(paper(), **{"sec-purpose": "prefetch"})).startswith("%PDF")
    assert not AuditEvent.objects.filter(tag="permits.document.fetched").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            {"status": "suspended", "reason": "Controle."},
            ("U mag ze voorlopig niet gebruiken", "Controle."),
        ),
        ({"status": "revoked", "reason": "Fraude."}, ("U mag ze niet meer gebruiken", "Fraude.")),
        ({"days": -1}, ("Ze is verlopen", "Vraag een nieuwe")),
        ({"validFrom": "2099-01-01", "days": None}, ("Ze geldt nog niet", "1 januari 2099")),
        ({"days": 0}, ("Vandaag is de laatste dag",)),
    ],
)
def test_each_standing_is_said_in_plain_words(noor: Browser, said: dict[str, object], words: tuple[str, ...]) -> None:
    program().tell(**said)
    told = noor.text(page())
    assert all(each in told for each in words), told


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Toelatingen"), ("fr", "Autorisations"), ("de", "Erlaubnisse"), ("en", "Permits")],
)
def test_it_is_there_in_four_languages(language: str, words: str) -> None:
    program().tell(status="suspended", reason="Controle.")
    them = reading.browser(language=language)
    assert words in them.text(LIST)
    assert {"nl": "Geschorst", "fr": "Suspendue", "de": "Ausgesetzt", "en": "Suspended"}[language] in them.text(LIST)
    assert them.text(page())


def test_nobody_reaches_anothers_permit_or_its_document(noor: Browser) -> None:
    natuur = program()
    natuur.tell("his", of=(WOUTER,), title="Van hem")
    natuur.bring("his")
    natuur.tell("hers", title="Van haar")
    natuur.bring("hers")
    assert "Van hem" not in noor.text(LIST)
    assert "Van hem" not in noor.html("/")
    nobodys = noor.get(page("nobody's"))
    for path in (page("his"), paper("his"), paper("nobody's"), f"{page('hers')}/documenten/{paper('his')[-36:]}"):
        answer = noor.get(path)
        assert answer.status_code == 404, path
        assert reading.plain(body(answer)) == reading.plain(body(noor.get(page("nobody's"))))
    assert nobodys.status_code == 404
    wouter = reading.browser(WOUTER)
    assert wouter.get(paper("his")).status_code == 200
    assert wouter.get(page("hers")).status_code == 404
    for path in (LIST, page("his"), paper("his")):
        assert Client().get(path, headers={"host": noor.client.defaults["HTTP_HOST"]}).status_code == 302


def test_an_organisations_permits_are_for_who_acts_for_it_and_for_nobody_else(noor: Browser) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    natuur = program()
    natuur.tell("terras", of=(BAKERY,), title="Terras op het plein")
    natuur.bring("terras")
    natuur.tell("hers", title="Van haar")
    at_work = Capacity(group=TargetGroup.ENTREPRENEUR.value, organisation=str(bakery))
    assert reading.browser(capacity=at_work).get(page("terras")).status_code in (302, 403), "without a role there"
    give_role(noor.citizen_id, bakery, "burgerprofiel", "Mandaathouder", reading.owner_viewer(NOOR).trace)
    shop = reading.browser(capacity=at_work)
    told = shop.text(LIST)
    assert "Terras op het plein" in told
    assert "Wat Brood & Zo mag doen" in told
    assert "Van haar" not in told
    assert "Brood & Zo" in shop.text(page("terras"))
    assert body(shop.get(paper("terras"))).encode() == PDF
    assert shop.get(page("hers")).status_code == 404
    assert noor.get(page("terras")).status_code == 404
    assert noor.get(paper("terras")).status_code == 404


def test_a_mandate_opens_the_givers_permits_when_it_is_for_dossiers(noor: Browser) -> None:
    natuur = program()
    natuur.tell("hers", title="Van haar")
    natuur.tell("his", of=(WOUTER,), title="Van hem")
    wouter = CitizenId(people.meet(Ssin(WOUTER)))
    for scope, status in (("dossiers", 200), ("family", 403)):
        mandate = effective(noor.citizen_id, wouter, terms(scope))
        acting = reading.browser(WOUTER, capacity=Capacity(mandate=str(mandate), giver=str(noor.citizen_id)))
        assert acting.get(LIST).status_code == status
        assert acting.get(page("hers")).status_code == status
        assert acting.get(page("his")).status_code == (404 if status == 200 else 403)


def test_the_overview_says_what_ends_soon_and_nothing_of_what_does_not(
    noor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading.magda(monkeypatch)
    natuur = program()
    natuur.tell("a", title="Bijna voorbij", days=20)
    natuur.tell("b", title="Nog lang", days=61)
    natuur.tell("c", title="Weg", days=20, status="revoked", reason="Fraude.")
    told = noor.text("/")
    assert "Eindigt binnenkort: Bijna voorbij" in told
    assert "Nog lang" not in told
    assert "Weg" not in told


def test_who_gets_it_later_gets_its_document_too(noor: Browser) -> None:
    natuur = program()
    natuur.tell()
    natuur.bring()
    natuur.tell(of=(NOOR, WOUTER), ago=5)
    wouter = reading.browser(WOUTER)
    assert body(wouter.get(paper())).encode() == PDF
    assert Document.objects.values("object_name").distinct().count() == 1
    assert body(noor.get(paper())).encode() == PDF


def test_its_dossier_is_linked_when_it_lies_here(noor: Browser) -> None:
    program().tell(dossier={"bron": SOURCE, "dossierNummer": "OMV-2026-1"})
    assert "Komt uit het dossier" not in noor.text(page())
    take([change(of=(WOUTER,))])
    assert "Komt uit het dossier" not in noor.text(page()), "it is not hers"
    take([change(name="Aanvraag visverlof", days=1)])
    assert "Komt uit het dossier Aanvraag visverlof" in noor.text(page())
