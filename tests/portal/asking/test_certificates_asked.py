"""“This certificate says something wrong about me”: made here, of the National Register, kept by others (B9, D3)."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from burgerprofiel.feedback.models import Confirmation, Report
from tests.certificates.fetched.conftest import keepers
from tests.certificates.issuing.conftest import Worker, behave, worker
from tests.certificates.listing.conftest import acting, emma, person
from tests.mailbox.owning import Owner, owner
from tests.portal.asking.saying import asks, hears, says
from tests.portal.reading import body

__all__ = ["behave", "emma", "keepers", "worker"]
pytestmark = pytest.mark.django_db
LIFE = "/attesten/rijksregister/life"


@pytest.fixture
def noor(simulators: str) -> Owner:
    """Noor's browser."""
    return owner(person("noor"))


def made(who: Owner, worker: Worker) -> str:
    """Ask for a certificate of diplomas, and have it made; return its page."""
    answer = who.send("/attesten/aanvragen/diplomas", taal="nl", doel="work", concept=str(uuid4()))
    worker.work()
    return answer["Location"]


def test_one_made_here_shows_what_it_says_and_goes_to_its_source(noor: Owner, worker: Worker) -> None:
    hears("led", name="Databank Bewijzen")
    page = made(noor, worker)
    (where,) = asks(noor, page)
    told = says(noor).text(where)
    code = re.search(r"/controleren/([\w-]+)", body(noor.get(page)))
    assert code
    for said in (code[1], "Bachelor in de verpleegkunde", "Versturen naar Databank Bewijzen"):
        assert said in told
    assert says(noor).report(where).status_code == 303
    (row,) = says(noor).rows()
    assert (row.source, row.theme) == ("iemand", "education")
    assert "Gemeld op" in noor.text(page)


def test_one_of_the_register_is_asked_about_while_this_session_has_it(noor: Owner) -> None:
    assert not asks(noor, LIFE)
    noor.send(LIFE, taal="nl")
    (where,) = asks(noor, LIFE)
    hears("rijksregister", "certificates/register-life", name="Rijksregister, attesten")
    assert "Versturen naar Rijksregister, attesten" in says(noor).text(where)
    says(noor).confirm(where)
    assert "U bevestigde dit op" in noor.text(LIFE)
    assert owner(person("noor")).get(where).status_code == 404, "another session knows nothing of it"


def test_one_that_others_keep_goes_to_them_or_says_so(keepers: object, noor: Owner) -> None:
    found = asks(noor, "/attesten")
    assert len(found) == len(set(found)) > 1
    told = [says(noor).text(each) for each in found]
    (fishing,) = (where for where, said in zip(found, told, strict=True) if "Visverlof" in said)
    assert all("Richt u tot" in each for each in told)
    hears("natuur", name="Natuur en Bos")
    assert says(noor).report(fishing).status_code == 303
    assert body(noor.get("/attesten")).count("Gemeld op") == 1


def test_a_certificate_of_somebody_else_is_none_of_mine(noor: Owner, emma: Owner, worker: Worker) -> None:
    hears("led")
    (where,) = asks(noor, made(noor, worker))
    fields = says(noor).fields(where) | {"zeg": "fout", "soort": "Fout", "uitleg": "x"}
    assert emma.get(where).status_code == 404
    for say in ("klopt", "fout"):
        assert says(emma).send(where, fields | {"zeg": say}).status_code == 404
    assert not Report.objects.exists()
    assert not Confirmation.objects.exists()


def test_who_acts_for_somebody_asks_about_those_of_the_parts_it_is_for(noor: Owner, worker: Worker) -> None:
    (where,) = asks(noor, made(noor, worker))
    assert "Ja, dit klopt" in says(acting("noor", "education")).text(where)
    assert acting("noor", "work").get(where).status_code == 404
    assert acting("noor", "dossiers").get(where).status_code == 403


def test_where_one_lives_by_the_register_leads_to_that_very_address(noor: Owner) -> None:
    (where,) = asks(noor, "/attesten/gemeente")
    told = says(noor).text(where)
    assert "Hoofdverblijfplaats" in told
    assert "Zonnegem" in told
