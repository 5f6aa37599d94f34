"""Owners hear of new mail, of mail that stays unread and of mail that is about to go: by notices (C3, C6, C7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import translation

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.actions import mark, opened, tell
from burgerprofiel.mailbox.mails import keys, ready, tasks
from burgerprofiel.mailbox.models import Message, MessageType, SenderOrganisation
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.mailbox.publishing.withdrawing import Reason, withdraw
from burgerprofiel.mailbox.registered.actions import confirm
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Notice, Waiting
from burgerprofiel.notices.own import lines
from burgerprofiel.notices.queries import Read
from tests.mailbox import letters
from tests.mailbox.owning import Owner, PostOffice, owner, post_office

pytestmark = pytest.mark.django_db


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


def told(who: Owner, language: str = "nl") -> list[Read]:
    """What somebody was told, oldest first."""
    with translation.override(language):
        return queries.opened(who.citizen_id, list(Notice.objects.filter(citizen_id=who.citizen_id).order_by("id")))


def titles(who: Owner, language: str = "nl") -> list[str]:
    """The heads of what they were told."""
    return [each.words.title for each in told(who, language)]


def come(subject: str = "Uw parkeerkaart", **parts: object) -> Message:
    """A letter comes."""
    done = letters.published(letters.letter(subject=subject, **parts))
    return Message.objects.get(id=done.message_id)


def later(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    """Let time pass."""
    at: datetime = clock.now() + time
    monkeypatch.setattr(clock, "now", lambda: at)


def test_the_test_message_is_told(office: PostOffice) -> None:
    noor = owner()
    noor.activate(office)
    work()
    assert titles(noor) == ["Nieuw bericht van Zonnegem: Dit is een testbericht"]
    assert Waiting.objects.get().channel == "email"


def test_a_new_letter_is_told_once_by_sender_and_subject_and_leads_to_the_message(noor: Owner) -> None:
    message = come()
    work()
    work()
    (notice,) = told(noor)
    assert notice.words.title == "Nieuw bericht van Gemeente Zonnegem: Uw parkeerkaart"
    assert notice.path == f"/berichten/{message.id}"
    assert noor.get(notice.path).status_code == 200
    assert Waiting.objects.filter(citizen_id=noor.citizen_id, channel="email").count() == 1
    event = AuditEvent.objects.get(citizen_id=noor.citizen_id, tag="notices.notice.raised")
    assert '"kind":"mail.new"' in event.details


def test_every_letter_of_a_day_is_told_at_once(noor: Owner) -> None:
    for number in range(3):
        come(subject=f"Brief {number}")
        work()
    assert [each.rpartition(": ")[2] for each in titles(noor)] == ["Brief 0", "Brief 1", "Brief 2"]


@pytest.mark.parametrize("number", ["85631441236", "85.63.14-412.36", "85 63 14 412 36"])
def test_a_national_number_in_a_subject_is_not_told(noor: Owner, number: str) -> None:
    come(subject="Dossier")
    Message.objects.update(subject=f"Dossier {number}, factuur 12345678901")  # of before such a subject was refused
    work()
    (title,) = titles(noor)
    assert title.endswith(": Dossier •••, factuur 12345678901")


def test_it_holds_no_content_and_no_second_line(noor: Owner) -> None:
    come(subject="Uw kaart\r\nBcc: x@example.be")
    work()
    (notice,) = told(noor)
    assert "\n" not in notice.words.title
    assert "ligt klaar" not in notice.words.title + notice.words.text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Nouveau message de Commune de Zonnegem\xa0: Uw parkeerkaart"),
        ("de", "Neue Nachricht von Gemeente Zonnegem: Uw parkeerkaart"),
        ("en", "New message from Gemeente Zonnegem: Uw parkeerkaart"),
    ],
)
def test_it_is_read_in_each_language(noor: Owner, language: str, title: str) -> None:
    come()
    work()
    assert titles(noor, language) == [title]


def test_what_was_read_or_withdrawn_before_it_was_told_is_not_told(noor: Owner) -> None:
    read, withdrawn = come(subject="Brief 1"), come(subject="Brief 2")
    come(subject="Brief 3")
    opened(read.box_id, read.id, None, letters.TRACE, main=True)
    withdraw(letters.ORGANISATION, withdrawn.id, Reason.WRONG_CONTENT, letters.TRACE)
    work()
    assert [each.rpartition(": ")[2] for each in titles(noor)] == ["Brief 3"]


def test_what_is_read_or_seen_after_it_was_told_is_not_new_any_more(noor: Owner) -> None:
    read, seen, other = come(subject="Brief 1"), come(subject="Brief 2"), come(subject="Brief 3")
    work()
    assert lines.standing(noor.citizen_id).unread == 3
    opened(read.box_id, read.id, None, letters.TRACE, main=True)
    assert lines.standing(noor.citizen_id).unread == 2
    mark(seen.box_id, seen.id, letters.TRACE, unread=False)
    assert lines.standing(noor.citizen_id).unread == 1
    withdraw(letters.ORGANISATION, other.id, Reason.WRONG_CONTENT, letters.TRACE)
    work()
    assert lines.standing(noor.citizen_id).unread == 0


def test_what_was_read_while_it_was_being_told_is_not_new_either(noor: Owner) -> None:
    message = come()
    work()
    Notice.objects.update(read_at=None)
    with transaction.atomic():
        tell(message.box_id, message.id, EventKind.READ)
    work()
    assert lines.standing(noor.citizen_id).unread == 0


def test_nobody_elses_reading_marks_ones_own(noor: Owner) -> None:
    come()
    work()

    other = come(subject="Voor Arne", to=Ssin(letters.ARNE))
    opened(other.box_id, other.id, None, letters.TRACE, main=True)
    work()
    assert lines.standing(noor.citizen_id).unread == 1


def test_registered_mail_asks_something_and_cannot_be_switched_off(noor: Owner) -> None:
    MessageType.objects.update(registered_allowed=True)
    letters.sender(registered_allowed=True)
    come(subject="Zending", registered=True)
    work()
    (notice,) = told(noor)
    assert notice.words.title == "Aangetekende zending van Gemeente Zonnegem: Zending"
    assert notice.active


def test_registered_mail_asks_until_it_is_confirmed_or_withdrawn(noor: Owner) -> None:
    MessageType.objects.update(registered_allowed=True)
    letters.sender(registered_allowed=True)
    confirmed, withdrawn = (come(subject=each, registered=True) for each in ("Een", "Twee"))
    work()
    opened(confirmed.box_id, confirmed.id, None, letters.TRACE, main=True)
    assert lines.page(noor.citizen_id).asking == 2, "who read it did not confirm it"
    confirm(confirmed.box_id, confirmed.id, letters.TRACE)
    assert lines.page(noor.citizen_id).asking == 1
    withdraw(letters.ORGANISATION, withdrawn.id, Reason.WRONG_CONTENT, letters.TRACE)
    work()
    assert lines.page(noor.citizen_id).asking == 0


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (EventKind.REMINDER, "Nog niet gelezen: Gemeente Zonnegem: Uw parkeerkaart"),
        (EventKind.EXPIRING, "Verdwijnt binnenkort: Gemeente Zonnegem: Uw parkeerkaart"),
    ],
)
def test_a_reminder_of_the_feed_is_told_once(noor: Owner, kind: EventKind, title: str) -> None:
    message = come()
    work()
    for _twice in range(2):
        with transaction.atomic():
            tell(message.box_id, message.id, kind)
        work()
    assert titles(noor)[1:] == [title]


def test_a_mailbox_that_is_stopped_is_silent(noor: Owner) -> None:
    come()
    work()
    noor.send("/berichten/instellingen/stoppen")
    assert waiting_kinds() == ["mail.stopped"]
    come_before_but_told_after = Message.objects.get(subject="Uw parkeerkaart")
    with transaction.atomic():
        tell(come_before_but_told_after.box_id, come_before_but_told_after.id, EventKind.REMINDER)
    work()
    assert waiting_kinds() == ["mail.stopped"], "that it was stopped is told, and nothing else"


def waiting_kinds() -> list[str]:
    """Of what is still to go out."""
    waiting = Waiting.objects.values_list("notice_id", flat=True)
    return list(Notice.objects.filter(id__in=list(waiting)).values_list("kind", flat=True))


def test_somebody_who_never_activated_is_told_nothing(office: PostOffice) -> None:
    letters.sender()
    letters.published()
    work()
    assert not Notice.objects.exists()


def test_many_letters_are_told_in_turns_and_each_once(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "AT_ONCE", 2)
    for number in range(5):
        come(subject=f"Brief {number}")
    assert ready.catch_up(lasts=0) == 2, "a round that is over leaves the rest to the next"
    assert ready.catch_up() == 3
    assert len(titles(noor)) == 5


def test_what_waited_for_an_e_mail_of_before_is_told_once(noor: Owner) -> None:
    message = come()
    left = (str(message.box_id), str(message.id), keys.NEW, clock.now().isoformat())
    for _twice in range(2):
        tasks.tell_left([left])
    work()
    assert len(titles(noor)) == 1
