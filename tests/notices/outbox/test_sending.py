"""What waits goes out once, in order, to where its reader is today (E4, E5)."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.post import Message, mail
from burgerprofiel.kit.post.providers import mail_servers
from burgerprofiel.kit.post.smtp import Line
from burgerprofiel.notices.models import Delivery, Notice, Preference, Waiting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import opening, taking
from burgerprofiel.notices.outbox.handing import Hands, Standings
from burgerprofiel.notices.outbox.post_office import PostOffice
from burgerprofiel.people import models as people
from burgerprofiel.people.profile.contact import Kind
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import raised, reached
from tests.notices.outbox.posting import Server

pytestmark = pytest.mark.django_db


def ways(citizen_id: CitizenId) -> list[tuple[str, str, str]]:
    """What became of each delivery, in their order."""
    rows = Delivery.objects.filter(citizen_id=citizen_id).order_by("id")
    return [(row.channel, row.way, row.why) for row in rows]


def test_a_notice_reaches_the_mail_server_once_and_waits_no_more(noor: CitizenId, server: Server) -> None:
    reached(noor)
    raised(noor)
    assert send_waiting() == 1
    assert send_waiting() == 0
    ((to, message_id, _at),) = server.letters
    delivery = Delivery.objects.get(citizen_id=noor)
    assert to == "noor@example.be"
    assert message_id.startswith(f"<{delivery.id.hex}@")
    assert (delivery.way, delivery.provider) == ("handed", "smtp")
    assert delivery.contact_id == people.Contact.objects.get(citizen_id=noor).id
    assert not Waiting.objects.exists()


def test_many_letters_go_over_one_line_and_in_order(noor: CitizenId, server: Server) -> None:
    reached(noor)
    for number in range(8):
        raised(noor, str(number))
    assert send_waiting() == 8
    subjects = [str(each["Subject"]) for each in server.read()]
    assert [subject[-1] for subject in subjects] == list("01234567")
    assert server.connections == 1


def test_what_was_read_meanwhile_or_is_over_or_switched_off_is_not_sent(noor: CitizenId, server: Server) -> None:
    reached(noor)
    raised(noor, "read")
    Notice.objects.update(read_at=clock.now())
    raised(noor, "over")
    Notice.objects.filter(read_at=None).update(expires_at=clock.now() - timedelta(seconds=1))
    raised(noor, "off", "mail.new")
    Preference.objects.create(citizen_id=noor, group="mail", channel="email", how="never", since=timezone.now())
    send_waiting()
    assert server.letters == []
    assert {why for _channel, way, why in ways(noor) if way == "dropped"} == {"read", "expired", "off"}


def test_what_somebody_sends_in_quiet_hours_waits(noor: CitizenId, server: Server) -> None:
    reached(noor)
    raised(noor)
    from burgerprofiel.notices.models import Setting

    begins = (clock.now().astimezone(clock.BRUSSELS) - timedelta(minutes=5)).time().replace(tzinfo=None)
    ends = (clock.now().astimezone(clock.BRUSSELS) + timedelta(hours=2)).time().replace(tzinfo=None)
    Setting.objects.create(citizen_id=noor, quiet_from=begins, quiet_until=ends)
    assert send_waiting() == 0
    assert server.letters == []
    assert Waiting.objects.get().due_at > clock.now() + timedelta(hours=1)


def test_a_recipient_who_is_put_off_holds_back_what_comes_after_and_nobody_else(
    noor: CitizenId, jozef: CitizenId, server: Server
) -> None:
    reached(noor)
    reached(jozef, "jozef@example.org")
    server.refuse = lambda to: "451 4.7.1 come back later" if to.startswith("noor") else ""
    raised(noor, "1")
    raised(noor, "2")
    raised(jozef, "1")
    send_waiting()
    raised(noor, "3")
    send_waiting()
    assert [to for to, _id, _at in server.letters] == ["jozef@example.org"]
    server.refuse = lambda _to: ""
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        send_waiting()
    mine = [str(each["Subject"])[-1] for each in server.read() if each["To"] == "noor@example.be"]
    assert mine == ["1", "2", "3"]
    assert server.twice() == []


def test_a_dead_address_is_noted_and_the_notice_goes_to_the_phone(
    noor: CitizenId, server: Server, texts: list[dict[str, str]]
) -> None:
    reached(noor)
    reached(noor, "+32470123456", Kind.PHONE)
    server.refuse = lambda _to: "550 5.1.1 no such mailbox"
    raised(noor)
    send_waiting()
    assert people.Contact.objects.get(citizen_id=noor, kind="email").dead_why == "5.1.1"
    assert sorted(ways(noor)) == [("email", "bounced", "5.1.1"), *[("sms", "handed", "")] * 2], "it, and that it died"
    assert {each["to"] for each in texts} == {"+32470123456"}


def test_another_address_of_theirs_comes_before_another_channel(noor: CitizenId, server: Server) -> None:
    reached(noor, "dead@example.be")
    reached(noor, "alive@example.be")
    server.refuse = lambda to: "550 5.1.1 no such mailbox" if to.startswith("dead") else ""
    raised(noor)
    send_waiting()
    assert [to for to, _id, _at in server.letters] == ["alive@example.be"] * 2, "it, and that the other one died"
    assert ways(noor) == [("email", "handed", "")] * 2


def test_a_refusal_of_the_letter_says_nothing_of_the_address(noor: CitizenId, server: Server) -> None:
    reached(noor)
    server.refuse_letter = lambda _to: "554 5.7.1 this looks like spam"
    raised(noor)
    send_waiting()
    assert ways(noor) == [("email", "failed", "5.7.1")]
    assert people.Contact.objects.get(citizen_id=noor).dead_since is None


def test_what_the_first_server_does_not_take_the_second_gets(noor: CitizenId, server: Server, second: Server) -> None:
    reached(noor)
    server.close()
    raised(noor)
    send_waiting()
    assert [to for to, _id, _at in second.letters] == ["noor@example.be"]
    assert Delivery.objects.get().provider == "smtp-2"


def test_when_no_server_is_there_everything_waits_and_then_goes_in_order(noor: CitizenId, server: Server) -> None:
    reached(noor)
    server.close()
    for number in range(3):
        raised(noor, str(number))
    assert send_waiting() == 0
    assert Waiting.objects.filter(taken_by=None).count() == 3
    server.open()
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        assert send_waiting() == 3
    assert [str(each["Subject"])[-1] for each in server.read()] == ["0", "1", "2"]


def test_a_digest_is_one_letter_and_the_same_one_when_it_is_tried_again(noor: CitizenId, server: Server) -> None:
    reached(noor)
    Preference.objects.create(citizen_id=noor, group="dossiers", channel="email", how="digest", since=timezone.now())
    for number in range(5):
        raised(noor, str(number))
    assert send_waiting() == 0
    server.refuse = lambda _to: "451 later"
    evening = clock.now() + timedelta(days=1)
    with clock.frozen_at(evening):
        assert send_waiting() == 0
        first = Waiting.objects.order_by("id")[0].letter
        raised(noor, "late")
        Waiting.objects.filter(letter=None).update(due_at=evening)
    server.refuse = lambda _to: ""
    with clock.frozen_at(evening + timedelta(minutes=1)):
        assert send_waiting() == 6
    assert first
    assert len(server.letters) == 2
    assert server.letters[0][1].startswith(f"<{first.hex}@")
    assert Delivery.objects.filter(letter=first, way="handed").count() == 5


def test_what_waited_until_it_was_too_late_failed(noor: CitizenId, server: Server) -> None:
    reached(noor)
    raised(noor)
    with clock.frozen_at(clock.now() + timedelta(days=4)):
        send_waiting()
    assert ways(noor) == [("email", "failed", "too late")]
    assert server.letters == []


def test_a_notice_that_cannot_be_opened_stops_no_other(noor: CitizenId, jozef: CitizenId, server: Server) -> None:
    reached(noor)
    reached(jozef, "jozef@example.org")
    raised(noor)
    raised(jozef)
    Notice.objects.filter(citizen_id=noor).update(sealed=b"broken")
    send_waiting()
    assert ways(noor) == [("email", "failed", "unreadable")]
    assert [to for to, _id, _at in server.letters] == ["jozef@example.org"]


def test_a_key_that_is_missing_loses_no_letter(
    noor: CitizenId, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached(noor)
    raised(noor)
    before = settings.CONFIG
    monkeypatch.setattr(settings, "CONFIG", dataclasses.replace(before, dkim_selector="2026"))
    assert send_waiting() == 0
    monkeypatch.setattr(settings, "CONFIG", before)
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        assert send_waiting() == 1


def test_a_line_that_was_hung_up_is_opened_anew(noor: CitizenId, server: Server) -> None:
    line = Line(mail_servers()[0])
    for _each in range(2):
        mail.hand_over(line, Message("1", "noor@example.be", "x", "x"))
        server.close()
        server.open()
    line.close()
    assert server.connections == 2
    assert len(server.letters) == 2


def test_what_follows_from_a_letter_may_fail_but_that_it_came_back_is_noted(
    noor: CitizenId, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_some: object) -> bool:
        raise RuntimeError

    reached(noor)
    raised(noor)
    server.refuse = lambda _to: "550 5.1.1 no such mailbox"
    monkeypatch.setattr("burgerprofiel.people.profile.actions.note_dead", broken)
    office = PostOffice()
    (group,) = taking.at_once(uuid7(), [Channel.EMAIL], 1, clock.now())
    ((parcel,), _done) = opening.opened([group], clock.now())
    office._write(Hands(Standings()).hand_over(parcel))
    assert ways(noor) == [("email", "bounced", "5.1.1")]
    assert not Waiting.objects.exists()


class Silent(Server):
    """Takes a letter, and hangs up before it says so."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        """Take it."""
        await super().handle_DATA(server, session, envelope)
        server.transport.abort()
        return "250 OK"


def test_who_may_have_taken_a_letter_gets_it_again_and_nobody_else(
    noor: CitizenId, server: Server, second: Server
) -> None:
    reached(noor)
    server.close()
    silent = Silent(server.port)
    silent.open()
    raised(noor)
    assert send_waiting() == 0
    silent.close()
    server.open()
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        assert send_waiting() == 1
    assert [message_id for _to, message_id, _at in server.letters] == [silent.letters[0][1]]
    assert second.letters == []
