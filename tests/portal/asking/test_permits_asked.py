"""“Is this right?” under a permit: confirmed until it changes, reported to who granted it, nobody's but its owner's."""

from __future__ import annotations

import pytest

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.feedback.models import Confirmation, Report
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.actions import give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
from burgerprofiel.permits.numbers import permit_id
from tests.dossiers import reading
from tests.dossiers.reading import Browser
from tests.people.mandated import effective, terms
from tests.permits.telling import BAKERY, NOOR, WOUTER, program
from tests.portal.asking.saying import asks, hears, says

pytestmark = pytest.mark.django_db


def page(number: str = "VV-1") -> str:
    return f"/attesten/toelatingen/{permit_id('natuur', number)}"


@pytest.fixture
def noor() -> Browser:
    """Noor, in front of the portal."""
    return reading.browser()


def test_a_permit_is_shown_and_confirmed_until_its_source_says_something_else(noor: Browser) -> None:
    natuur = program()
    natuur.tell(title="Visverlof")
    (where,) = asks(noor, page())
    assert "Visverlof" in says(noor).text(where)
    says(noor).confirm(where)
    assert "U bevestigde dit op" in noor.text(page())
    natuur.tell(title="Visverlof", days=10, ago=5)
    assert "U bevestigde dit op" not in noor.text(page())


def test_it_is_reported_to_who_hears_of_that_body(noor: Browser) -> None:
    program().tell(title="Visverlof")
    hears("0316380841", name="Natuur en Bos")
    (where,) = asks(noor, page())
    assert says(noor).report(where).status_code == 303
    (row,) = says(noor).rows()
    assert (row.source, row.theme) == ("iemand", "dossiers")
    assert "Gemeld op" in noor.text(page())


def test_where_nobody_hears_the_page_says_whom_to_ask(noor: Browser) -> None:
    program().tell(issuer="Agentschap Natuur en Bos")
    (where,) = asks(noor, page())
    assert "Richt u tot Agentschap Natuur en Bos zelf" in says(noor).text(where)


def test_nobody_asks_about_anothers_permit(noor: Browser) -> None:
    program().tell()
    hears("0316380841")
    (where,) = asks(noor, page())
    fields = says(noor).fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    wouter = reading.browser(WOUTER)
    assert wouter.get(where).status_code == 404
    for say in ("klopt", "fout"):
        assert says(wouter).send(where, fields | {"zeg": say}).status_code == 404
    assert not Report.objects.exists()
    assert not Confirmation.objects.exists()


def test_who_acts_for_somebody_reports_what_came_of_their_dossiers(noor: Browser) -> None:
    program().tell()
    hears("0316380841")
    (where,) = asks(noor, page())
    mandates = {scope: effective(noor.citizen_id, meet(Ssin(WOUTER)), terms(scope)) for scope in ("dossiers", "work")}
    acting = {
        scope: reading.browser(WOUTER, capacity=Capacity(mandate=str(mandate), giver=str(noor.citizen_id)))
        for scope, mandate in mandates.items()
    }
    assert acting["work"].get(where).status_code == 403
    fields = says(noor).fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    assert says(acting["dossiers"]).send(where, fields).status_code == 303
    assert [row.citizen_id for row in Report.objects.all()] == [noor.citizen_id]


def test_that_of_two_people_each_speaks_for_themselves(noor: Browser) -> None:
    program().tell(of=(NOOR, WOUTER))
    wouter = reading.browser(WOUTER)
    (mine,), (theirs,) = asks(noor, page()), asks(wouter, page())
    assert mine != theirs
    says(noor).confirm(mine)
    assert "U bevestigde" not in wouter.text(page())


def test_that_of_an_organisation_leads_to_where_to_go(noor: Browser) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    program().tell(of=(BAKERY,))
    give_role(noor.citizen_id, bakery, "burgerprofiel", "Mandaathouder", reading.owner_viewer(NOOR).trace)
    at_work = reading.browser(capacity=Capacity(group=TargetGroup.ENTREPRENEUR.value, organisation=str(bakery)))
    assert not asks(at_work, page())
    assert 'href="/klopt-dit"' in at_work.html(page())
