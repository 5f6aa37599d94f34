"""The counter's screens: first why, then who, then a letter that opens once (A4)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse

from burgerprofiel.access.activation import counter
from burgerprofiel.access.activation.counter import Counter
from burgerprofiel.access.activation.typed import Typed
from burgerprofiel.access.models import Registration
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet
from tests.desk.reading import told
from tests.desk.staff import BRAM, NOOR, TRACE, Colleague, at_work, town

AMIRA = Ssin("85631441236")
PURPOSE = {"why": "nieuwkomer", "reference": "2026/114"}
FORM = {
    "document": "orange_card",
    "document_number": "B 1234567",
    "number": "85.63.14-412.36",
    "given_name": "Amira Fatima",
    "family_name": "Haddad",
    "email": "amira@example.org",
    "email_again": "Amira@example.org",
    "language": "fr",
}


def register(who: Colleague, **changes: str) -> HttpResponse:
    """Send the form of the second step."""
    return who.post("/loket/nieuw/gegevens", **{**PURPOSE, **FORM, **changes})


def the_letter(page: HttpResponse) -> tuple[str, str]:
    """The address and the sealed letter on the page after registering."""
    found = re.search(
        r'action="(/loket/[^"]+/brief)".*?name="letter" value="([^"]+)"', page.content.decode(), re.DOTALL
    )
    assert found
    return found[1], found[2]


def trail() -> list[AuditEvent]:
    """Amira's trail, oldest first."""
    return list(AuditEvent.objects.filter(citizen_id=meet(AMIRA)).order_by("seq"))


def test_the_purpose_comes_first(sofie: Colleague) -> None:
    first = sofie.get("/loket/nieuw")
    assert "Why do you register this person?" in told(first)
    second = sofie.post("/loket/nieuw", **PURPOSE)
    assert "Who stands at the counter?" in told(second)
    assert "annex 35 or orange card" in told(second)


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ({"why": ""}, "Choose why you register this person."),
        ({"why": "brief-kwijt"}, "Choose why you register this person."),
        ({"why": "nieuwkomer", "reference": "x" * 41}, "Make the reference shorter"),
        ({"why": "nieuwkomer", "reference": "85.63.14-412.36"}, "Do not write a national number here."),
    ],
)
def test_without_a_good_purpose_nobody_is_asked_who_it_is(sofie: Colleague, purpose: dict[str, str], said: str) -> None:
    for page in (sofie.post("/loket/nieuw", **purpose), sofie.post("/loket/nieuw/gegevens", **{**FORM, **purpose})):
        assert page.status_code == 400
        assert said in told(page)
    assert not Registration.objects.exists()


def test_a_registration_ends_with_a_letter_that_opens_once(sofie: Colleague, links: list[str]) -> None:
    page = register(sofie)
    assert page.status_code == 200
    assert "Registered: Amira Fatima Haddad" in told(page)
    assert len(links) == 1
    address, letter = the_letter(page)
    first = sofie.post(address, letter=letter)
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert first.content.startswith(b"%PDF")
    assert first["Cache-Control"] == "no-store"
    for same in (letter, f"{letter}!", f" {letter}\n"):
        again = sofie.post(address, letter=same)
        assert again.status_code == 409
        assert "That letter was opened already" in told(again)


def test_the_code_stands_on_no_page_and_in_no_address(sofie: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.secrets, "new_code", lambda: "K7MP-4XQD-92TR")
    page = register(sofie)
    row = Registration.objects.get()
    for each in (page, sofie.get("/loket"), sofie.get(f"/loket/{row.id}")):
        assert "K7MP" not in each.content.decode()
        assert "85631441236" not in each.content.decode()


def test_another_session_does_not_open_the_letter(sofie: Colleague, bram: Colleague) -> None:
    address, letter = the_letter(register(sofie))
    assert bram.post(address, letter=letter).status_code == 409
    assert sofie.post(address, letter=letter).status_code == 200


def test_a_letter_that_waited_too_long_stays_shut(sofie: Colleague) -> None:
    now = clock.now()
    with clock.frozen_at(now):
        address, letter = the_letter(register(sofie))
    with clock.frozen_at(now + timedelta(minutes=14, seconds=59)):
        assert sofie.get("/loket").status_code == 200
    with clock.frozen_at(now + timedelta(minutes=15, seconds=1)):
        assert sofie.post(address, letter=letter).status_code == 409


@pytest.mark.parametrize("letter", ["", "x", "é", "QUJD", "A" * 400])
def test_an_invented_letter_opens_nothing(sofie: Colleague, letter: str) -> None:
    address, _letter = the_letter(register(sofie))
    assert sofie.post(address, letter=letter).status_code == 409


def test_the_trail_of_the_citizen_names_the_clerk_the_organisation_and_why(sofie: Colleague) -> None:
    register(sofie)
    event = trail()[-1]
    assert (event.tag, event.actor) == ("access.registration.made", str(sofie.id))
    assert json.loads(event.details) == {
        "document": "orange_card",
        "organisation": "0207446759",
        "purpose": "Wacht op een verblijfskaart (bijlage 35 of oranje kaart) · 2026/114",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document", "library card"),
        ("document_number", "?"),
        ("number", "85.63.14-412.37"),
        ("given_name", " "),
        ("family_name", "x" * 101),
        ("email", "amira"),
        ("email_again", "amira@example.com"),
        ("language", "ar"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_in_the_summary_and_nothing_is_lost(
    sofie: Colleague, field: str, value: str
) -> None:
    page = register(sofie, **{field: value})
    content = page.content.decode()
    assert page.status_code == 400
    assert f'href="#{field}"' in content
    assert f'id="{field}-wrong"' in content
    assert 'value="B 1234567"' in content or field == "document_number"
    assert 'value="2026/114"' in content
    assert not Registration.objects.exists()


def test_a_clerk_does_not_register_themselves(bram: Colleague) -> None:
    page = register(bram, number=BRAM.rrn)
    assert page.status_code == 400
    assert "This is your own number" in told(page)


def test_who_may_not_activate_is_refused_in_plain_words(sofie: Colleague) -> None:
    restrict(meet(AMIRA), Restricted.DECEASED, TRACE)
    page = register(sofie)
    assert page.status_code == 403
    assert "Nothing was registered and no e-mail was sent." in told(page)
    assert not Registration.objects.exists()


def test_the_same_person_twice_is_told_and_replaced_only_when_the_clerk_says_so(sofie: Colleague) -> None:
    register(sofie)
    first = Registration.objects.get()
    page = register(sofie)
    assert page.status_code == 409
    assert "At this counter" in told(page)
    assert Registration.objects.count() == 1
    assert register(sofie, replaces=str(first.id)).status_code == 200
    first.refresh_from_db()
    assert first.ended_at
    assert Registration.objects.filter(ended_at=None).count() == 1


def test_two_counters_at_the_same_moment_the_second_hears_of_the_first(sofie: Colleague) -> None:
    elsewhere = at_work(BRAM, DeskRole.COUNTER, at=town("0207500000", "Gemeente Maandorp"))
    assert register(sofie).status_code == 200
    page = register(elsewhere)
    assert page.status_code == 409
    assert "At another counter" in told(page)
    assert str(Registration.objects.get().id) not in re.findall(r'href="([^"]*)"', page.content.decode())


def test_another_counter_sees_nothing_of_it(sofie: Colleague) -> None:
    register(sofie)
    row = Registration.objects.get()
    elsewhere = at_work(BRAM, DeskRole.COUNTER, at=town("0207500000", "Gemeente Maandorp"))
    assert "Haddad" not in told(elsewhere.get("/loket"))
    assert elsewhere.get(f"/loket/{row.id}").status_code == 404
    for act in ("brief", "nieuwe-brief", "adres", "intrekken", "slot"):
        answer = elsewhere.post(f"/loket/{row.id}/{act}", why="brief-kwijt", email="x@example.org")
        assert answer.status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_the_list_shows_how_far_each_is_and_finds_by_national_number(sofie: Colleague) -> None:
    register(sofie)
    register(sofie, number=NOOR.rrn.replace("85631441236", "88671616820"), given_name="Iemand")
    listed = told(sofie.get("/loket"))
    assert "Amira Fatima Haddad" in listed
    assert "Waits for the person" in listed
    assert "Amira Fatima Haddad" in told(sofie.post("/loket", number="85.63.14-412.36"))
    assert "no registration of that person" in told(sofie.post("/loket", number="79700340505"))
    assert sofie.post("/loket", number="12345").status_code == 400


def test_the_trail_also_says_who_looked_a_person_up_and_not_who_saw_the_list(sofie: Colleague) -> None:
    register(sofie)
    sofie.get("/loket")
    sofie.post("/loket", number="79700340505")
    assert trail()[-1].tag == "access.registration.made"
    sofie.post("/loket", number="85631441236")
    sofie.get(f"/loket/{Registration.objects.get().id}")
    looked = [event for event in trail() if event.tag == "access.registration.read"]
    assert [(event.actor, json.loads(event.details)) for event in looked] == [
        (str(sofie.id), {"organisation": "0207446759"})
    ] * 2


def test_a_lost_letter_gives_another_with_another_code(sofie: Colleague) -> None:
    register(sofie)
    before = Registration.objects.get()
    answer = sofie.post(f"/loket/{before.id}/nieuwe-brief", why="brief-kwijt")
    assert answer["Content-Type"] == "application/pdf"
    after = Registration.objects.get()
    assert bytes(after.code_hash) != bytes(before.code_hash)
    assert bytes(after.link_hash) == bytes(before.link_hash)
    assert trail()[-1].tag == "access.registration.letter_replaced"


def test_a_wrong_address_gives_another_link(sofie: Colleague, links: list[str]) -> None:
    register(sofie)
    before = Registration.objects.get()
    form = {"why": "adres-fout", "email": "amira.haddad@example.org", "email_again": "amira.haddad@example.org"}
    answer = sofie.post(f"/loket/{before.id}/adres", **form)
    assert (answer.status_code, answer["Location"]) == (303, f"/loket/{before.id}?gedaan=adres")
    assert "amira.haddad@example.org" in told(sofie.get(answer["Location"]))
    assert bytes(Registration.objects.get().link_hash) != bytes(before.link_hash)
    assert len(links) == 2


@pytest.mark.parametrize(
    "form",
    [
        {"why": "adres-fout", "email": "nonsense", "email_again": "nonsense"},
        {"why": "adres-fout", "email": "a@example.org", "email_again": "b@example.org"},
        {"why": "", "email": "a@example.org", "email_again": "a@example.org"},
        {"why": "twijfel", "email": "a@example.org", "email_again": "a@example.org"},
    ],
)
def test_a_wrong_correction_changes_nothing(sofie: Colleague, form: dict[str, str]) -> None:
    register(sofie)
    before = Registration.objects.get()
    page = sofie.post(f"/loket/{before.id}/adres", **form)
    assert page.status_code == 400
    assert 'id="wrong"' in page.content.decode()
    assert bytes(Registration.objects.get().link_hash) == bytes(before.link_hash)


def test_withdrawing_ends_it_and_who_is_too_late_hears_so(sofie: Colleague, bram: Colleague) -> None:
    register(sofie)
    row = Registration.objects.get()
    assert sofie.post(f"/loket/{row.id}/intrekken", why="gevraagd").status_code == 303
    late = bram.post(f"/loket/{row.id}/intrekken", why="gevraagd")
    assert late.status_code == 409
    assert "does not wait any more" in told(late)
    assert "Withdrawn or replaced" in told(late)


def test_who_says_that_somebody_else_activated_has_their_keys_locked(sofie: Colleague) -> None:
    register(sofie)
    row = Registration.objects.get()
    address = f"/loket/{row.id}/slot"
    assert sofie.post(address, why="iemand-anders").status_code == 409
    Registration.objects.update(used_at=clock.now())
    assert "Lock all digital keys" in told(sofie.get(f"/loket/{row.id}"))
    assert sofie.post(address).status_code == 400
    done = sofie.post(address, why="iemand-anders")
    assert done.status_code == 303
    assert "are locked" in told(sofie.get(done["Location"]))
    acts = [event for event in trail() if event.tag != "access.registration.read"]
    assert [event.tag for event in acts][-2:] == ["access.restriction.set", "access.registration.keys_locked"]
    assert json.loads(acts[-1].details)["purpose"] == "De persoon zegt dat iemand anders activeerde"


def test_older_registrations_stand_on_the_next_page(sofie: Colleague) -> None:
    people = [f"{number:09d}" for number in range(850101001, 850101023)]
    for first in people:
        typed = Typed("Wie", first, _whole(first), "passport", "EH 123456", "a@example.org", "nl")
        counter.register(Counter(sofie.id, town(), "test"), typed, TRACE)
    newest = sofie.get("/loket").content.decode()
    assert newest.count("<tr>") == 21
    older = re.search(r'href="(/loket\?voor=[0-9a-f-]+)"', newest)
    assert older
    assert UUID(older[1].partition("=")[2])
    assert sofie.get(older[1]).content.decode().count("<tr>") == 3


def _whole(first: str) -> str:
    return first + f"{97 - int(first) % 97:02d}"
