"""The overview: what needs the citizen first, what is new, then the themes; a missing answer is never "nothing"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Cause, Data, Nothing, Unavailable
from burgerprofiel.portal.overview import news
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources import actions, queries
from burgerprofiel.sources.connectors.magda.connector import Fetched
from burgerprofiel.sources.service import Service
from tests.mailbox import boxes
from tests.portal import world
from tests.portal.reading import body, one, text, tree

pytestmark = pytest.mark.django_db


def test_the_page_greets_by_name_and_says_how_things_stand(citizen: Client, sources: world.Sources) -> None:
    page = tree(citizen.get("/"))
    assert text(page.find(".//h1")) == "Dag Noor"
    assert "2 zaken vragen iets van u. Niet alle bronnen waren bereikbaar." in text(page)


def test_what_is_due_first_stands_first(citizen: Client, sources: world.Sources) -> None:
    titles = [text(each) for each in tree(citizen.get("/")).xpath("//article[@class='card todo']//h3")]
    assert titles == ["Laad de ontbrekende facturen op", "Vraag een nieuwe identiteitskaart aan"]


def test_a_bill_whose_day_has_gone_by_is_not_said_to_be_due_before_it(citizen: Client, sources: world.Sources) -> None:
    noor = boxes.citizen(BY_SLUG["noor"].ssin)
    boxes.message(noor, "Boete", amount=5889, due_at=clock.now() - timedelta(days=9))
    page = text(tree(citizen.get("/")))
    assert "vervallen op" in page[page.index("Betaal") :][:200]
    assert "uiterlijk" not in page[page.index("Betaal") : page.index("Naar het bericht")]


def test_news_is_newest_first(citizen: Client, sources: world.Sources) -> None:
    with clock.frozen_at(world.AS_OF):
        dates = tree(citizen.get("/")).xpath("//section[@slot='news']//time/@datetime")
    assert dates == ["2026-11-20", "2026-11-14"]


def test_what_is_older_than_news_lasts_is_not_told(
    citizen: Client, sources: world.Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "LASTS", timedelta(days=3))
    with clock.frozen_at(world.AS_OF):
        dates = tree(citizen.get("/")).xpath("//section[@slot='news']//time/@datetime")
    assert dates == ["2026-11-20"]


def test_when_every_source_is_down_we_do_not_pretend_to_have_looked(citizen: Client, sources: world.Sources) -> None:
    sources.answers = {name: Unavailable(world.AS_OF, Cause.TIMEOUT, "") for name in sources.answers}
    page = text(tree(citizen.get("/")))
    assert "Uw bronnen zijn nu niet bereikbaar. Dat zegt niets over uw gegevens." in page
    assert "Voor zover" not in page


def test_each_of_the_four_answers_has_its_own_tile(citizen: Client, sources: world.Sources) -> None:
    page = tree(citizen.get("/"))
    assert "4 gezinsleden" in one(page, "tile-family")
    assert "Hierover weet de overheid niets van u." in one(page, "tile-education")
    benefits = one(page, "tile-benefits")
    assert "FOD Financiën is nu niet bereikbaar" in benefits
    assert "We mogen dit niet opvragen bij" in benefits
    assert "7F3K-2M9Q" in benefits


def test_a_silent_source_is_never_called_nothing(citizen: Client, sources: world.Sources) -> None:
    sources.answers[world.CHILD.name] = Nothing(world.AS_OF)
    benefits = one(tree(citizen.get("/")), "tile-benefits")
    assert "niet bereikbaar" in benefits
    assert "weet de overheid niets" not in benefits


def test_all_answered_and_nothing_to_do_is_said_plainly(citizen: Client, sources: world.Sources) -> None:
    sources.answers = {name: Nothing(world.AS_OF) for name in sources.answers}
    page = body(citizen.get("/"))
    assert "U hoeft nu niets te doen." in page
    assert "Eerst doen" not in page


def test_try_again_asks_only_the_silent_sources_of_that_tile(citizen: Client, sources: world.Sources) -> None:
    page = body(citizen.get("/?opnieuw=benefits"))
    assert sources.refreshed == [frozenset({world.TAX.name})]
    assert "FOD Financiën is nu niet bereikbaar" not in page


def test_one_tile_can_be_asked_again_by_itself(citizen: Client, sources: world.Sources) -> None:
    page = body(citizen.get("/tegels/benefits"))
    assert page.lstrip().startswith('<article class="card tile" slot="tile-benefits"')
    assert "FOD Financiën is nu niet bereikbaar" not in page


def test_opening_the_overview_is_in_the_trail(citizen: Client, sources: world.Sources) -> None:
    citizen.get("/")
    assert AuditEvent.objects.filter(tag="portal.home.read").count() == 1


def test_from_the_sealed_cache_the_overview_takes_at_most_nine_statements(
    citizen: Client, themes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gather(viewer: Viewer, services: Sequence[Service[Any]], *_how: object) -> Iterator[tuple[Service[Any], Any]]:
        fetched = [Fetched(each, Data("x", world.AS_OF), "", 1) for each in services]
        actions.keep(viewer, fetched)
        yield from ((each.service, each.answer) for each in fetched)

    monkeypatch.setattr(queries, "gather", gather)
    body(citizen.get("/"))
    with CaptureQueriesContext(connection) as caught:
        second = citizen.get("/")
        body(second)
    statements = [each["sql"] for each in caught if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert isinstance(second, HttpResponse), "what is known already is written in one piece"
    assert len(statements) <= 9, "\n".join(statements)
