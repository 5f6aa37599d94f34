"""What was read before its letter went is not sent, unless who read it may be who it warns of (decision 0053)."""

from __future__ import annotations

import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds import KINDS, Group
from burgerprofiel.notices.models import Delivery
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.own import marking
from burgerprofiel.people.profile.contact import Kind
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import raised, reached
from tests.notices.outbox.posting import Server

pytestmark = pytest.mark.django_db
FACTS = {name: "x" for kind in KINDS.values() for name in kind.needs}
WARNS = [kind.key for kind in KINDS.values() if kind.though_read]
TELLS = [
    kind.key
    for kind in KINDS.values()
    if not kind.though_read and kind.group is not Group.ANNOUNCEMENTS and Channel.EMAIL in kind.channels
]
OF_THE_MAILBOX = {"mail.moved", "mail.stopped"}
"""Perhaps it was a stranger who moved its e-mails, or stopped it."""


def told_and_read(citizen_id: CitizenId, kind: str) -> list[tuple[str, str, str]]:
    """Tell something, let all be marked as read before its turn comes; what became of it."""
    raised(citizen_id, kind=kind, values=FACTS)
    marking.read_all(citizen_id, Trace(actor="citizen"))
    send_waiting()
    return list(Delivery.objects.filter(citizen_id=citizen_id).values_list("channel", "way", "why"))


@pytest.mark.parametrize("kind", WARNS)
def test_what_warns_of_a_stranger_reaches_the_known_address_though_somebody_read_it(
    noor: CitizenId, server: Server, kind: str
) -> None:
    reached(noor)
    assert told_and_read(noor, kind) == [("email", "handed", "")]
    assert len(server.letters) == 1


@pytest.mark.parametrize("kind", WARNS)
def test_and_goes_another_way_when_that_address_is_dead(
    noor: CitizenId, server: Server, texts: list[dict[str, str]], kind: str
) -> None:
    reached(noor)
    reached(noor, "+32470123456", Kind.PHONE)
    server.refuse = lambda _to: "550 5.7.1 not you"
    assert sorted(told_and_read(noor, kind)) == [("email", "bounced", "5.7.1"), ("sms", "handed", "")]
    assert len(texts) == 1


@pytest.mark.parametrize("kind", TELLS)
def test_whoever_read_anything_else_gets_no_letter_of_it_any_more(noor: CitizenId, server: Server, kind: str) -> None:
    reached(noor)
    assert told_and_read(noor, kind) == [("email", "dropped", "read")]
    assert server.letters == []


def test_all_that_is_of_ones_keys_is_told_though_it_was_read() -> None:
    assert {key for key in KINDS if key.startswith("safety.")} <= set(WARNS)
    assert {key for key in WARNS if KINDS[key].group is not Group.SAFETY} == OF_THE_MAILBOX
