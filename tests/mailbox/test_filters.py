"""Which messages a filter means, and that a total is exact whatever has expired meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import queries, search
from burgerprofiel.mailbox.filters import Filter, Named
from burgerprofiel.mailbox.models import Box, Message, SharedMessage
from tests.mailbox import boxes

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> CitizenId:
    return boxes.citizen("85631441236")


def _subjects(box_id: CitizenId, **wanted: object) -> list[str]:
    return [row.subject for row in queries.messages(box_id, Filter(**wanted))]  # type: ignore[arg-type]


def test_a_text_is_found_without_capitals_and_accents_and_in_the_middle_of_words(noor: CitizenId) -> None:
    for subject in ("Some random letter", "Brief aan François", "Aanslag 100% groen"):
        boxes.message(noor, subject)
    assert _subjects(noor, text="ME RANDO") == ["Some random letter"]
    assert _subjects(noor, text="Francois") == ["Brief aan François"]
    assert _subjects(noor, text="100%") == ["Aanslag 100% groen"]
    assert _subjects(noor, text="_") == []


def test_a_text_is_sought_in_one_language_but_names_in_that_language_count_for_all(noor: CitizenId) -> None:
    boxes.message(noor, "Votre carte", language="fr")
    boxes.message(noor, "Uw carte blanche", language="nl")
    assert _subjects(noor, text="carte", language="fr") == ["Votre carte"]
    named = Named(message_types=(boxes.TYPE,))
    assert len(_subjects(noor, text="gibt es nicht", language="de", named=named)) == 2


def test_what_many_got_alike_is_found_by_its_one_copy(noor: CitizenId) -> None:
    row = boxes.message(noor, "Voor iedereen", sought=None, shared=True)
    SharedMessage.objects.create(
        id=row.id,
        published_at=row.published_at,
        expires_at=row.expires_at,
        organisation=row.organisation,
        application=row.application,
        message_type_id=row.message_type_id,
        sought=search.folded("Voor iedereen"),
    )
    boxes.message(noor, "Voor u alleen")
    assert _subjects(noor, text="iedereen") == ["Voor iedereen"]
    assert _subjects(noor, words=("voor", "ieder")) == ["Voor iedereen"]


def test_each_word_that_a_citizen_typed_must_stand_somewhere_by_its_stem(noor: CitizenId) -> None:
    boxes.message(noor, "Boete voor parkeren")
    boxes.message(noor, "Uw parkeerkaart")
    assert _subjects(noor, words=search.stems("parkeren boetes")) == ["Boete voor parkeren"]
    assert search.stems("  ") == ()


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("facturen", "Uw factuur"),
        ("factuur", "Twee facturen"),
        ("aanvragen", "Uw aanvraag"),
        ("aanvraag", "Alle aanvragen"),
        ("jaren", "Elk jaar"),
        ("jaar", "Vele jaren"),
    ],
)
def test_a_vowel_that_dutch_writes_once_or_twice_is_found_both_ways(noor: CitizenId, typed: str, stands: str) -> None:
    boxes.message(noor, stands)
    boxes.message(noor, "Iets anders")
    assert _subjects(noor, words=search.stems(typed)) == [stands]


def test_a_range_that_holds_nothing_asks_the_box_nothing(
    noor: CitizenId, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    boxes.message(noor)
    now = clock.now()
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert _subjects(noor, received_after=now + timedelta(days=1)) == []
        assert _subjects(noor, expired_before=now) == []
        assert _subjects(noor, received_after=now - timedelta(days=1), received_before=now - timedelta(days=2)) == []


def test_a_message_that_was_linked_later_is_found_by_the_day_on_which_it_came(noor: CitizenId) -> None:
    now = clock.now()
    boxes.message(noor, "Later gekoppeld", id=boxes.id_at(now - timedelta(days=20)), at=now)
    assert _subjects(noor, received_after=now - timedelta(days=1)) == ["Later gekoppeld"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=8))
def test_the_totals_beside_the_box_are_those_of_what_can_be_read(
    db: None, kinds: list[tuple[bool, bool, bool, bool]]
) -> None:
    noor, now = boxes.citizen("85631441236"), clock.now()
    for expired, visible, unread, withdrawn in kinds:
        ends = now + timedelta(days=-1 if expired else 1)
        gone = {"withdrawn_at": now} if withdrawn else {}
        boxes.message(noor, expires_at=ends, visible=visible, unread=unread, **gone)
    known = queries.tally(noor)
    assert known
    for wanted in (Filter(), Filter(visible=True), Filter(visible=False)):
        assert queries.count(noor, wanted, known) == queries.messages(noor, wanted).count()
    assert known.unread == queries.messages(noor, Filter(visible=True, unread=True)).filter(withdrawn_at=None).count()
    Message.objects.all().delete()
    Box.objects.all().delete()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 12), st.integers(1, 5))
def test_walking_by_cursor_gives_each_message_once_in_the_order_of_the_list(db: None, many: int, size: int) -> None:
    noor = boxes.citizen("85631441236")
    for number in range(many):
        boxes.message(noor, f"Bericht {number}")
    walked, after = [], None
    while page := list(queries.messages(noor, Filter(), after=after)[:size]):
        walked += [row.id for row in page]
        after = page[-1].id
    assert walked == [row.id for row in queries.messages(noor, Filter())]
    assert len(set(walked)) == many
    Message.objects.all().delete()
    Box.objects.all().delete()
