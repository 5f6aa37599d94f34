"""“Is this right?” under a dossier is about that dossier: one that lies here, and one that MAGDA tells (B9, D1)."""

from __future__ import annotations

import pytest

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.audit.events import Trace
from burgerprofiel.dossiers.actions import take
from burgerprofiel.dossiers.content import Manager
from burgerprofiel.feedback import handling, numbers
from burgerprofiel.feedback.models import Confirmation, Report
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.actions import give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
from tests.dossiers import reading
from tests.dossiers.reading import Browser, Magda, a_file, a_source, plain
from tests.dossiers.told import NOOR, SOURCE, WOUTER, change, id_of
from tests.feedback.citizens import MINE
from tests.people.mandated import effective, terms
from tests.portal.asking.saying import asks, hears, says
from tests.portal.reading import body

pytestmark = pytest.mark.django_db
HERE = f"/dossiers/{id_of()}"
BAKERY = "0765432146"


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


@pytest.fixture
def noor(magda: Magda) -> Browser:
    a_source(SOURCE)
    return reading.browser()


def test_a_dossier_that_lies_here_is_shown_with_its_state_and_confirmed(noor: Browser) -> None:
    take([change(name="Vergunning carport", code="Ingediend", phase="Behandeling")])
    (where,) = asks(noor, HERE)
    assert where.startswith("/klopt-dit/feit/dossiers/")
    told = says(noor).text(where)
    for said in ("Vergunning carport", "OMV-2026-1", "Gemeente Zonnegem", "Ja, dit klopt"):
        assert said in told
    assert says(noor).confirm(where).status_code == 303
    assert "U bevestigde dit op" in noor.text(HERE)


def test_it_is_confirmed_until_it_has_another_state_and_putting_it_away_changes_nothing(noor: Browser) -> None:
    take([change()])
    (where,) = asks(noor, HERE)
    says(noor).confirm(where)
    noor.send(f"{HERE}/weg")
    assert "U bevestigde dit op" in noor.text(HERE)
    take([change(days=1, code="Afgewezen")])
    assert "U bevestigde dit op" not in noor.text(HERE)


def test_a_dossier_that_lies_here_is_reported_to_who_hears_of_that_body(noor: Browser) -> None:
    take([change(name="Vergunning carport")])
    hears("dosis", key="alle", name="Alle diensten")
    hears("0812345603", key="zonnegem", name="Gemeente Zonnegem")
    (where,) = asks(noor, HERE)
    assert "Versturen naar Gemeente Zonnegem" in says(noor).text(where)
    assert says(noor).report(where).status_code == 303
    (row,) = says(noor).rows()
    assert (row.source, row.theme) == ("zonnegem", "dossiers")
    page = noor.html(HERE)
    assert "Gemeld op" in page
    assert f'href="{MINE}/{row.id}"' in page
    assert "Vergunning carport" in noor.text(MINE)
    assert "Gemeld op" in noor.text("/dossiers")
    assert "Gemeld op" in plain(body(noor.send("/dossiers/zoeken", q="carport")))
    assert "Gemeld op" not in reading.browser(WOUTER).text("/dossiers")


def test_of_two_sources_of_one_body_each_can_hear_its_own(noor: Browser) -> None:
    take([change()])
    hears("0812345603", key="zonnegem", name="Gemeente Zonnegem")
    hears("0812345603", "dossiers/urn-zonnegem-vergunningen", key="omgeving", name="Dienst Omgeving")
    (where,) = asks(noor, HERE)
    assert "Versturen naar Dienst Omgeving" in says(noor).text(where)


def test_where_nobody_hears_the_page_says_whom_to_ask(noor: Browser) -> None:
    take([change(manager=Manager(service="Dienst Omgeving", phone="09 123 45 67"))])
    (where,) = asks(noor, HERE)
    told = says(noor).text(where)
    for said in ("nog geen verbetervragen aan", "Neem contact op met de dienst", "09 123 45 67", "OMV-2026-1"):
        assert said in told
    fields = says(noor).fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    assert says(noor).send(where, fields).status_code == 404


def test_a_dossier_that_is_read_at_magda_can_be_asked_about_too(noor: Browser, magda: Magda) -> None:
    magda.tells(a_file("7", "WONEN", "<Naam>Huurpremie</Naam><Dossierstatus><Code>Ingediend</Code></Dossierstatus>"))
    hears("dosis", name="Alle diensten")
    page = noor.html("/dossiers")
    (href,) = reading.links(page)[:1]
    (where,) = asks(noor, href)
    assert "Versturen naar Alle diensten" in says(noor).text(where)
    assert says(noor).report(where).status_code == 303
    assert "Gemeld op" in noor.text(href)
    magda.kept = False
    gone = noor.get(where)
    assert (gone.status_code, "We zien dit gegeven nu niet" in body(gone)) == (404, True)


def test_what_the_bell_says_of_a_report_is_in_the_language_of_who_reads_it(noor: Browser) -> None:
    take([change()])
    hears("dosis")
    french = says(reading.browser(language="fr"))
    (where,) = asks(french, HERE)
    french.report(where)
    (row,) = french.rows()
    assert row.handler_id
    handling.take(handling.Handler(row.handler_id, "iemand", Trace(actor="test")), row.id)
    assert "Uw verbetervraag kwam aan: Mijn dossiers" in noor.text("/meldingen")
    assert "Mes dossiers" in french.text("/meldingen")


def test_nobody_asks_about_anothers_dossier(noor: Browser) -> None:
    take([change()])
    hears("dosis")
    (where,) = asks(noor, HERE)
    fields = says(noor).fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    wouter = reading.browser(WOUTER)
    assert wouter.get(where).status_code == 404
    assert says(wouter).send(where, fields).status_code == 404
    assert says(wouter).send(where, fields | {"zeg": "klopt"}).status_code == 404
    assert not Report.objects.exists()
    assert not Confirmation.objects.exists()


def test_who_acts_under_a_mandate_for_dossiers_reports_for_who_gave_it(noor: Browser) -> None:
    take([change()])
    hears("dosis")
    (where,) = asks(noor, HERE)
    mandate = effective(noor.citizen_id, meet(Ssin(WOUTER)), terms("dossiers"))
    wouter = reading.browser(WOUTER, capacity=Capacity(mandate=str(mandate), giver=str(noor.citizen_id)))
    assert asks(wouter, HERE) == [where]
    assert "U doet dit voor" in wouter.text(where)
    fields = says(noor).fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "Van de gemachtigde."}
    assert says(wouter).send(where, fields).status_code == 303
    (row,) = Report.objects.all()
    assert row.citizen_id == noor.citizen_id
    assert "met een volmacht" in noor.text(f"{MINE}/{row.id}")
    other = effective(noor.citizen_id, meet(Ssin(WOUTER)), terms("work"))
    for_work = reading.browser(WOUTER, capacity=Capacity(mandate=str(other), giver=str(noor.citizen_id)))
    assert for_work.get(where).status_code == 403


def test_what_an_organisation_has_is_not_reported_here_and_the_page_leads_to_where_to_go(noor: Browser) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    take([change(of=(BAKERY,))])
    hears("dosis")
    give_role(noor.citizen_id, bakery, "burgerprofiel", "Mandaathouder", reading.owner_viewer(NOOR).trace)
    at_work = reading.browser(
        capacity=Capacity(group=TargetGroup.ENTREPRENEUR.value, organisation=str(bakery)),
    )
    page = at_work.html(HERE)
    assert "/klopt-dit/feit/" not in page
    assert 'href="/klopt-dit#dosis"' in page
    for owner in (noor.citizen_id, bakery):
        fact = numbers.fact_id(CitizenId(owner), "dossiers", "dossiers", str(id_of()))
        assert at_work.get(f"/klopt-dit/feit/dossiers/{fact}").status_code == 404
