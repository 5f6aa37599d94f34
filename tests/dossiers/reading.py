"""A citizen in front of their dossiers, and sources whose answer of GeefDossiers a test chooses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from burgerprofiel.access import actions as access
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof, Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.dossiers.models import Source
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data, Nothing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people import actions as people
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.service import Answers, Service
from tests.dossiers.told import NOOR
from tests.portal import reading
from tests.sources.cases import inhoud
from tests.sources.viewers import a_viewer


@dataclass
class Magda:
    """What GeefDossiers answers; `kept`: it did already in this session."""

    answer: Answer[Any] = field(default_factory=lambda: Nothing(clock.now()))
    kept: bool = True
    asked: int = 0

    def tells(self, xml: str, *remarks: Any) -> None:
        """Answer with these dossiers."""
        value = geef_dossiers.parse(
            inhoud(f"<Dossiers><Dossier><DossierMutaties>{xml}</DossierMutaties></Dossier></Dossiers>")
        )
        self.answer = Data(value, clock.now(), tuple(remarks))

    def gathered(self, _viewer: object, services: Any) -> Answers:
        """What is kept: nothing of other services."""
        return Answers({each.name: self._of(each) for each in services} if self.kept else {})

    def gather(self, _viewer: object, services: Any, *_how: object, **_named: object) -> Any:
        """Answer."""
        self.asked += 1
        return iter([(each, self._of(each)) for each in services])

    def _of(self, service: Service[Any]) -> Answer[Any]:
        return self.answer if service == geef_dossiers.SERVICE else Nothing(clock.now())


def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    """Let it answer instead of the demo's."""
    it = Magda()
    monkeypatch.setattr(queries, "gather", it.gather)
    monkeypatch.setattr(queries, "gathered", it.gathered)
    return it


def a_file(number: str = "1", source: str = "", status: str = "", beside: str = "") -> str:
    """One state of a dossier, as GeefDossiers writes it."""
    bron = f"<Bron>{source}</Bron>" if source else ""
    return (
        f"<DossierMutatie><Identificatie>{bron}<Dossiernummer>{number}</Dossiernummer></Identificatie>"
        f"{beside}<Status>{status}</Status></DossierMutatie>"
    )


def a_source(uri: str, code: str = "", name: str = "Gemeente Zonnegem", organisation: str = "0812345603") -> Source:
    """A source that is registered here."""
    return Source.objects.create(uri=uri, code=code, name={"nl": name}, organisation=organisation)


def owner_viewer(digits: str = NOOR) -> Viewer:
    """Somebody who has just signed in."""
    return replace(a_viewer(people.meet(Ssin(digits))), given_name="Noor")


@dataclass
class Browser:
    """A browser in which somebody is signed in."""

    client: Client
    citizen_id: CitizenId

    def get(self, path: str, **headers: str) -> HttpResponseBase:
        """Open a page."""
        return self.client.get(path, headers=headers)

    def html(self, path: str) -> str:
        """A page as the browser gets it."""
        answer = self.get(path)
        assert answer.status_code == 200, path
        return reading.body(answer)

    def text(self, path: str) -> str:
        """What a page says, without its mark-up."""
        return plain(self.html(path))

    def send(self, path: str, **fields: str) -> HttpResponseBase:
        """Send a form."""
        return self.client.post(path, fields, headers={"origin": settings.CONFIG.portal_origin})


def plain(page: str) -> str:
    """The words of a page's main part."""
    words = unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("<footer")[0]))
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def titles(page: str) -> list[str]:
    """The dossiers of a list, in the order of the mark-up."""
    found = re.findall(r'<b class="title">(.*?)</b>', page)
    return [unescape(re.sub(r'<span class="unseen">.*?</span>', "", each)) for each in found]


def bell(page: str) -> int:
    """The number in the menu."""
    found = re.search(r'data-unseen><span aria-hidden="true">(\d+)', page)
    return int(found[1]) if found else 0


def browser(digits: str = NOOR, language: str = "nl", capacity: Capacity = OWN) -> Browser:
    """Sign somebody in."""
    who = Identity("Noor", "Vandenbos", digits)
    proofs = [Proof(Key.eid, clock.now())]
    cookie = access.open_session(who, proofs, "test", "", Trace(actor="test"), capacity=capacity)
    host = settings.CONFIG.portal_origin.partition("//")[2]
    client = Client(headers={"host": host, "accept-language": language})
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return Browser(client, people.meet(Ssin(digits)))


def links(page: str) -> list[str]:
    """The addresses of the dossiers of a list."""
    return re.findall(r'href="(/dossiers/[0-9a-f-]{36})"', page)
