"""What citizens do with messages is counted right, told in the trail, and can be taken back for some minutes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.own import arranging
from burgerprofiel.mailbox.own.handling import LASTS, TooLateError, What, handle, undo
from tests.mailbox import boxes
from tests.mailbox.owning import Owner, owner

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="citizen")


@pytest.fixture
def noor() -> Owner:
    """Noor, with an active box."""
    noor = owner()
    boxes.box(noor.citizen_id)
    return noor


def counted(box_id: UUID) -> tuple[int, int, int]:
    """What stands beside the box."""
    box = Box.objects.get(box_id=box_id)
    return box.messages, box.hidden, box.unread


def states(box_id: UUID) -> list[tuple[object, ...]]:
    """How every message is shown."""
    rows = Message.objects.filter(box_id=box_id).order_by("id")
    return [(row.visible, row.unread, row.paid, tuple(row.labels)) for row in rows]


_ACTS = some.lists(some.tuples(some.sampled_from(list(What)), some.sets(some.integers(0, 4))), min_size=1, max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ACTS)
def test_counts_stay_right_whatever_is_done_and_undo_takes_back_the_last(
    noor: Owner, acts: list[tuple[What, set[int]]]
) -> None:
    box = noor.citizen_id
    Message.objects.filter(box_id=box).delete()
    Box.objects.filter(box_id=box).update(messages=0, hidden=0, unread=0)
    bill = {"amount": 100, "due_at": clock.now()}
    rows = [
        boxes.message(box),
        boxes.message(box, unread=False),
        boxes.message(box, visible=False, unread=False),
        boxes.message(box, **bill),
        boxes.message(box, **bill, withdrawn_at=clock.now()),
    ]
    for what, chosen in acts:
        before = states(box)
        done = handle(box, [rows[place].id for place in chosen], what, TRACE, label="Huis")
        assert counted(box) == counts.counted(box)
        changed = [old != new for old, new in zip(before, states(box), strict=True)]
        assert sum(changed) == len(done.messages)
    if done.messages:
        undo(box, done.id, TRACE)
        assert [row[:3] for row in states(box)] == [row[:3] for row in before]
        assert [set(row[3]) for row in states(box)] == [set(row[3]) for row in before]  # type: ignore[call-overload]
        assert counted(box) == counts.counted(box)


def test_an_act_can_be_taken_back_for_a_quarter_of_an_hour_and_only_the_last(noor: Owner) -> None:
    row = boxes.message(noor.citizen_id)
    first = handle(noor.citizen_id, [row.id], What.ARCHIVED, TRACE)
    second = handle(noor.citizen_id, [row.id], What.LABELLED, TRACE, label="Huis")
    with pytest.raises(TooLateError):
        undo(noor.citizen_id, first.id, TRACE)
    with clock.frozen_at(clock.now() + LASTS + timedelta(seconds=1)), pytest.raises(TooLateError):
        undo(noor.citizen_id, second.id, TRACE)
    assert undo(noor.citizen_id, second.id, TRACE) == second
    with pytest.raises(TooLateError):
        undo(noor.citizen_id, second.id, TRACE)


def test_what_changed_since_is_left_as_it_is(noor: Owner) -> None:
    rows = [boxes.message(noor.citizen_id), boxes.message(noor.citizen_id)]
    done = handle(noor.citizen_id, [row.id for row in rows], What.SEEN, TRACE)
    Message.objects.filter(id=rows[0].id).update(unread=True)
    Box.objects.filter(box_id=noor.citizen_id).update(unread=1)
    undo(noor.citizen_id, done.id, TRACE)
    assert counted(noor.citizen_id) == counts.counted(noor.citizen_id) == (2, 0, 2)


def test_nobody_handles_the_messages_of_another(noor: Owner) -> None:
    other = boxes.citizen("83710237757")
    theirs = boxes.message(other)
    assert handle(noor.citizen_id, [theirs.id, uuid7()], What.ARCHIVED, TRACE).messages == []
    assert Message.objects.get(id=theirs.id).visible


def test_labels_have_a_name_of_their_own_and_there_are_at_most_fifty(noor: Owner) -> None:
    row = boxes.message(noor.citizen_id)
    for name in ("Huis", " huis ", "HUIS"):
        handle(noor.citizen_id, [row.id], What.LABELLED, TRACE, label=name)
    own = arranging.of(noor.citizen_id)
    assert own.kept.names(Message.objects.get(id=row.id).labels) == ("Huis",)
    for wrong in ("", "  ", "\x00", "x" * 51):
        with pytest.raises(arranging.RefusedError):
            handle(noor.citizen_id, [row.id], What.LABELLED, TRACE, label=wrong)
    for number in range(arranging.MOST_LABELS - 1):
        handle(noor.citizen_id, [row.id], What.LABELLED, TRACE, label=f"l{number}")
    with pytest.raises(arranging.RefusedError, match="many"):
        handle(noor.citizen_id, [row.id], What.LABELLED, TRACE, label="nog een")


def test_a_label_that_is_thrown_away_leaves_its_messages(noor: Owner) -> None:
    row = boxes.message(noor.citizen_id)
    handle(noor.citizen_id, [row.id], What.LABELLED, TRACE, label="Huis")
    (label,) = Message.objects.get(id=row.id).labels
    noor.send("/berichten/ordenen/wijzigen", wat="label", naam=label)
    assert Message.objects.get(id=row.id).labels == []
    assert arranging.of(noor.citizen_id).kept.labels == ()


def test_what_of_the_archived_was_not_read_is_said_and_nothing_of_what_was(noor: Owner) -> None:
    read, unread = boxes.message(noor.citizen_id, unread=False), boxes.message(noor.citizen_id)
    done = handle(noor.citizen_id, [read.id], What.ARCHIVED, TRACE)
    assert "gelezen" not in noor.text(f"/berichten?gedaan={done.id}").partition("archief.")[2].partition("Ongedaan")[0]
    handle(noor.citizen_id, [read.id], What.RESTORED, TRACE)
    done = handle(noor.citizen_id, [read.id, unread.id], What.ARCHIVED, TRACE)
    assert "1 ervan was niet gelezen" in noor.text(f"/berichten?gedaan={done.id}")


def test_several_at_once_from_the_list_and_back_by_the_button(noor: Owner) -> None:
    rows = [boxes.message(noor.citizen_id) for _n in range(3)]
    ids = [str(row.id) for row in rows[:2]]
    fields = {"wat": "archived", "bericht": ids, "terug": "/berichten?toon=ongelezen"}
    answer = noor.send("/berichten/doen", **fields)  # type: ignore[arg-type]
    assert answer["Location"].startswith("/berichten?toon=ongelezen&gedaan=")
    said = noor.text(answer["Location"])
    assert "2 berichten liggen nu in het archief. Ze waren niet gelezen: ze tellen niet meer mee als ongelezen" in said
    act = answer["Location"].partition("gedaan=")[2]
    back = noor.send("/berichten/ongedaan", act=act, terug="/berichten")
    assert "alles is weer zoals het was" in noor.text(back["Location"])
    assert counted(noor.citizen_id) == (3, 0, 3)
    assert noor.send("/berichten/ongedaan", act=act, terug="/berichten").status_code == 409
    told = AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="mailbox.message.changed")
    assert told.count() == 4


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wat": "archived"}, "Kies eerst minstens één bericht"),
        ({"wat": "ontploffen", "bericht": "x"}, "We weten niet wat u wilt doen"),
        ({"wat": "labelled", "bericht": str(UUID(int=7)), "label": ""}, "Een label heeft een naam nodig"),
        ({"wat": "seen", "bericht": "geen-uuid"}, "Kies eerst minstens één bericht"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_changes_nothing(noor: Owner, fields: dict[str, str], told: str) -> None:
    boxes.message(noor.citizen_id)
    before = states(noor.citizen_id)
    answer = noor.send("/berichten/doen", **fields, terug="https://evil.example/berichten")
    assert answer["Location"].startswith("/berichten?")
    assert told in noor.text(answer["Location"])
    assert states(noor.citizen_id) == before


@pytest.mark.parametrize("name", ["85073003328", "Voor 85.07.30-033.28"])
def test_a_label_or_the_name_of_a_search_holds_no_national_number(noor: Owner, name: str) -> None:
    row = boxes.message(noor.citizen_id)
    answer = noor.send("/berichten/doen", wat="labelled", bericht=str(row.id), label=name)
    assert "geen rijksregisternummer" in noor.text(answer["Location"])
    answer = noor.send("/berichten/ordenen/bewaren", toon="ongelezen", naam=name)
    assert "geen rijksregisternummer" in noor.text(answer["Location"])
    assert Message.objects.get(id=row.id).labels == []
