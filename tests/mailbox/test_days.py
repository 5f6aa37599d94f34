"""A day is a day in Belgium: what came in the first hour of the new year is of the new year, though UTC is behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from burgerprofiel.kit.money import Money
from burgerprofiel.mailbox.own import paying
from burgerprofiel.mailbox.own.paying import Bill
from tests.mailbox import boxes
from tests.mailbox.owning import Owner, owner

HALF_PAST_MIDNIGHT = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
NEVER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def noor(db: None) -> Owner:
    """Noor, with an active box."""
    noor = owner()
    boxes.box(noor.citizen_id)
    return noor


@pytest.mark.parametrize(
    ("file", "name"), [("alles.zip", "bericht-2026-01-01.zip"), ("bewijs.json", "bewijs-2026-01-01.json")]
)
def test_a_file_to_keep_is_named_after_the_day_the_letter_came(noor: Owner, file: str, name: str) -> None:
    came = {"at": HALF_PAST_MIDNIGHT, "expires_at": NEVER, "confirmed_at": HALF_PAST_MIDNIGHT + timedelta(hours=1)}
    row = boxes.message(noor.citizen_id, registered=True, **came)
    kept = noor.get(f"/berichten/{row.id}/{file}")
    assert kept.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_bill_without_a_due_day_is_on_the_calendar_today() -> None:
    bill = Bill(Money(100), None, "Gemeente Zonnegem", None, "", "")
    assert "DTSTART;VALUE=DATE:20260101\r\n" in paying.calendar(bill, "abc", "", "", HALF_PAST_MIDNIGHT)
