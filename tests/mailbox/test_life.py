"""Death, dormant mailboxes, mandates, administration orders: what the rules do to real boxes (C10, C11, C16, A6)."""

from __future__ import annotations

import io
from collections import namedtuple
from datetime import timedelta
from typing import cast

import msgspec
import pytest
from django.core.management import CommandError, call_command

from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.restrictions import Restricted, lift, restrict
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import tiles
from burgerprofiel.mailbox.activation.queries import Code, reachability
from burgerprofiel.mailbox.life import tasks as life
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.publishing.refusals import RefusedError
from burgerprofiel.mailbox.tiles import Standing
from burgerprofiel.notices.kinds import Group, How
from burgerprofiel.notices.models import Notice, Waiting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.own import lines
from burgerprofiel.notices.preferences.actions import choose
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.contacts.actions import remove, take_over
from burgerprofiel.people.profile.queries import contacts_of
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources import actions as sources
from burgerprofiel.sources.connectors.magda.connector import Fetched
from burgerprofiel.sources.connectors.magda.services import geef_persoon
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses
from burgerprofiel.sources.connectors.magda.services.person_facts import Death
from burgerprofiel.sources.connectors.magda.services.person_parts import Name
from tests.mailbox import boxes, letters
from tests.mailbox.owning import NOOR, Owner, PostOffice, owner, post_office
from tests.mailbox.test_owner_mails import later, titles, work
from tests.people.mandated import citizen, effective, terms
from tests.sources.viewers import of_the_cast

pytestmark = pytest.mark.django_db
TRACE = Trace(actor="test")
LONG = timedelta(days=61)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    letters.sender()
    return post_office(monkeypatch)


@pytest.fixture
def noor(office: PostOffice) -> Owner:
    noor = owner()
    noor.activate(office)
    return noor


def box_of(who: Owner) -> Box:
    return Box.objects.get(box_id=who.citizen_id)


def typed(monkeypatch: pytest.MonkeyPatch, command: str, *arguments: str, number: str = NOOR.ssin.digits) -> str:
    """What a command answers to a number on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{number}\n"))
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().strip()


def test_at_death_the_box_closes_by_itself_and_a_mistake_opens_it_as_it_was(noor: Owner, office: PostOffice) -> None:
    restrict(noor.citizen_id, Restricted.DECEASED, TRACE)
    assert (box_of(noor).state, box_of(noor).why) == (State.CLOSED, "death")
    with pytest.raises(RefusedError):
        letters.published()
    assert lift(noor.citizen_id, Restricted.DECEASED, TRACE)
    assert (box_of(noor).state, box_of(noor).messages) == (State.ACTIVE, 1)
    letters.published()


def test_a_box_that_was_stopped_is_stopped_again_after_a_mistake(noor: Owner) -> None:
    noor.send("/berichten/instellingen/stoppen")
    restrict(noor.citizen_id, Restricted.DECEASED, TRACE)
    lift(noor.citizen_id, Restricted.DECEASED, TRACE)
    assert box_of(noor).state == State.STOPPED


def test_after_death_nobody_is_written_to(noor: Owner, office: PostOffice) -> None:
    letters.published()
    work()
    letters.published(letters.letter(subject="Nog een brief"))
    restrict(noor.citizen_id, Restricted.DECEASED, TRACE)
    work()
    assert not [letter for letter in office.letters if "parkeerkaart" in letter.subject]
    assert not Waiting.objects.filter(citizen_id=noor.citizen_id).exists()
    assert lines.standing(noor.citizen_id).unread == 0


def test_next_of_kin_have_no_access_and_read_why(noor: Owner) -> None:
    call = Box.objects.filter(box_id=noor.citizen_id)
    call.update(state=State.CLOSED, why="death")
    for path in ("/berichten", "/berichten/activeren", "/berichten/instellingen"):
        assert noor.get(path).status_code == 403


def test_the_register_says_so_to_who_still_signs_in_with_the_card_and_the_box_closes(noor: Owner) -> None:
    someone = of_the_cast("noor")
    person = geef_persoon.Person(ssin=NOOR.ssin.digits, name=Name(family=("Vandenbos",)), addresses=Addresses())
    for deaths, state in (((), State.ACTIVE), ((Death(date=None),), State.CLOSED)):
        answer = Data(msgspec.structs.replace(person, deaths=deaths), clock.now())
        sources.keep(someone, [Fetched(geef_persoon.SERVICE, answer, "reference", 1)])
        assert box_of(noor).state == state
    assert noor.get("/berichten").status_code == 403


def test_a_late_report_closes_a_box_that_is_still_open(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(monkeypatch, "mailbox_close") == "Closed."
    assert typed(monkeypatch, "mailbox_close") == "It was closed already."
    assert box_of(noor).state == State.CLOSED
    assert typed(monkeypatch, "mailbox_close", "--reopen") == "Opened again."
    assert box_of(noor).state == State.ACTIVE
    with pytest.raises(CommandError):
        typed(monkeypatch, "mailbox_close", number="123")


def test_somebody_died_to_whom_nobody_ever_wrote(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(monkeypatch, "mailbox_close") == "Closed."
    with pytest.raises(RefusedError):
        letters.published()


@pytest.mark.parametrize("order", [Restricted.NO_EID_SIGN_IN, Restricted.NO_SIGNING])
def test_under_an_administration_order_the_box_stays_the_persons_own(noor: Owner, order: Restricted) -> None:
    restrict(noor.citizen_id, order, TRACE)
    assert box_of(noor).state == State.ACTIVE
    assert letters.published().code == ""


def test_a_mandate_opens_nobodys_mailbox_and_decides_nothing_about_it(office: PostOffice) -> None:
    jozef = citizen("jozef")
    mandate_id = effective(jozef, citizen("emma"), terms("benefits", "education"))
    acting = owner(_person("emma"), capacity=Capacity(mandate=str(mandate_id), giver=str(jozef)))
    boxes.box(jozef)
    for path in ("/berichten", "/berichten/activeren", "/berichten/instellingen/stoppen"):
        assert acting.get(path).status_code == 403
    assert acting.send("/berichten/instellingen/stoppen").status_code == 403
    assert Box.objects.get(box_id=jozef).state == State.ACTIVE


def _person(slug: str) -> Identity:
    return Identity(BY_SLUG[slug].given[0], BY_SLUG[slug].family, BY_SLUG[slug].ssin)


def _born(years: int) -> Ssin:
    """The number of somebody who turned so many years old last month or so."""
    born = clock.today() - timedelta(days=round(years * 365.25) + 40)
    first = f"{born:%y%m%d}001"
    return Ssin(first + f"{97 - int('2' + first) % 97:02d}")


def test_a_senders_answer_says_how_each_box_is_reached() -> None:
    grown, child = NOOR.ssin, _born(11)
    assert reachability(None, grown) is Code.NO_DIGITAL_USER
    assert reachability(None, child) is Code.NOT_REACHABLE
    for state, code in (
        (State.UNOPENED, Code.NO_DIGITAL_USER),
        (State.ACTIVE, Code.REACHED),
        (State.STOPPED, Code.NOT_REACHABLE),
        (State.CLOSED, Code.NOT_REACHABLE),
    ):
        assert reachability(Box(kind="citizen", state=state), grown) is code
    assert reachability(Box(kind="citizen", state=State.ACTIVE, dormant_since=clock.now()), grown) is Code.DORMANT
    assert reachability(Box(kind="enterprise", state=State.ACTIVE)) is Code.REACHED


def dormant(*arguments: str) -> str:
    """What the command answers."""
    out = io.StringIO()
    call_command("mailbox_dormant", *arguments, stdout=out)
    return out.getvalue().strip()


def test_a_box_sleeps_when_nobody_looks_while_mail_lies_unread_and_senders_hear_it(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dormant() == "0 became dormant."
    later(monkeypatch, LONG)
    assert dormant("--dry-run") == "1 would become dormant."
    assert box_of(noor).dormant_since is None, "a dry run changes nothing"
    assert dormant() == "1 became dormant."
    assert dormant() == "0 became dormant."
    assert letters.published().code == "DORMANT"
    assert box_of(noor).messages == 2, "it is there all the same"


def test_the_overview_invites_to_look(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not standing(noor).dormant
    later(monkeypatch, LONG)
    dormant()
    assert standing(noor).dormant


def standing(who: Owner) -> Standing:
    """What the overview shows of their mailbox."""
    viewer = namedtuple("Viewer", ["citizen_id", "may_see"])(who.citizen_id, lambda _scope: True)
    found = tiles.standing(cast("Viewer", viewer))
    assert found
    return found


def test_looking_ends_it(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, LONG)
    dormant()
    fresh = owner()
    assert fresh.get("/berichten").status_code == 200
    assert box_of(noor).dormant_since is None
    assert letters.published().code == ""
    tags = AuditEvent.objects.filter(citizen_id=noor.citizen_id).values_list("tag", flat=True)
    assert {"mailbox.box.dormant", "mailbox.box.awake"} <= set(tags)


def test_a_letter_of_yesterday_does_not_make_a_box_sleep(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    Message.objects.update(unread=False)
    Box.objects.update(unread=0)
    later(monkeypatch, LONG)
    boxes.message(noor.citizen_id, at=clock.now() - timedelta(days=1))
    assert dormant("--dry-run") == "0 would become dormant."


def test_its_owner_is_told_on_every_channel_whatever_they_chose(
    noor: Owner, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_over(noor.citizen_id, Contact.PHONE, "+32470123456", clock.now(), TRACE)
    choose(noor.citizen_id, {(Group.MAIL, Channel.EMAIL): How.NEVER, (Group.MAIL, Channel.SMS): How.NEVER}, TRACE)
    office.letters.clear()
    later(monkeypatch, LONG)
    assert dormant() == "1 became dormant."
    assert dormant() == "0 became dormant."
    (told,) = [each for each in titles(noor) if "ongelezen" in each]
    assert told == "Er liggen ongelezen brieven in uw mailbox"
    assert titles(noor, "fr")[-1] == "Des lettres non lues attendent dans votre boîte aux lettres"
    assert set(Waiting.objects.values_list("citizen_id", "channel")) >= {
        (noor.citizen_id, "email"),
        (noor.citizen_id, "sms"),
    }
    assert not office.letters + office.texts, "nothing goes out but by the outbox"


def test_who_looks_has_nothing_to_do_any_more_and_nothing_goes_out(
    noor: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, LONG)
    dormant()
    assert Notice.objects.get(kind="mail.dormant").done_at is None
    assert owner().get("/berichten").status_code == 200
    told = Notice.objects.get(kind="mail.dormant")
    assert told.read_at
    assert told.done_at


def test_a_job_that_waited_when_notices_took_over_tells_once(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, LONG)
    dormant()
    for _each in range(2):
        life.tell_dormant(str(noor.citizen_id))
    assert Notice.objects.filter(kind="mail.dormant").count() == 1


def test_without_any_channel_the_sender_is_told_and_the_bell(noor: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in contacts_of(noor.citizen_id):
        remove(noor.citizen_id, each.id, TRACE)
    later(monkeypatch, LONG)
    assert dormant() == "1 became dormant."
    assert "Er liggen ongelezen brieven in uw mailbox" in titles(noor)
    assert not Waiting.objects.filter(citizen_id=noor.citizen_id).exists()
    assert letters.published().code == "DORMANT"
