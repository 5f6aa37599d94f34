"""Owners hear by e-mail of new mail, of mail that stays unread and of mail that is about to go (C3, C6, C7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.post import Message as Post
from burgerprofiel.kit.post import NotSentError, mail
from burgerprofiel.mailbox.actions import tell
from burgerprofiel.mailbox.mails import ready, sending, tasks
from burgerprofiel.mailbox.models import Box, Message, MessageType, OwnerMail, SenderOrganisation
from burgerprofiel.mailbox.models.events import EventKind
from tests.mailbox import letters
from tests.mailbox.owning import EMAIL, Owner, PostOffice, owner, post_office

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return post_office(monkeypatch)


@pytest.fixture
def noor(office: PostOffice) -> Owner:
    """Noor, whose mailbox is active and who has read the test message."""
    letters.sender()
    SenderOrganisation.objects.update(names={"nl": "Gemeente Zonnegem", "fr": "Commune de Zonnegem"})
    noor = owner()
    noor.activate(office)
    Message.objects.update(read_at=clock.now())
    work()
    office.letters.clear()
    return noor


def work() -> None:
    """A round of the worker."""
    tasks.tell_owners(0)


def come(subject: str = "Uw parkeerkaart", **parts: object) -> Message:
    """A letter comes."""
    done = letters.published(letters.letter(subject=subject, **parts))
    return Message.objects.get(id=done.message_id)


def later(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    """Let time pass."""
    at: datetime = clock.now() + time
    monkeypatch.setattr(clock, "now", lambda: at)


def test_the_test_message_comes_with_an_e_mail(office: PostOffice) -> None:
    owner().activate(office)
    work()
    assert office.letters[-1].subject == "Nieuw bericht van Zonnegem: Dit is een testbericht"


def test_the_first_letter_after_it_is_told_at_once(office: PostOffice) -> None:
    letters.sender()
    owner().activate(office)
    work()
    come()
    work()
    assert office.letters[-1].subject.endswith(": Uw parkeerkaart")


def test_a_new_letter_gives_one_e_mail_that_names_sender_and_subject_and_greets_by_name(
    noor: Owner, office: PostOffice
) -> None:
    message = come()
    work()
    work()
    (letter,) = office.letters
    assert letter.to == EMAIL
    assert letter.subject == "Nieuw bericht van Gemeente Zonnegem: Uw parkeerkaart"
    assert letter.text.startswith("Dag Noor,\n")
    assert "- Gemeente Zonnegem: Uw parkeerkaart" in letter.text
    told = AuditEvent.objects.get(
        citizen_id=noor.citizen_id, tag="mailbox.owner.told", details__contains=str(message.id)
    )
    assert '"why":"new"' in told.details
    assert "Open zelf mijn.localhost, meld u aan en kijk daar in uw mailbox" in letter.text


@pytest.mark.parametrize("number", ["85631441236", "85.63.14-412.36", "85 63 14 412 36"])
def test_a_national_number_in_a_subject_is_not_mailed(noor: Owner, office: PostOffice, number: str) -> None:
    come(subject="Dossier")
    Message.objects.update(subject=f"Dossier {number}, factuur 12345678901")  # of before such a subject was refused
    work()
    (letter,) = office.letters
    assert letter.subject.endswith(": Dossier •••, factuur 12345678901")
    assert number not in letter.text


def test_it_holds_no_link_no_content_and_no_second_line_in_its_subject(noor: Owner, office: PostOffice) -> None:
    come(subject="Uw kaart\r\nBcc: x@example.be")
    work()
    (letter,) = office.letters
    assert "\n" not in letter.subject
    assert "http" not in letter.text
    assert "ligt klaar" not in letter.text


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fr", "Nouveau message de Commune de Zonnegem: Uw parkeerkaart"),
        ("de", "Neue Nachricht von Gemeente Zonnegem: Uw parkeerkaart"),
        ("en", "New message from Gemeente Zonnegem: Uw parkeerkaart"),
    ],
)
def test_it_is_in_the_owners_language(noor: Owner, office: PostOffice, language: str, subject: str) -> None:
    Box.objects.update(language=language)
    come()
    work()
    assert office.letters[-1].subject == subject


def test_what_comes_more_in_a_day_is_told_together_the_next_day(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(13):
        come(subject=f"Brief {number}")
        work()
    assert len(office.letters) == 1
    later(monkeypatch, DAY + timedelta(minutes=1))
    work()
    assert office.letters[1].subject == "12 nieuwe berichten"
    assert "- en nog 2" in office.letters[1].text
    work()
    assert len(office.letters) == 2


def test_what_was_read_or_withdrawn_meanwhile_is_not_told(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(subject="Brief 0")
    work()
    read, withdrawn = come(subject="Brief 1"), come(subject="Brief 2")
    come(subject="Brief 3")
    work()
    Message.objects.filter(id=read.id).update(read_at=clock.now())
    Message.objects.filter(id=withdrawn.id).update(withdrawn_at=clock.now())
    later(monkeypatch, DAY + timedelta(minutes=1))
    work()
    assert [letter.subject.rpartition(": ")[2] for letter in office.letters] == ["Brief 0", "Brief 3"]


def test_registered_mail_is_told_at_once_every_time(noor: Owner, office: PostOffice) -> None:
    MessageType.objects.update(registered_allowed=True)
    letters.sender(registered_allowed=True)
    for number in range(2):
        come(subject=f"Zending {number}", registered=True)
        work()
    assert [letter.subject for letter in office.letters] == [
        "Aangetekende zending van Gemeente Zonnegem: Zending 0",
        "Aangetekende zending van Gemeente Zonnegem: Zending 1",
    ]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (EventKind.REMINDER, "Nog niet gelezen: Gemeente Zonnegem: Uw parkeerkaart"),
        (EventKind.EXPIRING, "Verdwijnt binnenkort: Gemeente Zonnegem: Uw parkeerkaart"),
    ],
)
def test_a_reminder_of_the_feed_becomes_one_e_mail(
    noor: Owner, office: PostOffice, kind: EventKind, subject: str
) -> None:
    message = come()
    work()
    for _twice in range(2):
        with transaction.atomic():
            tell(message.box_id, message.id, kind)
        work()
    assert [letter.subject for letter in office.letters[1:]] == [subject]


def test_a_mailbox_that_is_not_active_gives_no_e_mail(noor: Owner, office: PostOffice) -> None:
    come()
    ready.catch_up()
    noor.send("/berichten/instellingen/stoppen")
    office.letters.clear()
    sending.send_waiting()
    assert not office.letters
    assert not OwnerMail.objects.filter(sent_at=None).exists()


def test_somebody_who_never_activated_gets_no_e_mail(office: PostOffice) -> None:
    letters.sender()
    letters.published()
    work()
    assert not office.letters


def test_while_the_mail_server_is_down_it_waits_and_goes_under_the_same_name(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def down(post: Post) -> None:
        tried.append(post.id)
        raise NotSentError("down", again=True)

    monkeypatch.setattr(mail, "send", down)
    come()
    work()
    work()
    assert len(tried) == 1, "a round does not hammer"
    monkeypatch.setattr(mail, "send", office.letters.append)
    later(monkeypatch, sending.MEANWHILE + timedelta(seconds=1))
    work()
    assert [letter.id for letter in office.letters] == tried


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def refused(post: Post) -> None:
        tried.append(post.id)
        raise NotSentError("no such mailbox", again=False)

    monkeypatch.setattr(mail, "send", refused)
    come()
    work()
    later(monkeypatch, 2 * DAY)
    work()
    assert len(tried) == 1
