"""Nobody reaches another's mail: every address of the mailbox is walked by strangers, with everything they could guess.

On one side stand Noor, a bakery and a municipality that wrote to both; on the other Arne at a portal, that portal by
itself, an agency that sends too, and the municipality itself, which may know what it sent and nothing of the boxes.
The strangers know every id and number. They ask with them, with ids of nothing, and with every parameter that might
lead astray. What they get may hold nothing of the others, and of what is another's no more than of what is not there.

A new address is walked by itself. It fails here until it is said what the parts of its address are (PARTS), and, when
it changes something, what a stranger would send to it (SENT, TYPED).
"""

from __future__ import annotations

import inspect
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client as Http
from django.urls import URLPattern, URLResolver, get_resolver

from burgerprofiel.access import actions as access
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Consent
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.folder import FolderStore
from burgerprofiel.mailbox import actions, models
from burgerprofiel.mailbox.feed import numbering
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.own import arranging, handling
from burgerprofiel.mailbox.own.handling import What
from burgerprofiel.mailbox.publishing.message import BoxOf
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH, REFERENCE, SUMMARY
from burgerprofiel.mailbox.replies import actions as replies
from burgerprofiel.mailbox.webhooks import sending
from burgerprofiel.mailbox.webhooks.sending import Outcome
from burgerprofiel.mailbox.work import arranging as office
from burgerprofiel.mailbox.work.routing import Facts
from burgerprofiel.organisations import actions as organisations
from burgerprofiel.organisations.groups import TargetGroup
from tests.mailbox import boxes, broadcasts, letters, multipart, programs
from tests.mailbox.programs import V2, V3, Program

pytestmark = pytest.mark.usefixtures("one_connection")
TRACE = Trace(actor="citizen")
MARK = "GEHEIMWOORD"
"""Stands in everything that belongs to the others."""
BAKERY, AGENCY = "0765432146", "0206731645"
ALL = (PUBLISH, REFERENCE, CONSUMER, SUMMARY, MESSAGES)
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+\d\d:\d\d)")


class Theirs(NamedTuple):
    """What belongs to the others."""

    noor: CitizenId
    bakery: UUID
    message: UUID
    attachment: UUID
    subscription: UUID
    event: UUID
    broadcast: UUID
    work: UUID
    """A message of the bakery's, which is work there."""
    handled: UUID
    """An act of Noor's that could be taken back."""
    label: str
    """The id of a label of Noor's."""
    cursors: tuple[str, ...]
    """Where Noor's own lists go on."""

    @property
    def secrets(self) -> set[str]:
        """What a stranger may never read, unless they said it themselves."""
        ids = (self.noor, self.bakery, self.message, self.attachment, self.subscription, self.event, self.broadcast)
        told = {form for each in (*ids, self.work, self.handled) for form in (str(each), each.hex)}
        return told | {self.label, MARK, MARK.lower(), letters.NOOR, *self.cursors}


class Unknown:
    """Ids of nothing, a new one each time."""

    def __getattr__(self, name: str) -> UUID:
        return uuid7()


PARTS: dict[str, Callable[[Any], str]] = {
    "message_id": lambda known: str(known.message),
    "attachment_id": lambda known: str(known.attachment),
    "subscription_id": lambda known: str(known.subscription),
    "event_id": lambda known: str(known.event),
    "broadcast_id": lambda known: str(known.broadcast),
    "where": lambda _known: "elders",
    "name": lambda known: urlsafe_b64encode(str(known.message).encode()).decode().rstrip("="),
    "part": lambda known: urlsafe_b64encode(str(known.attachment).encode()).decode().rstrip("="),
    "work_id": lambda known: str(known.work),
    "enterprise_number": lambda known: BAKERY if isinstance(known, Theirs) else "0406798006",
    "image_id": lambda _known: str(uuid4()),
    "message_type_id": lambda _known: letters.TYPE,
    "application_id": lambda _known: letters.APPLICATION,
    "organisation_id": lambda _known: letters.ORGANISATION,
}
"""What the parts of an address name; pictures and what senders say of themselves are everybody's."""

_EBOX = {"eboxType": "citizen", "eboxIdType": "SSIN", "eboxIdValue": letters.NOOR}
_EBOX3 = {"eboxType": "citizen", "ssin": letters.NOOR}
_TO_ARNE = {"eboxType": "citizen", "ssin": letters.ARNE}


def _published(known: Any) -> bytes:
    """A letter of the agency's own that says it answers Noor's."""
    told = multipart.v3(letters.ARNE, originalMessageId=str(known.message))
    told["sender"] = {"eboxType": "enterprise", "enterpriseNumber": letters.ORGANISATION}
    return multipart.body(multipart.metadata(told))


SENT: dict[tuple[str, str], Callable[[Any], list[Any]]] = {
    ("PATCH", "/ebox/messages"): lambda known: [
        {"items": [{"messageId": str(known.message), "visible": False}], "totalItems": 1},
        {"items": [{"messageId": str(known.message), "visible": False}]},
        {"items": [{"messageId": str(known.message), "isUnread": True}]},
    ],
    ("POST", "/ebox/messages"): lambda known: [_published(known)],
    ("POST", "/publishMessage"): lambda known: [_published(known)],
    ("POST", "/citizen/document/events"): lambda known: [
        [
            {
                "eventType": "readDocument",
                "eventCorrelationId": "van mij",
                "ssin": letters.NOOR,
                "messageId": str(known.message),
                "receiptDate": "2026-11-20T10:00:00Z",
                "expirationDate": "2027-11-20T10:00:00Z",
                "registeredMail": False,
            }
        ]
    ],
    ("POST", "/searchMessageStatus"): lambda known: (
        [[{"messageId": str(known.message), "eboxId": box}] for box in (_EBOX, _EBOX3)]
        + [{"items": [{"messageId": str(known.message), "eboxId": box}]} for box in (_EBOX, _EBOX3)]
    ),
    ("POST", "/statuses/query"): lambda known: [{"messageIds": [str(known.message)]}],
    ("POST", "/linkEboxMessage"): lambda known: [
        {"messageId": str(known.message), "recipients": [to]}
        for to in (_TO_ARNE, {**_EBOX, "eboxIdValue": letters.ARNE})
    ],
    ("POST", "/replies"): lambda _known: [{"text": "van mij"}],
    ("PUT", "/labels"): lambda _known: [{"labels": ["van mij"]}],
    ("POST", "/withdraw"): lambda _known: [{"reason": "wrong_recipient"}],
    ("POST", "/confirmReceipt"): lambda _known: [None],
    ("POST", "/webhooks"): lambda known: [
        {"address": "http://vreemd.localhost/in", "sight": sight, "kinds": list(EventKind.values), "lastSequenceNbr": 0}
        for sight in ("sender", "portal", "enterprise")
    ],
    ("DELETE", "/webhooks/{}"): lambda _known: [None],
    ("POST", "/webhooks/{}/test"): lambda _known: [None],
    ("POST", "/failures/resend"): lambda _known: [None],
    ("POST", "/failures/{}/resend"): lambda _known: [None],
    ("POST", "/broadcasts"): lambda known: [_published(known)],
    ("POST", "/recipients"): lambda _known: [f'{{"ssin": "{letters.ARNE}"}}\n'.encode()],
    ("PATCH", "/work/{}"): lambda _known: [{"note": "van mij"}, {"state": "done"}, {"partition": "GENERAL"}],
    ("POST", "/routingRuleSuggestions"): lambda _known: [
        {"enterpriseNumber": BAKERY, "reason": "van mij", "messageTypeId": letters.TYPE}
    ],
    ("POST", "/start"): lambda _known: [None],
    ("POST", "/pause"): lambda _known: [None],
    ("POST", "/cancel"): lambda _known: [None],
}
"""What a stranger sends to an address that ends so, in each shape that one of the surfaces might take."""

TYPED: dict[str, Callable[[Any], list[dict[str, str]]]] = {
    "/berichten/zoeken": lambda _known: [{"q": MARK}],
    "/berichten/doen": lambda known: [
        {"wat": str(what), "bericht": str(known.message), "label": "van mij"} for what in What
    ],
    "/berichten/ongedaan": lambda known: [{"act": str(known.handled)}],
    "/berichten/ordenen/wijzigen": lambda known: [
        {"wat": "label", "naam": str(known.label)},
        {"wat": "zoek", "naam": f"{MARK}-zoek"},
    ],
    "/berichten/ordenen/bewaren": lambda _known: [{"naam": "mijn", "afzender": letters.ORGANISATION}],
    "/berichten/<uuid:message_id>/ontvangst": lambda _known: [{}],
    "/berichten/elders/<slug:where>/<str:name>/archief": lambda _known: [{"zichtbaar": "nee"}, {}],
    "/berichten/<uuid:message_id>/antwoord": lambda _known: [{"tekst": "van mij"}],
}
"""What a stranger types in a form of a page."""
OF_SENDERS = (
    *(
        "/events",
        "/evidence",
        "/statuses/query",
        "/searchMessageStatus",
        "/withdraw",
        "/linkEboxMessage",
        "/v1/replies",
    ),
    *("/webhooks", "/webhooks/{}", "/test", "/failures", "/resend"),
    "/routingRuleSuggestions",
    *("/broadcasts", "/broadcasts/{}", "/recipients", "/start", "/pause", "/cancel", "/report"),
    *("POST /ebox/messageRegistry/v3/ebox/messages", "POST /ebox/messageRegistry/v2/publishMessage"),
)
"""Ends of addresses where a sender reads of what it sent itself, and does with it what a sender may."""
NOT_MAIL = ("/berichten/activeren", "/berichten/instellingen")
"""Pages about one's own box as such: they name nobody's message."""

_ODD = [
    {},
    {"q": MARK, "qlang": "nl"},
    {"q": MARK},
    {"zoek": MARK},
    {"page": "1", "pageSize": "100"},
    {"pageSize": "100"},
    {"lastSequenceNbr": "0", "pageSize": "1000"},
    {"lastSequenceNbr": "0", "pageSize": "1000", "filter": ",".join(EventKind.values)},
    {"senderOrganizationId": letters.ORGANISATION},
    {"label": f"{MARK}-label"},
    *({name: letters.NOOR} for name in ("ssin", "eboxIdValue", "citizenId", "recipient", "onBehalfOf", "sub")),
    {"enterpriseNumber": BAKERY},
]


@dataclass(frozen=True)
class Stranger:
    """Somebody who asks, and where what they get may be their own."""

    name: str
    program: Program
    own: tuple[str, ...] = ()
    """Ends of addresses that it need not walk."""

    def walks(self, method: str, address: str) -> bool:
        """Whether it is a stranger there."""
        return not (self.own and f"{method} {_bare(address)}".endswith(self.own))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files lie in a folder of this test; nothing is really brought to an address."""
    made = FolderStore(tmp_path / "objects")
    monkeypatch.setattr(objects, "store", lambda: made)
    monkeypatch.setattr(sending, "post", lambda _address, _content: Outcome(204, ""))


@pytest.fixture
def theirs(folder: None, one_connection: None) -> Theirs:
    letters.sender(registered_allowed=True)
    noor = boxes.citizen(letters.NOOR)
    bakery = organisations.register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    boxes.box(bakery, Kind.ENTERPRISE)
    told = {
        "subject": f"{MARK} in het onderwerp",
        "body": f"{MARK} in de brief",
        "registered": True,
        "reply_allowed": True,
    }
    file = letters.file(MARK.encode() * 100, main=True, file_name=f"{MARK}.pdf", title=MARK)
    business = {"dossier": [MARK]}
    message = letters.published(letters.letter(business=business, attention_label=MARK, **told), [file], key="van-ons")
    work = letters.published(letters.letter(**told | {"to": BoxOf(Kind.ENTERPRISE, bakery), "body_is_main": True}))
    part = office.make_partition(bakery, f"{MARK} afdeling", TRACE)
    office.add_rule(bakery, Facts(letters.TYPE, letters.APPLICATION, letters.ORGANISATION), part.code, 3, TRACE)
    for number in range(3):
        letters.published(letters.letter(subject=f"{MARK} {number}"))
    handled = handling.handle(noor, [message.message_id], What.LABELLED, TRACE, label=f"{MARK}-label")
    arranging.save_search(noor, f"{MARK}-zoek", "pageSize=2", "", TRACE)
    actions.opened(noor, message.message_id, None, TRACE, main=True)
    replies.send(noor, message.message_id, f"{MARK} in het antwoord", TRACE, key="van-haar")
    numbering.number_all()
    now, number = clock.now(), models.DocumentEvent.objects.order_by("number").values_list("number", "id")
    subscription = models.Subscription.objects.create(
        client_id="zonnegem-post",
        sight="sender",
        address=f"http://{MARK.lower()}.localhost/in",
        kinds=["newDocument"],
        made_at=now,
        made_with="",
        number=0,
        next_try_at=now,
    )
    first, event = number[0]
    models.Undelivered.objects.create(
        subscription=subscription,
        event_id=event,
        number=first,
        kind="newDocument",
        message_id=message.message_id,
        tries=1,
        error=MARK,
        gave_up_at=now,
    )
    broadcast = broadcasts.draft(f"{MARK} voor velen")
    attachment = models.Attachment.objects.get(box_id=noor, message_id=message.message_id).id
    list_ = programs.reader(noor).told(f"{V3}/ebox/messages?pageSize=1")
    cursors = tuple(value for value in re.findall(r"after=([^&\"]+)", str(list_)) if len(value) > 12)
    return Theirs(
        noor=noor,
        bakery=bakery,
        message=message.message_id,
        attachment=attachment,
        subscription=subscription.id,
        event=event,
        broadcast=broadcast.id,
        work=work.message_id,
        handled=UUID(str(handled.id)),
        label=handled.label,
        cursors=cursors,
    )


@pytest.fixture
def arne(theirs: Theirs) -> CitizenId:
    """Arne has mail of his own, and lets his portal show and tell it."""
    citizen_id = boxes.citizen(letters.ARNE)
    letters.published(letters.letter(letters.ARNE, subject="Voor Arne"))
    until = clock.today() + timedelta(days=30)
    detail = {"type": "be.burgerprofiel.mailbox", "purposes": ["show", "notify"], "until": until.isoformat()}
    Consent.objects.create(
        citizen_id=citizen_id, client_id="arnes-portaal", scopes=[MESSAGES], details=[detail], given_at=clock.now()
    )
    return citizen_id


@pytest.fixture
def strangers(arne: CitizenId) -> list[Stranger]:
    details = Consent.objects.get().details
    portal = ("arnes-portaal", (MESSAGES, SUMMARY, CONSUMER, REFERENCE, PUBLISH))
    organisations.register(TargetGroup.FLEMISH_GOVERNMENT, AGENCY, {"nl": "Agentschap Wonen"})
    return [
        Stranger("Arne", programs._program(*portal, third_party=True, citizen_id=arne, details=details)),
        Stranger("Arne's portal", programs.by_itself(*portal, third_party=True)),
        Stranger("the agency", programs.of_enterprise("tweede-afzender", AGENCY, ALL)),
        Stranger("the sender", programs.of_enterprise("zonnegem-post", letters.ORGANISATION, ALL), OF_SENDERS),
    ]


def _walk(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern), entry


def _doors() -> list[tuple[str, str]]:
    """Every method of every address of the registry that asks for a token."""
    found = []
    for address, entry in _walk(get_resolver("burgerprofiel.site.urls.registry")):
        found += [(method, address) for method in vars(entry.callback).get("doors", {})]
    return found


def _pages() -> list[str]:
    """Every page about mail: whatever address the room serves on the portal's host."""
    addresses = (
        address
        for address, entry in _walk(get_resolver("burgerprofiel.site.urls.portal"))
        if inspect.unwrap(entry.callback).__module__.startswith("burgerprofiel.mailbox.")
    )
    return [each for each in addresses if not each.startswith(NOT_MAIL)]


def _filled(address: str, known: object) -> str:
    """The address with ids of somebody's things; a part that nobody explained stops the test."""
    address = address.replace("/work/<uuid:message_id>", "/work/<uuid:work_id>")
    return re.sub(r"<\w+:(\w+)>", lambda part: PARTS[part[1]](known), address)


def _bare(address: str) -> str:
    return re.sub(r"<[^>]*>", "{}", address)


def _sent(method: str, address: str, known: object) -> list[Any]:
    """What is sent there: of the ends of addresses that fit the longest counts."""
    if method in ("GET", "HEAD"):
        return [None]
    ends = [end for way, end in SENT if way == method and _bare(address).endswith(end)]
    assert ends, f"say in SENT what a stranger sends with {method} to {address}"
    return SENT[method, max(ends, key=len)](known)


def _holds(content: bytes, secrets: set[str], said: str) -> set[str]:
    """The secrets in an answer that were not in the question."""
    text = content.decode(errors="replace")
    return {each for each in secrets if each in text and each not in said}


def _plain(content: bytes) -> str:
    """An answer without what differs between any two."""
    return _TIME.sub("TIME", _ID.sub("ID", content.decode(errors="replace")))


def _media_type(method: str, sent: Any) -> dict[str, str]:
    if isinstance(sent, bytes):
        return {"content_type": multipart.FORM if sent.startswith(b"--") else "application/x-ndjson"}
    return {"content_type": "application/merge-patch+json"} if method == "PATCH" else {}


def _ask(who: Stranger, method: str, address: str, sent: Any, query: dict[str, str]) -> tuple[programs.Answer, str]:
    """Ask; also returns everything that was said in asking."""
    path = address + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")
    headers = {"On-Behalf-Of-Enterprise-Number": BAKERY, "Idempotency-Key": '"van-ons"'} if query else {}
    answer = who.program.ask(method, path, sent, **_media_type(method, sent), **headers)
    return answer, f"{path} {sent if isinstance(sent, bytes) else msgspec.json.encode(sent)!r}"


def _kept(theirs: Theirs) -> dict[str, list[Any]]:
    """Everything that belongs to the others, as it stands in the tables."""
    owners = [theirs.noor, theirs.bakery]
    tables = [each for each in apps.get_app_config("mailbox").get_models() if hasattr(each, "box_id")]
    found = {each.__name__: list(each.objects.filter(box_id__in=owners).order_by("pk").values()) for each in tables}
    found["trail"] = list(
        AuditEvent.objects.filter(citizen_id__in=owners).order_by("pk").values_list("citizen_id", "seq")
    )
    for table in (models.Subscription, models.Undelivered, models.Broadcast):
        found[table.__name__] = list(table.objects.filter(**_whose(table)).order_by("pk").values())
    return found


def _whose(table: type) -> dict[str, str]:
    if table is models.Broadcast:
        return {"organisation": letters.ORGANISATION}
    return {"client_id" if table is models.Subscription else "subscription__client_id": "zonnegem-post"}


@pytest.mark.parametrize("who", range(4), ids=["Arne", "Arne's portal", "the agency", "the sender"])
def test_a_stranger_at_the_registry_reads_and_changes_nothing_of_others(
    theirs: Theirs, strangers: list[Stranger], who: int
) -> None:
    stranger, before, walked = strangers[who], _kept(theirs), 0
    for method, address in _doors():
        if not stranger.walks(method, address):
            continue
        for sent in _sent(method, address, theirs):
            for query in _ODD if method == "GET" else [*_ODD[:1], {"ssin": letters.NOOR}]:
                answer, said = _ask(stranger, method, _filled(address, theirs), sent, query)
                told = f"{stranger.name}: {method} {address} {query} {sent}: {answer.status}"
                assert answer.status < 500, told
                assert not _holds(answer.content, theirs.secrets, said), told
                assert not _holds(str(answer.headers).encode(), theirs.secrets, said), told
                walked += 1
    assert walked > len(_doors())
    assert _kept(theirs) == before


@pytest.mark.parametrize("who", range(4), ids=["Arne", "Arne's portal", "the agency", "the sender"])
def test_what_is_anothers_is_answered_as_what_is_not_there(theirs: Theirs, strangers: list[Stranger], who: int) -> None:
    stranger, compared = strangers[who], 0
    for method, address in _doors():
        if not stranger.walks(method, address):
            continue
        shapes = zip(_sent(method, address, theirs), _sent(method, address, Unknown()), strict=True)
        for foreign, nothing in shapes:
            one, _said = _ask(stranger, method, _filled(address, theirs), foreign, {})
            other, _said = _ask(stranger, method, _filled(address, Unknown()), nothing, {})
            told = f"{stranger.name}: {method} {address}"
            assert (one.status, _plain(one.content)) == (other.status, _plain(other.content)), told
            if (
                "{}" in _bare(address)
                and method != "HEAD"
                and "efData" not in address
                and "referenceData" not in address
            ):
                assert one.status in (403, 404), told
                compared += 1
    assert compared > 10


@pytest.mark.parametrize("surface", [V2, V3])
def test_where_anothers_list_goes_on_leads_nobody_else_there(
    theirs: Theirs, strangers: list[Stranger], surface: str
) -> None:
    assert theirs.cursors
    names = ("after", "cursor", "before", "page", "next", "messageId")
    for stranger in strangers:
        for cursor in (*theirs.cursors, str(theirs.message), theirs.noor.hex):
            for name in names:
                answer = stranger.program.get(f"{surface}/ebox/messages?pageSize=5&{name}={cursor}")
                assert answer.status < 500
                assert not _holds(answer.content, theirs.secrets, cursor), (stranger.name, name)


def test_the_owners_do_reach_all_of_it(theirs: Theirs) -> None:
    """Else the walk would prove nothing: what it looks for is really there."""
    noor = programs.reader(theirs.noor)
    for part in ("", "/attachments", f"/attachments/{theirs.attachment}"):
        assert MARK in str(noor.told(f"{V3}/ebox/messages/{theirs.message}{part}"))
    content = noor.get(f"{V3}/ebox/messages/{theirs.message}/attachments/{theirs.attachment}/content")
    assert MARK.encode() in content.content
    sender = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    assert MARK.lower() in str(sender.told(f"{programs.OURS}/webhooks"))
    assert str(theirs.message) in str(sender.told(f"{programs.OURS}/events?lastSequenceNbr=0&pageSize=100"))
    assert sender.get(f"{programs.OURS}/broadcasts/{theirs.broadcast}").status == 200
    bakery = programs.of_enterprise("brood-consumer", BAKERY, (CONSUMER,))
    assert MARK in str(bakery.told(f"{V3}/ebox/messages"))


@pytest.fixture
def browser(arne: CitizenId) -> Http:
    """Arne, signed in at the portal, with no form token asked of him."""
    who = Identity("Arne", "Peeters", letters.ARNE)
    cookie = access.open_session(who, [Proof(Key.eid, clock.now())], "test", "", TRACE)
    host = settings.CONFIG.portal_origin.partition("//")[2]
    client = Http(headers={"host": host, "accept-language": "nl"})
    client.cookies[settings.SESSION_COOKIE] = cookie.text
    return client


class Shown(NamedTuple):
    """A page."""

    status: int
    content: bytes
    to: str


def _open(browser: Http, method: str, path: str, data: dict[str, str]) -> Shown:
    answer = browser.generic("GET", f"{path}?{_query(data)}") if method == "GET" else browser.post(path, data)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Shown(answer.status_code, content, answer.headers.get("Location", ""))


def _query(data: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in data.items())


def _forms(address: str, known: object) -> list[tuple[str, dict[str, str]]]:
    return [("GET", query) for query in _ODD] + [
        ("POST", form) for form in TYPED.get(address, lambda _known: [])(known)
    ]


@pytest.mark.parametrize("address", _pages())
def test_a_citizen_at_the_portal_reads_and_changes_nothing_of_another(
    theirs: Theirs, browser: Http, address: str
) -> None:
    before = _kept(theirs)
    for method, data in _forms(address, theirs):
        path = _filled(address, theirs)
        shown = _open(browser, method, path, data)
        assert shown.status < 500
        assert not _holds(shown.content + shown.to.encode(), theirs.secrets, f"{path} {data}"), (address, data)
    assert _kept(theirs) == before


@pytest.mark.parametrize("address", [each for each in _pages() if "<" in each and "logos" not in each])
def test_a_page_about_anothers_message_is_that_about_none(theirs: Theirs, browser: Http, address: str) -> None:
    for (method, foreign), (_same, nothing) in zip(_forms(address, theirs), _forms(address, Unknown()), strict=True):
        one, other = (
            _open(browser, method, _filled(address, known), data)
            for known, data in ((theirs, foreign), (Unknown(), nothing))
        )
        assert one.status == other.status, address
        assert one.status in (404, 405), address
        assert abs(len(_plain(one.content)) - len(_plain(other.content))) < 200, address


@pytest.mark.parametrize("address", _pages())
def test_every_form_is_one_that_a_stranger_typed_in(theirs: Theirs, browser: Http, address: str) -> None:
    takes_posts = _open(browser, "POST", _filled(address, Unknown()), {}).status != 405
    assert takes_posts is (address in TYPED), f"say in TYPED what a stranger types at {address}"
