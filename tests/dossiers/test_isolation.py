"""Nobody reaches another's dossier: not by an address, a form, a cursor, a search, an export or a cache."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.viewer import Actor, Viewer
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.dossiers import queries
from burgerprofiel.dossiers.actions import take
from burgerprofiel.dossiers.models import Dossier, Mark
from burgerprofiel.dossiers.own import everything, handling
from burgerprofiel.dossiers.own.listing import Turn
from burgerprofiel.dossiers.own.magda import Told
from burgerprofiel.dossiers.own.owner import Owner, owner_of
from burgerprofiel.dossiers.own.wanted import Wanted
from burgerprofiel.kit import clock
from burgerprofiel.organisations.actions import give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from tests.dossiers import reading
from tests.dossiers.reading import Browser, Magda, a_file, titles
from tests.dossiers.told import NOOR, WOUTER, change, id_of
from tests.people.mandated import effective, terms
from tests.portal.reading import body
from tests.sources.viewers import a_viewer

pytestmark = pytest.mark.django_db
BAKERY = "0765432146"
HERS, HIS, BOTH = (f"/dossiers/{id_of(number)}" for number in ("hers", "his", "both"))


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


@pytest.fixture
def noor(magda: Magda) -> Browser:
    """She has one of her own, and one together with Wouter."""
    take(
        [
            change("hers", name="Van haar"),
            change("his", name="Van hem", of=(WOUTER,)),
            change("both", name="Van beiden", of=(NOOR, WOUTER)),
        ]
    )
    return reading.browser()


def test_each_sees_ones_own_and_what_is_of_both(noor: Browser) -> None:
    wouter = reading.browser(WOUTER)
    assert set(titles(noor.html("/dossiers"))) == {"Van haar", "Van beiden"}
    assert set(titles(wouter.html("/dossiers"))) == {"Van hem", "Van beiden"}
    assert [noor.get(path).status_code for path in (HERS, HIS, BOTH)] == [200, 404, 200]
    assert [wouter.get(path).status_code for path in (HERS, HIS, BOTH)] == [404, 200, 200]


def test_one_that_is_anothers_answers_as_one_that_is_nobodys(noor: Browser) -> None:
    nobodys = f"/dossiers/{UUID(int=7)}"
    for path in (HIS, nobodys):
        answer = noor.get(path)
        assert answer.status_code == 404
        assert "Van hem" not in body(answer)
    assert reading.plain(body(noor.get(HIS))) == reading.plain(body(noor.get(nobodys)))


def test_no_form_changes_anothers_dossier(noor: Browser) -> None:
    for what in ("weg", "terug"):
        assert noor.send(f"{HIS}/{what}").status_code == 404
    assert noor.send(f"{HERS}/verwijder").status_code == 404
    assert not Dossier.objects.filter(archived_at__isnull=False).exists()


def test_what_one_does_with_a_shared_dossier_is_ones_own(noor: Browser) -> None:
    wouter = reading.browser(WOUTER)
    noor.html(BOTH)
    noor.send(f"{BOTH}/weg")
    assert "Van beiden" not in titles(noor.html("/dossiers"))
    page = wouter.html("/dossiers")
    assert "Van beiden" in titles(page)
    assert reading.bell(page) == 2


def test_no_search_export_filter_or_page_tells_of_another(noor: Browser) -> None:
    for path in ("/", "/dossiers?toon=lopend", "/dossiers?toon=archief", "/dossiers?filters=1", "/uitvoer.json"):
        assert "Van hem" not in noor.html(path), path
    for words in ("Van", "hem", "his"):
        assert "Van hem" not in body(noor.send("/dossiers/zoeken", q=words))
        assert "Van hem" not in body(noor.send("/zoeken", q=words))
    out = json.loads(noor.html("/uitvoer.json"))
    assert "Van haar" in json.dumps(out, ensure_ascii=False)


def test_anothers_place_in_the_list_tells_nothing(noor: Browser) -> None:
    wouter = reading.owner_viewer(WOUTER)
    his = queries.page(Owner(wouter.citizen_id, wouter), Wanted(), Told(), Turn()).rows[0]
    assert set(titles(noor.html(f"/dossiers?na={queries.Place.of(his)}"))) <= {"Van haar", "Van beiden"}


def test_what_magda_told_of_another_is_in_no_list_and_no_mark(noor: Browser, magda: Magda) -> None:
    magda.tells(a_file("x", "STL", "<Code>Beslist</Code>", "<Naam>Gelezen</Naam>"))
    [path] = [each for each in reading.links(noor.html("/dossiers")) if each not in (HERS, BOTH)]
    magda.tells(a_file("y", "STL", "<Code>Beslist</Code>", "<Naam>Ander</Naam>"))
    wouter = reading.browser(WOUTER)
    assert wouter.get(path).status_code == 404
    assert wouter.send(f"{path}/weg").status_code == 404
    assert "Gelezen" not in wouter.html("/dossiers")
    assert {str(each.owner_id) for each in Mark.objects.filter(id=path.rpartition("/")[2])} == {str(noor.citizen_id)}


def test_who_is_not_signed_in_sees_nothing(noor: Browser, client: Client) -> None:
    host = noor.client.defaults["HTTP_HOST"]
    for path in ("/dossiers", HERS, "/dossiers/zoeken"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 302
        assert "/aanmelden" in answer["Location"]


def _under_mandate(*scopes: str) -> Viewer:
    """Wouter, who acts for Noor."""
    wouter = reading.owner_viewer(WOUTER)
    actor = Actor(wouter.citizen_id, "Wouter", "Claes", UUID(int=1), scopes, clock.today())
    return replace(reading.owner_viewer(NOOR), actor=actor)


def test_a_mandate_opens_the_givers_dossiers_when_it_is_for_them_and_never_the_takers(noor: Browser) -> None:
    owner = owner_of(_under_mandate("dossiers"))
    assert owner is not None
    assert owner.id == noor.citizen_id
    assert {file.title for file in everything.of(owner)} == {"Van haar", "Van beiden"}
    assert owner_of(_under_mandate("family", "work")) is None


def test_who_acts_under_a_mandate_looks_and_changes_nothing_not_even_the_bell(noor: Browser) -> None:
    wouter = reading.owner_viewer(WOUTER).citizen_id
    mandate = effective(noor.citizen_id, wouter, terms("dossiers"))
    acting = reading.browser(WOUTER, capacity=Capacity(mandate=str(mandate), giver=str(noor.citizen_id)))
    assert set(titles(acting.html("/dossiers"))) == {"Van haar", "Van beiden"}
    page = acting.html(HERS)
    assert "Wegzetten" not in page
    assert "Wegzetten" in noor.html(BOTH)
    assert acting.send(f"{HERS}/weg").status_code == 403
    assert acting.get(HIS).status_code == 404
    assert reading.bell(noor.html("/dossiers")) == 1, "the one that she did not look at herself"
    seen = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="dossiers.dossier.seen").values_list(
        "actor", flat=True
    )
    assert any(str(mandate) in actor for actor in seen)


def test_a_mandate_for_other_things_opens_no_dossier(noor: Browser) -> None:
    wouter = reading.owner_viewer(WOUTER).citizen_id
    mandate = effective(noor.citizen_id, wouter, terms("family"))
    acting = reading.browser(WOUTER, capacity=Capacity(mandate=str(mandate), giver=str(noor.citizen_id)))
    for path in ("/dossiers", HERS, HIS, "/gegevens/dossiers", "/dossiers/zoeken"):
        answer = acting.get(path)
        assert answer.status_code == 403, path
        assert "Van h" not in body(answer)
    assert acting.send(f"{HERS}/weg").status_code == 403
    assert "Dossiers" not in acting.html("/").partition("<main")[0]


def _for(organisation: UUID, citizen: Viewer) -> Viewer:
    return replace(citizen, capacity=Capacity(group="GID", organisation=str(organisation)))


def test_an_organisations_dossiers_are_for_who_acts_for_it_now_and_for_nobody_else(noor: Browser, magda: Magda) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    other = register(TargetGroup.ENTREPRENEUR, "0456123791", {"nl": "Elders"})
    viewer = reading.owner_viewer(NOOR)
    take([change("shop", name="Van de bakker", of=(BAKERY,)), change("mix", name="Samen", of=(BAKERY, NOOR))])
    assert owner_of(_for(bakery, viewer)) is None, "without a role there"
    give_role(viewer.citizen_id, bakery, "burgerprofiel", "Mandaathouder", viewer.trace)
    owner = owner_of(_for(bakery, viewer))
    assert owner is not None
    assert owner.id == bakery
    assert {file.title for file in queries.page(owner, Wanted(), Told(), Turn()).rows} == {"Van de bakker", "Samen"}
    assert queries.one(owner, id_of("hers"), Told()) is None
    with pytest.raises(handling.NoSuchDossierError):
        handling.archive(owner, id_of("hers"))
    assert owner_of(_for(other, viewer)) is None
    assert "Van de bakker" not in noor.html("/dossiers")
    assert noor.get(f"/dossiers/{id_of('shop')}").status_code == 404
    magda.tells(a_file("x", "STL", "<Code>Beslist</Code>", "<Naam>Gelezen</Naam>"))
    assert queries.told(owner, magda.answer) == Told(), "what MAGDA says of the person is not the organisation's"
    at_work = reading.browser(capacity=Capacity(group=TargetGroup.ENTREPRENEUR.value, organisation=str(bakery)))
    assert set(titles(at_work.html("/dossiers"))) == {"Van de bakker", "Samen"}
    assert at_work.get(HERS).status_code == 404
    assert "Van de bakker" in at_work.text(f"/dossiers/{id_of('shop')}")
    assert at_work.send(f"/dossiers/{id_of('mix')}/weg").status_code == 303
    assert "Samen" in titles(noor.html("/dossiers")), "what is put away for the shop is not put away for her"
    assert AuditEvent.objects.filter(citizen_id=bakery, tag="dossiers.dossier.archived", actor=str(viewer.citizen_id))


def test_somebody_we_never_met_has_no_dossiers() -> None:
    viewer = a_viewer()
    owner = Owner(viewer.citizen_id, viewer)
    assert queries.page(owner, Wanted(), Told(), Turn()).rows == ()
    assert queries.unseen(owner) == 0
