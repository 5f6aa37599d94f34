"""One document reaches everybody on the list, each exactly once, whatever is killed, halted or repeated (C17)."""

from __future__ import annotations

from contextlib import suppress
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.broadcast import actions, forgetting, queries, ranges
from burgerprofiel.mailbox.models import Box, Broadcast, BroadcastRecipient, DocumentEvent, Message, SharedMessage
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.models.broadcasts import Stage
from tests.mailbox import boxes, broadcasts
from tests.mailbox.broadcasts import OCTETS, TRACE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "SIZE", 10)


def send_all(broadcast: Broadcast) -> None:
    for number in queries.waiting(broadcast.id).order_by("number").values_list("number", flat=True):
        actions.send_range(broadcast.id, number)
    broadcast.refresh_from_db()


def test_everybody_on_the_list_has_it_and_the_counts_beside_their_boxes_say_so() -> None:
    ids = broadcasts.crowd(35)
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, ids)
    started = actions.start(broadcast.id, TRACE)
    assert started.stage == Stage.RUNNING
    assert queries.progress(started).boxes == 35
    send_all(broadcast)
    assert broadcast.stage == Stage.DONE
    assert queries.progress(broadcast).delivered == 35
    rows = Message.objects.filter(id=broadcast.message_id)
    assert sorted(rows.values_list("box_id", flat=True)) == sorted(ids)
    assert set(rows.values_list("subject", "shared", "unread", "message_type_id")) == {
        ("Uw straat wordt vernieuwd", True, True, boxes.TYPE)
    }
    for box in Box.objects.filter(box_id__in=ids):
        assert (box.messages, box.hidden, box.unread) == counts.counted(box.box_id) == (1, 0, 1)
        assert (box.octets, box.received_at) == (OCTETS, rows[0].published_at)
    assert DocumentEvent.objects.filter(message_id=broadcast.message_id).values("id").distinct().count() == 35


def test_a_range_that_is_sent_again_puts_and_counts_nothing_again() -> None:
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, broadcasts.crowd(25))
    actions.start(broadcast.id, TRACE)
    actions.send_range(broadcast.id, 2)
    actions.send_range(broadcast.id, 2)
    queries.BroadcastRange.objects.filter(broadcast_id=broadcast.id, number=2).update(done_at=None)
    actions.send_range(broadcast.id, 2)
    broadcast.refresh_from_db()
    assert Message.objects.filter(id=broadcast.message_id).count() == 10
    assert set(Box.objects.filter(messages__gt=0).values_list("messages", "unread", "octets")) == {(1, 1, OCTETS)}
    assert DocumentEvent.objects.filter(message_id=broadcast.message_id).count() == 10


def test_who_has_no_active_box_is_told_of_by_the_rules_of_a_single_message() -> None:
    active, stopped, closed, dormant = (
        broadcasts.crowd(1, state)[0] for state in ("active", "stopped", "closed", "active")
    )
    Box.objects.filter(box_id=dormant).update(dormant_since="2026-01-01T00:00:00Z")
    boxless = CitizenId(uuid7())
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, [active, stopped, closed, dormant, boxless])
    actions.start(broadcast.id, TRACE)
    send_all(broadcast)
    told = queries.progress(broadcast)
    assert (told.delivered, told.unopened, told.dormant, told.refused) == (3, 1, 1, 2)
    assert dict(BroadcastRecipient.objects.values_list("box_id", "code")) == {
        active: "",
        stopped: "NOT_REACHABLE",
        closed: "NOT_REACHABLE",
        dormant: "DORMANT",
        boxless: "NO_DIGITAL_USER",
    }
    made = Box.objects.get(box_id=boxless)
    assert (made.kind, made.state, made.messages) == (Kind.CITIZEN, State.UNOPENED, 1)


def test_an_enterprise_gets_an_active_box_at_its_first_message() -> None:
    box_id = uuid7()
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, [box_id], "enterprise")
    actions.start(broadcast.id, TRACE)
    send_all(broadcast)
    assert Box.objects.filter(box_id=box_id, kind="enterprise", state="active", messages=1).exists()
    assert queries.progress(broadcast).unopened == 0


def test_a_broadcast_to_all_active_boxes_of_a_language_reaches_these_alone() -> None:
    dutch, french, stopped = broadcasts.crowd(12), broadcasts.crowd(3), broadcasts.crowd(2, "stopped")
    Box.objects.filter(box_id__in=french).update(language="fr")
    enterprise = broadcasts.crowd(2, kind="enterprise")
    broadcast = broadcasts.draft(query={"kind": "citizen", "languages": ["fr"]})
    actions.start(broadcast.id, TRACE)
    send_all(broadcast)
    assert sorted(Message.objects.values_list("box_id", flat=True)) == sorted(french)
    everybody = broadcasts.draft(query={"kind": "citizen", "languages": []})
    actions.start(everybody.id, TRACE)
    send_all(everybody)
    reached = set(Message.objects.filter(id=everybody.message_id).values_list("box_id", flat=True))
    assert reached == {*dutch, *french}
    assert not reached & {*stopped, *enterprise}


def test_a_pause_stops_at_the_next_range_and_a_new_start_goes_on_there() -> None:
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, broadcasts.crowd(30))
    actions.start(broadcast.id, TRACE)
    actions.send_range(broadcast.id, 1)
    actions.halt(broadcast.id, TRACE, for_good=False)
    actions.send_range(broadcast.id, 2)
    assert queries.delivered(broadcast.id) == 10
    message = Broadcast.objects.get(id=broadcast.id).message_id
    actions.start(broadcast.id, TRACE)
    send_all(broadcast)
    assert (broadcast.stage, broadcast.message_id, queries.delivered(broadcast.id)) == (Stage.DONE, message, 30)


def test_what_was_cancelled_is_never_sent_further_and_says_how_many_have_it() -> None:
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, broadcasts.crowd(30))
    actions.start(broadcast.id, TRACE)
    actions.send_range(broadcast.id, 3)
    actions.halt(broadcast.id, TRACE, for_good=True)
    send_all(broadcast)
    assert (broadcast.stage, queries.delivered(broadcast.id)) == (Stage.CANCELLED, 10)
    with pytest.raises(actions.NotNowError, match="ended"):
        actions.start(broadcast.id, TRACE)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["send 1", "send 2", "send 3", "fail 1", "fail 3", "lose 2", "pause", "start"]), max_size=14
    )
)
def test_whatever_is_repeated_lost_or_halted_in_between_each_has_it_once(db: None, story: list[str]) -> None:
    ids = broadcasts.crowd(24)
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, ids)
    actions.start(broadcast.id, TRACE)
    for what, _space, number in (act.partition(" ") for act in story):
        with suppress(actions.NotNowError, OSError):
            match what:
                case "send":
                    actions.send_range(broadcast.id, int(number))
                case "fail":
                    with mock.patch.object(actions, "record_in", side_effect=OSError):
                        actions.send_range(broadcast.id, int(number))
                case "lose":  # as if nobody had noted that it was sent
                    queries.BroadcastRange.objects.filter(number=int(number)).update(done_at=None)
                    Broadcast.objects.filter(stage=Stage.DONE).update(stage=Stage.RUNNING)
                case "pause":
                    actions.halt(broadcast.id, TRACE, for_good=False)
                case _start:
                    actions.start(broadcast.id, TRACE)
    with suppress(actions.NotNowError):
        actions.start(broadcast.id, TRACE)
    send_all(broadcast)
    assert broadcast.stage == Stage.DONE
    assert sorted(Message.objects.values_list("box_id", flat=True)) == sorted(ids)
    assert set(Box.objects.values_list("messages", "unread")) == {(1, 1)}
    assert DocumentEvent.objects.count() == 24
    for table in (Message, Box, DocumentEvent, Broadcast, BroadcastRecipient, queries.BroadcastRange):
        table.objects.all().delete()


def test_a_range_that_fails_leaves_nothing_and_is_sent_later() -> None:
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, broadcasts.crowd(10))
    actions.start(broadcast.id, TRACE)
    with mock.patch.object(actions, "record_in", side_effect=OSError), pytest.raises(OSError):
        actions.send_range(broadcast.id, 1)
    assert not Message.objects.exists()
    assert not Box.objects.filter(messages__gt=0).exists()
    send_all(broadcast)
    assert Message.objects.count() == 10


def test_the_trail_of_a_broadcast_holds_each_range_and_proves_who_was_in_it() -> None:
    from hashlib import sha256

    ids = broadcasts.crowd(10)
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, ids)
    actions.start(broadcast.id, TRACE)
    send_all(broadcast)
    sent, started = events_of(CitizenId(broadcast.id)).events
    assert (started.tag, sent.tag) == ("mailbox.broadcast.started", "mailbox.broadcast.range_sent")
    assert sent.details["boxes"] == sha256(b"".join(each.bytes for each in sorted(ids))).hexdigest()
    assert sent.details["delivered"] == 10


def test_only_ranges_that_nobody_was_asked_for_are_asked_for_again() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from burgerprofiel.mailbox.broadcast import asking

    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, broadcasts.crowd(25))
    actions.start(broadcast.id, TRACE)
    jobs = ProcrastinateJob.objects.filter(task_name="mailbox.send_range")
    assert sorted(jobs.values_list("args__number", flat=True)) == [1, 2, 3]
    asking.ask_for(broadcast.id)
    assert jobs.count() == 3


@pytest.mark.parametrize("how", ["withdrawn", "expired"])
def test_of_a_message_that_is_gone_the_broadcast_keeps_the_subject_alone(how: str) -> None:
    row = broadcasts.draft("Uw straat wordt vernieuwd")
    said = {**row.message["columns"], "business": [{"key": "straat", "values": ["Dorpsstraat"]}], "payment": None}
    Broadcast.objects.update(stage=Stage.DONE, message={"columns": said, "octets": OCTETS})
    forgetting.forget()
    assert Broadcast.objects.get().message["columns"] == said
    if how == "withdrawn":
        SharedMessage.objects.update(withdrawn_at=row.created_at)
    else:
        SharedMessage.objects.all().delete()
    forgetting.forget()
    assert Broadcast.objects.get().message["columns"] == {"language": "nl", "subject": "Uw straat wordt vernieuwd"}
