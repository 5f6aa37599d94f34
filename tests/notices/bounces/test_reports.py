"""A bounce or a complaint counts once, for the letter that it is about; one that was forged counts never (E4)."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices import queries
from burgerprofiel.notices.bounces import actions, openapi, reading
from burgerprofiel.notices.bounces.returned import Returned, Word
from burgerprofiel.notices.models import Delivery, Notice, Preference, Waiting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import returns
from burgerprofiel.people import models as people
from burgerprofiel.people.events import CallNameChosen
from burgerprofiel.people.profile import actions as profile
from burgerprofiel.people.profile.contact import Kind
from tests import programs
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import raised, reached, server, texts
from tests.notices.outbox.posting import Server
from tests.published import Contract
from tests.waiting import until_somebody_waits

__all__ = ["server", "texts"]
pytestmark = pytest.mark.django_db
TRACE = Trace(actor="system")
DSN = """From: MAILER-DAEMON@mx.example.be
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.be

Final-Recipient: rfc822; noor@example.be
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--x
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: a letter

--x--
"""
ARF = """From: fbl@provider.example
To: klachten@burgerprofiel.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="x"

--x
Content-Type: text/plain

A complaint.
--x
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: provider/1.0
Version: 1

--x
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: a letter

The letter.
--x--
"""


@pytest.fixture(autouse=True)
def bounce_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every letter comes back to an address of its own."""
    config = dataclasses.replace(settings.CONFIG, bounce_address="terug@bounces.example")
    monkeypatch.setattr(settings, "CONFIG", config)


def sent(citizen_id: CitizenId, server: Server, key: str = "1") -> tuple[str, str]:
    """Let a letter go out; return where it comes back to, and its Message-ID."""
    raised(citizen_id, key)
    send_waiting()
    return server.senders[-1], server.letters[-1][1]


def dsn(to: str, message_id: str = "<x@y.example>", action: str = "failed", status: str = "5.1.1") -> bytes:
    """What a mail server writes."""
    return DSN.format(to=to, action=action, status=status, message_id=message_id).encode()


def way(citizen_id: CitizenId) -> list[tuple[str, str, str]]:
    """What became of each delivery."""
    return [(row.channel, row.way, row.why) for row in Delivery.objects.filter(citizen_id=citizen_id).order_by("id")]


def test_a_letter_that_comes_back_shows_its_address_dead_and_goes_to_the_phone(
    noor: CitizenId, server: Server, texts: list[dict[str, str]]
) -> None:
    reached(noor)
    reached(noor, "+32470123456", Kind.PHONE)
    back, _id = sent(noor, server)
    assert actions.take(dsn(back), TRACE) is Word.FAILED
    assert people.Contact.objects.get(citizen_id=noor, kind="email").dead_why == "5.1.1"
    send_waiting()
    assert sorted(way(noor)) == [("email", "bounced", "5.1.1"), *[("sms", "handed", "")] * 2], "it, and that it died"
    assert len(texts) == 2
    assert actions.take(dsn(back), TRACE) is Word.NOTHING
    assert not Waiting.objects.exists()


def test_who_has_a_dead_address_reads_so_in_the_bell_and_where_they_are_still_reached(
    noor: CitizenId, server: Server, texts: list[dict[str, str]]
) -> None:
    reached(noor)
    reached(noor, "+32470123456", Kind.PHONE)
    back, _id = sent(noor, server)
    actions.take(dsn(back), TRACE)
    (told,) = queries.opened(noor, list(Notice.objects.filter(citizen_id=noor, kind="profile.address_dead")))
    assert (told.words.title, told.path) == ("Uw e-mailadres werkt niet meer", "/profiel")
    letters = len(server.letters)
    send_waiting()
    assert "Uw e-mailadres werkt niet meer" in " ".join(str(each) for each in texts)
    assert len(server.letters) == letters, "and nothing is sent there again"
    people.Contact.objects.filter(citizen_id=noor, kind="email").update(dead_since=None)
    assert profile.note_dead(noor, people.Contact.objects.get(citizen_id=noor, kind="email").id, "550", TRACE)
    assert Notice.objects.filter(kind="profile.address_dead").count() == 2, "each time that it died"


def test_a_full_mailbox_is_not_dead_until_the_third_time(noor: CitizenId, server: Server) -> None:
    reached(noor)
    for number in range(3):
        assert people.Contact.objects.get(citizen_id=noor).dead_since is None
        back, _id = sent(noor, server, str(number))
        actions.take(dsn(back, status="5.2.2"), TRACE)
    assert people.Contact.objects.get(citizen_id=noor).dead_why == "5.2.2"


def test_a_digest_comes_back_for_all_that_it_told(noor: CitizenId, server: Server) -> None:
    reached(noor)
    Preference.objects.create(citizen_id=noor, group="dossiers", channel="email", how="digest", since=clock.now())
    raised(noor, "1")
    raised(noor, "2")
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        send_waiting()
    actions.take(dsn(server.senders[-1], status="5.7.1"), TRACE)
    assert way(noor) == [("email", "bounced", "5.7.1")] * 2


@pytest.mark.parametrize("action", ["delayed", "relayed", "expanded", "nonsense"])
def test_what_only_takes_longer_changes_nothing(noor: CitizenId, server: Server, action: str) -> None:
    reached(noor)
    back, _id = sent(noor, server)
    assert actions.take(dsn(back, action=action), TRACE) is Word.NOTHING
    assert way(noor) == [("email", "handed", "")]


def test_word_that_it_arrived_proves_the_address(noor: CitizenId, server: Server) -> None:
    reached(noor)
    back, _id = sent(noor, server)
    assert actions.take(dsn(back, action="delivered", status="2.0.0"), TRACE) is Word.DELIVERED
    assert way(noor) == [("email", "delivered", "")]
    assert people.Contact.objects.get(citizen_id=noor).reached_at


def test_a_complaint_ends_e_mail_of_that_group_once(noor: CitizenId, server: Server) -> None:
    reached(noor)
    _back, message_id = sent(noor, server)
    complaint = ARF.format(kind="abuse", message_id=message_id).encode()
    assert actions.take(complaint, TRACE) is Word.COMPLAINT
    assert Preference.objects.get(citizen_id=noor).how == "never"
    Preference.objects.all().delete()
    assert actions.take(complaint, TRACE) is Word.NOTHING
    assert not Preference.objects.exists()
    assert people.Contact.objects.get(citizen_id=noor).dead_since is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("word", [Word.FAILED, Word.COMPLAINT])
def test_a_report_and_who_changes_the_profile_meanwhile_never_wait_in_a_circle(
    noor: CitizenId, server: Server, word: Word
) -> None:
    reached(noor)
    sent(noor, server)
    letter = Delivery.objects.get(channel="email").id

    def comes_in() -> Word:
        try:
            return actions.act(Returned(word, letter, "5.1.1"), Channel.EMAIL, TRACE)
        finally:
            let_go()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            profile.begin(noor)
            taken = pool.submit(comes_in)
            until_somebody_waits()
            record(noor, TRACE, CallNameChosen())
        assert taken.result(10) is word


def test_who_takes_a_complaint_back_ends_nothing(noor: CitizenId, server: Server) -> None:
    reached(noor)
    _back, message_id = sent(noor, server)
    assert actions.take(ARF.format(kind="not-spam", message_id=message_id).encode(), TRACE) is Word.NOTHING


def test_a_forged_bounce_for_somebody_else_does_nothing(noor: CitizenId, jozef: CitizenId, server: Server) -> None:
    reached(noor)
    reached(jozef, "jozef@example.org")
    _back, message_id = sent(noor, server)
    mine, _id = sent(jozef, server)
    delivery = Delivery.objects.get(citizen_id=noor)
    theirs = returns.address(delivery.id)
    name, _plus, rest = theirs.partition("+")
    swapped = f"{name}+{rest[:26]}{mine.partition('+')[2][26:]}"
    for to in (swapped, theirs.replace(rest[26:42], "a" * 16), "noor@example.be", f"{delivery.id}@bounces.example", ""):
        assert actions.take(dsn(to, message_id), TRACE) is Word.NOTHING
    assert way(noor) == [("email", "handed", "")]
    assert people.Contact.objects.get(citizen_id=noor).dead_since is None


def test_without_such_addresses_the_letter_in_the_report_says_which_it_is(
    noor: CitizenId, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(settings.CONFIG, bounce_address=""))
    reached(noor)
    back, message_id = sent(noor, server)
    assert back == settings.CONFIG.mail_sender
    assert actions.take(dsn(back, f"<{uuid7().hex}@burgerprofiel.example>"), TRACE) is Word.NOTHING
    assert actions.take(dsn(back, message_id.replace("burgerprofiel", "elsewhere")), TRACE) is Word.NOTHING
    assert actions.take(dsn(back, message_id), TRACE) is Word.FAILED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("message/delivery-status", "message/global-delivery-status"),
        ("message/delivery-status\n", "message/delivery-status\nContent-Transfer-Encoding: 7bit\n"),
        ("\n", "\r\n"),
        ("Status: 5.1.1", "Status: 5.1.1 (bad destination mailbox address)"),
        ("Action: failed", "action: Failed"),
        ("report-type=delivery-status; ", ""),
    ],
)
def test_reports_are_read_as_servers_write_them(noor: CitizenId, server: Server, before: str, after: str) -> None:
    reached(noor)
    back, _id = sent(noor, server)
    written = dsn(back).decode()
    assert before in written
    assert actions.take(written.replace(before, after).encode(), TRACE) is Word.FAILED
    assert people.Contact.objects.get(citizen_id=noor).dead_why == "5.1.1"


@given(st.binary(max_size=3000))
def test_whatever_comes_in_is_a_report_or_nothing(raw: bytes) -> None:
    assert reading.read(raw).letter is None


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\n",
        b"Content-Type: multipart/report; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/report; boundary=x\n\n" * 5000,
        b"Content-Type: multipart/report; report-type=delivery-status\n\nno boundary",
        b"Content-Type: multipart/report; charset=nonsense; boundary==\n\n",
        dsn("x" * 900_000),
        b"To: " + b"terug+" * 100_000 + b"\n\n",
        b"x" * (reading.LARGEST + 1),
    ],
)
def test_hostile_reports_do_nothing(hostile: bytes) -> None:
    assert actions.take(hostile, TRACE) is Word.NOTHING


class Mail(programs.Program):
    """A mail server or gateway that tells us."""

    CONTRACT = Contract(openapi.FILE)

    def tell(self, path: str, body: object, kind: str = "application/json") -> tuple[int, str]:
        """Return the status and what it changed."""
        answer = self.ask("POST", f"/burgerprofiel/post/v1/{path}", body, kind)
        return answer.status, answer.json.get("outcome", "")


def test_a_mail_server_tells_it_at_the_door(noor: CitizenId, server: Server, one_connection: None) -> None:
    reached(noor)
    back, _id = sent(noor, server)
    mx, stranger = Mail(programs.token("mx", ["PostReturns"])), Mail(programs.token("other", ["DosisImport"]))
    assert stranger.tell("bounces", dsn(back), "message/rfc822")[0] == 403
    assert Mail().tell("bounces", dsn(back), "message/rfc822")[0] == 401
    assert mx.tell("bounces", dsn(back), "text/plain")[0] == 415
    assert mx.tell("bounces", b"x" * 1_000_001, "message/rfc822")[0] == 413
    assert mx.tell("bounces", b"nonsense", "message/rfc822") == (202, "nothing")
    assert mx.tell("bounces", dsn(back), "message/rfc822") == (202, "failed")


def test_a_gateway_tells_what_became_of_a_text(
    noor: CitizenId, texts: list[dict[str, str]], one_connection: None
) -> None:
    reached(noor, "+32470123456", Kind.PHONE)
    Preference.objects.create(citizen_id=noor, group="dossiers", channel="sms", how="now", since=clock.now())
    raised(noor)
    send_waiting()
    gateway = Mail(programs.token("gateway", ["PostReturns"]))
    receipt = {"id": texts[0]["id"], "state": "failed", "code": "absent", "numberIsDead": True}
    assert gateway.tell("receipts", receipt | {"id": str(uuid7())}) == (202, "nothing")
    assert gateway.tell("receipts", receipt | {"other": 1})[0] == 400
    assert gateway.tell("receipts", receipt | {"code": "x" * 41})[0] == 400
    assert gateway.tell("receipts", receipt) == (202, "failed")
    assert people.Contact.objects.get(citizen_id=noor).dead_why == "absent"


def test_a_bounce_told_again_says_nothing_of_the_address_to_which_it_went_then(noor: CitizenId, server: Server) -> None:
    reached(noor)
    reached(noor, "noor@example.org")
    back, _id = sent(noor, server)
    assert actions.take(dsn(back), TRACE) is Word.FAILED
    send_waiting()
    assert server.senders[-1] != back
    assert actions.take(dsn(back), TRACE) is Word.NOTHING
    assert people.Contact.objects.filter(citizen_id=noor, dead_since=None).count() == 1
    assert actions.take(dsn(server.senders[-1]), TRACE) is Word.FAILED, "a report of the second letter counts"
    assert not people.Contact.objects.filter(citizen_id=noor, dead_since=None).exists()
