"""Searching a box by reading it and by its own index finds the same, and what comes in goes into that index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel import mailbox
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import linking, queries, search
from burgerprofiel.mailbox.broadcast import fanout
from burgerprofiel.mailbox.filters import Filter, Named
from burgerprofiel.mailbox.finding import filling, ways
from burgerprofiel.mailbox.models import Box, Broadcast, BroadcastRange, Message, SharedMessage
from burgerprofiel.mailbox.publishing import noting, withdrawing
from burgerprofiel.mailbox.publishing.withdrawing import Reason
from tests.mailbox import boxes, broadcasts, letters, stores

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
folder = stores.folder
WORDS = (
    "aanslag",
    "aanslagen",
    "brief",
    "brie",
    "François",
    "100%",
    "uw_dossier",
    "zaak",
    "a",
    "ja",
    "onroerend",
    "end",
)
TYPES = ("zonnegem-brief", "wonen-premie", "end")
ALL = UUID(int=(1 << 128) - 1)


@dataclass(frozen=True)
class Sent:
    """A message of a test."""

    words: tuple[str, ...]
    shared: bool = False
    language: str = "nl"
    message_type: str = TYPES[0]
    visible: bool = True

    @property
    def text(self) -> str:
        return search.folded(" ".join(self.words))


some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple)
letters_sent = st.builds(
    Sent,
    some_words,
    shared=st.booleans(),
    language=st.sampled_from(("nl", "fr")),
    message_type=st.sampled_from(TYPES),
    visible=st.booleans(),
)
questions = st.builds(
    Filter,
    text=st.sampled_from(("", *WORDS, "slag", "g B", "ef aan", "%", "niets")),
    words=st.lists(st.sampled_from((*WORDS, "slag", "zaken")), max_size=2).map(tuple),
    language=st.sampled_from(("", "nl", "fr")),
    visible=st.sampled_from((None, True)),
    named=st.builds(Named, message_types=st.lists(st.sampled_from(TYPES), max_size=1).map(tuple)),
).filter(lambda wanted: wanted.sought)


def meant(message: Sent, wanted: Filter) -> bool:
    """What a search means, in a line (contracts/ebox.md A.4)."""
    stands = all(any(text in message.text for text in spellings) for spellings in wanted.sought)
    stands = stands and wanted.language in ("", message.language)
    named = message.message_type in wanted.named.message_types
    return (stands or named) and wanted.visible in (None, message.visible)


def put(box_id: UUID, sent: Sequence[Sent]) -> dict[UUID, Sent]:
    """Put them in a box, the first one oldest."""
    found = {}
    for number, each in enumerate(sent):
        at = clock.now() - timedelta(days=1) + timedelta(minutes=number)
        row = boxes.message(
            box_id,
            " ".join(each.words),
            at=at,
            sought=None if each.shared else each.text,
            shared=each.shared,
            language=each.language,
            message_type_id=each.message_type,
            visible=each.visible,
        )
        if each.shared:
            share(row, each.text)
        found[row.id] = each
    return found


def share(row: Message, text: str) -> None:
    SharedMessage.objects.create(
        id=row.id,
        published_at=row.published_at,
        expires_at=row.expires_at,
        organisation=row.organisation,
        application=row.application,
        message_type_id=row.message_type_id,
        sought=text,
    )


def found(box_id: UUID, wanted: Filter, after: UUID | None = None) -> list[UUID]:
    return [row.id for row in queries.messages(box_id, wanted, after=after)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(letters_sent, max_size=8), st.lists(letters_sent, max_size=4), questions, st.integers(0, 8))
def test_however_a_box_is_searched_what_is_found_is_what_is_meant(
    monkeypatch: pytest.MonkeyPatch, sent: list[Sent], of_others: list[Sent], wanted: Filter, cut: int
) -> None:
    with transaction.atomic():
        noor, arne = boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
        there = put(noor, sent)
        put(arne, of_others)
        right = [message for message, each in reversed(there.items()) if meant(each, wanted)]
        after = list(there)[cut] if cut < len(there) else None
        further = [message for message in right if after is None or message < after]
        assert (found(noor, wanted), found(noor, wanted, after)) == (right, further), "read"
        for box_id in (noor, arne):
            filling.fill(box_id)
        monkeypatch.setattr(ways, "SAMPLE", 3)
        monkeypatch.setattr(ways, "FURTHER", 1)
        for often in (0, 1, 10_000):
            monkeypatch.setattr(ways, "OFTEN", often)
            assert (found(noor, wanted), found(noor, wanted, after)) == (right, further), often
            known = queries.tally(noor)
            assert known
            assert queries.count(noor, wanted, known) == len(right)
            assert queries.counted(queries.messages(noor, wanted), 2) == min(len(right), 3)
        transaction.set_rollback(True)


@pytest.fixture
def noor() -> CitizenId:
    letters.sender()
    return boxes.citizen(letters.NOOR)


def by_index_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "OFTEN", 10_000)


def test_a_box_that_has_grown_large_gets_an_index_and_a_small_one_none(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "LARGE", 3)
    monkeypatch.setattr(filling, "AT_ONCE", 2)
    arne = boxes.citizen(letters.ARNE)
    put(noor, [Sent((word,)) for word in WORDS])
    put(arne, [Sent(("brief",))])
    assert filling.fill_large() == 1
    assert filling.fill_large() == 0
    assert not Message.objects.filter(box_id=noor, indexed=False).exists()
    assert not Message.objects.filter(box_id=arne, indexed=True).exists()


def test_a_filling_that_was_cut_off_is_begun_again_and_the_box_is_read_until_it_is_whole(noor: CitizenId) -> None:
    (first, second) = put(noor, [Sent(("brief",)), Sent(("brief", "zaak"))])
    Box.objects.update(indexing="begun")
    Message.objects.filter(id=first).update(indexed=True)
    assert found(noor, Filter(text="zaak")) == [second]
    filling.fill(noor)
    assert Box.objects.get(box_id=noor).indexing == "whole"
    assert found(noor, Filter(text="zaak")) == [second]


@pytest.mark.parametrize("state", ["begun", "whole"])
def test_what_is_published_to_a_box_with_an_index_goes_into_it(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    Box.objects.update(indexing=state)
    letters.published(letters.letter(subject="Uw zonnebloem"))
    assert Message.objects.get().indexed
    by_index_only(monkeypatch)
    Box.objects.update(indexing="whole")
    assert len(found(noor, Filter(text="zonnebloem"))) == 1


def test_what_many_get_is_found_by_the_index_of_those_boxes_that_have_one(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    arne = boxes.citizen(letters.ARNE)
    Box.objects.filter(box_id=noor).update(indexing="whole")
    broadcast = broadcasts.draft("Uw straat wordt vernieuwd")
    broadcasts.listed(broadcast, [noor, arne])
    fanout.deliver(Broadcast.objects.get(), BroadcastRange(lower=UUID(int=0), upper=ALL))
    by_index_only(monkeypatch)
    for box_id in (noor, arne):
        assert len(found(box_id, Filter(text="straat"))) == 1
    told = dict(Message.objects.values_list("box_id", "sought"))
    assert told == {noor: "uw straat wordt vernieuwd", arne: None}, "kept once where no index needs it"


def test_a_message_that_was_linked_is_found_by_the_index_of_either_box(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    arne = boxes.citizen(letters.ARNE)
    Box.objects.update(indexing="whole")
    done = letters.published()
    message = linking.prepare(done.message_id, [letters.ORGANISATION])
    assert message
    assert linking.link(message, Ssin(letters.ARNE), letters.TRACE)
    by_index_only(monkeypatch)
    for box_id in (noor, arne):
        assert found(box_id, Filter(text="parkeerkaart")) == [done.message_id]


def test_a_withdrawn_message_is_found_by_its_subject_alone_also_where_it_is_not_noted_yet(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    Box.objects.update(indexing="whole")
    done = letters.published(letters.letter(business={"dossier": ["geheim"]}))
    assert linking.prepare(done.message_id, [letters.ORGANISATION])
    by_index_only(monkeypatch)
    assert found(noor, Filter(text="geheim")) == [done.message_id]
    withdrawing.withdraw(letters.ORGANISATION, done.message_id, Reason.WRONG_CONTENT, letters.TRACE)
    assert found(noor, Filter(text="geheim")) == []
    assert found(noor, Filter(text="parkeerkaart")) == [done.message_id]
    noting.note(done.message_id, 0)
    assert Message.objects.get().sought == "uw parkeerkaart", "the words of what was withdrawn are gone"
    assert found(noor, Filter(text="parkeerkaart")) == [done.message_id]


def test_the_same_words_of_two_boxes_are_different_words_in_the_index(noor: CitizenId) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mailbox_pieces(%s, 'brief', 'x', 'y', 'z') && mailbox_pieces(%s, 'brief', 'x', 'y', 'z')",
            [noor, boxes.citizen(letters.ARNE)],
        )
        assert cursor.fetchone() == (False,)


def test_choosing_the_way_costs_a_statement_and_few_more_for_a_text_that_stands_often(noor: CitizenId) -> None:
    put(noor, [Sent(("brief",))] * 5)
    for state, word, most in (("", "brief", 1), ("whole", "zaak", 1), ("whole", "brief", 3)):
        Box.objects.update(indexing=state)
        with CaptureQueriesContext(connection) as asked:
            queries.messages(noor, Filter(text=word))
        assert len(asked) <= most, (state, word)


def test_whoever_puts_messages_in_boxes_knows_whether_the_box_has_an_index() -> None:
    sources = {path: path.read_text() for path in Path(mailbox.__file__).parent.rglob("*.py")}
    putting = re.compile(r"INSERT INTO mailbox_message\b|\bMessage\.objects\.(bulk_)?create\(")
    found = {path.name: "indexed" in source for path, source in sources.items() if putting.search(source)}
    assert set(found) == {"rows.py", "fanout.py", "linking.py"}, "and what stands in none of these is tested here"
    assert all(found.values())
