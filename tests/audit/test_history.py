"""Reading one's own history, page by page."""

import pytest

from burgerprofiel.audit import queries
from tests.audit.trail import NOOR, WOUTER, act

pytestmark = pytest.mark.django_db


def test_the_history_is_the_citizens_own_newest_first() -> None:
    act(NOOR, "work", "home")
    act(WOUTER, "family")
    page = queries.events_of(NOOR)
    assert [(event.tag, event.details["page"]) for event in page.events] == [
        ("demo.page.read", "home"),
        ("demo.page.read", "work"),
    ]
    assert page.next is None


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_the_pages_together_are_the_whole_history_even_when_more_happens_meanwhile(size: int) -> None:
    act(NOOR, *"abcdefg")
    read, cursor = [], None
    while True:
        page = queries.events_of(NOOR, cursor, size)
        read += [event.seq for event in page.events]
        if (cursor := page.next) is None:
            break
        act(NOOR, "meanwhile")
    assert read == [7, 6, 5, 4, 3, 2, 1]


def test_nothing_happened_to_somebody_we_do_not_know() -> None:
    assert queries.events_of(NOOR) == queries.Page((), None)
