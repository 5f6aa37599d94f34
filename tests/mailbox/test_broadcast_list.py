"""A list of recipients is read line by line; what cannot be used is told by its number, never by what stood there."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.broadcast import actions, forgetting, recipients, uploads
from burgerprofiel.mailbox.broadcast.recipients import Added
from burgerprofiel.mailbox.models import Broadcast, BroadcastRecipient, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.organisations.models import Organisation
from tests.mailbox import boxes, broadcasts
from tests.mailbox.broadcasts import TRACE

KNOWN, KNOWN_TOO, UNKNOWN, CHILD = "85631441236", "85073003328", "53480200724", "19082416188"


def read(text: str, media_type: str = uploads.CSV, kind: Kind = Kind.CITIZEN) -> list[uploads.Line]:
    return list(uploads.read([text.encode()], media_type, kind))


def add(broadcast: Broadcast, text: str, media_type: str = uploads.CSV) -> Added:
    return recipients.add(broadcast.id, read(text, media_type, Kind(broadcast.kind)), TRACE)


@pytest.mark.parametrize(
    "text",
    [
        f"{KNOWN}\n{UNKNOWN}\n",
        f"recipient,reference\n{KNOWN},1\n{UNKNOWN},2",
        f"\ufeffname;ssin\r\nNoor;{KNOWN}\r\n\r\nKarel;{UNKNOWN}\r\n",
        f'recipient,name\n"85.63.14-412.36","Van den Bos, Noor"\n{UNKNOWN},\n',
    ],
)
def test_a_csv_has_a_column_recipient_or_nothing_but_numbers(text: str) -> None:
    assert [line.who for line in read(text)] == [Ssin(KNOWN), Ssin(UNKNOWN)]


def test_ndjson_names_the_number_and_perhaps_a_reference() -> None:
    lines = read(f'{{"ssin": "{KNOWN}", "reference": "D-1"}}\n{{"recipient": "{UNKNOWN}"}}\n', uploads.NDJSON)
    assert [(line.number, line.who, line.reference) for line in lines] == [
        (1, Ssin(KNOWN), "D-1"),
        (2, Ssin(UNKNOWN), ""),
    ]


@pytest.mark.parametrize("text", ["name,street\nNoor,Kerkstraat\n", "hello\n"])
def test_a_csv_without_numbers_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(uploads.UnreadableError, match="recipient"):
        read(text)


def test_another_media_type_is_refused() -> None:
    with pytest.raises(uploads.UnreadableError, match="x-ndjson"):
        read(KNOWN, "application/pdf")


def test_a_line_that_never_ends_is_not_kept_in_memory_and_is_one_wrong_line() -> None:
    endless = (b"8" * 65_536 for _piece in range(100))
    (line,) = uploads.read(endless, uploads.CSV, Kind.CITIZEN)
    assert "at most 1000" in line.wrong


@given(
    lines=st.lists(st.sampled_from([KNOWN, UNKNOWN, "", "12345678901", "x"]), min_size=1, max_size=30),
    cuts=st.lists(st.integers(0, 400), max_size=8),
)
def test_where_the_pieces_are_cut_makes_no_difference(lines: list[str], cuts: list[int]) -> None:
    whole = "\n".join([KNOWN, *lines]).encode()
    edges = sorted({0, len(whole), *(min(cut, len(whole)) for cut in cuts)})
    pieces = [whole[start:end] for start, end in pairwise(edges)]
    assert list(uploads.read(pieces, uploads.CSV, Kind.CITIZEN)) == read(whole.decode())


@pytest.mark.django_db
def test_of_a_list_only_whom_we_know_stands_on_it_with_a_box() -> None:
    known = boxes.citizen(KNOWN)
    broadcast = broadcasts.draft()
    added = add(broadcast, f"recipient;reference\n{KNOWN};a\n{UNKNOWN};b\n{KNOWN};c\n85631441237;d\n{CHILD};e\n")
    assert (added.lines, added.listed, added.unknown, added.refused, added.invalid, added.repeated) == (
        5,
        1,
        1,
        1,
        1,
        1,
    )
    assert [(line.number, line.reference, line.wrong) for line in added.wrong] == [
        (5, "d", "This is not a valid national number.")
    ]
    rows = dict(BroadcastRecipient.objects.values_list("reference", "code"))
    assert rows == {"a": "", "b": "NO_DIGITAL_USER", "d": "INVALID_INPUT", "e": "NOT_REACHABLE"}
    assert BroadcastRecipient.objects.get(reference="a").box_id == known
    broadcast.refresh_from_db()
    assert (broadcast.listed, broadcast.unknown, broadcast.refused, broadcast.invalid, broadcast.repeated) == (1,) * 5


@pytest.mark.django_db
def test_of_a_stranger_no_number_is_kept_and_nobody_is_met() -> None:
    from burgerprofiel.people.models import Citizen

    broadcast = broadcasts.draft()
    add(broadcast, UNKNOWN)
    assert not Citizen.objects.exists()
    row = BroadcastRecipient.objects.get()
    assert UNKNOWN not in str(vars(row))
    other = broadcasts.draft()
    add(other, UNKNOWN)
    assert BroadcastRecipient.objects.get(broadcast_id=other.id).box_id != row.box_id


@pytest.mark.django_db
def test_the_same_list_again_adds_nobody_again() -> None:
    boxes.citizen(KNOWN)
    broadcast = broadcasts.draft()
    text = f"{KNOWN}\n{UNKNOWN}\n12345\n"
    add(broadcast, text)
    again = add(broadcast, text)
    assert (again.upload, again.lines, again.repeated) == (2, 3, 3)
    assert BroadcastRecipient.objects.count() == 3


@pytest.mark.django_db
def test_enterprises_are_named_by_their_number_and_one_we_do_not_know_is_a_mistake() -> None:
    bakery = Organisation.objects.create(group="EA", code="0765432146", names={"nl": "Brood & Zo"})
    broadcast = broadcasts.draft()
    Broadcast.objects.update(kind="enterprise")
    broadcast.refresh_from_db()
    added = add(broadcast, "BE 0765.432.146\n0884303369\n")
    assert (added.listed, added.invalid) == (1, 1)
    assert added.wrong[0].wrong == "This enterprise is not known here."
    assert BroadcastRecipient.objects.get(kind="enterprise").box_id == bakery.id


@pytest.mark.django_db
def test_after_the_start_nobody_is_added() -> None:
    boxes.citizen(KNOWN)
    broadcast = broadcasts.draft()
    add(broadcast, KNOWN)
    actions.start(broadcast.id, TRACE)
    with pytest.raises(actions.NotNowError, match="started"):
        add(broadcast, KNOWN_TOO)


@pytest.mark.django_db
def test_a_broadcast_to_everybody_takes_no_list() -> None:
    broadcast = broadcasts.draft(query={"kind": "citizen", "languages": []})
    with pytest.raises(actions.NotNowError, match="everybody"):
        add(broadcast, KNOWN)


@pytest.mark.django_db
def test_a_list_goes_thirty_days_after_the_end_and_a_draft_after_a_week() -> None:
    boxes.citizen(KNOWN)
    ended, draft = broadcasts.draft(), broadcasts.draft()
    add(ended, f"{KNOWN}\n{UNKNOWN}\n")
    add(draft, KNOWN)
    actions.start(ended.id, TRACE)
    actions.halt(ended.id, TRACE, for_good=True)
    for days, lists, drafts in ((6, 3, 1), (8, 2, 0), (31, 0, 0)):
        with clock.frozen_at(clock.now() + timedelta(days=days)):
            forgetting.forget()
        assert BroadcastRecipient.objects.count() == lists
        assert Broadcast.objects.filter(stage="draft").count() == drafts
    assert Broadcast.objects.get().id == ended.id
    assert not SharedMessage.objects.filter(id=draft.message_id).exists()


def test_a_reference_that_holds_a_national_number_is_refused_and_not_told_back() -> None:
    (line,) = uploads.read([b"recipient,reference\n85631441236,85.07.30-033.28\n"], uploads.CSV, Kind.CITIZEN)
    assert (line.who, line.reference) == (None, "")
    assert "choose a word of your own" in line.wrong
    assert "033" not in line.wrong
