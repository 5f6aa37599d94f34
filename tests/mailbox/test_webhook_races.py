"""However many ask at once, a program has no more subscriptions than it may have; each is in the trail."""

from __future__ import annotations

import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.mailbox.models import Subscription
from burgerprofiel.mailbox.models.webhooks import Sight
from burgerprofiel.mailbox.webhooks import subscriptions
from tests.access.test_races import RUNNERS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def _make() -> bool:
    address, trace = "http://post.localhost/in", Trace(actor="zonnegem-post")
    try:
        subscriptions.make("zonnegem-post", Sight.SENDER, address, ["readDocument"], after=0, trace=trace)
    except subscriptions.TooManyError:
        return False
    return True


@pytest.mark.parametrize("before", [0, subscriptions.MOST - 1])
def test_the_limit_holds_for_who_ask_at_the_same_moment(before: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(before):
        assert _make()
    monkeypatch.setattr(subscriptions, "MOST", before + 1)
    assert sorted(at_once(_make)) == [False] * (RUNNERS - 1) + [True]
    assert Subscription.objects.count() == before + 1
    assert AuditEvent.objects.filter(tag="mailbox.subscription.made").count() == before + 1
