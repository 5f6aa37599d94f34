"""At the same moment: a browser that is let in twice is one browser, and nobody reads of a fault."""

from __future__ import annotations

import pytest

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.models import Subscription as Row
from burgerprofiel.notices.push import actions
from burgerprofiel.notices.push.subscription import Subscription
from burgerprofiel.people.actions import meet
from tests.dossiers.told import NOOR, WOUTER
from tests.people.profile.giving import TRACE
from tests.people.profile.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_browser_let_in_by_two_tabs_at_once_is_one() -> None:
    noor = meet(Ssin(NOOR))
    for number in range(4):
        browser = Subscription(f"https://fcm.googleapis.com/fcm/send/{number}", b"k" * 65, b"s" * 16)
        done = at_once(*[lambda browser=browser: actions.start(noor, browser, TRACE)] * 3)  # type: ignore[misc]
        assert not [each for each in done if isinstance(each, Exception)]
        assert Row.objects.count() == number + 1


def test_a_browser_let_in_by_two_citizens_at_once_is_of_one_of_them() -> None:
    both = [meet(Ssin(NOOR)), meet(Ssin(WOUTER))]
    for number in range(4):
        browser = Subscription(f"https://fcm.googleapis.com/fcm/send/{number}", b"k" * 65, b"s" * 16)
        done = at_once(*[lambda who=who, browser=browser: actions.start(who, browser, TRACE) for who in both])  # type: ignore[misc]
        assert not [each for each in done if isinstance(each, Exception)]
        assert Row.objects.count() == number + 1
