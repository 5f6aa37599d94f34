"""What did not arrive goes another way, never by a channel that its sender did not list (E4, contracts/mbp.md §3.1)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import combinations

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import http
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Delivery
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.push import actions as pushes
from burgerprofiel.notices.push.sealing import point
from burgerprofiel.notices.push.subscription import Subscription
from burgerprofiel.people.profile.contact import Kind
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import raised, reached
from tests.notices.outbox.posting import Server
from tests.notices.sending import Program, bundle, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]
NAMES = {Channel.EMAIL: "Email", Channel.SMS: "Sms", Channel.PUSH: "Push"}
LISTS = [some for many in range(4) for some in combinations(Channel, many)]


@pytest.fixture
def unlucky(noor: CitizenId, server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[CitizenId]:
    """Noor has an address, a phone and a browser, and none of the three takes anything."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(422 if request.url.host == "sms.example" else 410)

    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=httpx.MockTransport(answer)))
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, sms_url="https://sms.example/"))
    server.refuse = lambda _to: "550 5.7.1 not you"
    reached(noor)
    reached(noor, "+32470123456", Kind.PHONE)
    browser = Subscription(
        "https://fcm.googleapis.com/fcm/send/x", point(ec.generate_private_key(ec.SECP256R1())), b"s" * 16
    )
    pushes.start(noor, browser, Trace(actor="citizen"))
    yield noor


def tried(citizen_id: CitizenId) -> set[Channel]:
    """By what it went, or was to go."""
    while send_waiting():
        pass
    return {Channel(each) for each in Delivery.objects.filter(citizen_id=citizen_id).values_list("channel", flat=True)}


@pytest.mark.parametrize("listed", LISTS, ids=lambda some: "+".join(some) or "the list alone")
def test_whatever_fails_no_channel_is_used_that_the_sender_did_not_list(
    unlucky: CitizenId, listed: tuple[Channel, ...]
) -> None:
    premies: Program = program()
    kanalen = [{"Type": "Passief"}, *({"Type": NAMES[each]} for each in listed)]
    assert premies.send(bundle(Kanalen=kanalen)).status == 202
    used = tried(unlucky)
    assert used <= set(listed)
    assert used == set(listed) or set(listed) == {Channel.SMS}, "a text is sent to who chose so, or in place of others"
    (told,) = premies.state().json["Bestemmelingen"]
    assert set(told["GevraagdeKanalen"]) == {NAMES[each] for each in listed}
    assert {each["Type"] for each in told["Kanalen"]} == {NAMES[each] for each in used}


def test_what_lists_no_channels_goes_by_any(unlucky: CitizenId) -> None:
    raised(unlucky)
    assert tried(unlucky) == set(Channel)
