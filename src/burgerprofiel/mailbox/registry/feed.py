"""What happened to messages, for programs that ask: the contract's two doors, and ours for senders."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from burgerprofiel.access.clients import queries as clients
from burgerprofiel.access.provider.subject import subject
from burgerprofiel.kit import problems
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.feed import asked, numbering, reading, wire
from burgerprofiel.mailbox.feed.sights import OfBox, OfPortal, OfSender, Sight
from burgerprofiel.mailbox.registry import told as told_elsewhere
from burgerprofiel.mailbox.registry.callers import Caller
from burgerprofiel.mailbox.registry.doors import address, door
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.organisations import queries as organisations

ENTERPRISE_LIST, CITIZEN_LIST, SENDER_LIST = "EboxEnterpriseDocumentEvents", "EboxCitizenDocumentEvents", "events"


@door(CONSUMER, MESSAGES)
def _of_enterprise(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /EventServices/Ebox/v2/enterprise/document/events`: of one's own box alone."""
    number, box_id = _own_enterprise(caller)
    return _answer(caller, request, OfBox(box_id), ENTERPRISE_LIST, enterprise=number)


@door(MESSAGES)
def _of_citizens(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /EventServices/Ebox/v2/citizen/document/events`: of the citizen, or of all who let the portal tell them."""
    return _answer(caller, request, _citizens(caller), CITIZEN_LIST)


@door(PUBLISH)
def _of_sender(caller: Caller, request: HttpRequest) -> HttpResponse:
    """`GET /burgerprofiel/mailbox/v1/events`: of what one's own organisation published."""
    return _answer(caller, request, OfSender(caller.client().enterprise_number), SENDER_LIST)


def _own_enterprise(caller: Caller) -> tuple[str, UUID]:
    spoken_for = caller.bearer.capacity
    if caller.bearer.citizen_id is None:
        return caller.client().enterprise_number, caller.box_id()
    found = organisations.organisation(UUID(spoken_for.organisation)) if spoken_for.organisation else None
    if found is None:
        raise problems.not_allowed("This token is a citizen's: ask for the events of citizens.")
    return found.code, caller.box_id()


def _citizens(caller: Caller) -> Sight:
    if caller.bearer.citizen_id is None:
        if not caller.bearer.third_party:
            raise problems.not_allowed("Citizens let only portals of somebody else tell them of their mail.")
        return OfPortal(caller.client_id)
    if caller.bearer.capacity.organisation:
        raise problems.not_allowed("This token is an organisation's: ask for the events of enterprises.")
    return OfBox(caller.box_id())


def _answer(caller: Caller, request: HttpRequest, sight: Sight, name: str, *, enterprise: str = "") -> HttpResponse:
    wanted = asked.read({key: request.GET[key] for key in request.GET}, caller.client_id)
    numbering.number_some()
    page = reading.page(sight, wanted)
    client = clients.one(caller.client_id) if name == CITIZEN_LIST and page.events else None
    told = [
        wire.data(
            each, enterprise=enterprise, citizen=subject(client, CitizenId(each.box_id)) if client is not None else ""
        )
        for each in page.events
    ]
    content = wire.body(name, settings.CONFIG.registry_host, page, told)
    return HttpResponse(content, content_type="application/json", headers={"Cache-Control": "no-store"})


of_enterprise, of_citizens, of_sender = (
    address(_of_enterprise),
    address(_of_citizens, told_elsewhere.take),
    address(_of_sender),
)
