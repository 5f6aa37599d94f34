"""Webhooks arrive in order and at least once, whatever breaks; what does not arrive is told and can be asked again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.access.models import Client, Consent
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import keys
from burgerprofiel.mailbox.feed import numbering
from burgerprofiel.mailbox.models import SenderClient, Subscription, Undelivered
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.registry import openapi
from burgerprofiel.mailbox.registry.scopes import CONSUMER, MESSAGES, PUBLISH
from burgerprofiel.mailbox.webhooks import cloud_event, delivery, sending, subscriptions
from burgerprofiel.mailbox.webhooks.sending import Outcome
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import OURS, Program
from tests.mailbox.receiver import Checker, receiving
from tests.mailbox.test_feed import _let, _portal
from tests.programs import Answer

pytestmark = pytest.mark.usefixtures("one_connection")
HOOKS = f"{OURS}/webhooks"
HERE = "http://ontvanger.localhost:9/in"
TAKEN, DOWN, REFUSED, GONE = Outcome(204, ""), Outcome(503, "down"), Outcome(422, "no"), Outcome(410, "gone")


class Killed(BaseException):
    """The worker was killed."""


class Address:
    """Stands where the address is: remembers what was brought, answers what it is told to."""

    def __init__(self) -> None:
        self.says: Outcome | list[Outcome | type[Killed]] = TAKEN
        self.got: list[dict[str, object]] = []
        self.tries = 0

    def post(self, address: str, content: bytes) -> Outcome:
        """Take the place of `sending.post`."""
        self.tries += 1
        says = self.says.pop(0) if isinstance(self.says, list) and self.says else self.says
        answer = says if isinstance(says, Outcome) else TAKEN
        if answer.taken:
            self.got.append(msgspec.json.decode(content))
        if says is Killed:
            raise Killed
        return answer

    @property
    def ids(self) -> list[str]:
        """Of the events that it took."""
        return [str(each["id"]) for each in self.got]

    @property
    def order(self) -> list[int]:
        """Their numbers, as they came."""
        return [int(str(each["sequence"])) for each in self.got]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Address:
    there = Address()
    monkeypatch.setattr(sending, "post", there.post)
    return there


@pytest.fixture
def noor(db: None) -> CitizenId:
    letters.sender()
    return boxes.citizen(letters.NOOR)


@pytest.fixture
def sender(noor: CitizenId) -> Program:
    return programs.of_enterprise("zonnegem-post", letters.ORGANISATION)


def _subscribe(who: Program, **more: object) -> UUID:
    told = who.ask("POST", HOOKS, {"address": HERE, "sight": "sender", **more})
    assert told.status == 201, told
    assert told.headers["Location"] == f"{HOOKS}/{told.json['subscriptionId']}"
    return UUID(told.json["subscriptionId"])


def _run(*, later: timedelta = timedelta(0)) -> None:
    """What the job of every minute does."""
    with clock.frozen_at(clock.now() + later):
        numbering.number_all()
        for each in delivery.due():
            while delivery.deliver(each):
                pass


def test_events_from_now_on_are_brought_in_order_each_once(sender: Program, address: Address) -> None:
    letters.published()
    _subscribe(sender)
    done = [str(letters.published().message_id) for _each in range(5)]
    _run()
    _run()
    assert [each["subject"] for each in address.got] == done
    assert address.order == sorted(address.order)
    (event,) = {str(each["type"]) for each in address.got}
    assert event == "be.burgerprofiel.mailbox.v1.messages.notify.published"
    assert address.got[0]["specversion"] == "1.0"
    assert address.got[0]["service"] == "be.burgerprofiel.mailbox.v1"


def test_every_kind_of_event_has_a_word_of_its_own() -> None:
    assert set(cloud_event.HAPPENED) == set(EventKind)
    assert len(set(cloud_event.HAPPENED.values())) == len(EventKind)


def test_the_published_file_names_every_kind() -> None:
    schemas = yaml.safe_load(openapi.FILES["ours"].content)["components"]["schemas"]
    assert schemas["EventKind"]["enum"] == list(EventKind.values)


def test_a_subscription_may_begin_in_the_past(sender: Program, address: Address) -> None:
    letters.published()
    _subscribe(sender, lastSequenceNbr=0)
    _run()
    assert len(address.got) == 1


def test_it_arrives_over_the_wire_signed(sender: Program) -> None:
    with receiving() as receiver:
        _subscribe(sender, address=f"{receiver.origin}/in")
        done = letters.published()
        _run()
        (received,) = receiver.got
        checker = Checker(receiver.origin, sender.told(f"{OURS}/keys"))
        assert checker.check(received, clock.now().timestamp()) == ""
        assert received.event["data"]["messageId"] == str(done.message_id)
        assert keys.jwks() == sender.told(f"{OURS}/keys")


def test_a_worker_that_is_killed_loses_nothing_and_what_comes_twice_has_the_same_id(
    sender: Program, address: Address
) -> None:
    _subscribe(sender)
    for _each in range(4):
        letters.published()
    address.says = [TAKEN, Killed]
    with pytest.raises(Killed):
        _run()
    address.says = TAKEN
    _run()
    assert len(address.got) == 2, "the lease of who was killed still holds"
    _run(later=delivery.LEASE * 2)
    assert len(address.got) == 5
    assert len(set(address.ids)) == 4
    assert address.order == sorted(address.order)


_TROUBLE = st.lists(st.sampled_from([TAKEN, DOWN, Killed, REFUSED]), max_size=25)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TROUBLE, st.integers(0, 6))
def test_whatever_happens_every_event_is_taken_in_order_or_put_aside(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch, trouble: list[Outcome | type[Killed]], count: int
) -> None:
    there = Address()
    monkeypatch.setattr(sending, "post", there.post)
    sender = programs.of_enterprise("zonnegem-post", letters.ORGANISATION)
    subscription = _subscribe(sender)
    wanted = [str(letters.published().message_id) for _each in range(count)]
    there.says = list(trouble)
    for hours in range(1, 60):
        try:
            _run(later=timedelta(hours=hours))
        except Killed:
            continue
        if not there.says:
            there.says = TAKEN
    aside = {str(each.message_id) for each in Undelivered.objects.filter(subscription=subscription)}
    assert {str(each["subject"]) for each in there.got} | aside == set(wanted)
    assert there.order == sorted(there.order)
    Subscription.objects.all().delete()


def test_tries_come_ever_later_and_after_a_day_it_is_put_aside_and_shown(sender: Program, address: Address) -> None:
    subscription = _subscribe(sender)
    done = letters.published()
    address.says = DOWN
    _run()
    _run(later=timedelta(seconds=9))
    assert address.tries == 1
    for minutes in range(1, 24 * 60, 5):
        _run(later=timedelta(minutes=minutes))
    assert 25 < address.tries < 40
    told = sender.told(f"{HOOKS}/{subscription}")
    assert (told["failures"], told["lastError"]) == (0, "down")
    assert "failingSince" in told
    _run(later=timedelta(hours=26))
    (failure,) = sender.told(f"{HOOKS}/{subscription}/failures")["items"]
    assert (failure["messageId"], failure["error"]) == (str(done.message_id), "down")


def test_while_an_address_is_dead_it_costs_one_try_an_hour_and_others_do_not_wait(
    noor: CitizenId, sender: Program, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, alive = _subscribe(sender), _subscribe(sender, address="http://anders.localhost:9/in")
    went: list[str] = []

    def post(where: str, content: bytes) -> Outcome:
        went.append(where)
        return DOWN if where == HERE else TAKEN

    monkeypatch.setattr(sending, "post", post)
    for _each in range(30):
        letters.published()
    for hours in range(30):
        _run(later=timedelta(hours=hours, minutes=5))
    assert went.count(HERE) <= 31
    assert went.count("http://anders.localhost:9/in") == 30
    assert Undelivered.objects.filter(subscription=dead).count() == 30
    assert not Undelivered.objects.filter(subscription=alive).exists()


def test_an_event_that_is_refused_is_put_aside_soon_and_the_next_ones_come(sender: Program, address: Address) -> None:
    subscription = _subscribe(sender)
    first, second = (str(letters.published().message_id) for _each in range(2))
    address.says = [REFUSED] * delivery.REFUSALS
    for minutes in range(0, 30, 3):
        _run(later=timedelta(minutes=minutes))
        address.says = address.says or TAKEN
    assert [each["subject"] for each in address.got] == [second]
    assert [each["messageId"] for each in sender.told(f"{HOOKS}/{subscription}/failures")["items"]] == [first]


def test_what_was_put_aside_is_sent_again_when_asked(sender: Program, address: Address) -> None:
    subscription = _subscribe(sender)
    done = [str(letters.published().message_id) for _each in range(2)]
    address.says = DOWN
    _run()
    _run(later=timedelta(hours=26))
    failures = sender.told(f"{HOOKS}/{subscription}/failures")["items"]
    assert [each["messageId"] for each in failures] == done
    one = failures[1]["eventId"]
    assert sender.ask("POST", f"{HOOKS}/{subscription}/failures/{one}/resend").json == {"count": 1}
    _run(later=timedelta(hours=28))
    assert [each["eventId"] for each in sender.told(f"{HOOKS}/{subscription}/failures")["items"]] == [
        failures[0]["eventId"],
        one,
    ]
    address.says = TAKEN
    assert sender.ask("POST", f"{HOOKS}/{subscription}/failures/resend").json == {"count": 2}
    _run(later=timedelta(hours=30))
    assert [each["subject"] for each in address.got] == done
    assert sender.told(f"{HOOKS}/{subscription}/failures")["items"] == []


def test_an_address_that_is_gone_hears_nothing_more(sender: Program, address: Address) -> None:
    subscription = _subscribe(sender)
    letters.published()
    address.says = GONE
    _run()
    address.says = TAKEN
    _run(later=timedelta(hours=2))
    assert address.got == []
    assert "endedAt" in sender.told(f"{HOOKS}/{subscription}")
    assert sender.told(HOOKS)["items"] == []
    assert sender.ask("POST", f"{HOOKS}/{subscription}/test").status == 409
    assert sender.ask("POST", f"{HOOKS}/{subscription}/failures/resend").status == 409


def test_an_ended_subscription_hears_nothing_also_in_the_middle_of_a_page(
    sender: Program, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = _subscribe(sender)
    for _each in range(3):
        letters.published()

    def post(where: str, content: bytes) -> Outcome:
        sender.ask("DELETE", f"{HOOKS}/{subscription}")
        return address.post(where, content)

    monkeypatch.setattr(sending, "post", post)
    _run()
    assert len(address.got) == 1


def test_a_portal_hears_of_who_let_it_until_the_moment_that_is_withdrawn(
    noor: CitizenId, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = _portal()
    _let(noor)
    told = portal.ask("POST", HOOKS, {"address": HERE, "sight": "portal"})
    assert told.status == 201
    for _each in range(3):
        letters.published()

    def post(where: str, content: bytes) -> Outcome:
        Consent.objects.update(until=clock.now())
        return address.post(where, content)

    monkeypatch.setattr(sending, "post", post)
    _run()
    assert len(address.got) == 1
    assert letters.NOOR not in str(address.got)
    assert noor.hex not in str(address.got).replace("-", "")


def test_who_may_not_publish_any_more_is_told_nothing_any_more(sender: Program, address: Address) -> None:
    subscription = _subscribe(sender)
    letters.published()
    Client.objects.filter(client_id="zonnegem-post").update(scopes=[CONSUMER])
    _run()
    assert address.got == []
    assert Subscription.objects.get(id=subscription).ended_at
    SenderClient.objects.all().delete()


def test_an_address_can_be_tried(sender: Program, address: Address) -> None:
    subscription = _subscribe(sender)
    assert sender.ask("POST", f"{HOOKS}/{subscription}/test").json == {"delivered": True, "status": 204, "error": None}
    assert str(address.got[0]["type"]).endswith(".webhooks.notify.tested")
    address.says = DOWN
    told = sender.ask("POST", f"{HOOKS}/{subscription}/test").json
    assert told == {"delivered": False, "status": 503, "error": "down"}


def test_a_program_sees_and_ends_only_its_own(sender: Program, address: Address) -> None:
    other = programs.of_enterprise("tweede-afzender", "0206731645", (PUBLISH,))
    theirs, nobodys = _subscribe(sender), uuid4()
    for way, path in (
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/test"),
        ("GET", "/failures"),
        ("POST", "/failures/resend"),
        ("POST", f"/failures/{uuid4()}/resend"),
    ):
        foreign, unknown = (other.ask(way, f"{HOOKS}/{each}{path}") for each in (theirs, nobodys))
        assert (foreign.status, unknown.status) == (404, 404)
        assert foreign.json["detail"] == unknown.json["detail"]
    assert other.told(HOOKS) == {"items": [], "totalItems": 0}
    assert sender.ask("DELETE", f"{HOOKS}/{theirs}").status == 204
    assert sender.ask("DELETE", f"{HOOKS}/{theirs}").status == 204


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"\xff",
        {},
        {"address": HERE},
        {"address": HERE, "sight": "god"},
        {"address": HERE, "sight": "sender", "kinds": []},
        {"address": HERE, "sight": "sender", "kinds": ["alles"]},
        {"address": HERE, "sight": "sender", "lastSequenceNbr": -1},
        {"address": HERE, "sight": "sender", "lastSequenceNbr": 2**63},
        {"address": HERE, "sight": "sender", "lastSequenceNbr": 1e300},
        {"address": HERE, "sight": "sender", "secret": "x"},
        {"address": "http://127.0.0.1/", "sight": "sender"},
        {"address": "javascript:alert(1)", "sight": "sender"},
        {"address": ["x"], "sight": "sender"},
    ],
)
def test_an_odd_subscription_is_refused_and_nothing_is_kept(sender: Program, body: object) -> None:
    answer = sender.ask("POST", HOOKS, body)
    assert answer.status == 400
    assert answer.json["type"] == "urn:problem-type:belgif:badRequest"
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "name", "words"),
    [({"sight": "god"}, "sight", "sender"), ({"kinds": ["alles"]}, "kinds[0]", "newDocument")],
)
def test_who_writes_a_word_that_is_none_reads_which_there_are(
    sender: Program, wrong: dict[str, object], name: str, words: str
) -> None:
    (issue,) = sender.ask("POST", HOOKS, {"address": HERE, "sight": "sender"} | wrong).json["issues"]
    assert issue["name"] == name
    assert "one of: " in issue["detail"]
    assert words in issue["detail"]


def _refused(who: Program, sight: str) -> Answer:
    return who.ask("POST", HOOKS, {"address": HERE, "sight": sight})


def test_nobody_listens_as_what_it_is_not(noor: CitizenId, sender: Program) -> None:
    portal = _portal()
    _let(noor)
    assert [_refused(portal, sight).status for sight in ("sender", "enterprise")] == [403, 403]
    assert _refused(sender, "portal").status == 403
    assert _refused(programs.reader(noor), "portal").status == 403
    assert _refused(programs.by_itself("nobody", (PUBLISH, MESSAGES)), "sender").status == 403
    only_publishes = programs.of_enterprise("tweede-afzender", "0206731645", (PUBLISH,))
    assert _refused(only_publishes, "enterprise").status == 403
    assert not Subscription.objects.exists()


def test_a_program_has_ten_at_most(sender: Program) -> None:
    for _each in range(subscriptions.MOST):
        _subscribe(sender)
    answer = _refused(sender, "sender")
    assert (answer.status, answer.json["type"]) == (409, "urn:problem-type:burgerprofiel:mailbox:tooManySubscriptions")


@pytest.mark.parametrize("query", ["?lastSequenceNbr=-1", f"?lastSequenceNbr={'9' * 99}", "?x=1", "?lastSequenceNbr=a"])
def test_odd_questions_about_failures_are_refused(sender: Program, query: str) -> None:
    assert sender.get(f"{HOOKS}/{_subscribe(sender)}/failures{query}").status == 400


@pytest.fixture(autouse=True)
def _no_subscriptions_left(db: None) -> Iterator[None]:
    yield
    Subscription.objects.all().delete()


def test_the_trail_of_a_subscription_says_who_made_it_for_what_and_why_it_ended(
    sender: Program, address: Address
) -> None:
    subscription = _subscribe(sender, kinds=["readDocument"])
    sender.ask("DELETE", f"{HOOKS}/{subscription}")
    sender.ask("DELETE", f"{HOOKS}/{subscription}")
    gone = _subscribe(sender)
    letters.published()
    address.says = Outcome(410, "The answer was 410.")
    _run()
    rows = AuditEvent.objects.filter(tag__startswith="mailbox.subscription.").order_by("at", "seq")
    told = [(row.citizen_id, row.tag.rpartition(".")[2], row.actor, json.loads(row.details)) for row in rows]
    assert [each[:3] for each in told] == [
        (subscription, "made", "zonnegem-post"),
        (subscription, "ended", "zonnegem-post"),
        (gone, "made", "zonnegem-post"),
        (gone, "ended", "system"),
    ]
    assert (told[0][3]["address"], told[0][3]["kinds"], told[0][3]["sight"]) == (HERE, ["readDocument"], "sender")
    assert [told[1][3]["why"], told[3][3]["why"]] == ["client", "gone"]
