"""The counts beside a box are those of its messages, whatever was done to them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.events import Trace
from burgerprofiel.mailbox import actions, counts
from burgerprofiel.mailbox.models import Box
from tests.mailbox import boxes

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="test")
ACTS = ["archive", "restore", "unread", "seen", "open"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), max_size=12))
def test_the_counts_agree_after_any_acts(db: None, acts: list[tuple[str, int]]) -> None:
    citizen_id = boxes.citizen("85631441236")
    ids = [boxes.message(citizen_id, f"Bericht {number}").id for number in range(3)]
    for act, which in acts:
        match act:
            case "archive" | "restore":
                actions.show(citizen_id, ids[which], TRACE, visible=act == "restore")
            case "unread" | "seen":
                actions.mark(citizen_id, ids[which], TRACE, unread=act == "unread")
            case _open:
                actions.opened(citizen_id, ids[which], None, TRACE, main=True)
    box = Box.objects.get(box_id=citizen_id)
    assert (box.messages, box.hidden, box.unread) == counts.counted(citizen_id)
    Box.objects.all().delete()
    boxes.Message.objects.all().delete()
