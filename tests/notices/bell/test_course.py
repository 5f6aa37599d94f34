"""On a notice stands by which channel it went, where, when, and what became of it: its owner's to know (E2, I1)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.announcements import actions, draft
from burgerprofiel.notices.announcements.writing import LANGUAGES
from burgerprofiel.notices.models import Delivery, Waiting
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.own import course
from burgerprofiel.people.profile.contact import Contact, Kind
from burgerprofiel.people.profile.contacts.actions import take_over
from burgerprofiel.people.profile.queries import contacts_of
from tests.notices.bell.conftest import Tell
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import server
from tests.notices.outbox.posting import Server

__all__ = ["server"]
pytestmark = pytest.mark.django_db
TRACE = Trace(actor="operator")


def went(citizen_id: CitizenId, notice: UUID, channel: str, way: str, **more: object) -> None:
    """It went, or was to go, by a channel."""
    now = clock.now()
    moments = {"created_at": now, "due_at": now, "way_at": now}
    known = {"citizen_id": citizen_id, "id": uuid7(), "notice_id": notice, "channel": channel, "way": way}
    Delivery.objects.filter(citizen_id=citizen_id, notice_id=notice, channel=channel).delete()
    Delivery.objects.create(**known | moments | more)


def courses(client: Client, language: str = "nl") -> list[str]:
    """What the list says of each line, its words alone."""
    html = client.get("/meldingen", headers={"accept-language": language}).content.decode()
    found = re.findall(r'<details class="fold course">(.*?)</details>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]


def test_it_says_where_it_went_when_and_what_became_of_it(hers: Client, tell: Tell, noor: CitizenId) -> None:
    notice = tell()
    take_over(noor, Kind.EMAIL, "noor@voorbeeld.example", clock.now(), Trace(actor="citizen"))
    take_over(noor, Kind.PHONE, "+32470123456", clock.now(), Trace(actor="citizen"))
    mail, phone = contacts_of(noor)
    went(noor, notice, "email", "bounced", contact_id=mail.id, why="5.1.1")
    went(noor, notice, "sms", "handed", contact_id=phone.id)
    went(noor, notice, "push", "dropped", why="read")
    (said,) = courses(hers)
    assert "E-mail n…@voorbeeld.example teruggekomen: daar komt niets aan, vandaag" in said
    assert "Sms •••• 56 overhandigd, vandaag" in said
    assert "niet verstuurd: u had het al gelezen" in said
    assert "noor@" not in said
    assert "0123456" not in said.replace(" ", "")


def test_what_waits_says_until_when_and_what_was_not_sent_says_so(hers: Client, tell: Tell, noor: CitizenId) -> None:
    later = clock.now() + timedelta(hours=30)
    went(noor, tell(name="Morgen"), "email", "waiting", due_at=later)
    Delivery.objects.filter(citizen_id=noor, notice_id=tell(name="Alleen hier")).delete()
    alone, tomorrow = courses(hers)
    assert "Er is niets verstuurd: het staat alleen hier." in alone
    assert "wacht om te vertrekken, niet voor" in tomorrow


def test_an_announcement_that_comes_in_the_daily_letter_says_that_it_waits(
    hers: Client, noor: CitizenId, server: Server
) -> None:
    take_over(noor, Kind.EMAIL, "noor@voorbeeld.example", clock.now(), Trace(actor="citizen"))
    said = {"title": "Nieuw", "text": "Er is iets nieuws."}
    actions.tell_next(actions.make(draft.read({"reference": "r", **dict.fromkeys(LANGUAGES, said)}), [noor], TRACE))
    (waits,) = courses(hers)
    assert "E-mail wacht om te vertrekken, niet voor" in waits
    assert "staat alleen hier" not in waits
    Waiting.objects.update(due_at=clock.now())
    send_waiting()
    assert len(server.letters) == 1
    (went_,) = courses(hers)
    assert "E-mail n…@voorbeeld.example overhandigd" in went_
    assert "wacht" not in went_


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("why", ["", "read", "expired", "off", "silence", "instead", "unreachable", "5.1.1"])
def test_every_end_has_its_words(hers: Client, tell: Tell, noor: CitizenId, language: str, why: str) -> None:
    for way in Way:
        went(noor, tell(), "email", way.value, why=why)
    said = courses(hers, language)
    assert len(said) == len(Way)
    assert len(set(said)) == len(said), "each says something of its own"


def test_a_contact_that_was_removed_since_is_not_named(hers: Client, tell: Tell, noor: CitizenId) -> None:
    went(noor, tell(), "email", "handed", contact_id=uuid7())
    (said,) = courses(hers)
    assert "E-mail overhandigd" in said


def test_nobody_reads_how_somebody_else_was_told(his: Client, tell: Tell, noor: CitizenId, jozef: CitizenId) -> None:
    notice = tell()
    went(noor, notice, "email", "handed")
    assert courses(his) == []
    assert course.of(jozef, [notice]) == {}


ADDRESS = st.from_regex(r"[a-z][a-z0-9.]{0,20}@[a-z]{1,10}\.be", fullmatch=True)


@given(ADDRESS, st.from_regex(r"\+324[0-9]{8}", fullmatch=True))
def test_a_mask_keeps_a_letter_and_two_digits(address: str, number: str) -> None:
    moment = datetime(2026, 3, 14, tzinfo=clock.BRUSSELS)
    mail = course.masked(Contact(UUID(int=1), Kind.EMAIL, address, moment))
    name, _at, domain = address.partition("@")
    assert mail == f"{name[0]}…@{domain}"
    assert course.masked(Contact(UUID(int=2), Kind.PHONE, number, moment)) == f"•••• {number[-2:]}"
