"""Registries asked at the same moment: the page waits for who answers, names who does not, and counts no lie."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox import queries
from burgerprofiel.mailbox.federation import cursor
from burgerprofiel.mailbox.federation.configuration import OWN, Closed, Words
from burgerprofiel.mailbox.federation.contract import NotThereError, Place, Question, Reader, Registry, Status
from burgerprofiel.mailbox.federation.own import Own
from burgerprofiel.mailbox.federation.side_by_side import Listing, providers, read
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.queries import Filter
from burgerprofiel.simulators.registry.faults import Mode
from tests.mailbox import boxes
from tests.mailbox.federation.conftest import NOOR, TOKEN, Other

pytestmark = pytest.mark.django_db(transaction=True)
ALL = Question(Filter(visible=True))
OURS = Own(Trace(actor="citizen"), {"nl": "Zonnegem"})


@pytest.fixture
def noor(other: Other) -> Reader:
    """Noor, with a dozen messages of our own between those of the other registry."""
    box_id = boxes.citizen(NOOR)
    for number in range(12):
        boxes.message(box_id, f"Bericht {number}", at=clock.now() - timedelta(days=11 * number, hours=1))
    return Reader(box_id, lambda _audience: TOKEN)


def shown(listing: Listing) -> list[tuple[str, str]]:
    """Which messages stand there."""
    return [(entry.registry, entry.message_id) for entry in listing.entries]


def test_one_list_newest_first_and_whole(noor: Reader, other: Other) -> None:
    registries: list[Registry] = [OURS, other.registry()]
    walked: list[tuple[str, str]] = []
    moments = []
    after = ""
    while True:
        listing = read(registries, noor, ALL, after=after, size=7)
        assert listing.total == 12 + len(other.letters())
        walked += shown(listing)
        moments += [entry.place.at for entry in listing.entries]
        if not listing.next:
            break
        after = listing.next
    assert moments == sorted(moments, reverse=True)
    assert len(walked) == len(set(walked)) == 12 + len(other.letters())
    assert {registry for registry, _id in walked} == {OWN, "federaal"}


def test_one_can_go_back_page_by_page(noor: Reader, other: Other) -> None:
    registries: list[Registry] = [OURS, other.registry()]
    first = read(registries, noor, ALL, size=5)
    second = read(registries, noor, ALL, after=first.next, size=5)
    third = read(registries, noor, ALL, after=second.next, size=5)
    assert first.previous is None
    assert third.previous is not None
    back = read(registries, noor, ALL, after=third.previous, size=5)
    assert shown(back) == shown(second)
    assert back.previous == ""
    for _page in range(12):
        third = read(registries, noor, ALL, after=third.next or third.here, size=1)
    assert len(third.here) < cursor.LONGEST


def test_who_does_not_answer_is_named_and_costs_its_budget_only(noor: Reader, other: Other) -> None:
    other.behave(Mode.DEAD)
    began = time.monotonic()
    listing = read([OURS, other.registry(connect=0.5, budget=0.6)], noor, ALL)
    assert time.monotonic() - began < 2.5
    assert (len(listing.entries), listing.total) == (12, 12)
    assert [(state.about.id, state.status) for state in listing.missing] == [("federaal", Status.DOWN)]
    told = providers(listing.states)["providers"]
    assert isinstance(told, list)
    assert [(each["id"], each["status"]) for each in told] == [(OWN, "ok"), ("federaal", "down")]


def test_what_was_missing_comes_once_it_answers(noor: Reader, other: Other) -> None:
    other.behave(Mode.REFUSES)
    registries: list[Registry] = [OURS, other.registry()]
    listing = read(registries, noor, ALL, size=5)
    walked = shown(listing)
    other.behave()
    while listing.next:
        listing = read(registries, noor, ALL, after=listing.next, size=5)
        walked += shown(listing)
    assert len(walked) == len(set(walked)) == 12 + len(other.letters())


def test_planned_maintenance_is_no_failure(noor: Reader, other: Other) -> None:
    now = clock.now()
    closed = Closed(now - timedelta(hours=1), now + timedelta(hours=2))
    listing = read([OURS, other.registry(maintenance=(closed,))], noor, ALL)
    state = listing.missing[0]
    assert (state.status, state.until) == (Status.MAINTENANCE, closed.end)
    assert not other.state.asked


def test_a_slow_one_is_shown_and_called_slow(noor: Reader, other: Other, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("burgerprofiel.mailbox.federation.side_by_side.SLOW", 0.2)
    other.behave(milliseconds=300)
    names = Words("Tweede", "Deuxième", "Zweite", "Second")
    listing = read(
        [OURS, other.registry(), other.registry(id="tweede", name=names, url="http://x.localhost:1")], noor, ALL
    )
    assert [state.status for state in listing.states] == [Status.OK, Status.SLOW, Status.DOWN]


def test_nobody_holds_a_connection_while_waiting(noor: Reader, other: Other) -> None:
    seen: list[bool] = []

    def rows(reader: Reader, question: Question, after: UUID | None) -> QuerySet[Message]:
        seen.append(connection.connection is None)
        return queries.messages(reader.box_id, question.wanted, after=after)

    read([Own(OURS.trace, {}, rows), other.registry()], noor, ALL)
    assert seen == [True]


def test_a_cursor_opens_for_its_own_box_and_question_alone(noor: Reader, other: Other) -> None:
    written = read([OURS, other.registry()], noor, ALL, size=5).next
    assert cursor.read(noor.box_id, ALL, written).places
    for box_id, question in ((uuid7(), ALL), (noor.box_id, Question(Filter(visible=False)))):
        with pytest.raises(cursor.BadCursorError):
            cursor.read(box_id, question, written)
    for broken in (written[:-4], "A" * 60, "é", "x" * 9000, written[::-1]):
        with pytest.raises(cursor.BadCursorError):
            cursor.read(noor.box_id, ALL, broken)


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3), st.tuples(st.integers(-(2**60), 2**60), st.text(max_size=9))
    )
)
def test_any_places_come_back(places: dict[str, tuple[int, str]]) -> None:
    given_places = {registry: Place(*place) for registry, place in places.items()}
    box_id = uuid7()
    written = cursor.write(box_id, ALL, cursor.Standing(given_places, (given_places, {})))
    assert cursor.read(box_id, ALL, written).places == given_places


def both(noor: Reader, other: Other) -> list[tuple[Registry, str]]:
    """Our own registry and another one, each with a message of that registry."""
    own = Message.objects.filter(box_id=noor.box_id).latest("id")
    return [
        (OURS, str(own.id)),
        (other.registry(), other.letters()[0].id),
        (other.registry("v2"), other.letters()[0].id),
    ]


def test_every_registry_keeps_the_same_contract(noor: Reader, other: Other) -> None:
    """Who reads does not see which it is: ours in the process, or another over HTTP."""
    for registry, message_id in both(noor, other):
        page = registry.ask(noor, ALL, None, 5, insist=False)()
        assert len(page.entries) >= 5
        assert page.more or len(page.entries) == page.total
        assert [e.place.at for e in page.entries] == sorted((e.place.at for e in page.entries), reverse=True)
        rest = registry.ask(noor, ALL, page.entries[4].place, 100, insist=False)()
        assert not {e.message_id for e in page.entries[:5]} & {e.message_id for e in rest.entries}
        assert 5 + len(rest.entries) == page.total
        whole = registry.message(noor, message_id)
        assert (whole.entry.message_id, whole.entry.registry) == (message_id, registry.about.id)
        registry.show(noor, message_id, visible=False)
        assert not registry.message(noor, message_id).entry.visible
        assert registry.ask(noor, ALL, None, 5, insist=False)().total == page.total - 1
        registry.show(noor, message_id, visible=True)
        for nothing in ("no-such-message", "00000000-0000-7000-8000-000000000000"):
            with pytest.raises(NotThereError):
                registry.message(noor, nothing)
            with pytest.raises(NotThereError):
                registry.body(noor, nothing)
