"""What there is to pay is ready for a bank's application: the code is read back by somebody else's reader."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from burgerprofiel.kit import clock
from burgerprofiel.kit.iban import Iban
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.ogm import PaymentReference
from burgerprofiel.mailbox.own import paying
from burgerprofiel.mailbox.own.paying import Bill
from tests.mailbox import boxes
from tests.mailbox.owning import owner

DUE = datetime(2026, 12, 22, tzinfo=UTC).date()
BILL = Bill(Money(11800), DUE, "Gemeente Zonnegem", Iban("BE72000000001616"), "", "+++010/8068/17183+++")
PAYMENT = {"id": "p", "cents": 11800, "iban": "BE72000000001616", "reference": "010806817183"}


def scanned(content: str) -> str:
    """What a phone reads in the code that is drawn of this."""
    picture = io.BytesIO()
    segno.make(content, error="m", boost_error=False, encoding="utf-8", micro=False).save(
        picture, kind="png", scale=5, border=4
    )
    picture.seek(0)
    found = zxingcpp.read_barcodes(Image.open(picture).convert("L"))
    assert len(found) == 1
    return str(found[0].text)


def test_the_code_is_as_the_payments_council_writes_it() -> None:
    assert paying.epc(BILL).split("\n") == [
        "BCD", "002", "1", "SCT", "", "Gemeente Zonnegem", "BE72000000001616", "EUR118.00", "", "",
        "+++010/8068/17183+++",
    ]  # fmt: skip


def test_a_reader_of_somebody_else_reads_the_same() -> None:
    assert scanned(paying.epc(BILL)) == paying.epc(BILL)
    assert paying.code(BILL).startswith("data:image/svg+xml")


@settings(max_examples=40)
@given(
    some.integers(1, 99_999_999_999),
    some.integers(0, 10**10 - 1),
    some.text(some.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=120),
)
def test_every_code_fits_and_reads_back(cents: int, number: int, payee: str) -> None:
    bill = Bill(Money(cents), DUE, payee, BILL.iban, "", str(PaymentReference.of(number)))
    content = paying.epc(bill)
    assert len(content.encode()) <= 331
    if content:
        assert scanned(content) == content


@pytest.mark.parametrize(
    "bill",
    [
        Bill(Money(0), DUE, "X", BILL.iban, "", ""),
        Bill(Money(100), DUE, "X", None, "", ""),
        Bill(Money(100), DUE, "X", BILL.iban, "", "", currency="USD"),
        Bill(Money(10**12), DUE, "X", BILL.iban, "", ""),
    ],
)
def test_what_cannot_be_paid_so_has_no_code(bill: Bill) -> None:
    assert paying.code(bill) == ""


def test_the_calendar_has_the_day_an_alarm_and_short_lines() -> None:
    now = datetime(2026, 11, 22, 8, tzinfo=UTC)
    text = paying.calendar(BILL, "abc", "Betaal, € 118,00; nu" + "é" * 90, "Regel 1\nRegel 2", now)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20261222" in lines
    assert "DTEND;VALUE=DATE:20261223" in lines
    assert "SUMMARY:Betaal\\, € 118\\,00\\; nu" + "é" * 90 in lines
    assert "DESCRIPTION:Regel 1\\nRegel 2" in lines


@pytest.mark.django_db
def test_the_card_shows_all_and_turns_green_when_it_is_marked_as_paid() -> None:
    noor = owner()
    boxes.box(noor.citizen_id)
    row = boxes.message(noor.citizen_id, amount=11800, due_at=clock.now() + timedelta(days=30), payment=PAYMENT)
    page = noor.text(f"/berichten/{row.id}").replace("\N{NO-BREAK SPACE}", " ")
    for told in ("€ 118,00", "BE72 0000 0000 1616", "+++010/8068/17183+++", "nog 30 dagen", "Scan met de app"):
        assert told in page
    answer = noor.send("/berichten/doen", wat="paid", bericht=str(row.id), terug=f"/berichten/{row.id}")
    page = noor.text(answer["Location"])
    assert "U hebt dit gemarkeerd als betaald" in page
    assert "BE72" not in page
    assert noor.get(f"/berichten/{row.id}/vervaldag.ics")["Content-Type"].startswith("text/calendar")


@pytest.mark.django_db
def test_an_overdue_bill_is_said_calmly_and_a_message_without_one_has_no_card() -> None:
    noor = owner()
    boxes.box(noor.citizen_id)
    late = boxes.message(noor.citizen_id, amount=1, due_at=clock.now() - timedelta(days=3), payment={"iban": "onzin"})
    page = noor.text(f"/berichten/{late.id}")
    assert "Dit moest betaald zijn op" in page
    assert "Hebt u al betaald?" in page
    assert "Scan met" not in page
    plain = boxes.message(noor.citizen_id)
    assert "Te betalen " not in noor.text(f"/berichten/{plain.id}").partition("Over dit bericht")[0][-400:]
    assert noor.get(f"/berichten/{plain.id}/vervaldag.ics").status_code == 404
