"""People at the desk: civil servants of Zonnegem and of another town, and a citizen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from burgerprofiel.access import actions, faces
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people.actions import meet

SOFIE = Identity("Sofie", "Janssens", "88671616820")
BRAM = Identity("Bram", "Wouters", "79700340505")
NOOR = Identity("Noor", "Vandenbos", "85631441236")
JOZEF = Identity("Jozef", "De Smet", "52620915336")
TRACE = Trace(actor="test")
ORIGIN = settings.CONFIG.desk_origin
HOST = ORIGIN.partition("//")[2]


def town(code: str = "0207446759", name: str = "Gemeente Zonnegem") -> UUID:
    """A town whose people work at the desk."""
    return organisations.register(TargetGroup.LOCAL_AUTHORITY, code, {"nl": name})


def the_site() -> UUID:
    """The body whose site this is: what holds for every body is changed by its staff."""
    return town(settings.CONFIG.brand_number, "Stad Zonnegem")


def give(who: Identity, role: DeskRole, at: UUID | None = None) -> None:
    """Give somebody a role."""
    organisations.give_role(meet(who.ssin), at or town(), faces.APPLICATION, role.value, TRACE)


@dataclass
class Colleague:
    """Somebody's browser in front of the desk."""

    who: Identity
    client: Client

    @property
    def id(self) -> CitizenId:
        """As the trail knows them."""
        return meet(self.who.ssin)

    def get(self, path: str) -> HttpResponse:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, **fields: str) -> HttpResponse:
        """Send a form."""
        return self.client.post(path, fields, headers={"origin": ORIGIN})


def browser_of(cookie: str = "", name: str = "") -> Client:
    """A browser at the desk, in English so that tests read the sentences of the code."""
    client = Client(headers={"host": HOST, "accept-language": "en"})
    if cookie:
        client.cookies[name or settings.DESK_COOKIE] = cookie
    return client


def at_work(who: Identity, *roles: DeskRole, at: UUID | None = None, key: Key = Key.eid) -> Colleague:
    """Somebody signed in for an organisation, with these roles there."""
    place = at or town()
    for role in roles:
        give(who, role, place)
    capacity = Capacity(group="LB", organisation=str(place))
    return Colleague(who, browser_of(session(who, capacity, key)))


def session(who: Identity, capacity: Capacity = OWN, key: Key = Key.eid, face: str = "desk") -> str:
    """The cookie of an open session."""
    proofs = [Proof(key, clock.now())]
    return actions.open_session(who, proofs, "test", "", TRACE, face=face, capacity=capacity).text
