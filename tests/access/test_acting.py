"""Who acts under a mandate sees what it is for, for as long as it stands, and both trails tell both names (A11)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access import actions as access
from burgerprofiel.access import ending
from burgerprofiel.access.acting import possible
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Session
from burgerprofiel.access.restrictions import Restricted, lift, restrict
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.organisations.actions import end_role, give_role, register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.organisations.models import Role
from burgerprofiel.people.mandates import actions as mandates
from burgerprofiel.people.mandates import naming
from burgerprofiel.people.mandates.actions import Taker
from burgerprofiel.people.mandates.mandate import Name
from burgerprofiel.people.models import CitizenKey
from burgerprofiel.portal.themes import all_themes, themes_for
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources import queries
from burgerprofiel.sources.queries import OutsideMandateError
from tests.access.coded import known
from tests.access.surfing import ACCESS, PORTAL, Browser
from tests.access.test_consents import send
from tests.people.mandated import JOZEF, TRACE, citizen, effective, terms
from tests.portal import world
from tests.portal.conftest import sources, themes

__all__ = ["sources", "themes"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("provider", "outside")]
OVER = "/handelen/voorbij"


def person(slug: str) -> Identity:
    return Identity(BY_SLUG[slug].given[0], BY_SLUG[slug].family, BY_SLUG[slug].ssin)


@pytest.fixture
def mandate_id() -> UUID:
    """Jozef let Emma look after benefits and education."""
    return effective(citizen("jozef"), citizen("emma"), terms("benefits", "education"))


@pytest.fixture
def emma(sources: world.Sources) -> Browser:
    """Emma's browser, signed in at the provider with her eID."""
    return known(Browser(), person("emma"))


def go(browser: Browser, address: str) -> tuple[str, HttpResponse]:
    """Follow an address wherever it leads."""
    return browser.follow(browser.get(address))


def act(browser: Browser, mandate_id: UUID | str, back: str = "/") -> tuple[str, HttpResponse]:
    """Begin to act for who gave this mandate."""
    return go(browser, f"{PORTAL}/aanmelden?{urlencode({'voor': str(mandate_id), 'terug': back})}")


def text(answer: HttpResponseBase) -> str:
    """What stands on the page."""
    parts = answer.streaming_content if answer.streaming else [answer.content]  # type: ignore[attr-defined]
    return b"".join(parts).decode()


@pytest.fixture
def acting(emma: Browser, mandate_id: UUID) -> Browser:
    where, answer = act(emma, mandate_id)
    assert where == f"{PORTAL}/"
    assert "U handelt voor Jozef De Smet" in text(answer)
    return emma


def page(browser: Browser, path: str, status: int = 200) -> str:
    answer = browser.get(PORTAL + path)
    assert answer.status_code == status, (path, answer.status_code, answer.get("Location"))
    return text(answer)


def test_the_band_is_on_every_page_and_names_both(acting: Browser) -> None:
    for path in ("/", "/gegevens", "/gegevens/benefits", "/zoeken", "/hulp", "/privacy", "/klopt-dit"):
        told = page(acting, path)
        assert "U handelt voor Jozef De Smet" in told, path
        assert "Emma Peeters" in told, path
        assert "Uitkeringen en belastingen, Onderwijs" in told, path


def test_only_the_themes_of_the_mandate_exist(acting: Browser) -> None:
    for path in ("/", "/gegevens", "/gegevens/benefits"):
        told = page(acting, path)
        for key in ("benefits", "education"):
            assert f'href="/gegevens/{key}"' in told, (path, key)
        for key in ("family", "home", "work", "dossiers"):
            assert f"gegevens/{key}" not in told, (path, key)
    for path in (
        "/gegevens/family",
        "/tegels/family",
        "/gegevens/work?opnieuw=jobs",
        "/gegevens/dossiers",
        "/dossiers",
    ):
        told = page(acting, path, 403)
        assert "Dit zit niet in uw volmacht" in told
        assert "Jozef De Smet laat u dit bekijken: " in told
    assert acting.get(f"{PORTAL}/gegevens/toverkunst").status_code == 404


def search(browser: Browser, query: str) -> str:
    page(browser, "/zoeken")
    token = browser.client(PORTAL).cookies[settings.CSRF_COOKIE_NAME].value
    return text(browser.submit(f"{PORTAL}/zoeken", {"q": query, "csrfmiddlewaretoken": token}))


def test_search_and_export_hold_nothing_else(acting: Browser) -> None:
    assert "/gegevens/family" not in search(acting, "kerkstraat")
    out = json.loads(page(acting, "/uitvoer.json"))
    assert [theme["key"] for theme in out["themes"]] == ["benefits", "education"]
    assert out["acting"]["name"] == "Emma Peeters"
    assert acting.get(f"{PORTAL}/uitvoer.pdf").status_code == 200
    act(acting, effective(citizen("jozef"), citizen("emma"), terms("family")))
    assert "/gegevens/family" in search(acting, "kerkstraat")


def test_the_page_in_between_offers_oneself_and_everybody_who_gave_a_mandate(emma: Browser, mandate_id: UUID) -> None:
    where, chooser = act(emma, UUID(int=0))
    assert where.startswith(f"{ACCESS}/op/doelgroep?")
    for words in ("Voor uzelf", "Jozef De Smet", "Met een volmacht: Uitkeringen en belastingen, Onderwijs"):
        assert words in text(chooser)
    for name, capacity in ((str(mandate_id), str(mandate_id)), ("BUR", None)):
        answer = send(emma, where.removeprefix(ACCESS), keuze=name)
        assert answer.status_code == 303
        go(emma, ACCESS + answer["Location"])
        assert Session.objects.latest("created_at").capacity.get("mandate") == capacity


def test_who_is_oneself_sees_everything_and_no_band(emma: Browser) -> None:
    go(emma, f"{PORTAL}/aanmelden?terug=/")
    told = page(emma, "/")
    assert "U handelt voor" not in told
    assert all(f'href="/gegevens/{theme.key}"' in told for theme in world.THEMES if theme.key != "dossiers")
    assert json.loads(page(emma, "/uitvoer.json"))["acting"] is None


def test_both_trails_tell_both_names_and_the_givers_tells_every_look(acting: Browser, mandate_id: UUID) -> None:
    page(acting, "/gegevens/benefits")
    jozef, emma = citizen("jozef"), citizen("emma")
    theirs = {each.tag: each for each in events_of(jozef).events}
    who = f"citizen {emma} mandate {mandate_id}"
    for tag in ("access.mandate.told", "access.mandate.acting_began", "portal.home.read", "portal.theme.read"):
        assert theirs[tag].actor == who, tag
    mine = {each.tag: each for each in events_of(emma).events}
    for owner, trail in ((jozef, theirs), (emma, mine)):
        for tag in ("access.mandate.acting_began", "access.mandate.told"):
            names = [naming.opened(owner, str(trail[tag].details[side])) for side in ("giver", "actor")]
            assert names == ["Jozef De Smet", "Emma Peeters"]
            assert trail[tag].details["mandate"] == str(mandate_id)
    assert mine["access.session.opened"].actor == "citizen"
    assert "portal.theme.read" not in mine
    told = " ".join(
        [*AuditEvent.objects.values_list("details", flat=True), *AuditEvent.objects.values_list("actor")[0]]
    )
    assert not any(word in told for word in (BY_SLUG["jozef"].ssin, BY_SLUG["emma"].ssin, "De Smet", "Peeters"))


def test_stopping_brings_one_back_to_oneself(acting: Browser) -> None:
    page(acting, "/")
    token = acting.client(PORTAL).cookies[settings.CSRF_COOKIE_NAME].value
    stopped = acting.submit(f"{PORTAL}/handelen/stoppen", {"csrfmiddlewaretoken": token})
    assert (stopped.status_code, stopped["Location"]) == (303, "/aanmelden")
    where, answer = go(acting, f"{PORTAL}/aanmelden")
    assert where == f"{PORTAL}/"
    assert "U handelt voor" not in text(answer)
    assert Session.objects.get().citizen_id == citizen("emma")
    tags = [each.tag for each in events_of(citizen("jozef")).events]
    assert tags.count("access.mandate.acting_ended") == 1


@pytest.mark.parametrize("how", ["one", "everywhere", "lock"])
def test_the_giver_also_reads_that_it_stopped_when_the_session_was_ended_from_elsewhere(
    acting: Browser, mandate_id: UUID, how: str
) -> None:
    emma, jozef = citizen("emma"), citizen("jozef")
    if how == "one":
        assert ending.end_one(emma, Session.objects.get().id, TRACE)
    elif how == "everywhere":
        assert ending.end_everywhere(emma, TRACE)
    else:
        assert restrict(emma, Restricted.LOCKED, TRACE)
    (told,) = [each for each in events_of(jozef).events if each.tag == "access.mandate.acting_ended"]
    assert told.actor == f"citizen {emma} mandate {mandate_id}"
    assert told.details["mandate"] == str(mandate_id)


def _withdrawn(mandate_id: UUID) -> None:
    mandates.withdraw(citizen("jozef"), mandate_id, TRACE)


def _given_back(mandate_id: UUID) -> None:
    mandates.give_back(citizen("emma"), mandate_id, TRACE)


def _dead(_mandate_id: UUID) -> None:
    restrict(citizen("jozef"), Restricted.DECEASED, TRACE)


def _locked(_mandate_id: UUID) -> None:
    restrict(citizen("jozef"), Restricted.LOCKED, TRACE)


@pytest.mark.parametrize("ends", [_withdrawn, _given_back, _dead, _locked])
@pytest.mark.parametrize("path", ["/", "/gegevens/benefits", "/zoeken", "/uitvoer.json", "/tegels/benefits"])
def test_who_acts_is_out_at_the_next_click(
    acting: Browser, mandate_id: UUID, ends: Callable[[UUID], None], path: str
) -> None:
    page(acting, "/gegevens/benefits")
    ends(mandate_id)
    out = acting.get(PORTAL + path)
    assert (out.status_code, out["Location"]) == (303, OVER)
    assert not Session.objects.exists()
    assert settings.SESSION_COOKIE in out.cookies
    told = page(acting, OVER)
    assert "U handelt niet meer voor deze persoon" in told
    assert "Jozef" not in told
    assert acting.get(f"{PORTAL}/gegevens/benefits").status_code == 302


def test_who_acts_is_out_when_the_last_day_is_over(emma: Browser) -> None:
    mandate_id = effective(citizen("jozef"), citizen("emma"), terms("benefits", ends=clock.today()))
    act(emma, mandate_id)
    page(emma, "/gegevens/benefits")
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        Session.objects.update(created_at=clock.now(), touched_at=clock.now())
        assert emma.get(f"{PORTAL}/gegevens/benefits")["Location"] == OVER


def test_narrowing_holds_at_the_next_click(acting: Browser, mandate_id: UUID) -> None:
    page(acting, "/gegevens/education")
    mandates.limit(citizen("jozef"), mandate_id, terms("benefits"), TRACE)
    page(acting, "/gegevens/education", 403)
    page(acting, "/gegevens/benefits")
    assert [theme["key"] for theme in json.loads(page(acting, "/uitvoer.json"))["themes"]] == ["benefits"]


def test_a_lock_that_is_lifted_lets_one_act_again(emma: Browser, mandate_id: UUID) -> None:
    restrict(citizen("jozef"), Restricted.LOCKED, TRACE)
    assert act(emma, mandate_id)[0] == f"{PORTAL}{OVER}"
    lift(citizen("jozef"), Restricted.LOCKED, TRACE)
    assert act(emma, mandate_id, "/gegevens/benefits")[0] == f"{PORTAL}/gegevens/benefits"


def test_what_was_kept_for_the_giver_is_forgotten(
    acting: Browser, mandate_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[object] = []
    from burgerprofiel.access.signals import session_ended

    def note(citizen_id: object, **_more: object) -> None:
        forgotten.append(citizen_id)

    session_ended.connect(note)
    try:
        _withdrawn(mandate_id)
        acting.get(f"{PORTAL}/")
    finally:
        session_ended.disconnect(note)
    assert forgotten == [citizen("jozef")]


@pytest.mark.parametrize("name", ["", "x", "../..", "' OR 1=1"])
def test_a_mandate_that_is_none_leads_to_oneself(emma: Browser, mandate_id: UUID, name: str) -> None:
    act(emma, name)
    assert Session.objects.get().capacity == {}


def test_nobody_acts_under_somebody_elses_mandate(sources: world.Sources, mandate_id: UUID) -> None:
    for slug in ("noor", "jozef"):
        browser = known(Browser(), person(slug))
        assert act(browser, mandate_id)[0] == f"{PORTAL}{OVER}"
        assert "U handelt voor" not in page(browser, "/")
    assert {row["capacity"].get("mandate") for row in Session.objects.values("capacity")} == {None}


@pytest.mark.parametrize("slug", ["noor", "jozef"])
def test_a_forged_capacity_opens_nothing(slug: str, mandate_id: UUID) -> None:
    forged = Capacity(mandate=str(mandate_id), giver=str(citizen("jozef")))
    proof = [Proof(Key.eid, clock.now())]
    with pytest.raises(ValueError, match="does not stand"):
        access.open_session(person(slug), proof, "test", "", Trace(actor="test"), capacity=forged)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "capacity",
    [
        {"mandate": str(UUID(int=0)), "giver": str(UUID(int=0))},
        {"mandate": str(UUID(int=0))},
    ],
)
def test_a_session_with_a_capacity_that_is_none_is_over(emma: Browser, capacity: dict[str, str]) -> None:
    go(emma, f"{PORTAL}/aanmelden?terug=/")
    Session.objects.update(capacity=capacity)
    assert emma.get(f"{PORTAL}/")["Location"] == OVER


def test_who_acts_for_somebody_who_was_erased_is_out_too(acting: Browser) -> None:
    CitizenKey.objects.filter(citizen_id=citizen("jozef")).delete()
    assert acting.get(f"{PORTAL}/gegevens/benefits")["Location"] == OVER
    assert not Session.objects.exists()


def test_ones_own_keys_sign_ins_and_mandates_stay_ones_own(acting: Browser) -> None:
    for path in ("/op/sleutels", "/op/aanmeldingen", "/op/toestemmingen"):
        answer = acting.get(ACCESS + path)
        assert answer.status_code == 200
        assert "De Smet" not in text(answer)
    given = text(acting.get(f"{ACCESS}/op/volmachten"))
    assert "Niemand kan nu voor u handelen" in given


def test_the_giver_reads_who_acted_and_when_and_the_actor_sees_which_session_it_is(
    acting: Browser, mandate_id: UUID
) -> None:
    assert "Voor iemand anders, met een volmacht" in text(acting.get(f"{ACCESS}/op/aanmeldingen"))
    where = f"{ACCESS}/op/volmachten/een?volmacht={mandate_id}"
    told = text(known(Browser(), person("jozef")).get(where))
    assert "Wie ermee voor u handelde" in told
    assert told.count("Emma Peeters") >= 2
    assert "Wie ermee voor u handelde" not in text(acting.get(where))
    other = effective(citizen("jozef"), citizen("noor"))
    unused = text(known(Browser(), person("jozef")).get(where.replace(str(mandate_id), str(other))))
    assert "Nog niemand." in unused


def test_a_stronger_key_is_asked_of_the_actor_who_goes_on_acting(emma: Browser, mandate_id: UUID) -> None:
    weak = known(Browser(), person("emma"), Key.csamsms)
    act(weak, mandate_id)
    assert "U handelt voor" in page(weak, "/")
    known(weak, person("emma"), Key.eid)
    where, _answer = go(weak, f"{PORTAL}/aanmelden?terug=/gegevens&niveau={Key.eid.level}")
    assert where == f"{PORTAL}/gegevens"
    assert "U handelt voor Jozef De Smet" in page(weak, "/")


def test_acting_costs_two_statements_more_and_spares_the_three_of_the_menu(acting: Browser, emma: Browser) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(acting, "/gegevens/benefits")
        return len([each for each in caught.captured_queries if "SAVEPOINT" not in each["sql"]])

    page(acting, "/gegevens/benefits")
    under_mandate = cost()
    go(emma, f"{PORTAL}/aanmelden")
    acting.client(PORTAL).cookies.clear()
    go(emma, f"{PORTAL}/aanmelden?terug=/")
    assert under_mandate == cost() + 2 - 3


def test_whom_one_may_act_for_costs_the_same_for_one_and_for_many(mandate_id: UUID) -> None:
    emma = citizen("emma")

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            possible(emma)
        return len(caught)

    once = cost()
    for slug in ("noor", "bram", "samira"):
        effective(citizen(slug), emma)
    restrict(citizen("noor"), Restricted.LOCKED, TRACE)
    assert {each.giver for each in possible(emma)} == {citizen("jozef"), citizen("bram"), citizen("samira")}
    assert cost() == once


def test_no_service_outside_the_mandate_can_be_asked_at_all(acting: Browser, mandate_id: UUID) -> None:
    from dataclasses import replace

    from burgerprofiel.access.viewer import Actor
    from tests.sources.viewers import a_viewer

    actor = Actor(citizen("emma"), "Emma", "Peeters", mandate_id, ("benefits",), clock.today())
    viewer = replace(a_viewer(), actor=actor)
    [benefits] = themes_for(viewer)
    mine = {*benefits.services, *benefits.tile_services}
    for theme in all_themes():
        for service in theme.services:
            if service not in mine:
                with pytest.raises(OutsideMandateError):
                    _real_gathered(viewer, [service])
    assert benefits.key == "benefits"


_real_gathered = queries.gathered


@pytest.fixture
def bakery() -> Taker:
    return Taker(register(TargetGroup.ENTREPRENEUR, "0456123791", {"nl": "Brood & Zo"}), "Brood & Zo")


def test_people_of_an_organisation_act_while_they_have_the_role(sources: world.Sources, bakery: Taker) -> None:
    samira, noor = citizen("samira"), citizen("noor")
    give_role(samira, bakery.id, "burgerprofiel", "Mandatenbeheerder", TRACE)
    give_role(noor, bakery.id, "burgerprofiel", "Mandaathouder", TRACE)
    mandate_id = mandates.give(citizen("jozef"), JOZEF, terms(), TRACE, bakery)
    mandates.accept_for(bakery.id, mandate_id, samira, Name("Samira", "El Amrani"), TRACE)
    browser = known(Browser(), person("noor"))
    act(browser, mandate_id)
    assert "U handelt voor Jozef De Smet" in page(browser, "/")
    assert events_of(citizen("jozef")).events[0].actor == f"citizen {noor} mandate {mandate_id}"
    end_role(noor, Role.objects.get(citizen_id=noor).id, TRACE)
    assert browser.get(f"{PORTAL}/")["Location"] == OVER
