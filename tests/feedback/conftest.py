"""A citizen in front of invented facts, and who hears of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.test import Client

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.feedback.connectors.gtmf import calls
from burgerprofiel.feedback.models import Source, Way
from burgerprofiel.kit import remembered
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet
from burgerprofiel.simulators.gtmf.faults import Mode
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.feedback.citizens import Citizen, citizen
from tests.people.mandated import effective, terms
from tests.portal import world
from tests.portal.conftest import sources, themes  # noqa: F401 - fixtures

HOST = {"Host": "melding.localhost"}
Trouble = Callable[..., None]


@pytest.fixture(autouse=True)
def nothing_remembered(one_connection: None) -> Iterator[None]:
    """What is remembered for seconds is forgotten; everything is asked within the test's own transaction."""
    remembered.forget()
    calls.forget()
    yield
    remembered.forget()


@pytest.fixture
def municipality(db: None) -> Iterator[None]:
    """Who handles reports at the desk, and for which source."""
    handler = register(TargetGroup.LOCAL_AUTHORITY, "0812345603", {"nl": "Gemeente Zonnegem"})
    Source.objects.create(
        key="werk", origin="rsz", name={"nl": "RSZ"}, way=Way.DESK, dataset="werk", organisation_id=handler
    )
    yield


@pytest.fixture
def noor(sources: world.Sources, municipality: None) -> Citizen:  # noqa: F811 - the fixture
    """Noor, in front of her facts."""
    return citizen("noor")


@pytest.fixture
def wouter(sources: world.Sources) -> Citizen:  # noqa: F811 - the fixture
    """Wouter, in front of his."""
    return citizen("wouter")


@pytest.fixture
def gtmf(simulators: str, db: None) -> Iterator[str]:
    """The system of the sources, which hears of persons and of addresses."""
    secret = Path(settings.CONFIG.data) / "simulators" / "gtmf" / "secret"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_text("geheim-van-de-toets")
    url = simulators.replace("127.0.0.1", "melding.localhost")
    shared = {
        "way": Way.GTMF,
        "url": url,
        "token_url": f"{url}/oauth/token",
        "client_id": "burgerprofiel-meldingen",
        "secret_file": str(secret),
        "scope": "Medewerker",
        "reporter": "OVO000123",
    }
    fill = {"Gegeven": "{label}", "HuidigeWaarde": "{value}"}
    person = fill | {"INSZ": "{number}", "Peildatum": "{as_of}"}
    Source.objects.create(
        key="rr", origin="rijksregister", name={"nl": "Rijksregister"}, dataset="PERSOON", fill=person, **shared
    )
    house = fill | {"OvoCode": "OVO002949"}
    Source.objects.create(key="grar", origin="kadaster", name={"nl": "GRAR"}, dataset="GRAR", fill=house, **shared)
    yield simulators
    httpx.delete(f"{simulators}/behaviour", headers=HOST)


@pytest.fixture
def trouble(gtmf: str) -> Trouble:
    """Let the system do something else than answer."""

    def order(mode: Mode, milliseconds: int = 0) -> None:
        told = {"mode": mode.value, "milliseconds": milliseconds}
        httpx.put(f"{gtmf}/behaviour", json=told, headers=HOST).raise_for_status()

    return order


@pytest.fixture
def anonymous_browser() -> Client:
    """A browser that is not signed in."""
    return Client(headers={"host": settings.CONFIG.portal_origin.partition("//")[2], "accept-language": "nl"})


@pytest.fixture
def acting_for_noor(noor: Citizen, sources: world.Sources) -> Callable[[str], Citizen]:  # noqa: F811 - the fixture
    """Emma, who acts for Noor under a mandate for one part."""

    def act(scope: str) -> Citizen:
        emma = meet(Ssin(BY_SLUG["emma"].ssin))
        mandate = effective(noor.citizen_id, emma, terms(scope))
        capacity = Capacity(mandate=str(mandate), giver=str(noor.citizen_id))
        return citizen("emma", capacity)

    return act
