"""Activating a mailbox is a journey of its own, with a proved address and an explicit yes; stopping, starting (C3)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Q

from burgerprofiel.access.identity import Identity
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.mailbox.activation.queries import email_of
from burgerprofiel.mailbox.models import Box, Message, MessageType, SenderOrganisation
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.publishing.refusals import RefusedError
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.models import Preference, Waiting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.people.profile import forgetting
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.contacts import often, proof
from burgerprofiel.people.profile.contacts.actions import take_over
from burgerprofiel.people.profile.queries import contacts_of, reaches
from tests.mailbox import letters
from tests.mailbox.owning import EMAIL, PLACE, Owner, PostOffice, owner, post_office
from tests.mailbox.test_owner_mails import titles

pytestmark = pytest.mark.django_db
SETTINGS = "/berichten/instellingen"
TRACE = Trace(actor="citizen")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return post_office(monkeypatch)


@pytest.fixture
def noor(office: PostOffice) -> Owner:
    return owner()


def box_of(who: Owner) -> Box:
    return Box.objects.get(box_id=who.citizen_id)


def later(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    """Let time pass, and a moment more."""
    at = clock.now() + time + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: at)


def tags(who: Owner) -> list[str]:
    """What the trail says about their mailbox, oldest first."""
    told = Q(tag__startswith="mailbox.") | Q(tag__startswith="people.")
    rows = AuditEvent.objects.filter(told, citizen_id=who.citizen_id).order_by("seq")
    return list(rows.values_list("tag", flat=True))


def test_the_first_page_says_what_it_means_and_what_each_sender_does_with_paper(noor: Owner) -> None:
    letters.sender()
    SenderOrganisation.objects.update(paper_stops=True, names={"nl": "Gemeente Zonnegem"})
    MessageType.objects.update(names={"nl": "Brief"})
    told = noor.text(PLACE)
    for sentence in ("geldt als bezorgd", "geen excuus", "alleen een seintje", "Gemeente Zonnegem Brief Papier stopt"):
        assert sentence in told


def test_an_announcement_is_nothing_that_a_sender_sends_to_a_mailbox(noor: Owner) -> None:
    letters.sender(announcement=True, names={"nl": "Nieuwsbrief"})
    assert "Nieuwsbrief" not in noor.text(PLACE)


def test_activating_needs_a_proved_address_and_a_yes_and_then_a_test_message_is_there(
    noor: Owner, office: PostOffice
) -> None:
    assert noor.send(f"{PLACE}/akkoord", yes="yes")["Location"] == f"{PLACE}/e-mail"
    assert noor.prove(office)["Location"] == f"{PLACE}/akkoord"
    assert not Box.objects.filter(box_id=noor.citizen_id, state=State.ACTIVE).exists()
    refused = noor.send(f"{PLACE}/akkoord")
    assert refused.status_code == 400
    assert "Vink het vakje aan" in refused.content.decode()
    assert noor.send(f"{PLACE}/akkoord", yes="yes")["Location"] == f"{PLACE}/klaar"
    box = box_of(noor)
    assert (box.state, email_of(noor.citizen_id), box.unread) == (State.ACTIVE, EMAIL, 1)
    assert reaches([noor.citizen_id])[noor.citizen_id].call_name == "Noor", "letters greet with the first name"
    assert Message.objects.get(box_id=noor.citizen_id).subject == "Dit is een testbericht"
    done = noor.text(f"{PLACE}/klaar")
    assert EMAIL in done
    assert "in het Nederlands" not in done
    noor.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "It is in Dutch: by law" in noor.text(f"{PLACE}/klaar")
    assert tags(noor) == [
        "people.contact.asked",
        "people.given_name.kept",
        "people.contact.proved",
        "people.language.chosen",
        "mailbox.message.received",
        "mailbox.box.activated",
    ]


def test_who_has_a_proved_address_in_their_profile_is_asked_for_none(noor: Owner) -> None:
    take_over(noor.citizen_id, Kind.EMAIL, EMAIL, clock.now(), TRACE)
    assert f'href="{PLACE}/akkoord"' in noor.get(PLACE).content.decode()
    assert EMAIL in noor.text(f"{PLACE}/akkoord")
    assert noor.send(f"{PLACE}/e-mail", email=EMAIL.upper())["Location"] == f"{PLACE}/akkoord", "it is proved"
    noor.send(f"{PLACE}/akkoord", yes="yes")
    assert box_of(noor).state == State.ACTIVE


def test_who_has_no_address_any_more_reads_what_that_means(noor: Owner, office: PostOffice) -> None:
    noor.activate(office)
    (contact,) = contacts_of(noor.citizen_id)
    assert "u krijgt er geen e-mail over" not in noor.text(SETTINGS)
    contacts.remove(noor.citizen_id, contact.id, TRACE)
    assert "u krijgt er geen e-mail over" in noor.text(SETTINGS)


def test_who_switched_off_e_mail_about_mail_reads_what_that_means(noor: Owner, office: PostOffice) -> None:
    noor.activate(office)
    assert "Ze gelden toch als bezorgd" not in noor.text(SETTINGS)
    choices = {"citizen_id": noor.citizen_id, "group": Group.MAIL.value, "channel": "email", "how": How.NEVER.value}
    Preference.objects.create(**choices, since=clock.now())
    assert "Ze gelden toch als bezorgd" in noor.text(SETTINGS)


def test_the_language_in_which_one_decides_is_the_one_in_which_one_is_told(office: PostOffice) -> None:
    french = owner(language="fr")
    french.activate(office)
    assert reaches([french.citizen_id])[french.citizen_id].language == "fr"


def test_a_double_click_does_nothing_twice(noor: Owner, office: PostOffice) -> None:
    noor.send(f"{PLACE}/e-mail", email=EMAIL)
    code = office.code
    first, second = (noor.send(f"{PLACE}/code", code=code) for _click in range(2))
    assert first["Location"] == second["Location"] == f"{PLACE}/akkoord"
    first, second = (noor.send(f"{PLACE}/akkoord", yes="yes") for _click in range(2))
    assert first["Location"] == second["Location"] == f"{PLACE}/klaar"
    assert Message.objects.filter(box_id=noor.citizen_id).count() == 1
    assert tags(noor).count("mailbox.box.activated") == 1


def test_who_leaves_and_comes_back_goes_on_where_they_were(noor: Owner, office: PostOffice) -> None:
    noor.send(f"{PLACE}/e-mail", email=EMAIL)
    code = office.code
    again = owner()
    assert EMAIL in again.text(f"{PLACE}/code")
    assert again.send(f"{PLACE}/code", code=code)["Location"] == f"{PLACE}/akkoord"
    assert f'href="{PLACE}/akkoord"' in owner().get(PLACE).content.decode()


def test_the_code_comes_by_plain_e_mail_without_a_link_in_the_readers_language(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, word in (("nl", "is uw code"), ("fr", "votre code"), ("de", "Ihr Code"), ("en", "is your code")):
        later(monkeypatch, often.BETWEEN)
        owner(language=language).send(f"{PLACE}/e-mail", email=EMAIL)
        letter = office.letters[-1]
        assert re.match(r"\d{6} ", letter.text)
        assert word in letter.text
        assert "http" not in letter.text
        assert letter.to == EMAIL


def test_a_code_is_good_once_for_ten_minutes_and_five_tries(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor.send(f"{PLACE}/e-mail", email=EMAIL)
    code = office.code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    answers = [noor.send(f"{PLACE}/code", code=wrong) for _try in range(5)]
    assert {answer.status_code for answer in answers} == {400}
    assert "vijf keer fout" in answers[-1].content.decode()
    assert noor.send(f"{PLACE}/code", code=code)["Location"] == f"{PLACE}/e-mail"
    later(monkeypatch, often.BETWEEN)
    noor.send(f"{PLACE}/e-mail", email=EMAIL)
    later(monkeypatch, proof.LIFETIME)
    assert noor.send(f"{PLACE}/code", code=office.code)["Location"] == f"{PLACE}/e-mail"


def test_only_the_last_code_counts_and_proves_the_last_address(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor.send(f"{PLACE}/e-mail", email="old@example.be")
    first = office.code
    later(monkeypatch, often.BETWEEN)
    noor.send(f"{PLACE}/e-mail", email=EMAIL)
    if first != office.code:
        assert noor.send(f"{PLACE}/code", code=first).status_code == 400
    noor.send(f"{PLACE}/code", code=office.code)
    assert email_of(noor.citizen_id) == EMAIL


def test_neither_code_nor_address_stands_in_the_tables(noor: Owner, office: PostOffice) -> None:
    noor.send(f"{PLACE}/e-mail", email=EMAIL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT proof::text, value, code_hash FROM people_contact_proof AS proof")
        row, *held = cursor.fetchone()
    assert EMAIL not in row
    assert office.code.encode() not in b"".join(map(bytes, held))
    assert EMAIL.encode() not in b"".join(map(bytes, held))


@pytest.mark.parametrize(
    "typed", ["", "noor", "noor@example", "a@b.be\nBcc: x@y.be", "x" * 300 + "@example.be", "\x00"]
)
def test_what_is_no_address_is_told_beside_the_field(noor: Owner, office: PostOffice, typed: str) -> None:
    answer = noor.send(f"{PLACE}/e-mail", email=typed)
    assert answer.status_code == 400
    assert 'id="email-wrong"' in answer.content.decode()
    assert not office.letters


def test_who_asks_for_many_codes_waits_and_hears_how_long(noor: Owner, office: PostOffice) -> None:
    assert noor.send(f"{PLACE}/e-mail", email=EMAIL).status_code == 303
    answer = noor.send(f"{PLACE}/e-mail", email=EMAIL)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Over 1 minuut kunt u een nieuwe vragen" in answer.content.decode()
    assert len(office.letters) == 1


@pytest.mark.parametrize("act", ["prefer the new one", "remove the old one"])
def test_the_address_of_before_hears_that_another_counts_now(noor: Owner, office: PostOffice, act: str) -> None:
    noor.activate(office)
    (old,) = contacts_of(noor.citizen_id)
    take_over(noor.citizen_id, Kind.EMAIL, "new@example.be", clock.now(), TRACE)
    assert email_of(noor.citizen_id) == EMAIL
    new = next(each for each in contacts_of(noor.citizen_id) if each.id != old.id)
    if act == "prefer the new one":
        contacts.prefer(noor.citizen_id, new.id, TRACE)
    else:
        contacts.remove(noor.citizen_id, old.id, TRACE)
    assert email_of(noor.citizen_id) == "new@example.be"
    assert "new@example.be" in noor.text(SETTINGS)
    told = office.letters[-1]
    assert (told.to, told.subject) == (EMAIL, "E-mails over uw mailbox gaan naar een ander adres")
    assert "Was u dit niet? Open zelf mijn.localhost" in told.text
    assert "http" not in told.text
    assert titles(noor)[-1] == "E-mails over uw mailbox gaan naar een ander adres", "in the bell too"


def test_without_an_address_the_bell_says_that_nothing_is_mailed_any_more(noor: Owner, office: PostOffice) -> None:
    noor.activate(office)
    (old,) = contacts_of(noor.citizen_id)
    contacts.remove(noor.citizen_id, old.id, TRACE)
    assert titles(noor)[-1] == "Er komen geen e-mails over uw mailbox meer"
    assert office.letters[-1].to == EMAIL, "the address of before hears it too"
    assert "Dag Noor," in office.letters[-1].text


@pytest.mark.parametrize(("why", "heard"), [(forgetting.ASKED, True), (forgetting.UNUSED, False)])
def test_who_removes_a_whole_profile_is_told_so_where_they_were_reached(
    noor: Owner, office: PostOffice, why: str, heard: bool
) -> None:
    noor.activate(office)
    before = len(office.letters)
    forgetting.forget(noor.citizen_id, why, TRACE)
    assert [each.to for each in office.letters[before:]] == ([EMAIL] if heard else [])
    assert ("Er komen geen e-mails over uw mailbox meer" in titles(noor)) is heard


def test_whoever_moved_the_e_mails_of_one_tells_nobody_else(noor: Owner, office: PostOffice) -> None:
    emma = owner(Identity("Emma", "Peeters", "07661812669"))
    emma.activate(office)
    noor.activate(office)
    contacts.remove(noor.citizen_id, contacts_of(noor.citizen_id)[0].id, TRACE)
    assert not [each for each in titles(emma) if "e-mails" in each.lower()]


def test_stopping_says_what_it_does_refuses_new_mail_and_leaves_the_old(noor: Owner, office: PostOffice) -> None:
    letters.sender()
    noor.activate(office)
    letters.published()
    assert "maakt niets ongedaan" in noor.text(f"{SETTINGS}/stoppen")
    assert box_of(noor).state == State.ACTIVE, "reading about it stops nothing"
    for _click in range(2):
        assert noor.send(f"{SETTINGS}/stoppen")["Location"] == SETTINGS
    with pytest.raises(RefusedError) as refused:
        letters.published()
    assert refused.value.flaws[0].code == "NOT_REACHABLE"
    assert titles(noor).count("Uw mailbox is gestopt") == 1
    (waiting,) = Waiting.objects.filter(citizen_id=noor.citizen_id)
    assert waiting.channel == Channel.EMAIL, "whatever was chosen: perhaps it was somebody else who stopped it"
    assert box_of(noor).messages == 2
    assert noor.get("/berichten").status_code == 200
    assert tags(noor).count("mailbox.box.stopped") == 1


def test_starting_again_is_activating_again_and_the_old_mail_is_there(noor: Owner, office: PostOffice) -> None:
    letters.sender()
    noor.activate(office)
    since = box_of(noor).activated_at
    noor.send(f"{SETTINGS}/stoppen")
    assert "opnieuw starten" in noor.text(PLACE)
    noor.send(f"{PLACE}/akkoord", yes="yes")
    box = box_of(noor)
    assert (box.state, box.messages, box.activated_at) == (State.ACTIVE, 1, since)
    letters.published()
    assert box_of(noor).messages == 2
    assert tags(noor)[-2] == "mailbox.box.started"


def test_mail_from_before_waits_and_shows_after_activation(noor: Owner, office: PostOffice) -> None:
    letters.sender()
    assert letters.published().code == "NO_DIGITAL_USER"
    noor.activate(office)
    assert box_of(noor).unread == 2
    assert letters.published().code == ""


def test_the_pages_of_a_mailbox_that_is_not_active_lead_to_activating(noor: Owner) -> None:
    for path in (SETTINGS, f"{PLACE}/klaar"):
        assert noor.get(path)["Location"] == PLACE
    assert noor.get(f"{PLACE}/code")["Location"] == f"{PLACE}/e-mail"
    assert f'href="{PLACE}"' in noor.get("/berichten").content.decode()


def test_a_child_under_12_reads_from_when_and_activates_nothing(office: PostOffice) -> None:
    child = owner(Identity("Lotte", "Vandenbos", _born(11)))
    for answer in (child.get(PLACE), child.send(f"{PLACE}/akkoord", yes="yes")):
        assert answer.status_code == 403
        assert "vanaf 12 jaar" in answer.content.decode()
    assert not Box.objects.filter(box_id=child.citizen_id, state=State.ACTIVE).exists()


def test_a_minor_from_12_reads_that_letters_no_longer_go_to_the_parents(office: PostOffice) -> None:
    child = owner(Identity("Lotte", "Vandenbos", _born(13)))
    assert "niet meer bij uw ouders" in child.text(PLACE)
    child.activate(office)
    assert box_of(child).state == State.ACTIVE


def _born(years: int) -> str:
    """The number of somebody who turned so many years old last month or so."""
    born = clock.today() - timedelta(days=round(years * 365.25) + 40)
    first = f"{born:%y%m%d}001"
    return first + f"{97 - int('2' + first) % 97:02d}"
